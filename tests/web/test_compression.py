from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

PAGES = ("/tim?q=huyen", "/huong-dan", "/api/v1/suggest?q=huyen", "/khong-co")


@pytest.mark.parametrize("path", PAGES)
def test_who_reads_gzip_gets_the_same_answer_in_fewer_bytes(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    if packed.headers.get("Content-Encoding") == "gzip":
        assert gzip.decompress(packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    else:
        assert packed.data == plain.data
        assert len(plain.data) < 1024


@pytest.mark.parametrize("asked", ["", "identity", "br", "gzip;q=0", "*;q=0"])
def test_nobody_gets_gzip_unasked(client: FlaskClient, asked: str) -> None:
    answer = client.get("/huong-dan", headers={"Accept-Encoding": asked})
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"<!doctype html>")


@pytest.mark.parametrize("asked", ["gzip", "gzip, deflate, br", "*", "br;q=1, gzip;q=0.1"])
def test_a_page_is_compressed_where_that_is_accepted(client: FlaskClient, asked: str) -> None:
    answer = client.get("/huong-dan", headers={"Accept-Encoding": asked})
    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", PAGES)
def test_caches_are_told_that_an_answer_depends_on_what_is_accepted(client: FlaskClient, path: str) -> None:
    assert "Accept-Encoding" in client.get(path).headers["Vary"]

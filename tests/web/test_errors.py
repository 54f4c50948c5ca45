from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.archive import Archive
from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.query import MAX_CHOICES, MAX_QUERY_LENGTH
from web.app import MAX_ADDRESS, MAX_BODY, create_app


@pytest.fixture
def headless(tmp_path: Path, registry: Registry, archive: Archive) -> FlaskClient:
    """A site whose index is taken away while it runs."""
    folder = tmp_path / "index"
    engine = WhooshEngine.create(folder)
    engine.close()
    for file in folder.iterdir():
        file.unlink()
    return create_app(engine, registry, archive).test_client()


@pytest.fixture
def broken(app: Flask) -> FlaskClient:
    """A site with a page whose code fails."""
    other = create_app(*(getattr(app.extensions["tratin"], name) for name in ("engine", "registry", "archive")))

    def fail() -> str:
        raise RuntimeError("the secret is out")

    other.add_url_rule("/hong", view_func=fail)
    other.add_url_rule("/api/hong", endpoint="api-hong", view_func=fail)
    return other.test_client()


def test_a_query_that_cannot_be_read_is_answered_with_its_sentence(client: FlaskClient) -> None:
    answer = client.get("/tim?q=bão&tu=hôm+qua")
    assert answer.status_code == 400
    assert "Không có ngày “hôm qua”. Hãy ghi như 04/08/2023." in answer.text


def test_after_a_mistake_the_words_are_still_in_the_form(client: FlaskClient) -> None:
    assert 'value="bão lũ"' in client.get("/tim?q=bão+lũ&trang=x").text


def test_after_a_mistake_the_words_can_be_searched_without_it(client: FlaskClient) -> None:
    answer = client.get("/tim", query_string={"q": "<b> xa", "den": "mai", "ngay": "2025"})
    assert "Tìm lại “&lt;b&gt; xa” không kèm bộ lọc" in answer.text
    assert 'href="/tim?q=%3Cb%3E+xa"' in answer.text


@pytest.mark.parametrize("asked", [{"den": "mai"}, {"q": " ", "den": "mai"}, {"q": "a" * (MAX_QUERY_LENGTH + 1)}])
def test_without_words_that_can_be_searched_none_are_offered(client: FlaskClient, asked: dict[str, str]) -> None:
    answer = client.get("/tim", query_string=asked)
    assert (answer.status_code, "Tìm lại" in answer.text) == (400, False)


@pytest.mark.parametrize(("address", "what"), [("/bai/khong-co", "Bài viết"), ("/nguoi/khong-co", "Trang này")])
def test_what_is_missing_is_called_what_it_is(client: FlaskClient, address: str, what: str) -> None:
    assert f"{what} có thể đã được gỡ" in client.get(address).text


def test_an_unknown_address_is_a_page_with_a_search_form(client: FlaskClient) -> None:
    answer = client.get("/khong-co")
    assert answer.status_code == 404
    assert 'role="search"' in answer.text


@pytest.mark.parametrize("address", ["/bai/khong-co", "/nguoi/khong-co", "/coquan/khong-co", "/chude/khong-co"])
def test_what_the_archive_does_not_know_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_take_no_posts_and_say_what_they_take(client: FlaskClient) -> None:
    answer = client.post("/tim", data={"q": "bão"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "chỉ để xem" in answer.text


def test_a_large_body_is_refused_unread(client: FlaskClient) -> None:
    assert client.post("/tim", data=b"a" * (MAX_BODY + 1)).status_code == 413


def test_an_endless_address_is_refused(client: FlaskClient) -> None:
    assert client.get("/tim?x=" + "a" * MAX_ADDRESS).status_code == 414


def test_the_longest_query_with_every_facet_full_is_not_too_long(client: FlaskClient) -> None:
    choices = "".join(
        f"&{name}=mot-gia-tri-dai-nhu-ten-so-{i}" for name in ("nguoi", "coquan") for i in range(MAX_CHOICES)
    )
    answer = client.get("/tim?q=" + quote("😀" * MAX_QUERY_LENGTH) + choices)
    assert answer.status_code == 200


def test_without_an_index_the_page_says_to_come_back(headless: FlaskClient) -> None:
    answer = headless.get("/tim?q=bão")
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert 'value="bão"' in answer.text


def test_without_an_index_the_api_has_a_problem(headless: FlaskClient) -> None:
    answer = headless.get("/api/v1/search?q=bão")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")


def test_a_fault_in_the_code_shows_no_trace(broken: FlaskClient) -> None:
    answer = broken.get("/hong")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "Có lỗi ở phía Tra Tin" in answer.text


def test_a_fault_in_the_api_shows_no_trace(broken: FlaskClient) -> None:
    answer = broken.get("/api/hong")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_a_fault_is_logged_for_the_operator(broken: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    broken.get("/hong")
    assert "the secret is out" in caplog.text

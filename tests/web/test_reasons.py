"""Why a hit is one, on the page and in the API: only where asked, and the same in both."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

SUMMARY = "Vì sao có bài này?"


def test_the_page_explains_only_where_asked(client: FlaskClient) -> None:
    plain, explained = (client.get(f"/tim?q=hoa+khe{rest}").text for rest in ("", "&vi-sao=co"))
    assert SUMMARY not in plain
    assert explained.count(SUMMARY) == explained.count('class="hit"') > 0
    assert "“hoa khe” (gõ không dấu) khớp với Hòa Khê" in html.unescape(explained)


def test_the_plain_page_leads_to_the_explained_one_and_back(client: FlaskClient) -> None:
    plain = client.get("/tim?q=hoa+khe&chude=giao-duc").text
    address = html.unescape(re.findall(r'href="([^"]*vi-sao=co[^"]*)"', plain)[0])
    assert SUMMARY in client.get(address).text
    back = 'href="/tim?q=hoa+khe&amp;chude=giao-duc">Ẩn giải thích'
    above, below = client.get(address).text.split('<ol class="hits"')
    assert (back in above, back in below) == (True, True)


def test_the_next_page_is_explained_too(client: FlaskClient) -> None:
    assert re.search(r'rel="next" href="[^"]*trang=2[^"]*vi-sao=co"', client.get("/tim?q=xa&vi-sao=co").text)


def test_every_control_keeps_to_explaining_but_the_one_that_stops_it(client: FlaskClient) -> None:
    shown = client.get("/tim?q=hoa+khe&chude=giao-duc&vi-sao=co").text
    links = re.findall(r'<a [^>]*href="(/(?:tim|loc)[^"]*)"[^>]*>', shown)
    assert len(links) > 20
    assert {html.unescape(one) for one in links if "vi-sao=co" not in one} == {"/tim?q=hoa+khe&chude=giao-duc"}
    forms = re.findall(r"<form.*?</form>", shown, re.DOTALL)
    assert all('name="vi-sao" value="co"' in form for form in forms)


def test_the_way_through_all_values_keeps_to_explaining(client: FlaskClient) -> None:
    shown = client.get("/loc/coquan?q=hoa+khe&vi-sao=co").text
    assert all("vi-sao=co" in link for link in re.findall(r'href="(/(?:tim|loc)[?/][^"]*)"', shown))


def test_the_canonical_address_is_without_reasons(client: FlaskClient) -> None:
    assert '<link rel="canonical" href="/tim?q=hoa+khe">' in client.get("/tim?q=hoa+khe&vi-sao=co").text


def test_a_plain_page_asks_for_reasons_in_one_link_alone(client: FlaskClient) -> None:
    assert client.get("/tim?q=hoa+khe&chude=giao-duc").text.count("vi-sao") == 1


def test_what_matched_is_escaped(client: FlaskClient) -> None:
    answer = client.get("/tim", query_string={"q": "<script>alert", "vi-sao": "co"}).text
    assert "<script" not in answer
    assert SUMMARY in answer


def test_the_api_tells_why_where_asked(client: FlaskClient) -> None:
    plain, explained = (client.get(f"/api/v1/search?q=hoa+khe{rest}").get_json() for rest in ("", "&explain=yes"))
    assert all("why" not in hit for hit in plain["hits"])
    first = explained["hits"][0]["why"]
    assert list(first) == ["matched", "missing", "factors", "shares"]
    assert {one["how"] for one in first["matched"]} == {"folded"}
    assert sum(one["score"] for one in first["shares"]) == pytest.approx(explained["hits"][0]["score"], abs=1e-3)


def test_the_api_refuses_another_value(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=hoa&explain=1")
    assert answer.status_code == 400
    assert "yes, no" in answer.get_data(as_text=True)

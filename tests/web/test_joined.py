"""The results page says which old and new names were searched too, and has a link that leaves them."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask, get_template_attribute
from flask.testing import FlaskClient

from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.find import find
from search.query import Query

API = "/api/v1/search"


def line(client: FlaskClient, **asked: str) -> str:
    page = client.get("/tim", query_string=asked).text
    found = re.search(r'<div class="joined".*?</div>', page, re.S)
    return unescape(found[0]) if found else ""


@pytest.fixture
def told(app: Flask, engine: WhooshEngine, registry: Registry, request: pytest.FixtureRequest) -> str:
    """The line for a place that no sample article names, as it is where some article does."""
    query = Query(request.param)
    with app.test_request_context():
        page = replace(find(engine, query, registry, app.extensions["tratin"].known), joined=1)
        return unescape(get_template_attribute("_parts.html", "joined")(page, query))


def test_the_names_joined_are_said_in_a_line_with_the_way_out(client: FlaskClient) -> None:
    said = line(client, q="huyện Đài Vân")
    assert "Tìm cả tên cũ/mới: xã Đài Vân, xã Nậm Sao, xã Nà Khoang" in said
    assert 'href="/tim?q=huy%E1%BB%87n+%C4%90%C3%A0i+V%C3%A2n&tencu=khong"' in said
    assert "xã Nà Khoang." in said
    assert "Chỉ tìm như đã gõ" in said
    assert "bài)" not in said


def test_switched_off_the_line_leads_back(client: FlaskClient) -> None:
    said = line(client, q="huyện Đài Vân", tencu="khong")
    assert "Chỉ tìm địa danh như đã gõ." in said
    assert 'href="/tim?q=huy%E1%BB%87n+%C4%90%C3%A0i+V%C3%A2n"' in said


@pytest.mark.parametrize("told", ["thành phố Biên Hòa"], indirect=True)
def test_many_names_fold_away(told: str) -> None:
    assert "và 7 tên nữa" in told
    assert told.index("<details>") < told.index("phường Tam Phước")


@pytest.mark.parametrize("told", ["đặc khu Vân Đồn"], indirect=True)
def test_names_that_were_left_out_are_said(told: str) -> None:
    assert "Còn 1 tên khác không tìm" in told


def test_names_that_bring_no_article_are_not_told_but_for_the_way_back(client: FlaskClient) -> None:
    assert line(client, q="thành phố Biên Hòa") == ""
    assert "Chỉ tìm địa danh như đã gõ." in line(client, q="thành phố Biên Hòa", tencu="khong")


@pytest.mark.parametrize("text", ["bão", '"huyện Đài Vân"', "tỉnh Lam Châu", ""])
def test_without_other_names_there_is_no_line(client: FlaskClient, text: str) -> None:
    assert line(client, q=text) == ""


def test_a_hit_by_another_name_says_so_and_marks_it(client: FlaskClient) -> None:
    page = client.get("/tim", query_string={"q": 'noi:"xã Khuổi Vân" nhà tạm'}).text
    assert "Theo tên cũ/mới" in page
    assert "<mark>Nà Khoang</mark>" in page


@pytest.mark.parametrize("told", ["<b>huyện Đài Vân</b> thành phố Biên Hòa"], indirect=True)
def test_the_line_escapes_what_was_typed(told: str) -> None:
    assert told
    assert "<b>" not in told


def test_the_choice_stays_when_turning_pages_and_filtering(client: FlaskClient) -> None:
    page = client.get("/tim", query_string={"q": "huyện Đài Vân", "tencu": "khong"}).text
    links = [link for link in re.findall(r'class="choice[^"]*"[^>]*href="([^"]+)"', page) if "/tim" in link]
    assert links
    assert all("tencu=khong" in link for link in links)


def test_a_choice_that_is_none_is_refused_with_a_sentence(client: FlaskClient) -> None:
    assert client.get("/tim", query_string={"q": "bão", "tencu": "x"}).status_code == 400
    assert client.get(API, query_string={"q": "bão", "join": "maybe"}).status_code == 400


def test_the_api_says_what_was_joined_and_leaves_it_on_demand(client: FlaskClient) -> None:
    both = client.get(API, query_string={"q": "huyện Đài Vân", "size": 50}).get_json()
    alone = client.get(API, query_string={"q": "huyện Đài Vân", "size": 50, "join": "no"}).get_json()
    names = ["xã Đài Vân", "xã Nậm Sao", "xã Nà Khoang"]
    assert both["places"] == alone["places"] == [{"typed": "huyện Đài Vân", "names": names, "cut": 0}]
    assert both["joined"] == sum(hit["joined"] for hit in both["hits"]) > 0
    assert (alone["joined"], both["query"]["join"], alone["query"]["join"]) == (0, True, False)
    assert {hit["id"] for hit in alone["hits"]} < {hit["id"] for hit in both["hits"]}

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from search.language.fields import FIELDS
from web.guide import GUIDE, TWINS

EXAMPLES = [example for chapter in GUIDE for operator in chapter.operators for example in operator.examples]


def test_nothing_is_called_by_the_word_for_a_school(page: str) -> None:
    assert "trường" not in page.lower()
    assert "cú pháp" not in page


@pytest.fixture
def page(client: FlaskClient) -> str:
    answer = client.get("/huong-dan")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("address", ["/", "/tim?q=bao", "/khong-co"])
def test_the_search_form_leads_to_the_help_page(client: FlaskClient, address: str) -> None:
    assert '<a href="/huong-dan">Cách tìm</a>' in client.get(address).text


def test_every_example_is_a_link_to_its_results(page: str) -> None:
    links = [unescape(link) for link in re.findall(r'href="(/tim\?q=[^"]+)"', page)]
    assert [parse_qs(urlsplit(link).query)["q"][0] for link in links] == EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_finds_something_among_the_sample_articles(client: FlaskClient, example: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": example, "size": 1})
    assert answer.status_code == 200
    found = answer.get_json()
    assert (found["total"] > 0, found["slips"]) == (True, [])
    assert client.get("/tim", query_string={"q": example}).status_code == 200


def test_every_field_is_explained_under_both_its_names(page: str) -> None:
    assert {name.rstrip(":") for twins in TWINS for name in twins} <= set(FIELDS)
    assert all(f"<code>{name}</code>" in page for twins in TWINS for name in twins)


def test_a_slip_is_shown_above_the_hits_and_announced(client: FlaskClient) -> None:
    page = unescape(client.get("/tim?q=xa+ngay:mai").text)
    assert '<div class="slips" role="status">' in page
    assert page.index("Không hiểu thời gian “mai”") < page.index('class="hit-title"')


def test_what_a_slip_repeats_is_text(client: FlaskClient) -> None:
    page = client.get("/tim", query_string={"q": "xa ngay:<script>alert(1)</script>"}).text
    assert "<script" not in page


def test_a_query_without_slips_shows_none(client: FlaskClient) -> None:
    assert 'class="slips"' not in client.get("/tim?q=xa").text


def test_the_api_tells_slips_with_their_place(client: FlaskClient) -> None:
    (slip,) = client.get("/api/v1/search", query_string={"q": 'xa "hoa'}).get_json()["slips"]
    assert (slip["kind"], slip["start"], slip["end"]) == ("open_quote", 3, 4)
    assert slip["english"].startswith("A closing quotation mark")

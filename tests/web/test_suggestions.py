from __future__ import annotations

import html
import time

import pytest
from flask.testing import FlaskClient

from search.suggest.complete import COMPLETIONS

SUGGEST, SEARCH = "/api/v1/suggest", "/api/v1/search"


def test_a_completion_has_a_text_a_kind_an_id_a_gloss_articles_and_an_address(client: FlaskClient) -> None:
    found = client.get(SUGGEST, query_string={"q": "hoa khe"}).get_json()
    assert {tuple(one) for one in found} == {("text", "kind", "id", "articles", "gloss", "url")}


@pytest.mark.parametrize("typed", ["a", "xa", "hoa khe", "nguyen v", "giao duc", "dai v"])
def test_every_address_of_a_completion_leads_somewhere(client: FlaskClient, typed: str) -> None:
    found = client.get(SUGGEST, query_string={"q": typed}).get_json()
    assert 0 < len(found) <= COMPLETIONS
    assert {client.get(one["url"]).status_code for one in found} == {200}


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "?!", "x" * 10_000])
def test_what_nothing_begins_with_is_an_empty_list(client: FlaskClient, typed: str) -> None:
    answer = client.get(SUGGEST, query_string={"q": typed})
    assert (answer.status_code, answer.get_json()) == (200, [])


def test_an_unknown_parameter_is_a_problem(client: FlaskClient) -> None:
    answer = client.get(f"{SUGGEST}?query=a")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_the_api_names_a_better_query_or_null(client: FlaskClient) -> None:
    answers = [client.get(SEARCH, query_string={"q": q}).get_json() for q in ("uỷ bna nhân dân", "ủy ban nhân dân")]
    assert [answer["did_you_mean"] for answer in answers] == ["uỷ ban nhân dân", None]


def test_a_better_query_is_one_sentence_with_a_link_that_keeps_the_filters(client: FlaskClient) -> None:
    page = html.unescape(client.get("/tim?q=uỷ bna nhân dân&tu=2020-01-01&trang=1").get_data(as_text=True))
    sentence = page.partition('<p class="meant" role="status">')[2].partition("</p>")[0]
    assert sentence.startswith("Có phải bạn tìm: <a ")
    assert "tu=2020-01-01" in sentence
    assert "uỷ ban nhân dân" in sentence


def test_a_good_query_has_no_such_sentence(client: FlaskClient) -> None:
    assert "Có phải bạn tìm" not in client.get("/tim?q=ủy ban nhân dân").get_data(as_text=True)


def test_the_home_page_offers_suggestions_without_a_script(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert 'formaction="/goi-y"' in page
    assert "<script" not in page


def test_the_page_of_suggestions_lists_what_the_api_answers(client: FlaskClient) -> None:
    found = client.get(SUGGEST, query_string={"q": "hoa khe"}).get_json()
    page = client.get("/goi-y", query_string={"q": "hoa khe"}).get_data(as_text=True)
    assert all(html.escape(one["url"]) in page for one in found)


@pytest.mark.parametrize("typed", ["", "zzzz", '"><script>alert(1)</script>', "x" * 10_000])
def test_the_page_of_suggestions_answers_anything_and_escapes_it(client: FlaskClient, typed: str) -> None:
    answer = client.get("/goi-y", query_string={"q": typed})
    assert answer.status_code == 200
    assert "<script" not in answer.get_data(as_text=True)


def test_a_long_input_is_answered_in_less_than_a_tenth_of_a_second(client: FlaskClient) -> None:
    client.get(SUGGEST, query_string={"q": "a"})
    begun = time.process_time()
    client.get(SUGGEST, query_string={"q": "ủy bna " * 1_400})
    assert time.process_time() - begun < 0.1


def test_the_page_of_suggestions_can_be_asked_again(client: FlaskClient) -> None:
    assert 'formaction="/goi-y"' in client.get("/goi-y?q=hoa").text


def test_letters_that_grow_are_searched_all_the_same(client: FlaskClient) -> None:
    assert client.get("/tim", query_string={"q": "\ufb2c" * 500 + " -x"}).status_code == 200

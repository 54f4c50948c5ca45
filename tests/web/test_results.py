"""What the results page says above the hits, and its ways past the filters and out of an empty answer."""

import re
from html import unescape

from flask.testing import FlaskClient


def words(page: str) -> str:
    """The page's text as a reader sees it, blanks run together."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", page)))


def total(client: FlaskClient, **query: str) -> int:
    return int(client.get("/api/v1/search", query_string=query).get_json()["total"])


def test_an_empty_result_leads_to_suggestions_only_where_there_are_some(client: FlaskClient) -> None:
    some, none = (client.get("/tim", query_string={"q": text, "ngay": "1950"}).text for text in ("hoa khe", "zzzz"))
    assert ("Xem gợi ý" in some, "Xem gợi ý" in none) == (True, False)


def test_a_relaxed_answer_says_that_no_article_has_all_words_and_how_many_have_some(client: FlaskClient) -> None:
    asked = {"q": "hòa khê khongcotrongkho"}
    assert f"Không bài nào có đủ các từ. Có {total(client, **asked)} bài có một phần các từ" in words(
        client.get("/tim", query_string=asked).text
    )


def test_the_results_have_a_way_past_the_filters(client: FlaskClient) -> None:
    page = client.get("/tim?q=xa").text
    assert page.index('id="ket-qua"') < page.index('<ol class="hits"')
    assert re.search(r'<a class="skip" href="#ket-qua">', page)
    assert re.search(r'<a href="#ket-qua">Xem \d+ bài</a>', page)
    assert "#ket-qua" not in client.get("/").text

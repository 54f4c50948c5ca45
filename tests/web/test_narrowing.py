"""Values excluded, and only articles in which somebody speaks: on the page and in the API."""

import html
import re

import pytest
from flask.testing import FlaskClient

from search.engines.whoosh import WhooshEngine
from search.page import Bucket, Facet, Page
from search.plan import plan
from search.query import Query
from web import listing

URL = "/api/v1/search"


def total(client: FlaskClient, **asked: object) -> int:
    return int(client.get(URL, query_string=asked).get_json()["total"])


@pytest.mark.parametrize("facet", ["official", "agency", "topic", "date"])
def test_chosen_and_excluded_articles_are_all_there_are(client: FlaskClient, facet: str) -> None:
    key = client.get(URL).get_json()["facets"][facet][0]["key"]
    assert total(client, **{facet: key}) + total(client, **{f"not-{facet}": key}) == total(client)


def test_an_excluded_value_stays_with_the_count_that_it_takes_out(client: FlaskClient) -> None:
    first = client.get(URL).get_json()["facets"]["topic"][0]
    values = client.get(URL, query_string={"not-topic": first["key"]}).get_json()["facets"]["topic"]
    assert [(one["key"], one["count"]) for one in values if one["barred"]] == [(first["key"], first["count"])]


def test_each_value_of_a_panel_can_be_excluded_by_a_link_that_says_so(client: FlaskClient) -> None:
    shown = client.get("/tim").text
    labels = re.findall(r'class="choice".*?class="choice-label">([^<]+)<', shown, re.DOTALL)
    out = re.findall(
        r'class="without" rel="nofollow" href="([^"]+)"[^>]*><span class="unseen">Loại trừ: ([^<]+)<', shown
    )
    assert [label for _, label in out] == labels != []
    assert "Loại trừ: " in client.get(html.unescape(out[0][0])).text


def test_an_excluded_value_is_struck_and_its_chip_takes_it_off(client: FlaskClient) -> None:
    key = client.get(URL).get_json()["facets"]["topic"][0]["key"]
    shown = client.get(f"/tim?q=xa&tru-chude={key}").text
    assert "<s>" in shown
    chip = re.search(r'class="chip" href="([^"]+)"><span class="unseen">Bỏ </span>Loại trừ: ', shown)
    assert chip
    assert html.unescape(chip[1]) == "/tim?q=xa"


def test_a_chosen_day_is_a_chip_that_names_it() -> None:
    chips = listing.chips(Page(Query(date=("2023-08-04",), not_date=("2022",)), 0, 0, (), (), 0.0))
    assert [chip.label for chip in chips] == ["Ngày 4/8/2023", "Loại trừ: Năm 2022"]


def test_a_date_outside_those_chosen_cannot_be_excluded() -> None:
    months = tuple(Bucket(f"2023-0{month}", "", 3) for month in (7, 8))
    years = (Bucket("2023", "2023", 6, children=months), Bucket("2024", "2024", 9))
    query = Query(date=("2023-08",))
    (panel,) = listing.panels(Page(query, 3, 3, (), (Facet("date", years, 2),), 0.0))
    chosen, other = panel.shown
    assert other.without is None
    assert [month.without is None for month in chosen.children] == [True, False]


def test_it_is_said_that_one_more_choice_in_a_facet_finds_more(client: FlaskClient) -> None:
    key = client.get(URL).get_json()["facets"]["topic"][0]["key"]
    said = "Chọn thêm: bài có một trong các mục"
    assert said not in client.get("/tim?q=xa").text
    assert client.get(f"/tim?q=xa&chude={key}").text.count(said) == 1


def test_an_excluded_value_is_never_folded_away() -> None:
    buckets = tuple(Bucket(f"t{at}", f"T{at}", 9, barred=at == 11) for at in range(12))
    (panel,) = listing.panels(Page(Query(not_topic=("t11",)), 9, 9, (), (Facet("topic", buckets, 12),), 0.0))
    assert (panel.shown[0].label, panel.shown[0].barred, panel.shown[0].then) == ("T11", True, Query())


def speaker(engine: WhooshEngine) -> str:
    ids = [str(document.article.id) for document in engine.get(list(all_ids(engine))) if document]
    spoke = [slug for document in engine.get(ids) if document for slug in document.speakers]
    assert spoke
    return spoke[0]


def all_ids(engine: WhooshEngine) -> list[str]:
    return list(engine.find(plan(Query(size=100))).ids)


def test_only_articles_in_which_the_chosen_official_speaks(client: FlaskClient, engine: WhooshEngine) -> None:
    who = speaker(engine)
    spoken = {one.article.id for one in engine.get(all_ids(engine)) if one and who in one.speakers}
    found = client.get(URL, query_string={"official": who, "speaks": "yes", "size": 100}).get_json()
    assert {hit["id"] for hit in found["hits"]} == spoken


def test_the_toggle_stands_with_a_chosen_official_and_leads_to_those_articles(
    client: FlaskClient, engine: WhooshEngine
) -> None:
    who = speaker(engine)
    assert listing.SPEAKING not in client.get("/tim").text
    shown = client.get(f"/tim?nguoi={who}").text
    assert f"/tim?nguoi={who}&amp;phatbieu=co" in shown
    assert listing.SPEAKING in shown


def test_a_persons_page_leads_to_the_articles_with_statements(client: FlaskClient, engine: WhooshEngine) -> None:
    who = speaker(engine)
    assert f"/tim?nguoi={who}&amp;phatbieu=co&amp;sap=moi" in client.get(f"/nguoi/{who}").text


def test_an_official_without_a_statement_leaves_nothing(client: FlaskClient, engine: WhooshEngine) -> None:
    documents = [one for one in engine.get(all_ids(engine)) if one]
    spoke = {slug for one in documents for slug in one.speakers}
    silent = next(slug for one in documents for slug in one.links.officials if slug and slug not in spoke)
    assert total(client, official=silent, speaks="yes") == 0

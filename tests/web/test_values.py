"""All values of a facet, to look up and to choose from: the page and its twin for programs."""

import html
import re

import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from corpus.vietnamese import fold
from search.engines.whoosh import WhooshEngine
from search.plan import plan
from search.query import Query

API = "/api/v1/facets/official"


def every(client: FlaskClient, address: str, **asked: object) -> list[dict[str, object]]:
    found, page = [], 1
    while True:
        answer = client.get(address, query_string={**asked, "page": page, "size": 7}).get_json()
        found += answer["values"]
        if page >= answer["pages"]:
            return found
        page += 1


@pytest.mark.parametrize("order", ["name", "count"])
@pytest.mark.parametrize("facet", ["official", "agency", "topic"])
def test_all_values_are_reached_with_the_counts_of_the_query(
    client: FlaskClient, engine: WhooshEngine, facet: str, order: str
) -> None:
    counts = engine.find(plan(Query("hoa khe"))).facets[facet]
    found = every(client, f"/api/v1/facets/{facet}", q="hoa khe", order=order)
    assert {str(one["key"]): one["count"] for one in found} == counts
    assert len(found) == len(counts)


def test_by_name_values_stand_as_in_the_dictionary(client: FlaskClient, registry: Registry) -> None:
    rank = [key for key, _ in registry.roll("official")]
    found = [str(one["key"]) for one in every(client, API, order="name")]
    assert found == sorted(found, key=rank.index)


@pytest.mark.parametrize("letters", ["th", "quách th", "thoai quach", "Thoại QUÁCH", "quach van thoai"])
def test_beginnings_of_words_find_a_name_in_any_order_with_accents_or_without(
    client: FlaskClient, registry: Registry, letters: str
) -> None:
    names = dict(registry.roll("official"))
    found = [names[str(one["key"])].lower().split() for one in every(client, API, within=letters)]
    assert ["quách", "văn", "thoại"] in found
    words = [fold(word) for word in letters.lower().split()]
    assert all(any(fold(part).startswith(word) for part in name) for name in found for word in words)


def test_accents_that_are_typed_must_match(client: FlaskClient) -> None:
    bare, marked = (
        {one["key"] for one in every(client, API, within=letters)} for letters in ("nguyen", "nguyễn")
    )  # fmt: skip
    assert marked == bare != set()
    assert every(client, API, within="nguyền") == []


def test_a_bodys_abbreviation_finds_its_full_name(client: FlaskClient) -> None:
    found = every(client, "/api/v1/facets/agency", within="ubnd")
    assert found
    assert all("ủy ban nhân dân" in str(one["label"]).lower() for one in found)


def test_what_is_chosen_or_excluded_is_marked_and_always_there(client: FlaskClient) -> None:
    first, second = (str(one["key"]) for one in every(client, API)[:2])
    found = every(client, API, **{"q": "khongcotrongkho", "official": first, "not-official": second})
    assert [(one["key"], one["chosen"], one["barred"]) for one in found if one["chosen"] or one["barred"]] in (
        [(first, True, False), (second, False, True)],
        [(second, False, True), (first, True, False)],
    )


@pytest.mark.parametrize("query", ["page=0", "size=101", "order=az", "offical=an", "page=x"])
def test_a_wrong_value_is_a_problem_with_a_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{API}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.get_json(force=True)["title"].endswith(".")


def test_of_an_unknown_parameter_the_sentence_names_those_of_this_address(client: FlaskClient) -> None:
    facets, search = (client.get(f"{address}?offical=an").get_json(force=True) for address in (API, "/api/v1/search"))
    names = [one["title"].rpartition(": ")[2].rstrip(".").split(", ") for one in (facets, search)]
    assert set(names[0]) - set(names[1]) == {"within", "order"}
    assert set(names[1]) - set(names[0]) == {"explain"}
    assert all(client.get(f"{API}?{name}=").status_code == 200 for name in names[0])


@pytest.mark.parametrize(("order", "status"), [("az", 200), ("nhieu", 200), ("", 200), ("la", 400)])
def test_the_page_refuses_an_order_that_there_is_not(client: FlaskClient, order: str, status: int) -> None:
    assert client.get(f"/loc/nguoi?xep={order}").status_code == status


@pytest.mark.parametrize("address", ["/loc/ngay", "/loc/gi", "/api/v1/facets/date"])
def test_other_facets_have_no_such_page(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_page_counts_within_the_query_and_each_value_leads_to_as_many_articles(client: FlaskClient) -> None:
    shown = client.get("/loc/coquan?q=hoa+khe&trong=ubnd").text
    rows = re.findall(r'<a class="choice" rel="nofollow" href="([^"]+)">.*?class="count">(\d+)<', shown, re.DOTALL)
    assert rows
    for address, count in rows[:5]:
        assert f"Tìm thấy <strong>{count}</strong> bài" in client.get(html.unescape(address)).text


@pytest.mark.parametrize(
    ("address", "name", "example"),
    [("nguoi", "cán bộ", "“Lê"), ("coquan", "cơ quan", "“Sở"), ("chude", "chủ đề", "“Y")],
)
def test_values_are_called_what_they_are_and_the_example_is_one_of_them(
    client: FlaskClient, address: str, name: str, example: str
) -> None:
    assert f" {name}, kèm số bài trong kết quả." in client.get(f"/loc/{address}").text
    nothing = client.get(f"/loc/{address}?trong=zzzz").text
    assert f"Không có {name} nào" in nothing
    assert f"tìm ra {example}" in nothing


def test_a_page_beyond_the_last_says_so(client: FlaskClient) -> None:
    assert "Không có trang 99" in client.get("/loc/nguoi?trang=99").text


def test_the_page_escapes_what_was_typed(client: FlaskClient) -> None:
    assert "<script>alert" not in client.get("/loc/nguoi?q=<script>alert(1)&trong=<script>alert(1)").text


def test_a_panel_says_how_many_values_its_page_of_all_lists(client: FlaskClient) -> None:
    first, second = (str(one["key"]) for one in every(client, API, q="xã")[:2])
    for narrowed in ("", f"&tru-nguoi={first}", f"&nguoi={first}&tru-nguoi={second}", "&nguoi=khong-co-ai"):
        shown = client.get(f"/tim?q=xã{narrowed}").text
        said = re.search(r'href="(/loc/nguoi[^"]*)">Xem tất cả ([\d.]+)<', shown)
        assert said
        assert f"{said[2]} cán bộ, kèm" in client.get(html.unescape(said[1])).text


def test_a_panel_leads_to_all_values(client: FlaskClient) -> None:
    shown = client.get("/tim").text
    address = re.search(r'href="(/loc/nguoi[^"]*)">Xem tất cả', shown)
    assert address
    assert client.get(html.unescape(address[1])).status_code == 200

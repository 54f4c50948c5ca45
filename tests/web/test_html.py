"""What holds for every kind of page: well-formed, headed in order, labelled, linked without dead ends."""

from collections import deque
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.registry import Registry
from web.spelling import PAGES

VOID = {"meta", "link", "input", "br", "img", "hr"}
INLINE_PARENTS = {"p": {"p", "div", "ul", "ol", "h1", "h2", "h3", "table", "section", "article"}}
CRAWLED = 120  # pages of the sample site followed from the home page


class Reading(HTMLParser):
    """One page as a strict reader sees it: elements in order, what is wrong with their nesting."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.faults += [f"<{tag}> never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f"<{tag}> repeats an attribute")
        for outer, banned in INLINE_PARENTS.items():
            if outer in self._open and tag in banned:
                self.faults.append(f"<{tag}> inside <{outer}>")
        if tag == "a" and "a" in self._open:
            self.faults.append("link inside link")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if tag in ("h1", "h2", "h3", "h4")]


KINDS = (
    "home all found chosen barred days empty wrong missing article person agency topic help slips values looked none"
)


@pytest.fixture(params=KINDS.split())
def reading(request: pytest.FixtureRequest, client: FlaskClient, registry: Registry) -> Reading:
    facets = client.get("/api/v1/search").get_json()["facets"]
    topic = facets["topic"][0]["key"]
    addresses = {
        "home": "/",
        "all": "/tim",
        "found": "/tim?q=hoa+khe",
        "chosen": f"/tim?q=xa&chude={topic}&ngay={facets['date'][0]['children'][0]['key']}&tu=2020-01-01&sap=moi",
        "barred": f"/tim?q=xa&tru-chude={topic}&tru-ngay={facets['date'][0]['key']}&phatbieu=co",
        "days": f"/tim?ngay={facets['date'][0]['children'][0]['key']}",
        "values": f"/loc/nguoi?q=xa&tru-chude={topic}",
        "looked": "/loc/coquan?trong=ubnd&xep=az",
        "none": "/loc/nguoi?q=khongcotrongkho&trong=zz",
        "empty": f"/tim?q=khongcotrongkho+đâu&chude={topic}",
        "wrong": "/tim?q=xa&den=mai",
        "meant": "/tim?q=uỷ+bna+nhân+dân",
        "suggested": "/goi-y?q=hoa+khe",
        "nothing suggested": "/goi-y?q=zzzz",
        "missing": "/khong-co",
        "help": "/huong-dan",
        "slips": "/tim?q=xa+ngay:mai+(",
        "article": "/bai/" + client.get("/api/v1/search?q=tiem+chung").get_json()["hits"][0]["id"],
        "person": "/nguoi/" + registry.people(1)[0].id,
        "agency": "/coquan/" + registry.agencies(1)[0].id,
        "topic": f"/chude/{topic}",
    }
    return Reading(client.get(addresses[request.param]).text)


def test_every_element_is_closed_where_it_should_be(reading: Reading) -> None:
    assert reading.faults == []


def test_the_page_says_it_is_vietnamese(reading: Reading) -> None:
    assert [attributes["lang"] for attributes in reading.all("html")] == ["vi"]


def test_there_is_one_top_heading_and_none_skips_a_level(reading: Reading) -> None:
    headings = reading.headings()
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_every_field_has_a_label(reading: Reading) -> None:
    labelled = {attributes.get("for") for attributes in reading.all("label")}
    assert {field.get("id") for field in reading.all("input") if field.get("type") != "hidden"} <= labelled


def test_no_id_stands_twice(reading: Reading) -> None:
    ids = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_reference_within_the_page_leads_somewhere(reading: Reading) -> None:
    ids = {attributes.get("id") for _, attributes in reading.elements}
    asked = {attributes["aria-labelledby"] for _, attributes in reading.elements if "aria-labelledby" in attributes}
    asked |= {str(link["href"])[1:] for link in reading.all("a") if str(link.get("href")).startswith("#")}
    assert asked <= ids


def test_the_first_link_skips_to_the_main_part(reading: Reading) -> None:
    assert reading.all("a")[0]["href"] == "#" + str(reading.all("main")[0]["id"])


def test_links_out_tell_the_other_site_nothing(reading: Reading) -> None:
    outward = [link for link in reading.all("a") if str(link.get("href")).startswith("http")]
    assert all(link.get("rel") == "noopener nofollow" for link in outward)


def test_no_link_from_home_onwards_is_dead(client: FlaskClient) -> None:
    waiting, seen, dead = deque(["/"]), {"/"}, []
    for _ in range(CRAWLED):
        if not waiting:
            break
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code != 200:
            dead.append((answer.status_code, address))
        for link in Reading(answer.text).all("a"):
            href = str(link["href"])
            if href.startswith("/") and href not in seen and urlsplit(href).path.count("/") > 0:
                seen.add(href)
                waiting.append(href)
    assert dead == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(PAGES.names), st.text(max_size=20)), max_size=4))
def test_whatever_is_typed_the_page_is_well_formed(app: Flask, pairs: list[tuple[str, str]]) -> None:
    encoded = urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs])
    answer = app.test_client().get(f"/tim?{encoded}")
    assert answer.status_code in (200, 400)
    assert Reading(answer.text).faults == []

"""Queries that nobody types in earnest are answered by a page or a sentence, soon, and leave nothing broken."""

from __future__ import annotations

import re
import time

import pytest
from flask.testing import FlaskClient

from search.engines.whoosh import WhooshEngine
from tests.bench.hostile import hostile
from tests.bench.queries import FREQUENT, SANE, most_frequent

NAMES = list(hostile([f"t{number}" for number in range(FREQUENT)]))
ADDRESSES = ("/tim", "/api/v1/search", "/goi-y", "/api/v1/suggest")
SOON = 0.1  # seconds of work for what nothing can be found by


@pytest.fixture(scope="module")
def queries(engine: WhooshEngine) -> dict[str, bytes]:
    made = hostile(most_frequent(engine))
    return {name: text.encode("utf-8", "surrogatepass") for name, text in made.items()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_hostile_query_is_answered(client: FlaskClient, queries: dict[str, bytes], address: str, name: str) -> None:
    answer = client.get(address, query_string={"q": queries[name]})
    assert answer.status_code in SANE
    if not address.startswith("/api/"):
        assert "</html>" in answer.text
        assert re.search("<(script|img|b>)", answer.text) is None


@pytest.mark.parametrize(
    "name", ["*h*", "h*", "10.000 ký tự, một chữ", "10.000 ký tự, nhiều tiếng", "lồng nhau 1.000 lớp"]
)
def test_what_cannot_be_looked_up_is_answered_at_once(
    client: FlaskClient, queries: dict[str, bytes], name: str
) -> None:
    def seconds() -> float:
        begun = time.process_time()
        client.get("/tim", query_string={"q": queries[name]})
        return time.process_time() - begun

    assert min(seconds() for _ in range(3)) < SOON  # the best of three: other tests' garbage is collected in between


def test_there_are_sixty_hostile_queries() -> None:
    assert len(NAMES) >= 60

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from search.deadline import NEVER, Deadline
from search.engine import Entry, Matches
from search.engines.whoosh import WhooshEngine
from search.find import MAX_BUCKETS, find, to_json
from search.page import Bucket, Facet
from search.plan import Plan
from search.query import Query

MakeEntry = Callable[..., Entry]


class Named:
    """Names every key but one."""

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        return {key: key.upper() for key in keys if key != "nameless"}


@pytest.fixture
def filled(engine: WhooshEngine, entry: MakeEntry) -> WhooshEngine:
    engine.write(
        [
            entry("a", "Một", day=dt.date(2023, 8, 4), topics=("x", "nameless")),
            entry("b", "Hai", day=dt.date(2023, 9, 1), topics=("x",)),
            entry("c", "Ba", day=dt.date(2024, 1, 2), topics=tuple(f"t{n:02}" for n in range(MAX_BUCKETS + 5))),
        ],
        upto=3,
    )
    return engine


def facet(engine: WhooshEngine, name: str, query: Query) -> Facet:
    return next(facet for facet in find(engine, query, Named()).facets if facet.name == name)


def test_a_chosen_value_is_shown_though_no_hit_has_it(filled: WhooshEngine) -> None:
    shown = facet(filled, "topic", Query("một", topic=("none",)))
    assert [bucket for bucket in shown.buckets if bucket.chosen] == [Bucket("none", "NONE", 0, chosen=True)]


def test_a_key_without_a_name_stands_for_itself(filled: WhooshEngine) -> None:
    assert "nameless" in [bucket.label for bucket in facet(filled, "topic", Query("một")).buckets]


def test_values_are_shown_most_frequent_first_and_no_more_than_fit(filled: WhooshEngine) -> None:
    shown = facet(filled, "topic", Query())
    assert (shown.buckets[0].key, len(shown.buckets), shown.total) == ("x", MAX_BUCKETS, MAX_BUCKETS + 7)


def test_years_come_newest_first_with_their_months_and_add_them_up(filled: WhooshEngine) -> None:
    years = facet(filled, "date", Query()).buckets
    assert [(year.key, year.count, [month.key for month in year.children]) for year in years] == [
        ("2024", 1, ["2024-01"]),
        ("2023", 2, ["2023-09", "2023-08"]),
    ]


def test_a_chosen_year_without_hits_is_shown_and_not_counted(filled: WhooshEngine) -> None:
    shown = facet(filled, "date", Query(date=("1999", "1998-05")))
    assert ([bucket.key for bucket in shown.buckets], shown.total) == (["2024", "2023", "1999", "1998"], 2)


def test_a_hit_that_was_removed_after_it_was_found_is_left_out(filled: WhooshEngine, tmp_path: Path) -> None:
    class Removing(WhooshEngine):
        def find(self, plan: Plan, deadline: Deadline = NEVER) -> Matches:
            answer = super().find(plan, deadline)
            filled.write([], ["b"], upto=4)
            return answer

    hits = find(Removing(tmp_path / "index"), Query(), Named()).hits
    assert [hit.id for hit in hits] == ["c", "a"]


def test_a_page_past_the_last_has_no_hits_and_the_same_total(filled: WhooshEngine) -> None:
    page = find(filled, Query(page=9), Named())
    assert (page.hits, page.total, page.pages) == ((), 3, 1)


def test_a_page_as_json_is_plain_and_complete(filled: WhooshEngine) -> None:
    answer = to_json(find(filled, Query("một", size=1), Named()))
    again = json.loads(json.dumps(answer))
    assert (again["total"], again["hits"][0]["id"], again["facets"]["date"][0]["key"]) == (1, "a", "2023")

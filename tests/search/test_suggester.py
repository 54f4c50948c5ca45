from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence

import pytest

from corpus.labels import Named
from search.engine import Entry
from search.engines.whoosh import WhooshEngine
from search.query import Query
from search.suggest.complete import Completion
from search.suggest.suggester import Suggester

MakeEntry = Callable[..., Entry]


class Register:
    """Two people and a body; counts how often all of them are asked for."""

    def __init__(self) -> None:
        self.asked = 0
        self.offices_asked: list[Sequence[str]] = []

    def named(self) -> Sequence[Named]:
        self.asked += 1
        return [
            Named("official", "le-van-lua", "Lê Văn Lụa", 4),
            Named("official", "le-van-lua-2", "Lê Văn Lụa", 2),
            Named("agency", "ubnd-xa-hoa-khe", "Ủy ban nhân dân xã Hòa Khê", 3),
        ]

    def offices(self, slugs: Sequence[str]) -> Mapping[str, str]:
        self.offices_asked.append(slugs)
        return {slug: "Chủ tịch xã" for slug in slugs if slug == "le-van-lua"}

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        return {key: f"Chủ đề {key}" for key in keys}


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def suggester(engine: WhooshEngine, entry: MakeEntry, register: Register) -> Suggester:
    title = "Giải phóng mặt bằng làm đường"
    engine.write([entry(str(n), title, officials=("le-van-lua",), topics=("xa",)) for n in range(6)], upto=1)
    return Suggester(engine, register)


def test_a_person_is_completed_with_the_latest_office(suggester: Suggester) -> None:
    assert suggester.complete("van lua") == [
        Completion("Lê Văn Lụa", "official", "le-van-lua", 4, "Chủ tịch xã"),
        Completion("Lê Văn Lụa", "official", "le-van-lua-2", 2),
    ]


def test_topics_are_completed_with_the_number_of_their_articles(suggester: Suggester) -> None:
    assert suggester.complete("chủ đề") == [Completion("Chủ đề xa", "topic", "xa", 6)]


def test_phrases_of_titles_are_completed(suggester: Suggester) -> None:
    assert [one.kind for one in suggester.complete("giai phong")] == ["phrase"]


def test_all_is_made_once_a_commit(suggester: Suggester, register: Register) -> None:
    suggester.complete("a")
    suggester.complete("b")
    assert register.asked == 1


def test_after_a_commit_the_old_answers_until_the_new_is_made(
    suggester: Suggester, register: Register, engine: WhooshEngine, entry: MakeEntry
) -> None:
    assert suggester.complete("nông thôn") == []
    engine.write([entry(f"new-{n}", "Xây dựng nông thôn mới") for n in range(6)], upto=2)
    assert suggester.complete("nông thôn") == []
    deadline = time.monotonic() + 10
    while not (found := suggester.complete("nông thôn")) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ([one.kind for one in found], register.asked) == (["phrase"], 2)


def test_a_better_query_is_named(suggester: Suggester) -> None:
    assert suggester.did_you_mean(Query("giải phóg mặt bằng")) == "giải phóng mặt bằng"


def test_a_better_query_that_would_find_nothing_is_not_named(suggester: Suggester) -> None:
    assert suggester.did_you_mean(Query("giải phóg mặt bằng", official=("nobody",))) is None


def test_a_good_query_and_none_have_no_better_one(suggester: Suggester) -> None:
    assert [suggester.did_you_mean(Query(text)) for text in ("", "giải phóng mặt bằng")] == [None, None]


def test_an_empty_index_suggests_what_the_register_names_and_no_query(engine: WhooshEngine, register: Register) -> None:
    empty = Suggester(engine, register)
    assert (len(empty.complete("le")), empty.did_you_mean(Query("giải phóg"))) == (2, None)


def test_offices_are_asked_for_once_a_commit(
    suggester: Suggester, register: Register, engine: WhooshEngine, entry: MakeEntry
) -> None:
    first = suggester.complete("van lua")
    assert suggester.complete("le van") == first
    assert register.offices_asked == [["le-van-lua", "le-van-lua-2"]]
    engine.write([entry("new")], upto=2)
    deadline = time.monotonic() + 10
    while len(register.offices_asked) == 1 and time.monotonic() < deadline:
        assert suggester.complete("van lua") == first
        time.sleep(0.01)
    assert len(register.offices_asked) == 2

"""What an answer is when its time is up: what was known to match until then, and that there may be more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import count

import pytest

from search.deadline import NEVER, Deadline
from search.engine import Entry, TooSlow
from search.engines.whoosh import WhooshEngine
from search.find import find, to_json
from search.plan import MAX_SYLLABLES, plan
from search.query import Query

MakeEntry = Callable[..., Entry]


class Nameless:
    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        return {}


def looks(number: int) -> Deadline:
    """Return a deadline that passes when it is looked at for the time after `number`."""
    ticks = count()
    return Deadline(number, lambda: float(next(ticks)))


@pytest.fixture
def filled(engine: WhooshEngine, entry: MakeEntry) -> WhooshEngine:
    engine.write(
        [
            entry("a", "Bão lũ ở Khê", "tiền cứu trợ đã tới"),
            entry("b", "Lũ quét", "bão đi qua, tiến độ xây cầu"),
            entry("c", "Họp dân", "tiền lương"),
        ],
        upto=3,
    )
    return engine


QUERIES = [
    "bão lũ",
    "bão lũ họp tiền cầu",
    '"bão lũ" OR "lũ quét" OR họp',
    "ti* -bão",
    "-(-(lũ OR họp))",
    "-họp",
    "(bão OR lũ) (tiền OR cầu)",
]


@pytest.mark.parametrize("text", QUERIES)
def test_without_a_deadline_nothing_is_left_out(filled: WhooshEngine, text: str) -> None:
    assert not filled.find(plan(Query(text)), NEVER).timed_out


@pytest.mark.parametrize("text", [text for text in QUERIES if set(text) & set('"*-(')])
def test_what_is_found_in_time_is_a_part_of_the_whole_answer(filled: WhooshEngine, text: str) -> None:
    whole = set(filled.find(plan(Query(text))).ids)
    for number in range(30):
        try:
            answer = filled.find(plan(Query(text)), looks(number))
        except TooSlow:
            continue
        assert set(answer.ids) <= whole
        assert answer.timed_out or set(answer.ids) == whole


@pytest.mark.parametrize("text", QUERIES)
def test_with_time_enough_the_answer_is_whole(filled: WhooshEngine, text: str) -> None:
    answer = filled.find(plan(Query(text)), looks(1_000))
    assert answer == filled.find(plan(Query(text)))


def test_of_many_words_those_looked_up_in_time_are_found(filled: WhooshEngine) -> None:
    answer = filled.find(plan(Query("họp bão lũ cầu")), looks(0))
    assert (answer.ids, answer.timed_out, answer.relaxed) == (("c",), True, False)


def test_alternatives_not_looked_at_in_time_are_left_out(filled: WhooshEngine) -> None:
    asked = plan(Query("tieude:họp OR tieude:bão"))
    found = {"".join(sorted(filled.find(asked, looks(number)).ids)) for number in (1, 2, 50)}
    assert found == {"c", "ac"}


def test_what_may_have_to_be_left_out_is_no_answer(filled: WhooshEngine) -> None:
    with pytest.raises(TooSlow):
        filled.find(plan(Query("-họp")), looks(0))


def test_a_page_says_that_there_may_be_more(filled: WhooshEngine) -> None:
    page = find(filled, Query("họp bão lũ cầu"), Nameless(), deadline=looks(0))
    assert page.incomplete
    assert to_json(page)["notice"].startswith("Câu tìm quá nặng, đã dừng sau 2 giây")


def test_a_whole_page_says_nothing_of_the_kind(filled: WhooshEngine) -> None:
    answer = to_json(find(filled, Query("họp"), Nameless(), deadline=looks(100)))
    assert (answer["incomplete"], answer["notice"]) == (False, None)


def test_words_beyond_those_looked_up_are_said_to_be_ignored(filled: WhooshEngine) -> None:
    text = " ".join(f"t{number}" for number in range(MAX_SYLLABLES + 2))
    said = find(filled, Query(text), Nameless()).slips
    assert [(one.kind, one.text) for one in said] == [("many_words", f"t{MAX_SYLLABLES}")]
    assert not find(filled, Query(text.rsplit(" ", 2)[0]), Nameless()).slips


TEXTS = {"a": "Bão lũ ở Khê tiền cứu trợ đã tới", "b": "Lũ quét bão đi qua, tiến độ xây cầu", "c": "Họp dân tiền lương"}


@pytest.mark.parametrize("text", ["bão lũ", "bão lũ tiền", "tiền bão lũ", "lũ bão cầu"])
def test_of_words_that_are_all_needed_what_is_found_has_all_that_were_looked_up(
    filled: WhooshEngine, text: str
) -> None:
    words = text.split()
    having = [{id for id, held in TEXTS.items() if set(words[:n]) <= set(held.lower().split())} for n in (1, 2, 3)]
    seen = []
    for number in range(30):
        answer = filled.find(plan(Query(text)), looks(number))
        assert set(answer.ids) in having[: len(words)]
        assert not answer.relaxed
        seen.append(len(answer.ids))
    assert seen == sorted(seen, reverse=True)


def test_that_no_article_has_all_words_looked_up_is_told_of_an_answer_that_was_stopped(filled: WhooshEngine) -> None:
    told = [filled.find(plan(Query("họp bão tiền")), looks(number)) for number in range(4)]
    assert [(one.timed_out, one.relaxed) for one in told[:3]] == [(True, False), (True, True), (True, True)]
    assert set(told[0].ids) == {"c"}


def test_where_nothing_was_found_in_time_there_is_no_answer(filled: WhooshEngine) -> None:
    with pytest.raises(TooSlow):
        filled.find(plan(Query("vắng mặt")), looks(0))
    assert filled.find(plan(Query("vắng mặt")), looks(100)).total == 0

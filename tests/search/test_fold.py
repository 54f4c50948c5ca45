"""Copies of one report fold into the hit that is placed best, whatever the order, the page, the commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from search.engine import Entry, Matches
from search.engines.whoosh import WhooshEngine
from search.find import MAX_TWINS, find
from search.plan import plan
from search.query import Query, Sort
from search.similar import elsewhere, similar

MAKE = Callable[..., Entry]

SUBJECTS = ("cấp nước", "làm đường", "tiêm chủng", "trồng rừng", "sửa trường", "dạy bơi", "dựng cầu")


def report(subject: str) -> str:
    """Return a text of its own of a hundred syllables on a subject."""
    return f"Xã Hòa Khê {subject}. " + " ".join(f"việc {subject} lần {chr(97 + n)}{subject[0]}" for n in range(20))


def day(number: int) -> dt.date:
    return dt.date(2025, 5, number)


class Nameless:
    """Knows no names."""

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        return {}


def ask(engine: WhooshEngine, text: str = "hòa khê", **choices: object) -> Matches:
    return engine.find(plan(Query(text, **choices)))  # type: ignore[arg-type]  # as the test says


@pytest.fixture
def filled(engine: WhooshEngine, entry: MAKE) -> WhooshEngine:
    """Two reports, one of them in three copies, written in three commits."""
    water, road = report("cấp nước"), report("làm đường")
    engine.write([entry("a", "Có nước", water, day(1)), entry("x", "Có đường", road, day(2))], upto=2)
    engine.write([entry("b", "Có nước", f"{water} Theo Báo Lam Châu", day(3), topics=("y",))], upto=3)
    engine.write([entry("c", "Có nước", water.rsplit(" ", 6)[0], day(4))], upto=4)
    return engine


def test_copies_fold_across_commits_and_are_told_beside_the_hit(filled: WhooshEngine) -> None:
    answer = ask(filled)
    assert len(answer.ids) == answer.reports == 2
    assert {*answer.ids, *(id for twins in answer.twins for id in twins)} == {"a", "b", "c", "x"}
    assert sorted(map(len, answer.twins)) == [0, 2]


def test_the_total_and_the_facets_count_every_copy(filled: WhooshEngine) -> None:
    folded, whole = ask(filled), ask(filled, fold=False)
    assert (folded.total, folded.facets) == (whole.total, whole.facets) == (4, whole.facets)


def test_without_folding_each_stands_by_itself(filled: WhooshEngine) -> None:
    answer = ask(filled, fold=False)
    assert (set(answer.ids), answer.reports, any(answer.twins)) == ({"a", "b", "c", "x"}, 4, False)


@pytest.mark.parametrize("sort", list(Sort))
def test_who_is_placed_best_stands_for_all_where_it_would_stand_anyway(filled: WhooshEngine, sort: Sort) -> None:
    whole = ask(filled, sort=sort, fold=False).ids
    groups = {"a": 0, "b": 0, "c": 0, "x": 1}
    first = [id for place, id in enumerate(whole) if groups[id] not in {groups[other] for other in whole[:place]}]
    answer = ask(filled, sort=sort)
    assert list(answer.ids) == first
    assert [twins for twins in answer.twins if twins] == [tuple(id for id in whole if id in "abc" and id not in first)]


def test_the_newest_copy_stands_for_all_where_the_newest_come_first(filled: WhooshEngine) -> None:
    assert (ask(filled, sort=Sort.NEWEST).ids, ask(filled, sort=Sort.OLDEST).ids) == (("c", "x"), ("a", "x"))


def test_only_copies_that_match_are_told(filled: WhooshEngine) -> None:
    answer = ask(filled, since=day(3))
    assert (answer.total, {*answer.ids, *answer.twins[0]}) == (2, {"b", "c"})


def test_a_copy_chosen_by_a_facet_stands_alone(filled: WhooshEngine) -> None:
    answer = ask(filled, topic=("y",))
    assert (answer.ids, answer.twins) == (("b",), ((),))


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_after_a_copy_is_removed_the_others_fold_still(filled: WhooshEngine, gone: str) -> None:
    filled.write([], [gone], upto=5)
    answer = ask(filled)
    assert (answer.reports, {id for twins in answer.twins for id in twins} | set(answer.ids)) == (
        2,
        {"a", "b", "c", "x"} - {gone},
    )


def test_a_copy_rewritten_to_another_report_leaves_its_group(filled: WhooshEngine, entry: MAKE) -> None:
    filled.write([entry("b", "Có rừng", report("trồng rừng"))], upto=5)
    assert ask(filled).reports == 3


def test_merging_segments_changes_no_group(filled: WhooshEngine, entry: MAKE) -> None:
    before = ask(filled)
    for number in range(20):
        filled.write([entry(f"n{number}", "Khác", f"bài số {number}")], upto=5 + number)
    after = ask(filled)
    assert (after.ids, after.twins) == (before.ids, before.twins)


def test_an_index_made_anew_has_the_same_groups(filled: WhooshEngine, tmp_path: Path, entry: MAKE) -> None:
    documents = [document for document in filled.get(["c", "x", "b", "a"]) if document]
    fresh = WhooshEngine.create(tmp_path / "fresh")
    fresh.write([entry(one.article.id, one.article.title, one.article.body, one.date) for one in documents], upto=4)
    assert fresh.twins("a") == filled.twins("a") == ("c", "b")


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_are_full_and_hold_every_article_once(engine: WhooshEngine, entry: MAKE, sort: Sort, size: int) -> None:
    copies = [
        entry(
            f"{n}{copy}", f"Tin {subject}", f"{report(subject)} bản {chr(97 + copy)}", day(1 + (5 * n + 7 * copy) % 28)
        )
        for n, subject in enumerate(SUBJECTS)
        for copy in range(1 + 2 * n)
    ]
    engine.write(copies[::2], upto=1)
    engine.write(copies[1::2], upto=2)
    pages = [ask(engine, sort=sort, size=size, page=page) for page in range(1, -(-len(SUBJECTS) // size) + 1)]
    assert {(page.total, page.reports) for page in pages} == {(len(copies), len(SUBJECTS))}
    assert [len(page.ids) for page in pages[:-1]] == [size] * (len(pages) - 1)
    every = [id for page in pages for one, twins in zip(page.ids, page.twins, strict=True) for id in (one, *twins)]
    assert sorted(every) == sorted(entry.document.article.id for entry in copies)


def test_a_hit_tells_its_copies_and_counts_those_it_does_not_tell(engine: WhooshEngine, entry: MAKE) -> None:
    text = report("cấp nước")
    engine.write([entry(f"{n:02}", "Có nước", text, day(1 + n % 28)) for n in range(MAX_TWINS + 5)], upto=1)
    (hit,) = find(engine, Query("cấp nước"), Nameless()).hits
    assert (hit.copies, len(hit.twins), hit.twins[0].title) == (MAX_TWINS + 4, MAX_TWINS, "Có nước")
    assert hit.id not in {twin.id for twin in hit.twins}


def test_the_same_report_elsewhere_is_not_offered_as_alike(filled: WhooshEngine, entry: MAKE) -> None:
    filled.write([entry("d", "Cấp nước ở xã bên", "Xã bên cấp nước sạch cho dân như Hòa Khê.")], upto=5)
    shown = filled.get(["a"])[0]
    assert shown is not None
    assert [found.article.id for found in elsewhere(filled, "a")] == ["c", "b"]
    assert not {found.article.id for found in similar(filled, shown.article)} & {"a", "b", "c"}


def test_who_is_not_there_is_nowhere_else(filled: WhooshEngine) -> None:
    assert (filled.twins("none"), elsewhere(filled, "none")) == ((), ())

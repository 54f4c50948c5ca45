"""The engine's answer beside the oracle's: the same hits in the same order, scores, folding, counts and reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from search.engine import Engine, Matches
from search.plan import Plan
from search.query import Sort
from tests.search.oracle.answers import Answer, answer, folded, order, reports, shares
from tests.search.oracle.counting import counted
from tests.search.oracle.stock import Stock

CLOSE = 1e-4  # scores: wide enough for sums in single precision, far below what any two different terms differ by
EVERYTHING = 1_000  # hits of one page: more than any archive here holds
EXPLAINED = 3  # hits of each answer asked for reasons


@dataclass(frozen=True, slots=True)
class Compared:
    """The engine's answer with all hits, none folded, and the page that was asked for; both are right."""

    whole: Matches
    page: Matches


def compare(engine: Engine, stock: Stock, plan: Plan) -> Compared:
    """Return the engine's answer; fail where it is otherwise than it should be.

    Raises `Undecided` where a score lies on a bound.
    """
    expected = answer(stock, plan)
    counts = counted(plan, (stock.drafts[id] for id in sorted(expected.matching)))
    whole = engine.find(replace(plan, offset=0, size=EVERYTHING, fold=False))
    scores = dict(zip(whole.ids, whole.scores, strict=True))

    assert set(whole.ids) == counts.left, f"other hits: {set(whole.ids) ^ counts.left}"
    apart = {id: (score, expected.scores[id]) for id, score in scores.items() if not _close(score, expected.scores[id])}
    assert not apart, f"other scores: {apart}"
    _same_for_the_same(stock, expected, scores)
    assert list(whole.ids) == order(stock.drafts, scores, counts.left, plan.sort), "another order"
    assert (whole.facets, whole.days, whole.barred) == (counts.facets, counts.days, counts.barred), "other counts"
    assert (whole.total, whole.reports) == (len(counts.left), len(counts.left))
    assert whole.relaxed == expected.relaxed
    assert not (whole.joined ^ expected.joined & counts.left) - expected.either, "others by another name"
    assert whole.total_joined == len(whole.joined)
    assert (whole.cut, whole.timed_out, whole.as_typed) == ((), False, False)

    page = engine.find(plan)
    _is_page_of(whole, page, stock, plan)
    _reasons(engine, stock, plan, whole)
    _copies(engine, stock, whole.ids[:EXPLAINED])
    return Compared(whole, page)


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=0.0, abs_tol=CLOSE)


def _same_for_the_same(stock: Stock, expected: Answer, scores: Mapping[str, float]) -> None:
    """Documents of one text, found the same way, tie to the last bit: else days and ids could not decide."""
    seen: dict[tuple[str, str, bool, float], float] = {}
    for id, score in scores.items():
        draft = stock.drafts[id]
        if id in expected.either:
            continue
        same = (draft.title, draft.body, id in expected.joined, expected.scores[id])
        assert seen.setdefault(same, score) == score, "one text, two scores"


def _is_page_of(whole: Matches, page: Matches, stock: Stock, plan: Plan) -> None:
    """Check the page that the plan asks for, folded if it says so, against all hits in order."""
    scores = dict(zip(whole.ids, whole.scores, strict=True))
    standing = folded(stock.drafts, whole.ids) if plan.fold else dict.fromkeys(whole.ids, ())
    ids = list(standing)[plan.offset : plan.offset + plan.size]
    assert list(page.ids) == ids, "another page"
    assert list(page.scores) == pytest.approx([scores[id] for id in ids], abs=CLOSE)
    if plan.fold:
        assert list(page.twins) == [standing[id] for id in ids], "other twins"
    else:
        assert not any(page.twins)
    assert page.reports == len(standing)
    assert page.joined == whole.joined & set(ids)
    same = ("total", "facets", "days", "barred", "relaxed", "total_joined", "cut", "timed_out", "as_typed")
    assert all(getattr(page, name) == getattr(whole, name) for name in same), "another answer on another page"


def _reasons(engine: Engine, stock: Stock, plan: Plan, whole: Matches) -> None:
    """Check that reasons add up to scores and, where places are as typed, that each is what stock Whoosh gives."""
    ids = whole.ids[:EXPLAINED]
    scores = dict(zip(whole.ids, whole.scores, strict=True))
    for id, made in zip(ids, engine.explain(plan, ids), strict=True):
        assert math.isclose(sum(share.score for share in made), scores[id], abs_tol=CLOSE), "reasons do not add up"
        assert [share.score for share in made] == sorted((share.score for share in made), reverse=True)
        if plan.joined is None:
            wanted = shares(stock, (*plan.need, *plan.boost), id)
            assert sorted(share.score for share in made) == pytest.approx(
                sorted(score for _, score in wanted), abs=CLOSE
            ), "other reasons"
            assert sorted(map(repr, (share.term for share in made))) == sorted(repr(term) for term, _ in wanted)


def _copies(engine: Engine, stock: Stock, ids: Sequence[str]) -> None:
    """Check which other articles are the same report, whatever was asked, the newest first."""
    group, even = reports(stock.drafts), dict.fromkeys(stock.drafts, 0.0)
    for id in ids:
        others = {other for other, head in group.items() if head == group[id]} - {id}
        assert list(engine.twins(id)) == order(stock.drafts, even, others, Sort.NEWEST), "other copies"

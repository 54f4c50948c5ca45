"""What a plan should answer, as `search/plan.py` documents it, with matching and scoring left to stock Whoosh."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from search.joined import BELOW, JOINED, Joined, Slot
from search.plan import Plan, Term
from search.query import Sort
from search.text.signature import ROW, signature
from search.twins import groups
from tests.search.oracle.conditions import query_of, within
from tests.search.oracle.drafts import Draft
from tests.search.oracle.stock import Stock

NEAR = 1e-9  # two sums of the same scores in another order differ by less; what is nearer to a bound is undecided


class Undecided(Exception):
    """A score lies on a bound, so that the order of additions decides: no case for a comparison."""


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that match, the scores of all that have any, those with all terms, and if fewer had to do."""

    matching: set[str]
    scores: Mapping[str, float]
    whole: set[str]
    relaxed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What matches before choices, the scores of these, and which are there, or stand where they do, by other names.

    Of `either` the score is the same by either name, so that the last bit of a sum decides which it is said to be.
    """

    matching: set[str]
    scores: Mapping[str, float]
    joined: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    relaxed: bool = False


def answer(stock: Stock, plan: Plan) -> Answer:
    """Return what a plan matches between its days, but for its choices."""
    made = _either_way(stock, plan)
    inside = stock.matching(within(plan.since, plan.until))
    return replace(made, matching=made.matching & inside)


def found(stock: Stock, asked: Plan | Joined) -> Found:
    """Return what the terms of a plan, or of what it joins, match among what the conditions leave."""
    allowed = stock.matching(query_of(asked.must, stock))
    scored = stock.scores((*asked.need, *asked.boost))
    scores = {id: scored.get(id, 0.0) for id in allowed}
    if not asked.need:
        return Found(allowed, scores, allowed)
    having = [stock.scores([term]).keys() for term in asked.need]
    has = {id: sum(id in one for one in having) for id in allowed}
    most = max(has.values(), default=0)
    least = max(1, min(asked.at_least, most))
    whole = {id for id in allowed if has[id] == len(asked.need)}
    bound = asked.share_of_best * max(scores.values(), default=0.0)
    enough = {id for id in allowed if has[id] >= least}
    if bound and any(math.isclose(scores[id], bound, rel_tol=NEAR) for id in enough - whole):
        raise Undecided
    matching = {id for id in enough if scores[id] >= bound or id in whole}
    return Found(matching, scores, whole, 0 < most < asked.at_least)


def _either_way(stock: Stock, plan: Plan) -> Answer:
    typed = found(stock, plan)
    alone = Answer(typed.matching, typed.scores, relaxed=typed.relaxed)
    if plan.joined is None:
        return alone
    other = found(stock, plan.joined)
    if other.relaxed or not other.matching:
        return alone
    as_typed = typed.matching & typed.whole & stock.matching(query_of(plan.joined.typed, stock))
    there = other.matching - as_typed
    typed_too = as_typed if typed.relaxed else typed.matching
    called = {id: other.scores[id] + JOINED * _of_places(stock, plan.joined, id) for id in there}
    factor = _below([typed.scores[id] for id in as_typed], list(called.values()))
    lowered = {id: factor * score for id, score in called.items()}
    if plan.joined.need:
        either = {id for id in there & typed_too if math.isclose(lowered[id], typed.scores[id], rel_tol=NEAR)}
        joined = {id for id in there if id not in typed_too or lowered[id] > typed.scores[id]}
        return Answer(
            typed_too | there,
            {**typed.scores, **{id: lowered[id] for id in joined}},
            frozenset(joined),
            frozenset(either),
        )
    about = typed_too - as_typed - there  # the place's syllables, and not the place
    less = _below(list(lowered.values()), [typed.scores[id] for id in about])
    scores = {**typed.scores, **{id: less * typed.scores[id] for id in about}, **lowered}
    return Answer(typed_too | there, scores, frozenset(there))


def _below(upper: Sequence[float], lower: Sequence[float]) -> float:
    """Return what brings the best of the lower scores below the least of the upper, where it is not there yet."""
    best = max(lower, default=0.0)
    return min(1.0, BELOW * min(upper) / best) if upper and best > 0 else 1.0


def _of_places(stock: Stock, asked: Joined, id: str) -> float:
    return sum(_of_place(stock, slot, id) for slot in asked.slots)


def _of_place(stock: Stock, slot: Slot, id: str) -> float:
    """Return what the best of a place's names gives a document, of those that it has."""
    having = [other for other in slot.others if id in stock.matching(query_of(other.having, stock))]
    return max((stock.scores(other.terms).get(id, 0.0) for other in having if other.terms), default=0.0)


def order(drafts: Mapping[str, Draft], scores: Mapping[str, float], ids: set[str], sort: Sort) -> list[str]:
    """Return ids in the order asked for: ties by day, the newest first, then by id; without a day comes last."""

    def key(id: str) -> tuple[float, float, str]:
        day = drafts[id].day
        newest = -day.toordinal() if day else 0
        if sort is Sort.RELEVANCE:
            return -scores[id], newest, id
        oldest = float(day.toordinal()) if day else math.inf
        return oldest if sort is Sort.OLDEST else newest, -scores[id], id

    return sorted(ids, key=key)


def folded(drafts: Mapping[str, Draft], ranked: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return of the ranked ids those that stand for their reports, in order, each with its twins among them."""
    group = reports(drafts)
    standing: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for id in ranked:
        head = first.setdefault(group[id], id)
        standing.setdefault(head, [])
        if head != id:
            standing[head].append(id)
    return {head: tuple(others) for head, others in standing.items()}


def reports(drafts: Mapping[str, Draft]) -> dict[str, str]:
    """Return for each document the one at the head of its group of twins, by `search.twins` over all of them."""
    ids = sorted(drafts)
    if not ids:
        return {}
    rows = np.frombuffer(b"".join(_signature(drafts[id].title, drafts[id].body) for id in ids), ROW)
    heads = groups(rows, np.ones(len(ids), np.bool_), np.arange(len(ids), dtype=np.int32))
    return {id: ids[head] for id, head in zip(ids, heads.tolist(), strict=True)}


@lru_cache(1 << 14)
def _signature(title: str, body: str) -> bytes:
    return signature(title, body)


def shares(stock: Stock, terms: Sequence[Term], id: str) -> list[tuple[Term, float]]:
    """Return what each term gives a document, most first, those that give nothing left out."""
    given = [(term, stock.scores([term]).get(id, 0.0)) for term in terms]
    return sorted(((term, score) for term, score in given if score), key=lambda share: -share[1])

"""What a plan matches with its places as typed, and called otherwise: two answers in one, what was typed first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.deadline import Deadline
from search.engine import TooSlow
from search.engines.whoosh.conditions import Conditions, Mask
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.terms import Numbers, Scores
from search.joined import BELOW, JOINED, Joined
from search.plan import Plan, Term


@dataclass(frozen=True, slots=True)
class Found:
    """Which documents match and the scores of all; who has all terms.

    `relaxed` tells that fewer terms than planned had to do, `late` that time was up before all were looked up: then
    both are about those that were.
    """

    matching: Mask
    scores: Scores
    whole: Mask
    relaxed: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What matches either way, with scores; `joined` are those that are there, or stand where they do, by other names.

    Each score is `factor` of what the terms give, of `joined` those of the plan's `joined`. `as_typed` tells that time
    was up before it was known what else is called otherwise, so that nothing is.
    """

    matching: Mask
    scores: Scores
    joined: Mask
    factor: Scores
    relaxed: bool = False
    late: bool = False
    as_typed: bool = False


def answer(snapshot: Snapshot, conditions: Conditions, plan: Plan, deadline: Deadline) -> Answer:
    """Return what a plan matches; as typed alone where time is up before other names are known to be there.

    Raises TooSlow where that is before anything is known to meet the conditions.
    """
    allowed = conditions.mask(plan.must) if plan.must is not None else snapshot.live.copy()
    if conditions.late and not allowed.any():
        raise TooSlow("the time was up before any article was known to meet the conditions")
    typed = match(snapshot, plan, allowed, deadline)
    if plan.joined is None:
        return _as_typed(snapshot, typed)
    if typed.late:
        return _as_typed(snapshot, typed, late=True)
    named, named_as_typed = conditions.mask(plan.joined.must), conditions.mask(plan.joined.typed)
    if conditions.late:  # of half the names nobody could tell who is called otherwise
        return _as_typed(snapshot, typed, late=True)
    other = match(snapshot, plan.joined, named, deadline)
    if other.relaxed or not other.matching.any():
        return _as_typed(snapshot, typed, late=other.late)
    as_typed = typed.matching & typed.whole & named_as_typed
    there = other.matching & ~as_typed
    typed_too = typed.matching if not typed.relaxed else as_typed
    scores = other.scores + JOINED * _of_places(snapshot, conditions, plan.joined, np.flatnonzero(there))
    factor = np.full(snapshot.size, _below(typed.scores[as_typed], scores[there]), np.float32)
    if plan.joined.need:
        joined = there & (~typed_too | (factor * scores > typed.scores))
        factor[~joined] = 1.0
    else:
        joined = there
        factor[~joined] = _below(factor[there] * scores[there], typed.scores[typed_too & ~as_typed & ~there])
        factor[as_typed] = 1.0
    return Answer(typed_too | there, factor * np.where(joined, scores, typed.scores), joined, factor, late=other.late)


def _as_typed(snapshot: Snapshot, typed: Found, *, late: bool = False) -> Answer:
    """Return what matches as typed for the whole answer, `late` where time was up before other names were known."""
    nobody, whole = np.zeros(snapshot.size, np.bool_), np.ones(snapshot.size, np.float32)
    return Answer(typed.matching, typed.scores, nobody, whole, typed.relaxed, typed.late or late, as_typed=late)


def _below(upper: Scores, lower: Scores) -> float:
    """Return by what to multiply the lower scores so that the best of them stays below the least of the upper."""
    best = float(lower.max(initial=0.0))
    return min(1.0, BELOW * float(upper.min(initial=np.inf)) / best) if best > 0 else 1.0


def match(snapshot: Snapshot, asked: Plan | Joined, allowed: Mask, deadline: Deadline) -> Found:
    """Return what the terms of a plan match among `allowed`.

    One term is looked up in any case, without which there would be no answer. Where time is up before the others are,
    those looked up are asked for as if they were all: `at_least` of them or, of fewer, each.
    """
    scores = np.zeros(snapshot.size, np.float32)
    if not allowed.any():
        return Found(allowed.copy(), scores, allowed)
    terms = np.zeros(snapshot.size, np.uint8)  # a query has `MAX_SYLLABLES` at most
    looked_up, late = len(asked.need), False
    for number, term in enumerate((*asked.need, *asked.boost)):
        if number and deadline.passed:
            looked_up, late = min(number, looked_up), True
            break
        found = snapshot.scored(term.field, term.text)
        found.add_to(scores, term.weight)
        if number < len(asked.need):
            found.count_in(terms)
    whole = terms == len(asked.need)
    if not asked.need:
        return Found(allowed.copy(), scores, whole, late=late)
    terms[~allowed] = 0  # the best and the most are those among what the conditions leave
    most = int(terms.max(initial=0))  # where no article has enough, those with the most are the answer
    least = min(asked.at_least, looked_up)
    matching = terms >= max(1, min(least, most))
    matching &= (scores >= asked.share_of_best * scores.max(initial=0.0, where=allowed)) | whole
    return Found(matching, scores, whole, 0 < most < least, late)


def best_names(
    snapshot: Snapshot, conditions: Conditions, asked: Joined, numbers: Numbers
) -> list[tuple[Scores, list[tuple[Term, ...]]]]:
    """Return for each slot what the best of its names gives each of these documents, and the terms of that name."""
    found = []
    for slot in asked.slots:
        best, terms = np.zeros(len(numbers), np.float32), [tuple[Term, ...]()] * len(numbers)
        for other in slot.others:
            having = np.flatnonzero(conditions.mask(other.having)[numbers])
            if not len(having):
                continue
            scores = sum(
                (term.weight * score_in(snapshot, term, numbers[having]) for term in other.terms),
                np.zeros(1, np.float32),
            )
            better = scores > best[having]
            best[having] = np.maximum(best[having], scores)
            for n in having[better].tolist():
                terms[n] = other.terms
        found.append((best, terms))
    return found


def score_in(snapshot: Snapshot, term: Term, numbers: Numbers) -> Scores:
    """Return the BM25 score of a term in each of these documents, 0 where it is not."""
    return snapshot.scored(term.field, term.text).at(numbers)


def _of_places(snapshot: Snapshot, conditions: Conditions, asked: Joined, numbers: Numbers) -> Scores:
    scores = np.zeros(snapshot.size, np.float32)
    for best, _ in best_names(snapshot, conditions, asked, numbers):
        scores[numbers] += best
    return scores

"""What a plan matches with its places as typed, and called otherwise: two answers in one, what was typed first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.conditions import Conditions, Mask
from search.engines.whoosh.snapshot import Floats, Snapshot
from search.plan import BELOW, JOINED, Joined, Plan, Term

Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Found:
    """Which documents match and the scores of all; who has all terms; whether fewer terms than planned had to do."""

    matching: Mask
    scores: Floats
    whole: Mask
    relaxed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What matches either way, with scores; `joined` are those that are there, or stand where they do, by other names.

    The score of these is `factor` of what they have in `joined`'s own terms.
    """

    matching: Mask
    scores: Floats
    joined: Mask
    factor: float = 1.0
    relaxed: bool = False


def answer(snapshot: Snapshot, conditions: Conditions, plan: Plan) -> Answer:
    """Return what a plan matches."""
    allowed = conditions.mask(plan.must) if plan.must is not None else snapshot.live.copy()
    typed = match(snapshot, plan, allowed)
    nobody = np.zeros(snapshot.size, np.bool_)
    if plan.joined is None:
        return Answer(typed.matching, typed.scores, nobody, relaxed=typed.relaxed)
    asked = plan.joined
    other = match(snapshot, asked, conditions.mask(asked.must))
    as_typed = typed.matching & typed.whole
    as_typed[as_typed] = conditions.mask(asked.typed)[as_typed]
    there = other.matching & ~as_typed
    if other.relaxed or not there.any():
        return Answer(typed.matching, typed.scores, nobody, relaxed=typed.relaxed)
    scores = other.scores + _of_places(snapshot, conditions, asked, np.flatnonzero(there))
    lowest, best = typed.scores.min(initial=np.inf, where=as_typed), scores.max(initial=0.0, where=there)
    factor = min(JOINED, BELOW * float(lowest) / float(best)) if best > 0 else JOINED
    typed_too = typed.matching if not typed.relaxed else nobody
    joined = there & (~typed_too | (factor * scores > typed.scores))
    return Answer(
        matching=typed_too | there,
        scores=np.where(joined, factor * scores, typed.scores),
        joined=joined,
        factor=factor,
    )


def match(snapshot: Snapshot, asked: Plan | Joined, allowed: Mask) -> Found:
    """Return what the terms of a plan match among `allowed`."""
    scores = np.zeros(snapshot.size)
    terms = np.zeros(snapshot.size, np.int16)
    for term in asked.need:
        documents, of_term = snapshot.scores(term.field, term.text)
        terms[documents] += 1
        scores[documents] += term.weight * of_term
    for term in asked.boost:
        documents, of_term = snapshot.scores(term.field, term.text)
        scores[documents] += term.weight * of_term
    whole = terms == len(asked.need)
    if not asked.need:
        return Found(allowed.copy(), scores, whole)
    terms[~allowed] = 0  # the best and the most are those among what the conditions leave
    most = int(terms.max(initial=0))  # where no article has enough, those with the most are the answer
    matching = terms >= max(1, min(asked.at_least, most))
    matching &= (scores >= asked.share_of_best * scores.max(initial=0.0, where=allowed)) | whole
    return Found(matching, scores, whole, relaxed=0 < most < asked.at_least)


def best_names(
    snapshot: Snapshot, conditions: Conditions, asked: Joined, numbers: Numbers
) -> list[tuple[Floats, list[tuple[Term, ...]]]]:
    """Return for each slot what the best of its names gives each of these documents, and the terms of that name."""
    found = []
    for slot in asked.slots:
        best, terms = np.zeros(len(numbers)), [tuple[Term, ...]()] * len(numbers)
        for other in slot.others:
            having = np.flatnonzero(conditions.mask(other.having)[numbers])
            if not len(having):
                continue
            scores = sum((term.weight * score_in(snapshot, term, numbers[having]) for term in other.terms), np.zeros(1))
            better = scores > best[having]
            best[having] = np.maximum(best[having], scores)
            for n in having[better].tolist():
                terms[n] = other.terms
        found.append((best, terms))
    return found


def score_in(snapshot: Snapshot, term: Term, numbers: Numbers) -> Floats:
    """Return the BM25 score of a term in each of these documents, 0 where it is not."""
    documents, of_term = snapshot.scores(term.field, term.text)
    if not len(documents):
        return np.zeros(len(numbers))
    at = np.minimum(np.searchsorted(documents, numbers), len(documents) - 1)
    return np.where(documents[at] == numbers, of_term[at], 0.0)


def _of_places(snapshot: Snapshot, conditions: Conditions, asked: Joined, numbers: Numbers) -> Floats:
    scores = np.zeros(snapshot.size)
    for best, _ in best_names(snapshot, conditions, asked, numbers):
        scores[numbers] += best
    return scores

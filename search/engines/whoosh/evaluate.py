"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page.

A posting list may take a tenth of a second to read for the first time, so the deadline is looked at before each one.
Arrays over all documents cost little, and are always finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from search.deadline import NEVER, Deadline
from search.engine import Matches, Share, TooSlow
from search.engines.whoosh.conditions import Conditions, Mask, chosen, months_of, within
from search.engines.whoosh.schema import NO_DAY
from search.engines.whoosh.snapshot import Floats, Ints, Snapshot
from search.plan import FACETS, Plan
from search.query import Sort

Numbers = npt.NDArray[np.intp]


def evaluate(snapshot: Snapshot, plan: Plan, deadline: Deadline = NEVER) -> Matches:
    """Answer `plan` from `snapshot`; raises TooSlow where `deadline` passes before anything is known to match."""
    conditions = Conditions(snapshot, deadline)
    allowed = conditions.mask(plan.must) if plan.must is not None else snapshot.live.copy()
    if conditions.late and not allowed.any():
        raise TooSlow("the time was up before any article was known to meet the conditions")
    matching, scores, relaxed, late = _match(snapshot, plan, allowed, deadline)
    matching &= within(snapshot.columns.days, plan.since, plan.until)
    months = months_of(snapshot.columns.days)
    masks = {facet: chosen(snapshot, facet, values) for facet, values in plan.chosen.items()}
    facets = {
        facet: _count(snapshot, months, facet, _all(matching, (mask for name, mask in masks.items() if name != facet)))
        for facet in FACETS
    }
    found = np.flatnonzero(_all(matching, masks.values()))
    best = _best(snapshot, found, scores, plan)
    return Matches(
        ids=tuple(snapshot.columns.ids[n] for n in best),
        scores=tuple(float(scores[n]) for n in best),
        total=len(found),
        facets=facets,
        relaxed=relaxed,
        cut=tuple(conditions.cut),
        timed_out=late or conditions.late,
    )


def explain(snapshot: Snapshot, plan: Plan, ids: Sequence[str], deadline: Deadline = NEVER) -> list[tuple[Share, ...]]:
    """Return what each term of `plan` that is looked up in time adds to the scores of these articles, most first."""
    numbers = [snapshot.number_of.get(id) for id in ids]
    found: list[list[Share]] = [[] for _ in ids]
    for term in (*plan.need, *plan.boost):
        if deadline.passed:
            break
        documents, of_term = snapshot.scores(term.field, term.text)
        for shares, number in zip(found, numbers, strict=True):
            at = int(np.searchsorted(documents, number)) if number is not None else len(documents)
            if at < len(documents) and documents[at] == number:
                shares.append(Share(term, term.weight * float(of_term[at])))
    return [tuple(sorted(shares, key=lambda share: -share.score)) for shares in found]


def _match(snapshot: Snapshot, plan: Plan, allowed: Mask, deadline: Deadline) -> tuple[Mask, Floats, bool, bool]:
    """Return which documents of `allowed` match, the scores of all, and two doubts.

    The doubts: whether fewer terms than planned had to do; whether time was up before all of them were looked up. One
    is looked up in any case, without which there would be no answer.
    """
    scores = np.zeros(snapshot.size)
    if not allowed.any():
        return allowed.copy(), scores, False, False
    terms = np.zeros(snapshot.size, np.int16)
    late = False
    for number, term in enumerate((*plan.need, *plan.boost)):
        if number and deadline.passed:
            late = True
            break
        documents, of_term = snapshot.scores(term.field, term.text)
        scores[documents] += term.weight * of_term
        if number < len(plan.need):
            terms[documents] += 1
    if not plan.need:
        return allowed.copy(), scores, False, late
    terms[~allowed] = 0  # the best and the most are those among what the conditions leave
    most = int(terms.max(initial=0))  # where no article has enough, those with the most are the answer
    matching = terms >= max(1, min(plan.at_least, most))
    matching &= (scores >= plan.share_of_best * scores.max(initial=0.0, where=allowed)) | (terms == len(plan.need))
    return matching, scores, 0 < most < plan.at_least and not late, late


def _all(mask: Mask, others: Iterable[Mask]) -> Mask:
    for other in others:
        mask = mask & other
    return mask


def _count(snapshot: Snapshot, months: Ints, facet: str, matching: Mask) -> dict[str, int]:
    """Count the matching documents that have each value of a facet."""
    if facet == "date":
        found, counts = np.unique(months[matching & (months >= 0)], return_counts=True)
        return {
            f"{month // 12:04}-{month % 12 + 1:02}": n for month, n in zip(found.tolist(), counts.tolist(), strict=True)
        }
    ordinals, names = snapshot.columns.ordinals[facet], snapshot.values[facet].names
    counted = np.bincount(ordinals.value[matching[ordinals.owner]])
    return {names[n]: int(counted[n]) for n in np.flatnonzero(counted)}


def _best(snapshot: Snapshot, found: Numbers, scores: Floats, plan: Plan) -> list[int]:
    """Return the documents of the page asked for, in order."""
    last = plan.offset + plan.size
    if plan.sort is Sort.RELEVANCE:
        found = _top(found, scores[found], last)
    days = snapshot.columns.days[found].astype(np.int64)
    by_day = {
        Sort.RELEVANCE: -days,
        Sort.NEWEST: -days,
        Sort.OLDEST: np.where(days == NO_DAY, np.iinfo(np.int64).max, days),  # without a day means last here too
    }[plan.sort]
    by_score, by_id = -scores[found], snapshot.by_id[found]
    keys = (by_id, by_day, by_score) if plan.sort is Sort.RELEVANCE else (by_id, by_score, by_day)
    return [int(n) for n in found[np.lexsort(keys)][plan.offset : last]]


def _top(found: Numbers, scores: Floats, number: int) -> Numbers:
    """Keep of `found` those that may be among the best `number`, ties included."""
    if len(found) <= number:
        return found
    least = np.partition(scores, len(scores) - number)[len(scores) - number]
    return found[np.flatnonzero(scores >= least)]

"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search.engine import Matches, Share
from search.engines.whoosh.conditions import Conditions, Mask, within
from search.engines.whoosh.facets import narrow
from search.engines.whoosh.schema import NO_DAY
from search.engines.whoosh.snapshot import Floats, Snapshot
from search.plan import Plan
from search.query import Sort

Numbers = npt.NDArray[np.intp]


def evaluate(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from `snapshot`."""
    conditions = Conditions(snapshot)
    allowed = conditions.mask(plan.must) if plan.must is not None else snapshot.live.copy()
    matching, scores, relaxed = _match(snapshot, plan, allowed)
    matching &= within(snapshot.columns.days, plan.since, plan.until)
    narrowed = narrow(snapshot, plan, matching)
    found = np.flatnonzero(narrowed.found)
    best = _best(snapshot, found, scores, plan)
    return Matches(
        ids=tuple(snapshot.columns.ids[n] for n in best),
        scores=tuple(float(scores[n]) for n in best),
        total=len(found),
        facets=narrowed.facets,
        days=narrowed.days,
        barred=narrowed.barred,
        relaxed=relaxed,
        cut=tuple(conditions.cut),
    )


def explain(snapshot: Snapshot, plan: Plan, ids: Sequence[str]) -> list[tuple[Share, ...]]:
    """Return what each term of `plan` adds to the scores of these articles, most first."""
    numbers = [snapshot.number_of.get(id) for id in ids]
    found: list[list[Share]] = [[] for _ in ids]
    for term in (*plan.need, *plan.boost):
        documents, of_term = snapshot.scores(term.field, term.text)
        for shares, number in zip(found, numbers, strict=True):
            at = int(np.searchsorted(documents, number)) if number is not None else len(documents)
            if at < len(documents) and documents[at] == number:
                shares.append(Share(term, term.weight * float(of_term[at])))
    return [tuple(sorted(shares, key=lambda share: -share.score)) for shares in found]


def _match(snapshot: Snapshot, plan: Plan, allowed: Mask) -> tuple[Mask, Floats, bool]:
    """Return which documents of `allowed` match, the scores of all, and whether fewer terms than planned had to do."""
    scores = np.zeros(snapshot.size)
    terms = np.zeros(snapshot.size, np.int16)
    for term in plan.need:
        documents, of_term = snapshot.scores(term.field, term.text)
        terms[documents] += 1
        scores[documents] += term.weight * of_term
    for term in plan.boost:
        documents, of_term = snapshot.scores(term.field, term.text)
        scores[documents] += term.weight * of_term
    if not plan.need:
        return allowed.copy(), scores, False
    terms[~allowed] = 0  # the best and the most are those among what the conditions leave
    most = int(terms.max(initial=0))  # where no article has enough, those with the most are the answer
    matching = terms >= max(1, min(plan.at_least, most))
    matching &= (scores >= plan.share_of_best * scores.max(initial=0.0, where=allowed)) | (terms == len(plan.need))
    return matching, scores, 0 < most < plan.at_least


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

"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from search.engine import Matches
from search.engines.whoosh.schema import NO_DAY
from search.engines.whoosh.snapshot import Floats, Ints, Snapshot
from search.plan import FACETS, Plan
from search.query import Sort

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]

_FIRST_DAY = np.datetime64("0001-01-01")


def evaluate(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from `snapshot`."""
    matching, scores, relaxed = _match(snapshot, plan)
    matching &= _within(snapshot.columns.days, plan.since, plan.until)
    months = _months(snapshot.columns.days)
    chosen = {facet: _chosen(snapshot, months, facet, values) for facet, values in plan.chosen.items()}
    facets = {
        facet: _count(snapshot, months, facet, _all(matching, (mask for name, mask in chosen.items() if name != facet)))
        for facet in FACETS
    }
    found = np.flatnonzero(_all(matching, chosen.values()))
    best = _best(snapshot, found, scores, plan)
    return Matches(
        ids=tuple(snapshot.columns.ids[n] for n in best),
        scores=tuple(float(scores[n]) for n in best),
        total=len(found),
        facets=facets,
        relaxed=relaxed,
    )


def _match(snapshot: Snapshot, plan: Plan) -> tuple[Mask, Floats, bool]:
    """Return which documents match, the scores of all, and whether fewer terms than planned had to do."""
    scores = np.zeros(snapshot.size)
    if not plan.need:
        return snapshot.live.copy(), scores, False
    terms = np.zeros(snapshot.size, np.int16)
    for term in plan.need:
        documents, of_term = snapshot.scores(term.field, term.text)
        terms[documents] += 1
        scores[documents] += term.weight * of_term
    for term in plan.boost:
        documents, of_term = snapshot.scores(term.field, term.text)
        scores[documents] += term.weight * of_term
    most = int(terms.max(initial=0))  # where no article has enough, those with the most are the answer
    matching = terms >= max(1, min(plan.at_least, most))
    matching &= (scores >= plan.share_of_best * scores.max(initial=0.0)) | (terms == len(plan.need))
    return matching, scores, 0 < most < plan.at_least


def _within(days: Ints, since: dt.date | None, until: dt.date | None) -> Mask:
    """Tell which documents have a day from `since` to `until`; all do where neither is given."""
    mask = np.ones(len(days), np.bool_) if since is None and until is None else days != NO_DAY
    if since is not None:
        mask &= days >= since.toordinal()
    if until is not None:
        mask &= days <= until.toordinal()
    return mask


def _months(days: Ints) -> Ints:
    """Return the month of each day as 12 × year + month - 1, and -1 where there is none."""
    months = (_FIRST_DAY + (days - 1)).astype("datetime64[M]").astype(np.int32) + 1970 * 12
    return np.where(days == NO_DAY, np.int32(-1), months).astype(np.int32)


def _chosen(snapshot: Snapshot, months: Ints, facet: str, values: Sequence[str]) -> Mask:
    """Tell which documents have one of `values`."""
    mask = np.zeros(snapshot.size, np.bool_)
    if facet == "date":
        for value in values:
            year, _, month = value.partition("-")
            mask |= months == int(year) * 12 + int(month) - 1 if month else months // 12 == int(year)
        return mask
    numbers = [n for value in values if (n := snapshot.values[facet].find(value)) is not None]
    ordinals = snapshot.columns.ordinals[facet]
    mask[ordinals.owner[np.isin(ordinals.value, numbers)]] = True
    return mask


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

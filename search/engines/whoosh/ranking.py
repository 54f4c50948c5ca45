"""The order of matches, and of matches that are one report the one that stands for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.schema import NO_DAY
from search.engines.whoosh.snapshot import Ints, Snapshot
from search.engines.whoosh.terms import Scores
from search.query import Sort

Numbers = npt.NDArray[np.intp]
First = Callable[[int], Numbers]
"""Given a number, the first so many matches, in order."""


def ranked(snapshot: Snapshot, found: Numbers, scores: Scores, sort: Sort) -> First:
    """Return what gives the first of `found` in the order asked for; `scores` are of all documents."""
    if sort is Sort.RELEVANCE:
        return lambda number: _in_order(snapshot, _top(found, scores[found], number), scores, sort)[:number]
    every = _in_order(snapshot, found, scores, sort)
    return lambda number: every[:number]


def standing(first: First, matches: int, groups: Ints, number: int) -> Numbers:
    """Return the first `number` of as many `matches` in order, but of each group the one placed first alone."""
    looked_at = number
    while True:
        found = first(looked_at)
        left = found[np.sort(np.unique(groups[found], return_index=True)[1])]
        if len(left) >= number or looked_at >= matches:
            return left[:number]
        looked_at *= 2


def count_groups(groups: Ints, found: Numbers) -> int:
    """Return how many groups `found` are of."""
    seen = np.zeros(len(groups), np.bool_)
    seen[groups[found]] = True
    return int(np.count_nonzero(seen))


def beside(snapshot: Snapshot, found: Numbers, scores: Scores, sort: Sort, best: Numbers) -> Mapping[int, list[int]]:
    """Return for each of `best`, each of another group, the others of its group among `found`, in order."""
    groups = snapshot.groups
    wanted = np.zeros(len(groups), np.bool_)
    wanted[groups[best]] = True
    members = found[wanted[groups[found]]]
    standing_for = dict(zip(groups[best].tolist(), best.tolist(), strict=True))
    twins: dict[int, list[int]] = defaultdict(list)
    for member in _in_order(snapshot, members, scores, sort).tolist():
        head = standing_for[int(groups[member])]
        if head != member:
            twins[head].append(member)
    return twins


def others_of(snapshot: Snapshot, number: int) -> list[int]:
    """Return the other documents of the group that document `number` is of, the newest first."""
    group = np.flatnonzero(snapshot.groups == snapshot.groups[number])
    newest_first = _in_order(snapshot, group, np.zeros(snapshot.size, np.float32), Sort.NEWEST)
    return [n for n in newest_first.tolist() if n != number]


def _in_order(snapshot: Snapshot, found: Numbers, scores: Scores, sort: Sort) -> Numbers:
    days = snapshot.days[found].astype(np.int64)
    by_day = {
        Sort.RELEVANCE: -days,
        Sort.NEWEST: -days,
        Sort.OLDEST: np.where(days == NO_DAY, np.iinfo(np.int64).max, days),  # without a day means last here too
    }[sort]
    by_score, by_id = -scores[found], snapshot.by_id[found]
    keys = (by_id, by_day, by_score) if sort is Sort.RELEVANCE else (by_id, by_score, by_day)
    return found[np.lexsort(keys)]


def _top(found: Numbers, scores: Scores, number: int) -> Numbers:
    """Keep of `found` those that may be among the best `number`, ties included."""
    if len(found) <= number:
        return found
    least = np.partition(scores, len(scores) - number)[len(scores) - number]
    return found[np.flatnonzero(scores >= least)]

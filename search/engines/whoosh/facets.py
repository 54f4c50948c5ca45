"""Choices within the facets, and the facets counted: which matches are left, and how many have each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.counts import Counted, Counts
from search.engines.whoosh.conditions import Mask, having, within
from search.engines.whoosh.schema import SPEAKER
from search.engines.whoosh.snapshot import Snapshot
from search.periods import span
from search.plan import FACETS, Plan


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The matches that the choices leave, and the counts of `search.engine.Matches`."""

    found: Mask
    facets: Mapping[str, Counts]
    days: Mapping[str, int]
    barred: Mapping[str, Mapping[str, int]]


def narrow(snapshot: Snapshot, plan: Plan, matching: Mask) -> Narrowed:
    """Choose among `matching` as the plan says, and count; see `search.plan.Plan` for what is counted without what."""
    counted = {**dict(zip(FACETS, FACETS, strict=True)), "official": SPEAKER if plan.speaks else "official"}
    if plan.speaks:
        matching = matching & snapshot.ordinals(SPEAKER).anybody()
    kept = {facet: having(snapshot, counted[facet], values) for facet, values in plan.chosen.items()}
    left = {facet: ~having(snapshot, facet, values) for facet, values in plan.barred.items()}
    facets: dict[str, Counts] = {}
    barred, days = {}, {}
    for facet in FACETS:
        others = _all(matching, (mask for side in (kept, left) for name, mask in side.items() if name != facet))
        here = others & left[facet] if facet in left else others
        if facet == "date":
            facets[facet] = Counted(_months(snapshot, here))
            days = _days(snapshot, here, plan.daily)
        else:
            facets[facet] = snapshot.ordinals(counted[facet]).count(here)
        if facet in left:
            barred[facet] = {
                value: int((others & having(snapshot, facet, (value,))).sum()) for value in plan.barred[facet]
            }
    return Narrowed(_all(matching, (*kept.values(), *left.values())), facets, days, barred)


def _all(mask: Mask, others: Iterable[Mask]) -> Mask:
    for other in others:
        mask = mask & other
    return mask


def _months(snapshot: Snapshot, matching: Mask) -> dict[str, int]:
    """Count the matching documents of each month."""
    counts = np.bincount(snapshot.months[matching] + 1)[1:]  # those without a day come first
    found = np.flatnonzero(counts)
    months = (found + snapshot.first_month).tolist()
    return {f"{month // 12:04}-{month % 12 + 1:02}": n for month, n in zip(months, counts[found].tolist(), strict=True)}


def _days(snapshot: Snapshot, matching: Mask, months: Sequence[str]) -> dict[str, int]:
    """Count the matching documents of each day of `months`."""
    counted: dict[str, int] = {}
    days = snapshot.days
    for month in months:
        found, counts = np.unique(days[matching & within(days, *span(month))], return_counts=True)
        first = span(month)[0].toordinal()
        counted |= {f"{month}-{day - first + 1:02}": n for day, n in zip(found.tolist(), counts.tolist(), strict=True)}
    return counted

"""Choices, and facet counts, by plain loops over the documents: what is counted without what, as `Plan` says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search.periods import span
from search.plan import FACETS, Plan
from tests.search.oracle.drafts import Draft


@dataclass(frozen=True, slots=True)
class Counted:
    """The ids that the choices leave, and the counts of `search.engine.Matches`."""

    left: set[str]
    facets: dict[str, dict[str, int]]
    days: dict[str, int]
    barred: dict[str, dict[str, int]]


def counted(plan: Plan, matching: Iterable[Draft]) -> Counted:
    """Choose and count among what matches before choices."""
    among = [draft for draft in matching if draft.speakers or not plan.speaks]
    left = {draft.id for draft in among if _passes(plan, draft)}
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    barred = {facet: dict.fromkeys(values, 0) for facet, values in plan.barred.items()}
    days: Counter[str] = Counter()
    for draft in among:
        for facet in FACETS:
            if not _passes(plan, draft, besides=facet):
                continue
            if _has(draft, facet, plan.barred.get(facet, ())):
                for value in barred[facet]:
                    barred[facet][value] += _has(draft, facet, (value,))
                continue
            facets[facet].update(_counted_values(plan, draft, facet))
            if facet == "date" and draft.day and draft.day.isoformat()[:7] in plan.daily:
                days[draft.day.isoformat()] += 1
    return Counted(left, {facet: dict(one) for facet, one in facets.items()}, dict(days), barred)


def _passes(plan: Plan, draft: Draft, besides: str = "") -> bool:
    """Tell whether a draft has what is chosen and nothing of what is barred, in all facets but one."""
    for facet, values in plan.chosen.items():
        if facet != besides and not _has(draft, facet, values, spoken=plan.speaks):
            return False
    return not any(facet != besides and _has(draft, facet, values) for facet, values in plan.barred.items())


def _has(draft: Draft, facet: str, values: Iterable[str], *, spoken: bool = False) -> bool:
    if facet == "date":
        return draft.day is not None and any(_inside(draft.day, value) for value in values)
    named = draft.speakers if spoken and facet == "official" else draft.values(facet)
    return not named.isdisjoint(values)


def _inside(day: dt.date, period: str) -> bool:
    first, last = span(period)
    return first <= day <= last


def _counted_values(plan: Plan, draft: Draft, facet: str) -> Iterable[str]:
    if facet == "date":
        return {draft.day.isoformat()[:7]} if draft.day else ()
    return draft.speakers if plan.speaks and facet == "official" else draft.values(facet)

"""All knowledge of ranking: a query becomes a plan that any engine can carry out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from search.query import Query, Sort

FACETS = ("official", "agency", "topic", "date")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is to do (being widened)."""

    facets: tuple[str, ...] = FACETS
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    size: int = 10


def plan(query: Query) -> Plan:
    """Return the plan for `query`."""
    return Plan(
        since=query.since,
        until=query.until,
        sort=query.sort,
        offset=(query.page - 1) * query.size,
        size=query.size,
    )

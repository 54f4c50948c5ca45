"""`values`: all values of one facet over the hits of a query, those that begin like some letters, a page of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from corpus.eras import Eras
from search.counts import NO_COUNTS
from search.deadline import NEVER, Deadline
from search.engine import Engine
from search.find import Names
from search.page import INCOMPLETE, Bucket
from search.plan import plan
from search.query import Query
from search.roll import Rolls

VALUED = ("official", "agency", "topic")  # the facets that may have more values than a panel shows


@dataclass(frozen=True, slots=True)
class Values:
    """A page of a facet's values: `total` match, of `every` that the hits have; `hits` are the articles found.

    `incomplete` tells that the time was up before all hits were found, see `search.page.Page`.
    """

    facet: str
    within: str
    by_name: bool
    page: int
    size: int
    total: int
    every: int
    hits: int
    buckets: tuple[Bucket, ...]
    incomplete: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are at this size."""
        return -(-self.total // self.size)


def values(
    engine: Engine,
    query: Query,
    facet: str,
    rolls: Rolls,
    names: Names,
    known: Eras | None = None,
    *,
    within: str = "",
    by_name: bool = False,
    page: int = 1,
    size: int = 60,
    deadline: Deadline = NEVER,
) -> Values:
    """Return the values of `facet` that match `within` (see `search.roll`), with the counts that the facet shows.

    Most frequent first, or in the order of the dictionary. Raises EngineError where the engine cannot answer, TooSlow
    where nothing was found before `deadline`.
    """
    answer = engine.find(plan(replace(query, page=1, size=1), known), deadline)
    barred = {key: answer.barred.get(facet, {}).get(key, 0) for key in query.barred[facet]}
    counts = {**dict.fromkeys(query.chosen[facet], 0), **answer.facets.get(facet, NO_COUNTS).all(), **barred}
    roll = rolls.of(facet)
    matching = roll.matching(within) if within.strip() else counts.keys()
    found = [key for key in counts if key in matching]
    last = len(roll.rank)  # what is not on record any more comes last
    if by_name:
        found.sort(key=lambda key: (roll.rank.get(key, last), key))
    else:
        found.sort(key=lambda key: (-counts[key], roll.rank.get(key, last), key))
    shown = found[(page - 1) * size : page * size]
    labels = names.labels(facet, shown)
    buckets = tuple(
        Bucket(key, labels.get(key, key), counts[key], key in query.chosen[facet], key in barred) for key in shown
    )
    return Values(facet, within, by_name, page, size, len(found), len(counts), answer.total, buckets, answer.timed_out)


def to_json(found: Values) -> dict[str, Any]:
    """Return the page as the API answers it."""
    return {
        "facet": found.facet,
        "within": found.within,
        "total": found.total,
        "hits": found.hits,
        "incomplete": found.incomplete,
        "notice": INCOMPLETE[0] if found.incomplete else None,
        "page": found.page,
        "pages": found.pages,
        "size": found.size,
        "values": [
            {name: value for name, value in msgspec.to_builtins(bucket).items() if name != "children"}
            for bucket in found.buckets
        ],
    }

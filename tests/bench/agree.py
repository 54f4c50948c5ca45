"""All engines must say the same before any is timed: the same totals, the same counts of every facet value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.plan import FACETS, Plan
from tests.bench.peers.door import Answer, CannotAsk, Peer

SHOWN = 3  # values of a facet named in a complaint


class Disagreement(Exception):
    """Engines do not say the same; `str()` has a line for each difference."""


def difference(ours: Answer, other: Answer) -> str:
    """Return how two answers differ in total or facet counts, "" where they do not. Order of hits is not compared."""
    if ours.total != other.total:
        return f"total {ours.total}, not {other.total}"
    for facet in FACETS:
        mine, theirs = dict(ours.facets.get(facet, {})), dict(other.facets.get(facet, {}))
        if mine != theirs:
            values = sorted(key for key in {*mine, *theirs} if mine.get(key, 0) != theirs.get(key, 0))
            if values:
                told = ", ".join(f"{key} {mine.get(key, 0)}/{theirs.get(key, 0)}" for key in values[:SHOWN])
                return f"facet {facet}, {len(values)} values: {told}"
    return ""


def check(ours: Peer, others: Mapping[str, Peer], plans: Sequence[tuple[str, Plan]]) -> dict[str, list[int]]:
    """Return for each other engine the numbers of the plans that it can carry out, all checked against ours.

    Raises Disagreement with all that differs; `plans` are (what to call it, plan).
    """
    wrong = list[str]()
    able: dict[str, list[int]] = {name: [] for name in others}
    for number, (text, plan) in enumerate(plans):
        expected = ours.find(plan)
        for name, other in others.items():
            try:
                found = other.find(plan)
            except CannotAsk:
                continue
            able[name].append(number)
            if differs := difference(expected, found):
                wrong.append(f"{name}: {text}: {differs}")
    if wrong:
        raise Disagreement("\n".join(wrong))
    return able

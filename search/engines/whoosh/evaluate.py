"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from search.engine import Matches, Share
from search.engines.whoosh.conditions import Conditions, within
from search.engines.whoosh.facets import narrow
from search.engines.whoosh.joining import answer, best_names, score_in
from search.engines.whoosh.schema import NO_DAY
from search.engines.whoosh.snapshot import Floats, Snapshot
from search.joined import JOINED
from search.plan import Plan, Term
from search.query import Sort

Numbers = npt.NDArray[np.intp]


def evaluate(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from `snapshot`."""
    conditions = Conditions(snapshot)
    answered = answer(snapshot, conditions, plan)
    matching = answered.matching & within(snapshot.columns.days, plan.since, plan.until)
    narrowed = narrow(snapshot, plan, matching)
    found = np.flatnonzero(narrowed.found)
    best = _best(snapshot, found, answered.scores, plan)
    return Matches(
        ids=tuple(snapshot.columns.ids[n] for n in best),
        scores=tuple(float(answered.scores[n]) for n in best),
        total=len(found),
        facets=narrowed.facets,
        days=narrowed.days,
        barred=narrowed.barred,
        relaxed=answered.relaxed,
        cut=tuple(conditions.cut),
        joined=frozenset(snapshot.columns.ids[n] for n in best if answered.joined[n]),
        total_joined=int(answered.joined[found].sum()),
    )


def explain(snapshot: Snapshot, plan: Plan, ids: Sequence[str]) -> list[tuple[Share, ...]]:
    """Return what each term of `plan` adds to the scores of these articles, most first."""
    numbers = [snapshot.number_of.get(id) for id in ids]
    conditions = Conditions(snapshot)
    made = answer(snapshot, conditions, plan)
    found: list[tuple[Share, ...]] = []
    for number in numbers:
        if number is None:
            found.append(())
            continue
        factor = float(made.factor[number])
        if plan.joined is not None and made.joined[number]:
            at = np.array([number])
            named = [terms for _, (of_name,) in best_names(snapshot, conditions, plan.joined, at) for terms in of_name]
            weighed = [replace(term, weight=JOINED * term.weight) for term in named]
            found.append(_shares(snapshot, number, (*plan.joined.need, *plan.joined.boost, *weighed), factor))
        else:
            found.append(_shares(snapshot, number, (*plan.need, *plan.boost), factor))
    return found


def _shares(snapshot: Snapshot, number: int, terms: Sequence[Term], factor: float) -> tuple[Share, ...]:
    at = np.array([number])
    shares = [Share(term, factor * term.weight * float(score_in(snapshot, term, at)[0])) for term in terms]
    return tuple(sorted((share for share in shares if share.score), key=lambda share: -share.score))


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

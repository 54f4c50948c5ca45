"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from search.engine import Matches, Share
from search.engines.whoosh.conditions import Conditions, within
from search.engines.whoosh.facets import narrow
from search.engines.whoosh.joining import answer, best_names, score_in
from search.engines.whoosh.ranking import Numbers, beside, count_groups, ranked, standing
from search.engines.whoosh.snapshot import Floats, Snapshot
from search.joined import JOINED
from search.plan import Plan, Term


def evaluate(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from `snapshot`."""
    conditions = Conditions(snapshot)
    answered = answer(snapshot, conditions, plan)
    matching = answered.matching & within(snapshot.columns.days, plan.since, plan.until)
    narrowed = narrow(snapshot, plan, matching)
    found = np.flatnonzero(narrowed.found)
    best, twins, reports = _page(snapshot, found, answered.scores, plan)
    ids = snapshot.columns.ids
    return Matches(
        ids=tuple(ids[n] for n in best),
        scores=tuple(float(answered.scores[n]) for n in best),
        total=len(found),
        reports=reports,
        twins=tuple(tuple(ids[n] for n in twins.get(one, ())) for one in best),
        facets=narrowed.facets,
        days=narrowed.days,
        barred=narrowed.barred,
        relaxed=answered.relaxed,
        cut=tuple(conditions.cut),
        joined=frozenset(snapshot.columns.ids[n] for n in best if answered.joined[n]),
        total_joined=int(answered.joined[found].sum()),
    )


def _page(
    snapshot: Snapshot, found: Numbers, scores: Floats, plan: Plan
) -> tuple[list[int], Mapping[int, list[int]], int]:
    """Return the documents of the page asked for, in order, the twins of each, and how many reports all are."""
    first, last = ranked(snapshot, found, scores, plan.sort), plan.offset + plan.size
    if not plan.fold:
        return first(last)[plan.offset :].tolist(), {}, len(found)
    best = standing(first, len(found), snapshot.groups, last)[plan.offset :]
    twins = beside(snapshot, found, scores, plan.sort, best)
    return best.tolist(), twins, count_groups(snapshot.groups, found)


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

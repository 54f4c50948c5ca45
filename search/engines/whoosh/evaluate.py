"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page.

A posting list may take a tenth of a second to read for the first time, so the deadline is looked at before each one.
Arrays over all documents cost little, and are always finished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from search.deadline import NEVER, Deadline
from search.engine import Matches, Share, TooSlow
from search.engines.whoosh.conditions import Conditions, within
from search.engines.whoosh.facets import narrow
from search.engines.whoosh.joining import answer, best_names, score_in
from search.engines.whoosh.ranking import Numbers, beside, count_groups, ranked, standing
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.terms import Scores
from search.joined import JOINED
from search.plan import Plan, Term


def evaluate(snapshot: Snapshot, plan: Plan, deadline: Deadline = NEVER) -> Matches:
    """Answer `plan` from `snapshot`; raises TooSlow where `deadline` passes before anything is found."""
    conditions = Conditions(snapshot, deadline)
    answered = answer(snapshot, conditions, plan, deadline)
    matching = answered.matching & within(snapshot.days, plan.since, plan.until)
    narrowed = narrow(snapshot, plan, matching)
    found, late = np.flatnonzero(narrowed.found), answered.late or conditions.late
    if late and not len(found):
        raise TooSlow("the time was up before any article was found")
    best, twins, reports = _page(snapshot, found, answered.scores, plan)
    return Matches(
        ids=tuple(map(snapshot.id, best)),
        scores=tuple(float(answered.scores[n]) for n in best),
        total=len(found),
        reports=reports,
        twins=tuple(tuple(map(snapshot.id, twins.get(one, ()))) for one in best),
        facets=narrowed.facets,
        days=narrowed.days,
        barred=narrowed.barred,
        relaxed=answered.relaxed,
        cut=tuple(conditions.cut),
        joined=frozenset(snapshot.id(n) for n in best if answered.joined[n]),
        total_joined=int(answered.joined[found].sum()),
        timed_out=late,
        as_typed=answered.as_typed,
    )


def _page(
    snapshot: Snapshot, found: Numbers, scores: Scores, plan: Plan
) -> tuple[list[int], Mapping[int, list[int]], int]:
    """Return the documents of the page asked for, in order, the twins of each, and how many reports all are."""
    first, last = ranked(snapshot, found, scores, plan.sort), plan.offset + plan.size
    if not plan.fold:
        return first(last)[plan.offset :].tolist(), {}, len(found)
    best = standing(first, len(found), snapshot.groups, last)[plan.offset :]
    twins = beside(snapshot, found, scores, plan.sort, best)
    return best.tolist(), twins, count_groups(snapshot.groups, found)


def explain(snapshot: Snapshot, plan: Plan, ids: Sequence[str], deadline: Deadline = NEVER) -> list[tuple[Share, ...]]:
    """Return what each term of `plan` adds to the scores of these articles, most first; none where time is up."""
    numbers = [snapshot.number_of(id) for id in ids]
    conditions = Conditions(snapshot, deadline)
    try:
        made = answer(snapshot, conditions, plan, deadline)
    except TooSlow:
        return [()] * len(ids)
    found: list[tuple[Share, ...]] = []
    for number in numbers:
        if number is None or deadline.passed:
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

"""A plan carried out over a snapshot, a posting list at a time: matches, facet counts, the best page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from search.engine import Matches, Share
from search.engines.whoosh.conditions import Conditions, Mask, chosen, months_of, within
from search.engines.whoosh.ranking import Numbers, beside, count_groups, ranked, standing
from search.engines.whoosh.snapshot import Floats, Ints, Snapshot
from search.plan import FACETS, Plan


def evaluate(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from `snapshot`."""
    conditions = Conditions(snapshot)
    allowed = conditions.mask(plan.must) if plan.must is not None else snapshot.live.copy()
    matching, scores, relaxed = _match(snapshot, plan, allowed)
    matching &= within(snapshot.columns.days, plan.since, plan.until)
    months = months_of(snapshot.columns.days)
    masks = {facet: chosen(snapshot, facet, values) for facet, values in plan.chosen.items()}
    facets = {
        facet: _count(snapshot, months, facet, _all(matching, (mask for name, mask in masks.items() if name != facet)))
        for facet in FACETS
    }
    found = np.flatnonzero(_all(matching, masks.values()))
    best, twins, reports = _page(snapshot, found, scores, plan)
    ids = snapshot.columns.ids
    return Matches(
        ids=tuple(ids[n] for n in best),
        scores=tuple(float(scores[n]) for n in best),
        total=len(found),
        reports=reports,
        twins=tuple(tuple(ids[n] for n in twins.get(one, ())) for one in best),
        facets=facets,
        relaxed=relaxed,
        cut=tuple(conditions.cut),
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
    found: list[list[Share]] = [[] for _ in ids]
    for term in (*plan.need, *plan.boost):
        documents, of_term = snapshot.scores(term.field, term.text)
        for shares, number in zip(found, numbers, strict=True):
            at = int(np.searchsorted(documents, number)) if number is not None else len(documents)
            if at < len(documents) and documents[at] == number:
                shares.append(Share(term, term.weight * float(of_term[at])))
    return [tuple(sorted(shares, key=lambda share: -share.score)) for shares in found]


def _match(snapshot: Snapshot, plan: Plan, allowed: Mask) -> tuple[Mask, Floats, bool]:
    """Return which documents of `allowed` match, the scores of all, and whether fewer terms than planned had to do."""
    scores = np.zeros(snapshot.size)
    terms = np.zeros(snapshot.size, np.int16)
    for term in plan.need:
        documents, of_term = snapshot.scores(term.field, term.text)
        terms[documents] += 1
        scores[documents] += term.weight * of_term
    for term in plan.boost:
        documents, of_term = snapshot.scores(term.field, term.text)
        scores[documents] += term.weight * of_term
    if not plan.need:
        return allowed.copy(), scores, False
    terms[~allowed] = 0  # the best and the most are those among what the conditions leave
    most = int(terms.max(initial=0))  # where no article has enough, those with the most are the answer
    matching = terms >= max(1, min(plan.at_least, most))
    matching &= (scores >= plan.share_of_best * scores.max(initial=0.0, where=allowed)) | (terms == len(plan.need))
    return matching, scores, 0 < most < plan.at_least


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

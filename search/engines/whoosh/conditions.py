"""The query language's conditions over a snapshot: each node of the tree becomes a mask over all documents.

Once the deadline has passed, a mask holds the documents that are known to match and no others: of alternatives those
looked at, of a prefix the terms looked up, of a `Not` whose inside is not known to the end none.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from search.deadline import NEVER, Deadline
from search.engines.whoosh.schema import NO_DAY, names_field
from search.engines.whoosh.sequences import in_a_row
from search.engines.whoosh.snapshot import Ints, Snapshot
from search.engines.whoosh.terms import Numbers
from search.language.tree import AllOf, AnyOf, Called, Has, Named, Node, Not, Part, Phrase, Prefix, Within
from search.periods import span
from search.text.analyze import Field

Mask = npt.NDArray[np.bool_]

MAX_EXPANSIONS = 64  # terms that a prefix stands for, the most frequent first: as many as a query may have syllables
MAX_NAMES = 4_000  # names that a condition on names stands for; a family name alone has fewer in 10,000 articles
CHECKED_AT_ONCE = 4_000  # documents whose sequences are compared at a time: 10 MB

_SYLLABLES = {Part.TEXT: Field.SYLLABLES, Part.TITLE: Field.TITLE_SYLLABLES, Part.SAID: Field.SAID_SYLLABLES}
_FOLDED = {Part.TEXT: Field.FOLDED, Part.TITLE: Field.TITLE_FOLDED, Part.SAID: Field.SAID_FOLDED}
_NONE: Numbers = np.array([], np.intp)


class Conditions:
    """Evaluates trees over one snapshot.

    Notes in `cut` which prefixes and names stood for too many terms, and in `late` that the deadline came first.
    """

    def __init__(self, snapshot: Snapshot, deadline: Deadline = NEVER) -> None:
        self._snapshot, self._deadline = snapshot, deadline
        self._masks: dict[Node, Mask] = {}
        self.cut: dict[str, None] = {}
        self.late = False

    def mask(self, node: Node) -> Mask:
        """Tell which living documents a tree matches; what is asked twice is looked up once."""
        if node not in self._masks:
            self._masks[node] = self._evaluated(node)
        return self._masks[node]

    def _evaluated(self, node: Node) -> Mask:
        snapshot = self._snapshot
        match node:
            case AllOf(parts):
                return self._all(parts)
            case AnyOf(parts):
                return reduce(np.logical_or, map(self.mask, parts), np.zeros(snapshot.size, np.bool_))
            case Not(inside):
                matched = self.mask(inside)
                return self._of(_NONE) if self.late else snapshot.live & ~matched
            case Phrase():
                return self._of(self._phrase(node))
            case Prefix():
                return self._prefix(node)
            case Named():
                return self._named(node)
            case Called(kind, names):
                return self._any(names_field(kind), names)
            case Within(since, until):
                return snapshot.live & within(snapshot.days, since, until)
            case Has(facet, values):
                return snapshot.live & having(snapshot, facet, values)

    def _all(self, parts: Sequence[Node]) -> Mask:
        mask = self._snapshot.live
        for part in parts:
            mask = mask & self.mask(part)
            if not mask.any():  # whatever else is asked for
                break
        return mask

    def _time_is_up(self) -> bool:
        self.late = self.late or self._deadline.passed
        return self.late

    def _of(self, documents: Numbers) -> Mask:
        mask = np.zeros(self._snapshot.size, np.bool_)
        mask[documents] = True
        return mask

    def _phrase(self, phrase: Phrase) -> Numbers:
        """Return the documents with a phrase: those with all syllables and all pairs, in which it stands in a row."""
        forms, exact, folded = phrase.forms, _SYLLABLES[phrase.part], _FOLDED[phrase.part]
        terms = [(folded, form.folded) if form.bare else (exact, form.key) for form in forms]
        if len(forms) == 1:
            return self._holding_all(terms)
        digits = [any(char.isdigit() for char in form.key) for form in forms]  # of a number only the inside is in pairs
        neighbours = zip(forms, forms[1:], map(any, pairwise(digits)), strict=False)
        pairs = [(Field.PAIRS, f"{left.folded} {right.folded}") for left, right, digit in neighbours if not digit]
        candidates = self._holding_all([*pairs, *terms])
        if phrase.part is Part.TEXT and len(forms) == 2 and all(form.bare for form in forms) and not any(digits):
            return candidates  # the pair says all
        standing = [_NONE]
        for at in range(0, len(candidates), CHECKED_AT_ONCE):
            if self._time_is_up():
                break
            standing.append(in_a_row(self._snapshot, phrase, candidates[at : at + CHECKED_AT_ONCE]))
        return np.concatenate(standing)

    def _holding_all(self, terms: Sequence[tuple[Field, str]]) -> Numbers:
        """Return the documents that have all these terms, rare ones best first; none where time is up before."""
        found: Numbers | None = None
        for field, text in dict.fromkeys(terms):
            if self._time_is_up():
                return _NONE
            having = self._snapshot.holding(field, text)
            found = having if found is None else _both(found, having)
            if not len(found):
                break
        return _NONE if found is None else found

    def _prefix(self, prefix: Prefix) -> Mask:
        if self._time_is_up():
            return self._of(_NONE)
        field = (_FOLDED if prefix.bare else _SYLLABLES)[prefix.part]
        terms = self._snapshot.starting(field, prefix.start)
        if len(terms) > MAX_EXPANSIONS:
            self.cut[f"{prefix.start}*"] = None
        best = heapq.nsmallest(MAX_EXPANSIONS, terms, key=lambda term: (-terms[term], term))
        return self._any(field, [*best, prefix.whole])

    def _named(self, named: Named) -> Mask:
        """Tell which documents have a name with all the syllables; the last may go on where it has a start."""
        if self._time_is_up():
            return self._of(_NONE)
        *firsts, last = named.forms
        asked = [(form.bare, [f" {form.folded if form.bare else form.key} "]) for form in firsts]
        whole = f" {last.folded if last.bare else last.key} "
        asked.append((last.bare, [whole, f" {named.start}"] if named.start else [whole]))
        names = self._snapshot.names(named.kind)
        having = [reduce(np.union1d, (names.having(word, bare=bare) for word in words)) for bare, words in asked]
        found = reduce(np.intersect1d, having)
        if len(found) > MAX_NAMES:
            self.cut[" ".join(form.key for form in named.forms)] = None
        return self._any(names_field(named.kind), [names[number] for number in found[:MAX_NAMES].tolist()])

    def _any(self, field: str, terms: Sequence[str]) -> Mask:
        mask = np.zeros(self._snapshot.size, np.bool_)
        for term in terms:
            if self._time_is_up():
                break
            self._snapshot.scored(field, term).mark(mask)
        return mask


def _both(one: Numbers, other: Numbers) -> Numbers:
    """Return what is in both of two ascending arrays: the shorter one's are looked for in the longer."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    at = np.minimum(np.searchsorted(many, few), max(len(many) - 1, 0))
    return few[many[at] == few] if len(many) else few


def within(days: Ints, since: dt.date | None, until: dt.date | None) -> Mask:
    """Tell which documents have a day from `since` to `until`; all do where neither is given."""
    mask = np.ones(len(days), np.bool_) if since is None and until is None else days != NO_DAY
    if since is not None:
        mask &= days >= since.toordinal()
    if until is not None:
        mask &= days <= until.toordinal()
    return mask


def having(snapshot: Snapshot, facet: str, values: Sequence[str]) -> Mask:
    """Tell which documents have one of `values`; those of "date" are years, months or days."""
    if facet == "date":
        every = (within(snapshot.days, *span(value)) for value in values)
        return reduce(np.logical_or, every, np.zeros(snapshot.size, np.bool_))
    return snapshot.ordinals(facet).having(values)

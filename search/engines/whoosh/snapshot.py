"""One commit of the index, ready to be asked: who is in it, under which days and facet values, and what terms score.

Documents are numbered from 0 across all segments, in segment order. A segment never changes but for its deletions, so
its columns are opened once and kept for later commits. What not every query needs is worked out at its first use.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.columns.segment import DICTIONARY, DOCUMENTS, SIGNATURES, Columns
from search.engines.whoosh.names import Names
from search.engines.whoosh.ordinals import Ordinals, Places, united
from search.engines.whoosh.schema import FACET_FIELDS, NO_DAY, names_field
from search.engines.whoosh.terms import Numbers, Scored, Scores, Terms
from search.engines.whoosh.whole import Whole
from search.language.tree import Kind
from search.text.analyze import Field
from search.text.signature import ROW
from search.twins import groups

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

FIRST_DAY = np.datetime64("0001-01-01")  # day 1 of the proleptic ordinals
TOLD = 10_000  # ids remembered with their numbers: those of some hundred pages
SCANNED_TERMS = 20_000  # of a segment, looked through for those that begin so; any two letters have fewer


class Snapshot:
    """One commit. Safe to use from several threads."""

    def __init__(
        self, names: Sequence[str], segments: Sequence[Columns], alive: Sequence[Mask], whole: Whole | None = None
    ) -> None:
        """Take the segments of a commit by name, of each which documents are alive, and what is known of all."""
        self.names_of_segments, self._whole = names, whole
        self._bases = list(accumulate((columns.count for columns in segments), initial=0))
        self.segments = list(zip(segments, self._bases[:-1], strict=True))
        self.size = self._bases[-1]
        self.live: Mask = np.concatenate(alive) if alive else np.zeros(0, np.bool_)
        self.count = int(np.count_nonzero(self.live))
        self.all_live = self.count == self.size
        self.days: Ints = np.concatenate([np.empty(0, np.int32), *(columns.days for columns in segments)])
        self._terms = Terms(self)
        self._lock = threading.Lock()  # whoever works out what is kept here holds it
        self._told: dict[str, int] = {}
        self._names: dict[Kind, Names] = {}
        self._ordinals: dict[str, Ordinals] = {}

    def _place(self, number: int) -> tuple[Columns, int]:
        columns, base = self.segments[bisect_right(self._bases, number) - 1]
        return columns, number - base

    def id(self, number: int) -> str:
        """Return the id of a document."""
        columns, at = self._place(number)
        id = columns.ids[at].decode()
        if len(self._told) >= TOLD:
            self._told.clear()
        self._told[id] = number
        return id

    def number_of(self, id: str) -> int | None:
        """Return the number of the living document with an id, None where there is none."""
        told = self._told.get(id)  # whoever was just told an id asks for its document
        if told is not None:
            return told if self.live[told] else None
        for columns, base in self.segments:
            at = columns.document(id)
            if at is not None and self.live[base + at]:
                return base + at
        return None

    def packed_document(self, number: int) -> bytes:
        """Return the stored bytes of a document."""
        columns, at = self._place(number)
        return columns.strings(DOCUMENTS)[at]

    @cached_property
    def by_id(self) -> Ints:
        """Each document's place in the order of ids: the last that decides, so that segments may lie as they like."""
        if self._whole is not None:
            return self._whole.by_id
        places = np.empty(self.size, np.int32)
        if len(self.segments) == 1:
            order: Sequence[int] | npt.NDArray[np.uint16] = self.segments[0][0].by_id
        else:
            every = [id for columns, _ in self.segments for id in columns.ids]
            order = sorted(range(self.size), key=every.__getitem__)
        places[order] = np.arange(self.size, dtype=np.int32)
        return places

    @cached_property
    def groups(self) -> Ints:
        """The number of the document at the head of each one's group of twins."""
        if self._whole is not None:
            return self._whole.groups
        rows = [columns.arrays[SIGNATURES].view(ROW) for columns, _ in self.segments]
        with self._lock:
            return groups(np.concatenate(rows) if rows else np.zeros(0, ROW), self.live, self.by_id)

    def lengths(self, field: Field) -> Scores:
        """Return how many terms each document has in a field that is scored."""
        every = [columns.lengths(field) for columns, _ in self.segments]
        return np.concatenate([np.empty(0, np.uint32), *every]).astype(np.float32)

    def scored(self, field: str, text: str) -> Scored:
        """Return the living documents that have a term, and the BM25 score of the term in each."""
        return self._terms.scored(field, text)

    def holding(self, field: str, text: str) -> Numbers:
        """Return the living documents that have a term of any field, scored or not, ascending."""
        return self._terms.scored(field, text).holders()

    def starting(self, field: str, start: str) -> Counter[str]:
        """Return terms of a field that begin with `start`, `SCANNED_TERMS` a segment at most, with how many have each.

        Documents that were deleted since are counted too: the number is for choosing among terms.
        """
        found: Counter[str] = Counter()
        for columns, _ in self.segments:
            strings = columns.strings(DICTIONARY[field])
            first, last = strings.starting(start.encode())
            counts = np.diff(columns.postings(field).starts[first : last + 1])
            having = np.flatnonzero(counts)[:SCANNED_TERMS]
            if len(having):
                some = strings.between(first, first + int(having[-1]) + 1)
                for number, count in zip(having.tolist(), counts[having].tolist(), strict=True):
                    found[some[number].decode()] += count
        return found

    def names(self, kind: Kind) -> Names:
        """Return all names of one kind; some may be of deleted documents alone."""
        with self._lock:
            if kind not in self._names:
                terms = (term for columns, _ in self.segments for term in columns.strings(names_field(kind)))
                self._names[kind] = Names.of(term.decode() for term in dict.fromkeys(terms))
            return self._names[kind]

    def ordinals(self, facet: str) -> Ordinals:
        """Return the values of a facet that each document has."""
        with self._lock:
            if facet not in self._ordinals:
                self._ordinals[facet] = Ordinals.of(facet, self.segments, self._places(facet))
            return self._ordinals[facet]

    def _places(self, facet: str) -> Sequence[Places]:
        return self._whole.places[facet] if self._whole else united(facet, [columns for columns, _ in self.segments])

    def whole(self) -> Whole:
        """Return what is known of the commit as a whole."""
        return Whole(self.by_id, self.groups, {facet: self._places(facet) for facet in FACET_FIELDS})

    @cached_property
    def months(self) -> Ints:
        """The month each document is filed under, counted from the first one there is; -1 for none."""
        months = (FIRST_DAY + (self.days - 1)).astype("datetime64[M]").astype(np.int32) + 1970 * 12
        return np.where(self.days == NO_DAY, -1, months - self.first_month).astype(np.int32)

    @cached_property
    def first_month(self) -> int:
        """The first month that a document is filed under, as 12 × year + month - 1."""
        dated = self.days[self.days != NO_DAY]
        first = FIRST_DAY + (int(dated.min(initial=1 << 30)) - 1) if len(dated) else FIRST_DAY
        return int(first.astype("datetime64[M]").astype(np.int64)) + 1970 * 12

"""One commit of the index as arrays: who is in it, under which days and facet values, and the postings of any term.

Documents are numbered from 0 across all segments, in segment order. A segment never changes but for its deletions, so
its columns are read once and kept for later commits. Whoosh's file positions are shared by all that read a segment:
postings are read under a lock, and kept.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.names import Names
from search.engines.whoosh.postings import postings
from search.engines.whoosh.schema import (
    DAY_FIELD,
    DOCUMENT_FIELD,
    FACET_FIELDS,
    ID_FIELD,
    SIGNATURE_FIELD,
    facet_values,
    names_field,
    sequence_field,
)
from search.language.tree import Kind, Part
from search.plan import K1, PRESENCE, B, rarity
from search.text.analyze import SCORED, Field
from search.text.signature import ROW
from search.text.usual import usual_share
from search.twins import groups

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

SCANNED_TERMS = 20_000  # of a segment, looked through for those that begin so: 0.1 s, and any two letters have fewer
KEPT_POSTINGS = 8_000_000  # postings kept in memory at 12 bytes each: about 100 MB at most


class Values:
    """The values of one facet, numbered in order of first sight; grows with the index, shared by its segments."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """Return the number of `name`, a new one at first sight."""
        number = self._numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number

    def find(self, name: str) -> int | None:
        """Return the number of `name`, None where no document ever had it."""
        return self._numbers.get(name)


@dataclass(frozen=True, slots=True)
class Ordinals:
    """A facet's values of many documents: `value[i]` is a value number that document `owner[i]` has."""

    owner: Ints
    value: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """What one segment, or several laid end to end, say of each document. Lengths are in terms, by field."""

    ids: tuple[str, ...]
    days: Ints
    ordinals: Mapping[str, Ordinals]
    lengths: Mapping[Field, Floats]


def read_columns(reader: Any, values: Mapping[str, Values]) -> Columns:
    """Read the columns of one segment; `values` gives each facet's numbering and grows."""
    count = reader.doc_count_all()
    ordinals = {}
    for facet in FACET_FIELDS:
        owner, value = [], []
        for document, packed in enumerate(reader.column_reader(facet)):
            for name in facet_values(bytes(packed)):
                owner.append(document)
                value.append(values[facet].number(name))
        ordinals[facet] = Ordinals(np.array(owner, np.int32), np.array(value, np.int32))

    def lengths(field: Field) -> Floats:
        # None is the length of a document that has nothing in the field.
        return np.fromiter((reader.doc_field_length(n, field) or 0 for n in range(count)), np.float64, count)

    return Columns(
        ids=tuple(bytes(packed).decode() for packed in reader.column_reader(ID_FIELD, translate=False)),
        days=np.fromiter(iter(reader.column_reader(DAY_FIELD)), np.int32, count),
        ordinals=ordinals,
        lengths={field: lengths(field) for field in SCORED},
    )


def join(parts: Sequence[Columns]) -> Columns:
    """Lay the columns of segments end to end, owners renumbered."""
    bases = np.cumsum([0] + [len(part.ids) for part in parts])[:-1].astype(np.int32)
    return Columns(
        ids=tuple(name for part in parts for name in part.ids),
        days=_end_to_end([part.days for part in parts], np.int32),
        ordinals={
            facet: Ordinals(
                _end_to_end(
                    [part.ordinals[facet].owner + base for part, base in zip(parts, bases, strict=True)], np.int32
                ),
                _end_to_end([part.ordinals[facet].value for part in parts], np.int32),
            )
            for facet in FACET_FIELDS
        },
        lengths={field: _end_to_end([part.lengths[field] for part in parts], np.float64) for field in SCORED},
    )


def _end_to_end(arrays: Sequence[npt.NDArray[Any]], kind: type) -> npt.NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


class Snapshot:
    """One commit, ready to be asked. Safe to use from several threads."""

    def __init__(self, readers: Sequence[Any], columns: Columns, values: Mapping[str, Values]) -> None:
        """Take one reader a segment with the joined columns of all."""
        self.columns, self.values = columns, values
        self.readers = list(readers)
        self._bases = np.cumsum([0] + [reader.doc_count_all() for reader in readers]).tolist()
        self._documents = [reader.column_reader(DOCUMENT_FIELD) for reader in readers]
        self.size = len(columns.ids)
        self.live = self._live()
        self.count = int(self.live.sum())
        self.number_of = {name: n for n, name in enumerate(columns.ids) if self.live[n]}
        # Where scores and days tie, ids decide, so that an order never depends on how segments lie.
        self.by_id = np.empty(self.size, np.int32)
        self.by_id[sorted(range(self.size), key=columns.ids.__getitem__)] = np.arange(self.size, dtype=np.int32)
        # The dead count nowhere: scores must not depend on how often an article was written.
        lengths = {field: of_all[self.live] for field, of_all in columns.lengths.items()}
        self._mean = {field: float(living.mean()) if self.count else 0.0 for field, living in lengths.items()}
        self.lock = threading.Lock()  # whoever reads terms or postings holds it: readers share their places in files
        self._kept: OrderedDict[tuple[str, str], tuple[Ints, Floats]] = OrderedDict()
        self._names: dict[Kind, Names] = {}
        self._sequences: dict[Part, list[Any]] = {}
        self._kept_postings = 0

    def _live(self) -> npt.NDArray[np.bool_]:
        live = np.ones(self.size, np.bool_)
        for reader, base in zip(self.readers, self._bases, strict=False):
            if reader.has_deletions():
                kept = np.fromiter(reader.all_doc_ids(), np.int32)
                live[base : base + reader.doc_count_all()] = False
                live[base + kept] = True
        return live

    @cached_property
    def groups(self) -> Ints:
        """The number of the document at the head of each one's group of twins; worked out at its first use."""
        with self.lock:
            columns = [reader.column_reader(SIGNATURE_FIELD, translate=False) for reader in self.readers]
            rows = np.frombuffer(b"".join(packed for column in columns for packed in column), ROW)
        return groups(rows, self.live, self.by_id)

    def packed_document(self, number: int) -> bytes:
        """Return the stored bytes of document `number`."""
        segment = next(n for n, base in enumerate(self._bases[1:]) if number < base)
        return bytes(self._documents[segment][number - self._bases[segment]])

    def scores(self, field: Field, text: str) -> tuple[Ints, Floats]:
        """Return the living documents that have a term, ascending, and the BM25 score of the term in each."""
        return self._look_up(field, text)

    def holding(self, field: str, text: str) -> Ints:
        """Return the living documents that have a term of any field, scored or not, ascending."""
        return self._look_up(field, text)[0]

    def starting(self, field: str, start: str) -> Counter[str]:
        """Return terms of a field that begin with `start`, `SCANNED_TERMS` a segment at most, with how many have each.

        Documents that were deleted since are counted too: the number is for choosing among terms.
        """
        found: Counter[str] = Counter()
        with self.lock:
            for reader in self.readers:
                for term in islice(reader.expand_prefix(field, start), SCANNED_TERMS):
                    found[term.decode()] += reader.doc_frequency(field, term)
        return found

    def names(self, kind: Kind) -> Names:
        """Return all names of one kind; some may be of deleted documents alone."""
        with self.lock:
            if kind not in self._names:
                terms = (term.decode() for reader in self.readers for term in reader.lexicon(names_field(kind)))
                self._names[kind] = Names.of(dict.fromkeys(terms))
            return self._names[kind]

    def sequences(self, part: Part, numbers: Ints) -> tuple[npt.NDArray[np.uint32], Ints]:
        """Return the sequences of documents end to end, and where each document's begins; see `search.layout`."""
        with self.lock:
            if part not in self._sequences:
                self._sequences[part] = [reader.column_reader(sequence_field(part)) for reader in self.readers]
            columns = self._sequences[part]
            segments = np.searchsorted(self._bases, numbers, side="right") - 1
            packed = [
                columns[segment][number - self._bases[segment]]
                for segment, number in zip(segments.tolist(), numbers.tolist(), strict=True)
            ]
        starts = np.cumsum([0] + [len(one) // 4 for one in packed[:-1]]).astype(np.int32)
        return np.frombuffer(b"".join(packed), "<u4"), starts

    def _look_up(self, field: str, text: str) -> tuple[Ints, Floats]:
        key = (field, text)
        with self.lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            documents, frequencies = self._postings(field, text)
            scored = self._bm25(Field(field), text, documents, frequencies) if field in SCORED else frequencies
            self._kept[key] = found = documents, scored
            self._kept_postings += len(documents)
            while self._kept_postings > KEPT_POSTINGS and len(self._kept) > 1:
                _, (dropped, _) = self._kept.popitem(last=False)
                self._kept_postings -= len(dropped)
            return found

    def _postings(self, field: str, text: str) -> tuple[Ints, Floats]:
        numbers, weights = postings(self.readers, self._bases, field, text)
        alive = self.live[numbers]
        return numbers[alive], weights[alive]

    def _bm25(self, field: Field, text: str, documents: Ints, frequencies: Floats) -> Floats:
        """Score as Robertson and Zaragoza (2009), with the rarity that `search.plan.rarity` gives."""
        if not len(documents):
            return frequencies
        of_term = rarity(self.count, len(documents), usual_share(field, text))
        if field in PRESENCE:
            return np.full(len(documents), of_term)
        relative_length = self.columns.lengths[field][documents] / self._mean[field]
        return of_term * frequencies * (K1 + 1) / (frequencies + K1 * (1 - B + B * relative_length))

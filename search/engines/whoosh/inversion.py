"""Batch inversion: the postings of a commit, kept as flat arrays and sorted once, written term by term.

Whoosh's own writer keeps a tuple a posting, sorts and spills them, and looks up a document's length for each. Here a
posting is twelve bytes in three arrays. What is written is the stock codec's format, by the stock codec's own hand.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.index import clean_files
from whoosh.writing import SegmentWriter

BLOCK = 128  # postings in a block of the stock codec


class _Field:
    """The postings of one field in order of arrival: documents ascend."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.terms, self.documents, self.weights = array("I"), array("I"), array("f")


class Postings:
    """Stands in for Whoosh's pool: takes postings one by one, gives them back by term."""

    def __init__(self) -> None:
        self._fields: dict[str, _Field] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take (field, term, document, weight, payload); our fields have no payload."""
        name, term, document, weight, _ = posting
        field = self._fields.get(name)
        if field is None:
            field = self._fields[name] = _Field()
        field.terms.append(field.numbers.setdefault(term, len(field.numbers)))
        field.documents.append(document)
        field.weights.append(weight)

    def by_field(self) -> Iterator[tuple[str, Inverted]]:
        """Yield each field in order, inverted."""
        for name in sorted(self._fields):
            yield name, _invert(self._fields[name])

    def cleanup(self) -> None:
        """Forget everything."""
        self._fields.clear()


@dataclass(frozen=True, slots=True)
class Inverted:
    """A field's postings by term: `terms[i]` has those from `starts[i]` to `starts[i + 1]`, documents ascending."""

    terms: list[bytes]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]


def _invert(field: _Field) -> Inverted:
    names = sorted(field.numbers)
    rank = np.empty(len(names), np.uint32)
    rank[[field.numbers[name] for name in names]] = np.arange(len(names), dtype=np.uint32)
    ranks = rank[np.frombuffer(field.terms, np.uint32)]
    order = np.argsort(ranks, kind="stable")  # stable: documents stay in order
    return Inverted(
        names,
        np.concatenate(([0], np.cumsum(np.bincount(ranks, minlength=len(names))))),
        np.frombuffer(field.documents, np.uint32)[order],
        np.frombuffer(field.weights, np.float32)[order],
    )


class BatchWriter(SegmentWriter):  # type: ignore[misc]  # whoosh is untyped
    """Whoosh's writer with batch inversion in place of its pool; everything else is Whoosh's own."""

    def __init__(self, index: Any) -> None:
        """Take Whoosh's lock on `index`; raises whoosh.index.LockError where another holds it."""
        super().__init__(index)
        self.pool = Postings()
        self._clear_dead_runs()

    def _clear_dead_runs(self) -> None:
        """Delete what killed runs left: nothing else does before a commit, which none of them may ever have reached."""
        clean_files(self.storage, self.indexname, self.generation - 1, [*self.segments, self.newsegment])
        for name in self.storage:
            if name.startswith(f"_{self.indexname}_") and ".toc." in name:
                self.storage.delete_file(name)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        reader = self.per_document_reader()
        try:
            for name, inverted in self.pool.by_field():
                # None is the length in a field that is not scored, the ids' own.
                lengths = [reader.doc_field_length(n, name) or 0 for n in range(reader.doc_count_all())]
                _write_field(self.fieldwriter, name, self.schema[name], inverted, np.array(lengths))
        finally:
            reader.close()
        self.fieldwriter.close()


def _write_field(writer: Any, name: str, field: Any, inverted: Inverted, lengths: npt.NDArray[np.int64]) -> None:
    """Hand a field to the codec block by block, with each block's extremes worked out for all blocks at once."""
    starts = inverted.starts
    blocks = np.concatenate([np.arange(start, end, BLOCK) for start, end in pairwise(starts.tolist())])
    long = lengths[inverted.documents]
    shortest, longest = np.minimum.reduceat(long, blocks).tolist(), np.maximum.reduceat(long, blocks).tolist()
    heaviest = np.maximum.reduceat(inverted.weights, blocks).tolist()
    documents, weights = inverted.documents.tobytes(), inverted.weights.tobytes()
    firsts = [*blocks.tolist(), len(inverted.documents)]
    ends = starts[1:].tolist()
    block = 0
    writer.start_field(name, field)
    for term, end in zip(inverted.terms, ends, strict=True):
        writer.start_term(term)
        postings = writer._postwriter
        while True:
            here = slice(firsts[block] * 4, firsts[block + 1] * 4)
            postings._ids, postings._weights = array("I", documents[here]), array("f", weights[here])
            postings._minlength, postings._maxlength = shortest[block], longest[block]
            postings._maxweight = heaviest[block]
            block += 1
            if firsts[block] >= end:
                break  # the term's last block is written by finish_term
            postings._write_block()
        writer.finish_term()
    writer.finish_field()

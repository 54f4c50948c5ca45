"""A quick way to the stock codec's format: a commit's postings in flat arrays, sorted once, written by Whoosh itself.

What comes out is what Whoosh's own writer writes, in a fraction of its time, so that its queries can be timed over many
articles. How fast stock Whoosh writes is measured with its own writer.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.fields import FieldType
from whoosh.formats import Existence
from whoosh.writing import SegmentWriter

BLOCK = 128  # postings in a block of the stock codec


class Counted(FieldType):  # type: ignore[misc]  # whoosh is untyped
    """A field whose terms come counted; the count is the posting's weight."""

    def __init__(self, *, scored: bool) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=scored)

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, payload) as Whoosh's writer wants them."""
        for term, count in value.items():
            yield term.encode(), count, float(count), b""

    def process_text(self, text: str, **_: object) -> list[str]:
        """Return a query's text as it is: it is a term already."""
        return [text]


@dataclass(frozen=True, slots=True)
class _Inverted:
    """A field's postings by term: `terms[i]` has those from `starts[i]` to `starts[i + 1]`, documents ascending."""

    terms: list[bytes]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]


class _Field:
    """The postings of one field in order of arrival: documents ascend."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.terms, self.documents, self.weights = array("I"), array("I"), array("f")

    def inverted(self) -> _Inverted:
        names = sorted(self.numbers)
        rank = np.empty(len(names), np.uint32)
        rank[[self.numbers[name] for name in names]] = np.arange(len(names), dtype=np.uint32)
        ranks = rank[np.frombuffer(self.terms, np.uint32)]
        order = np.argsort(ranks, kind="stable")  # stable: documents stay in order
        return _Inverted(
            names,
            np.concatenate(([0], np.cumsum(np.bincount(ranks, minlength=len(names))))),
            np.frombuffer(self.documents, np.uint32)[order],
            np.frombuffer(self.weights, np.float32)[order],
        )


class _Postings:
    """Stands in for Whoosh's pool: takes postings one by one, gives them back by term."""

    def __init__(self) -> None:
        self.fields: dict[str, _Field] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        name, term, document, weight, _ = posting  # our fields have no payload
        field = self.fields.get(name)
        if field is None:
            field = self.fields[name] = _Field()
        field.terms.append(field.numbers.setdefault(term, len(field.numbers)))
        field.documents.append(document)
        field.weights.append(weight)

    def cleanup(self) -> None:
        self.fields.clear()


class QuickWriter(SegmentWriter):  # type: ignore[misc]  # whoosh is untyped
    """Whoosh's writer with batch inversion in place of its pool; everything else is Whoosh's own."""

    def __init__(self, index: Any) -> None:
        super().__init__(index)
        self.pool = _Postings()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        reader = self.per_document_reader()
        try:
            for name in sorted(self.pool.fields):
                # None is the length in a field that is not scored.
                lengths = [reader.doc_field_length(n, name) or 0 for n in range(reader.doc_count_all())]
                inverted = self.pool.fields[name].inverted()
                _write_field(self.fieldwriter, name, self.schema[name], inverted, np.array(lengths))
        finally:
            reader.close()
        self.fieldwriter.close()


def _write_field(writer: Any, name: str, field: Any, inverted: _Inverted, lengths: npt.NDArray[np.int64]) -> None:
    """Hand a field to the codec block by block, with each block's extremes worked out for all blocks at once."""
    starts = inverted.starts
    blocks = np.concatenate([np.arange(start, end, BLOCK) for start, end in pairwise(starts.tolist())])
    long = lengths[inverted.documents]
    shortest, longest = np.minimum.reduceat(long, blocks).tolist(), np.maximum.reduceat(long, blocks).tolist()
    heaviest = np.maximum.reduceat(inverted.weights, blocks).tolist()
    documents, weights = inverted.documents.tobytes(), inverted.weights.tobytes()
    firsts = [*blocks.tolist(), len(inverted.documents)]
    block = 0
    writer.start_field(name, field)
    for term, end in zip(inverted.terms, starts[1:].tolist(), strict=True):
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

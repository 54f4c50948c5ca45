"""Column segments as Whoosh knows segments: a codec for reading, so that Whoosh's own searchers work on them.

Writing goes by `search.engines.whoosh.commit`, many documents at a time; the codec's writers take nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec import base

from search.engines.whoosh.columns.file import read
from search.engines.whoosh.columns.perdocument import DocumentReader
from search.engines.whoosh.columns.segment import Columns
from search.engines.whoosh.columns.terms import TermsReader

EXTENSION = ".columns"


class ColumnSegment(base.Segment):  # type: ignore[misc]  # whoosh is untyped
    """A segment in Whoosh's table of contents: how many documents it has, and a bit for each that is deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted = b""  # bits, the first document's the lowest of the first byte; nothing where none is deleted

    def codec(self) -> ColumnCodec:
        """Return what reads it."""
        return ColumnCodec()

    def should_assemble(self) -> bool:
        """Say that there is one file already."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Note how many documents were written."""
        self._count = doccount

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones among them."""
        return self._count

    def alive(self) -> npt.NDArray[np.bool_]:
        """Tell of each document whether it is not deleted."""
        if not self._deleted:
            return np.ones(self._count, np.bool_)
        bits = np.frombuffer(self._deleted, np.uint8)
        alive: npt.NDArray[np.bool_] = np.unpackbits(bits, count=self._count, bitorder="little") == 0
        return alive

    def delete(self, numbers: npt.NDArray[np.int64]) -> None:
        """Mark documents as deleted."""
        alive = self.alive()
        alive[numbers] = False
        self._deleted = b"" if alive.all() else np.packbits(~alive, bitorder="little").tobytes()

    def deleted_count(self) -> int:
        """Return how many documents are deleted."""
        return int.from_bytes(self._deleted, "little").bit_count()

    def deleted_docs(self) -> Iterator[int]:
        """Yield the numbers of the deleted documents."""
        yield from np.flatnonzero(~self.alive()).tolist()

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark one document as deleted, or take that back."""
        bits = bytearray(self._deleted or bytes(self._count + 7 >> 3))
        mask = 1 << (docnum & 7)
        bits[docnum >> 3] = bits[docnum >> 3] | mask if delete else bits[docnum >> 3] & ~mask
        self._deleted = bytes(bits) if any(bits) else b""

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether one document is deleted."""
        return bool(self._deleted) and bool(self._deleted[docnum >> 3] >> (docnum & 7) & 1)


class ColumnCodec(base.Codec):  # type: ignore[misc]  # whoosh is untyped
    """Opens a column segment, once for all that read it."""

    def __init__(self) -> None:
        self._columns: Columns | None = None

    def new_segment(self, storage: Any, indexname: str) -> ColumnSegment:
        """Return a segment without documents."""
        return ColumnSegment(indexname)

    def per_document_writer(self, storage: Any, segment: Any) -> _Nothing:
        """Return a writer that takes nothing."""
        return _Nothing()

    def field_writer(self, storage: Any, segment: Any) -> _Nothing:
        """Return a writer that takes nothing."""
        return _Nothing()

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> DocumentReader:
        """Return what reads a segment document by document."""
        return DocumentReader(self._opened(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> TermsReader:
        """Return what reads a segment term by term."""
        return TermsReader(self._opened(storage, segment))

    def _opened(self, storage: Any, segment: ColumnSegment) -> Columns:
        if self._columns is None:
            self._columns = opened(storage, segment)
        return self._columns


def path_of(storage: Any, segment: ColumnSegment) -> Path:
    """Return the file of a segment."""
    return Path(storage.folder) / str(segment.make_filename(EXTENSION))


def opened(storage: Any, segment: ColumnSegment) -> Columns:
    """Return the columns of a segment; raises `file.Damaged` where its file is not as it was written."""
    return Columns(read(path_of(storage, segment)))


class _Nothing:
    """Stands where Whoosh's writer wants one that takes documents or postings singly."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True

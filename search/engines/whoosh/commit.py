"""Writing: one commit by Whoosh's writer, its segments ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.index import LockError, clean_files
from whoosh.writing import SegmentWriter

from search.engine import IndexBusy, Written
from search.engines.whoosh.columns.codec import ColumnCodec, ColumnSegment, path_of
from search.engines.whoosh.columns.file import written
from search.engines.whoosh.columns.merge import Piece, merged
from search.engines.whoosh.columns.postings import MAX_DOCUMENTS
from search.engines.whoosh.columns.segment import Array, Columns

MAX_SEGMENTS = 8  # below half of the largest size, up to so many, none is merged: a query over so many costs little
MERGE_RATIO = 3  # a segment less than this many times as large as what is being written is merged into it
MAX_ROOM = 1 << 30  # bytes that wait to be written: of usual articles a full segment has half, of long ones fewer fit
DELETED_SHARE = 0.3  # a segment with more of it deleted is rewritten, so that dead postings do not pile up


Opened = Callable[[ColumnSegment], Columns]
"""What gives the columns of a segment of the last commit."""


def commit(
    index: Any, packed: Iterable[Mapping[str, Array]], remove: Collection[str], opened: Opened, *, fresh: bool
) -> Written:
    """Write packed documents and take out `remove` and all older versions of them; `fresh` drops all that was there.

    Raises IndexBusy where another process holds Whoosh's lock. Nothing is visible before the commit.
    """
    try:
        writer = ColumnWriter(index, opened)
    except LockError as error:
        raise IndexBusy("another process is writing the index; wait for it to end and run again") from error
    removed = count = 0
    try:
        if fresh:
            writer.forget()
        removed = writer.take_out([id.encode() for id in remove])
        for arrays in packed:
            columns = Columns(arrays)
            writer.take_out(list(columns.ids))
            writer.put(Piece(columns, np.ones(columns.count, np.bool_)))
            count += columns.count
        writer.commit()
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    return Written(written=count, removed=removed)


class ColumnWriter(SegmentWriter):  # type: ignore[misc]  # whoosh is untyped
    """Whoosh's writer for column segments: its lock, its table of contents and its generations; segments are ours."""

    def __init__(self, index: Any, opened: Opened) -> None:
        """Take Whoosh's lock on `index`; raises whoosh.index.LockError where another holds it."""
        super().__init__(index, codec=ColumnCodec())
        self._opened = opened
        self._waiting: list[Piece] = []
        self._new: list[ColumnSegment] = []
        self._clear_dead_runs()

    def _clear_dead_runs(self) -> None:
        """Delete what killed runs left: nothing else does before a commit, which none of them may ever have reached."""
        clean_files(self.storage, self.indexname, self.generation - 1, self.segments)
        for name in self.storage:
            if name.startswith(f"_{self.indexname}_") and ".toc." in name:
                self.storage.delete_file(name)

    def forget(self) -> None:
        """Keep none of the segments that were there."""
        self.segments: list[ColumnSegment] = []

    def take_out(self, ids: Sequence[bytes]) -> int:
        """Mark the articles with these ids as deleted in their segments, and return how many there were."""
        found = 0
        for segment in self.segments:
            columns, alive = self._opened(segment), segment.alive()
            numbers = [number for id in ids if (number := columns.document(id.decode())) is not None and alive[number]]
            segment.delete(np.array(numbers, np.int64))
            found += len(numbers)
        return found

    def put(self, piece: Piece) -> None:
        """Take documents in; as soon as there is a segment's worth of them, it is written."""
        full = self._count() + piece.count > MAX_DOCUMENTS or self._room() + piece.room > MAX_ROOM
        if full and self._waiting:
            self._write_segment()
        self._waiting.append(piece)

    def _room(self) -> int:
        return sum(piece.room for piece in self._waiting)

    def _count(self) -> int:
        return sum(piece.count for piece in self._waiting)

    def _write_segment(self) -> None:
        """Write what is waiting as one segment."""
        segment = ColumnSegment(self.indexname)
        segment.set_doc_count(self._count())
        self._new.append(segment)
        with written(path_of(self.storage, segment)) as file:
            for name, array in merged(self._waiting):
                file.add(name, array)
        self._waiting = []

    def commit(self) -> None:
        """Write what is left, and make all of it visible at once."""
        kept = self._merge_small()
        if self._waiting:
            self._write_segment()
        self._close_segment()
        self._commit_toc([*kept, *self._new])
        self._finish()

    def cancel(self) -> None:
        """Leave everything as it was."""
        for segment in self._new:
            path_of(self.storage, segment).unlink(missing_ok=True)
        super().cancel()

    def _merge_small(self) -> list[ColumnSegment]:
        """Fold small segments into the one being written, and return those that stay.

        With `MAX_SEGMENTS` of them there already, the small ones are merged until sizes grow by `MERGE_RATIO` from one
        to the next; so segments stay few, and a document is rewritten seldom: once in several runs at most, and less as
        segments grow. Half of the largest size is large enough for good.
        """
        crowded = sum(2 * segment.doc_count_all() < MAX_DOCUMENTS for segment in self.segments) >= MAX_SEGMENTS
        kept = []
        for segment in sorted(self.segments, key=lambda segment: segment.doc_count_all()):
            every, deleted = segment.doc_count_all(), segment.deleted_count()
            if deleted == every:
                continue  # nobody left in it: forgotten whole
            small = crowded and 2 * every < MAX_DOCUMENTS and every < MERGE_RATIO * self._count()
            if small or deleted > DELETED_SHARE * every:
                self.put(Piece(self._opened(segment), segment.alive()))
            else:
                kept.append(segment)
        return kept

"""`WhooshEngine`: the door of `search.engine` over a Whoosh index in a folder."""

from __future__ import annotations

import pickle
import shutil
import struct
import threading
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import TOC, EmptyIndexError, create_in, open_dir
from whoosh.index import IndexError as WhooshIndexError

from search.deadline import NEVER, Deadline
from search.engine import (
    Document,
    EngineError,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    Matches,
    Share,
    Writable,
    Written,
)
from search.engines.whoosh import lexicon, whole
from search.engines.whoosh.columns.codec import ColumnSegment, opened
from search.engines.whoosh.columns.file import Damaged
from search.engines.whoosh.columns.segment import Columns
from search.engines.whoosh.evaluate import evaluate, explain
from search.engines.whoosh.note import NOTE, read_note, write_note
from search.engines.whoosh.ranking import others_of
from search.engines.whoosh.schema import SCHEMA_VERSION, document_of, schema
from search.engines.whoosh.snapshot import Snapshot
from search.lexicon import Lexicon, Part
from search.lexicon import join as joined
from search.plan import Plan

TRIES = 5  # to find the newest commit, whose file may go between a look into the folder and one at the file …
PAUSE = 0.01  # … seconds apart

PACKED_AT_ONCE = 500  # articles: arrays long enough for NumPy, and few megabytes to hand over
WORTH_IT = 2  # batches; fewer are packed here sooner than processes have started

# What Whoosh lets through when files are cut off, altered or gone.
_DAMAGE = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    AssertionError,
    AttributeError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    msgspec.DecodeError,
    FileFormatError,
    WhooshIndexError,
    Damaged,
)


class WhooshEngine:
    """An index folder, read as its last commit stands (see `search.engine.Engine`); threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises IndexMissing, IndexOutdated (written in another schema) or IndexDamaged.
        """
        self._folder = folder
        self._lock = threading.Lock()
        self._columns: dict[str, Columns] = {}
        self._lexicon_lock = threading.Lock()
        self._parts: dict[str, Part] = {}
        self._lexicon: Lexicon = joined(())
        self._lexicon_of: Snapshot | None = None
        with self._reading():
            self._check_note()
            self._index: Any = _open_index(folder)
            self._commit_seen, self._snapshot = self._open_newest()

    @classmethod
    def create(cls, folder: Path) -> WhooshEngine:
        """Open the index in `folder`, making an empty one where there is none, or only a part of one."""
        if read_note(folder) is None or not any(folder.glob("_MAIN_*.toc")):
            folder.mkdir(parents=True, exist_ok=True)
            # The old note goes first: killed before the new one is there, this begins anew the next time.
            (folder / NOTE).unlink(missing_ok=True)
            create_in(str(folder), schema())
            write_note(folder, upto=0, generation=0)
        engine = cls(folder)
        engine._keep_lexicon()  # an older version left none
        return engine

    @classmethod
    def recreate(cls, folder: Path) -> WhooshEngine:
        """Throw away whatever is in `folder` and open an empty index there: for an index that cannot be read."""
        shutil.rmtree(folder, ignore_errors=True)
        return cls.create(folder)

    def write(self, entries: Iterable[Writable], remove: Collection[str] = (), *, upto: int) -> Written:
        """Put `entries` in and take `remove` out, in one commit; see `search.engine.Engine.write`."""
        return self._commit(entries, remove, upto, fresh=False)

    def rewrite(self, entries: Iterable[Writable], *, upto: int) -> Written:
        """Put `entries` in place of all that was there, in one commit."""
        return self._commit(entries, (), upto, fresh=True)

    def _commit(self, entries: Iterable[Writable], remove: Collection[str], upto: int, *, fresh: bool) -> Written:
        # Loaded here: a search from the command line writes nothing, and has half a second.
        from search.engines.whoosh.columns.pack import packed
        from search.engines.whoosh.commit import commit
        from search.parallel import batched, parallel_map

        batches = parallel_map(packed, batched(entries, PACKED_AT_ONCE), at_once=1, worth_it=WORTH_IT)
        with self._reading():
            written = commit(self._index, batches, remove, self._columns_of, fresh=fresh)
        write_note(self._folder, upto, self._index.latest_generation())
        self._keep_lexicon()
        self._keep_whole()
        return written

    def _keep_whole(self) -> None:
        """Work out what is known of the commit as a whole: now, when nobody waits for an answer."""
        with self._reading():
            segments = _filled(self._index)
            whole.keep(self._folder, _token(segments), len(segments), self._last_commit().whole())

    def _keep_lexicon(self) -> None:
        """Count the segments for suggestions where that is not done yet: now, when nobody waits for an answer."""
        with self._reading():
            for segment in self._index._read_toc().segments:
                lexicon.keep(self._folder, segment.segment_id(), self._columns_of(segment))

    def upto(self) -> int:
        """Return the archive's change number that the last commit reached, 0 where the note is of a commit now lost."""
        note = read_note(self._folder)
        return note.upto if note and note.generation <= self._index.latest_generation() else 0

    def find(self, plan: Plan, deadline: Deadline = NEVER) -> Matches:
        """Answer a plan from the last commit, with what was found until then where `deadline` passes."""
        with self._reading():
            return evaluate(self._last_commit(), plan, deadline)

    def explain(self, plan: Plan, ids: Sequence[str], deadline: Deadline = NEVER) -> list[tuple[Share, ...]]:
        """Return what makes the scores of these articles under a plan, from the last commit."""
        with self._reading():
            return explain(self._last_commit(), plan, ids, deadline)

    def get(self, ids: Sequence[str]) -> list[Document | None]:
        """Return the documents with these ids, None for each that is not there."""
        with self._reading():
            snapshot = self._last_commit()
            numbers = [snapshot.number_of(article_id) for article_id in ids]
            return [None if n is None else document_of(snapshot.packed_document(n)) for n in numbers]

    def twins(self, id: str) -> tuple[str, ...]:
        """Return the other articles that are the same report, from the last commit, the newest first."""
        with self._reading():
            snapshot = self._last_commit()
            number = snapshot.number_of(id)
            others = [] if number is None else others_of(snapshot, number)
            return tuple(map(snapshot.id, others))

    def count(self) -> int:
        """Return the number of articles in the last commit."""
        with self._reading():
            return self._last_commit().count

    def lexicon(self) -> Lexicon:
        """Return what the last commit says of the language; read at its first use, segment by segment."""
        with self._reading():
            snapshot = self._last_commit()
            with self._lexicon_lock:
                if self._lexicon_of is not snapshot:
                    known = dict(zip(snapshot.names_of_segments, snapshot.segments, strict=True))
                    self._parts = {
                        name: self._parts.get(name) or lexicon.part(self._folder, name, columns)
                        for name, (columns, _) in known.items()
                    }
                    self._lexicon, self._lexicon_of = joined(list(self._parts.values())), snapshot
                return self._lexicon

    def close(self) -> None:
        """Let go of files; the engine must not be used afterwards."""
        self._index.close()

    def _last_commit(self) -> Snapshot:
        """Return the snapshot of the newest commit, opened at its first use."""
        if self._newest() == self._commit_seen:
            return self._snapshot
        with self._lock:
            newest = self._newest()
            if newest != self._commit_seen:
                self._check_note()
                self._commit_seen, self._snapshot = self._open_newest()
            return self._snapshot

    def _open_newest(self) -> tuple[tuple[int, int, int], Snapshot]:
        """Return the newest commit and its snapshot.

        A writer takes away the segments of the commit before its own: one that is being opened then looks damaged, and
        is not the newest any more.
        """
        for _ in range(TRIES - 1):
            newest = self._newest()
            try:
                return newest, self._open_snapshot()
            except _DAMAGE:
                if self._newest() == newest:
                    raise
        return self._newest(), self._open_snapshot()

    def _newest(self) -> tuple[int, int, int]:
        """Return what tells the newest commit from any other: generations count from 0 again in an index made anew."""
        for _ in range(TRIES):
            generation = self._index.latest_generation()
            try:
                file = (self._folder / TOC._filename(self._index.indexname, generation)).stat()
            except FileNotFoundError:
                time.sleep(PAUSE)
            else:
                return generation, file.st_mtime_ns, file.st_ino
        raise IndexMissing(f"the index in {self._folder} is gone; run: tratin index")

    def _check_note(self) -> None:
        note = read_note(self._folder)
        if note is None:
            raise IndexMissing(f"there is no index in {self._folder}; run: tratin index")
        if note.schema != SCHEMA_VERSION:
            raise IndexOutdated(f"the index in {self._folder} is of another version; run: tratin index --rebuild")

    def _open_snapshot(self) -> Snapshot:
        # Columns no longer in use are left to the garbage collector: another thread may still be reading them.
        segments = _filled(self._index)
        names = [segment.segment_id() for segment in segments]
        self._columns = {name: self._columns_of(segment) for name, segment in zip(names, segments, strict=True)}
        known = whole.kept(self._folder, _token(segments), len(segments))
        return Snapshot(names, list(self._columns.values()), [segment.alive() for segment in segments], known)

    def _columns_of(self, segment: ColumnSegment) -> Columns:
        """Return the columns of a segment, opened at its first use."""
        return self._columns.get(segment.segment_id()) or opened(self._index.storage, segment)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what Whoosh raises over damaged files into our own errors."""
        try:
            yield
        except EngineError:
            raise
        except EmptyIndexError as error:
            raise IndexMissing(f"the index in {self._folder} is gone; run: tratin index") from error
        except Damaged as error:
            raise IndexDamaged(f"{error}; run: tratin index --rebuild") from error
        except _DAMAGE as error:
            raise IndexDamaged(f"the index in {self._folder} cannot be read; run: tratin index --rebuild") from error


def _filled(index: Any) -> list[ColumnSegment]:
    """Return the segments of the last commit that have documents."""
    return [segment for segment in index._read_toc().segments if segment.doc_count_all()]


def _token(segments: Sequence[ColumnSegment]) -> bytes:
    return whole.token([one.segment_id() for one in segments], [one.deleted_count() for one in segments])


def _open_index(folder: Path) -> Any:
    """Open the index, again where a writer took the table of contents away between finding and reading it."""
    for _ in range(TRIES - 1):
        try:
            return open_dir(str(folder))
        except FileNotFoundError:
            time.sleep(PAUSE)
    return open_dir(str(folder))

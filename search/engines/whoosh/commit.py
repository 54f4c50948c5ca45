"""Writing: one commit of Whoosh's own writer, and the note beside it that says how far the archive is indexed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import msgspec
from whoosh.index import LockError
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import CLEAR

from search.engine import Entry, IndexBusy, Written
from search.engines.whoosh.inversion import BatchWriter
from search.engines.whoosh.schema import ID_FIELD, SCHEMA_VERSION, fields_of

NOTE = "tratin.json"
MAX_SEGMENTS = 8  # up to this many, none is merged: a query over so many costs nothing, a merge costs seconds
MERGE_RATIO = 3  # a segment less than this many times as large as what is being written is merged into it
DELETED_SHARE = 0.3  # a segment with more of it deleted is rewritten, so that dead postings do not pile up


class Note(msgspec.Struct, frozen=True):
    """What stands beside the index: its schema, and the archive's change that generation `generation` reached.

    It is written after the commit. Where a run is killed between the two, the note names an older generation, and the
    next run writes the same documents again, which changes nothing.
    """

    schema: int
    generation: int
    upto: int


def read_note(folder: Path) -> Note | None:
    """Return the note of an index folder, None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def write_note(folder: Path, upto: int, generation: int) -> None:
    """Put the note in place whole: a reader sees the old one or the new one."""
    note = Note(schema=SCHEMA_VERSION, generation=generation, upto=upto)
    new = folder / f"{NOTE}.new"  # one name always: what a killed run leaves, the next one writes over
    with new.open("wb") as file:
        file.write(msgspec.json.encode(note))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / NOTE)


def commit(index: Any, entries: Iterable[Entry], remove: Collection[str], *, fresh: bool) -> Written:
    """Write `entries` and take out `remove` and all older versions of the entries; `fresh` drops all that was there.

    Raises IndexBusy where another process holds Whoosh's lock. Nothing is visible before the commit.
    """
    try:
        writer = BatchWriter(index)
    except LockError as error:
        raise IndexBusy("another process is writing the index; wait for it to end and run again") from error
    written = removed = 0
    try:
        with writer.reader() as reader:  # one for all: Whoosh's delete_by_term opens every segment anew for each id
            if not fresh:
                removed = sum(_delete(writer, reader, article_id) for article_id in remove)
            for entry in entries:
                if not fresh:
                    _delete(writer, reader, entry.document.article.id)
                writer.add_document(**fields_of(entry))
                written += 1
        writer.commit(mergetype=CLEAR if fresh else merge_small)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    return Written(written=written, removed=removed)


def _delete(writer: Any, reader: Any, article_id: str) -> bool:
    """Mark the article with this id as deleted in its segment, and tell whether there was one."""
    try:
        numbers = list(reader.postings(ID_FIELD, article_id).all_ids())
    except TermNotFound:
        return False
    for number in numbers:
        writer.delete_document(number)
    return bool(numbers)


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy hook: fold small segments into the one being written, return those that stay.

    With `MAX_SEGMENTS` there already, the small ones are merged until sizes grow by `MERGE_RATIO` from one to the next;
    so segments stay few, and a document is rewritten seldom: once in several runs at most, and less as segments grow.
    """
    crowded = len(segments) >= MAX_SEGMENTS
    kept, size = [], writer.doc_count()
    for segment in sorted(segments, key=lambda segment: segment.doc_count_all()):
        living = segment.doc_count_all() - segment.deleted_count()
        wasteful = segment.deleted_count() > DELETED_SHARE * segment.doc_count_all()
        if not living:
            continue  # nobody left in it: forgotten whole
        if wasteful or (crowded and segment.doc_count_all() < MERGE_RATIO * size):
            with _opened(writer, segment) as reader:
                writer.add_reader(reader)
            size += living
        else:
            kept.append(segment)
    return kept


def _opened(writer: Any, segment: Any) -> Any:
    return SegmentReader(writer.storage, writer.schema, segment)

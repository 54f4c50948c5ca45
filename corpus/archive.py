"""Every article and every revision of it, in SQL: an SQLite file by default, another database by URL.

All that a method writes is committed in whole steps; a process killed at any moment leaves the last of them in place.
Any number of threads and processes may read while one writes; a second writer waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from corpus import tables
from corpus.article import Annotations, Article
from corpus.database import Database
from corpus.intake import Added, take_in, take_out
from corpus.rows import last
from corpus.trouble import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveMissing, ArchiveOutdated

__all__ = [
    "Added",
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveMissing",
    "ArchiveOutdated",
    "Change",
    "Counts",
    "Revision",
    "Unread",
    "read_article",
]

# Articles in one commit of `add`: long enough to be quick, short enough that readers of the log see it move.
BATCH = 1000
# Articles held at a time while going through many.
STEP = 200


CURRENT = and_(
    tables.revision.c.article == tables.article.c.number, tables.revision.c.number == tables.article.c.revision
)

_decode_article = msgspec.json.Decoder(Article).decode
_decode_annotations = msgspec.json.Decoder(Annotations).decode


class Unread(NamedTuple):
    """An article that is to be annotated: its id, and the hash and the content (JSON) of its current revision."""

    id: str
    hash: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article: its number (from 1), the article, and when the archive first saw it (UTC)."""

    number: int
    article: Article
    seen: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A change to what an index should hold: the article with this id is to be written again, or taken out."""

    number: int
    id: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the archive holds: articles (not removed), removed ones, revisions, and articles not yet annotated."""

    articles: int
    removed: int
    revisions: int
    pending: int


class Archive:
    """The articles and their history. Open with `Archive.open`; use as a context manager or `close()` it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Archive:
        """Open the archive in a file, or by a database URL; make it where there is none.

        Raises ArchiveMissing where there is none and `create` is false, ArchiveDamaged for a file that is no archive,
        ArchiveOutdated for one of another schema.
        """
        return cls(Database(where, create=create))

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(self, articles: Iterable[Article]) -> Added:
        """Take articles in, a commit every BATCH of them; one already here with other content gets a new revision.

        Of two with the same id the later one stands. A removed article that comes back counts as changed.
        """
        left, new, changed, unchanged = iter(articles), 0, 0, 0
        while batch := list(islice(left, BATCH)):
            with self.database.writing() as connection:
                done = take_in(connection, batch)
            new, changed, unchanged = new + done.new, changed + done.changed, unchanged + done.unchanged
        return Added(new, changed, unchanged)

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Mark articles as removed, in one commit, and return the ids of those that were here until now.

        Their revisions stay; the registry no longer counts them.
        """
        with self.database.writing() as connection:
            return take_out(connection, list(dict.fromkeys(ids)))

    def get(self, id: str) -> Article | None:
        """Return the current revision of an article, None if it is unknown or removed."""
        query = select(tables.revision.c.content).join_from(tables.article, tables.revision, CURRENT)
        with self.database.reading() as connection:
            of = tables.article.c
            found = connection.execute(query.where(of.id == id, ~of.removed)).scalar()
            return None if found is None else _decode_article(found)

    def annotations(self, id: str) -> Annotations | None:
        """Return the annotations of an article's current revision, None where there are none yet."""
        of = tables.article.c
        query = select(tables.annotation.c.content).join(tables.article, of.number == tables.annotation.c.article)
        with self.database.reading() as connection:
            found = connection.execute(query.where(of.id == id, ~of.removed, of.annotated.is_not(None))).scalar()
            return None if found is None else _decode_annotations(found)

    def revisions(self, id: str) -> tuple[Revision, ...]:
        """Return every state of an article, oldest first, removed or not; empty if it is unknown."""
        of = tables.revision.c
        query = select(of.number, of.content, of.seen).join(tables.article, tables.article.c.number == of.article)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(tables.article.c.id == id).order_by(of.number)).all()
            return tuple(
                Revision(number, _decode_article(content), datetime.fromisoformat(seen))
                for number, content, seen in rows
            )

    def pending(self, version: int) -> Iterator[Article]:
        """Yield, in order of arrival, the articles that the annotator of this version has not read.

        Safe while annotations are being stored, and while articles arrive, between steps.
        """
        return map(read_article, self.unread(version))

    def unread(self, version: int) -> Iterator[Unread]:
        """Yield the same as it is stored, for `read_article` in any process."""
        of = tables.article.c
        query = select(of.number, of.id, of.hash, tables.revision.c.content)
        query = query.join_from(tables.article, tables.revision, CURRENT).where(_pending(version))
        reached = 0
        while True:
            step = query.where(of.number > reached).order_by(of.number).limit(STEP)
            with self.database.reading() as connection:
                rows = connection.execute(step).all()
            if not rows:
                return
            yield from (Unread(*row) for _, *row in rows)
            reached = rows[-1].number

    def count_pending(self, version: int) -> int:
        """Return how many articles `pending` has to yield."""
        return self._count(select(func.count()).select_from(tables.article).where(_pending(version)))

    def changes(self, since: int) -> Iterator[Change]:
        """Yield, ascending, the last change of each article whose indexed form changed after change number `since`.

        Goes up to the last change at the time of the call; an article that changes meanwhile is left to the next call.
        """
        upto, of = self.last_change(), tables.article.c
        query = select(of.changed, of.id, or_(of.removed, ~of.linked)).order_by(of.changed).limit(BATCH)
        while True:
            with self.database.reading() as connection:
                rows = connection.execute(query.where(of.changed > since, of.changed <= upto)).all()
            if not rows:
                return
            for since, id, removed in rows:
                yield Change(since, id, bool(removed))

    def last_change(self) -> int:
        """Return the number of the last change committed, 0 before the first."""
        with self.database.reading() as connection:
            return last(connection, "change")

    def counts(self) -> Counts:
        """Return how much the archive holds; pending here means never annotated, or not since the last revision."""
        of = tables.article.c
        articles = select(func.count()).select_from(tables.article)
        unread = self._count(articles.where(~of.removed, of.annotated.is_(None)))
        removed = self._count(articles.where(of.removed))
        revisions = self._count(select(func.count()).select_from(tables.revision))
        return Counts(self._count(articles.where(~of.removed)), removed, revisions, unread)

    def _count(self, query: Select[int]) -> int:
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def read_article(one: Unread) -> Article:
    """Return an article that is to be annotated. Raises ArchiveDamaged where it cannot be read."""
    try:
        return _decode_article(one.content)
    except msgspec.MsgspecError as error:
        raise ArchiveDamaged(f"The archive's article {one.id!a} cannot be read: {error}.") from error


def _pending(version: int) -> ColumnElement[bool]:
    """Return the condition that the annotator of this version has not read an article."""
    of = tables.article.c
    return and_(~of.removed, or_(of.annotated.is_(None), of.annotated != version))

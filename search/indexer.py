"""The indexer: what changed in the archive is annotated, linked to the registry, analysed and put into the index.

Every step can be resumed. Annotations are stored batch by batch; the index takes all changes in one commit and notes
how far the archive it has come. A run killed at any point leaves the last commit in place, and the next run goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from filelock import FileLock, Timeout

from corpus.annotate import VERSION, annotate
from corpus.archive import Archive, Unread, read_article
from corpus.article import Annotations, Article
from corpus.corrections import load
from corpus.noted import Noted, noted
from corpus.packed import Packed, links_of, unpack
from corpus.registry import Registry
from search.engine import Document, Engine, IndexBusy, IndexDamaged, IndexOutdated
from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.layout import Called
from search.parallel import batched, parallel_map

RECORD_BATCH = 500  # annotated articles stored in one transaction: some seconds of work at most are done twice
NO_VERSION = -1  # of no annotator: every article is pending for it
LOAD_BATCH = 500  # documents loaded from the archive at once

T = TypeVar("T")


class Progress(Protocol):
    """Shows how far a step is."""

    def __call__(self, step: str, count: int, items: Iterable[T]) -> Iterable[T]:
        """Hand `items` through, `count` of them, as the step takes them."""
        ...


@dataclass(frozen=True, slots=True)
class Indexed:
    """What one run did: articles annotated, documents written and removed, articles in the index now, and seconds."""

    annotated: int
    written: int
    removed: int
    total: int
    seconds: float


def update(home: Home, progress: Progress, *, rebuild: bool = False) -> Indexed:
    """Bring the index of `home` up to its archive: only what changed, or with `rebuild` everything anew.

    A rebuild takes the place of the old index in one commit; until then the old one is served. Raises ArchiveMissing
    where there is none, IndexBusy where another indexer runs, IndexOutdated or IndexDamaged where the index needs a
    rebuild.
    """
    begun = time.perf_counter()
    with Archive.open(home.archive, create=False) as archive, alone(home):
        registry = Registry(archive)
        if not rebuild:
            _open(home, rebuild=False).close()  # one that cannot be written is told before the long work
        registry.correct(load(home.corrections))
        read = _annotate(archive, registry, VERSION, progress)
        engine = _open(home, rebuild=rebuild)
        try:
            step = _rewrite if rebuild else _write
            written, removed = step(archive, registry, engine, progress)
            return Indexed(read, written, removed, engine.count(), time.perf_counter() - begun)
        finally:
            engine.close()


def annotate_archive(home: Home, progress: Progress, *, every: bool = False) -> int:
    """Annotate and link what is new in the archive of `home`, or with `every` all of it; the index stays as it is.

    Returns how many articles were annotated. Raises as `update` does.
    """
    with Archive.open(home.archive, create=False) as archive, alone(home):
        registry = Registry(archive)
        registry.correct(load(home.corrections))
        return _annotate(archive, registry, NO_VERSION if every else VERSION, progress)


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Keep other indexers out of `home` for the block; raises IndexBusy where one is at work."""
    try:
        with FileLock(home.lock, timeout=0):
            yield
    except Timeout as error:
        raise IndexBusy(f"another indexer is at work in {home.path}; wait for it to end and run again") from error


def _open(home: Home, *, rebuild: bool) -> WhooshEngine:
    try:
        return WhooshEngine.create(home.index)
    except (IndexOutdated, IndexDamaged):
        if not rebuild:
            raise
        return WhooshEngine.recreate(home.index)


def _annotate(archive: Archive, registry: Registry, known: int, progress: Progress) -> int:
    """Annotate the articles that the annotator of version `known` has not read."""
    count = archive.count_pending(known)
    if not count:
        return 0
    done = 0  # not `count`: articles may be added meanwhile
    read = parallel_map(_noted, archive.unread(known))
    for batch in batched(progress("annotate", count, read), RECORD_BATCH):
        registry.enter(VERSION, batch)
        done += len(batch)
    return done


def annotated(article: Article) -> tuple[Article, Annotations]:
    """Return an article with what annotation finds in it: what worker processes run."""
    return article, annotate(article)


def _noted(one: Unread) -> Noted:
    """Return what the registry is told of an article: bytes in, bytes out, so that handing over costs little."""
    article = read_article(one)
    return noted(article, one.hash, annotate(article))


def _write(archive: Archive, registry: Registry, engine: Engine, progress: Progress) -> tuple[int, int]:
    since = engine.upto()
    if since > archive.last_change():
        raise IndexOutdated("the index was made from another archive than this; run: tratin index --rebuild")
    changes = list(archive.changes(since))
    if not changes:
        return 0, 0
    ids = [change.id for change in changes if not change.removed]
    remove = [change.id for change in changes if change.removed]
    entries = progress("index", len(ids), _entries(registry, ids))
    written = engine.write(entries, remove, upto=changes[-1].number)
    return written.written, written.removed


def _rewrite(archive: Archive, registry: Registry, engine: Engine, progress: Progress) -> tuple[int, int]:
    changes = list(archive.changes(0))
    ids = [change.id for change in changes if not change.removed]
    entries = progress("index", len(ids), _entries(registry, ids))
    upto = changes[-1].number if changes else 0
    return engine.rewrite(entries, upto=upto).written, 0


def _entries(registry: Registry, ids: Sequence[str]) -> Iterator[Stored]:
    """Yield articles as the archive has them, each with the names by which the registry knows its people and bodies."""
    for batch in batched(ids, LOAD_BATCH):
        records = list(registry.packed(batch))
        links = [links_of(record) for record in records]
        people = registry.called("people", {id for of in links for id in of.officials if id})
        agencies = registry.called("agencies", {id for of in links for id in of.agencies if id})
        for record, of in zip(records, links, strict=True):
            called = Called(
                {id: people[id] for id in of.officials if id in people},
                {id: agencies[id] for id in of.agencies if id in agencies},
            )
            yield Stored(record, called)


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as the archive has it, decoded where it is used: in the process that analyses it."""

    record: Packed
    called: Called

    @property
    def document(self) -> Document:
        """The document, decoded anew at each use."""
        return Document(*unpack(self.record))

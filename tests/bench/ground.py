"""What all figures of one run share: options, the folder of work, the homes and the peers' indexes of each size."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from corpus.annotate import VERSION
from corpus.archive import Archive
from corpus.registry import Registry
from search.engine import Document
from search.engines.whoosh import WhooshEngine
from search.home import Home
from tests.bench import articles, homes
from tests.bench.mix import Asked, Source, drawn
from tests.bench.peers.door import Peer, Writer
from tests.bench.peers.fts5 import Fts5, Fts5Writer
from tests.bench.peers.stock import Stock, StockWriter
from tests.bench.peers.tantivy import Tantivy, TantivyWriter
from tests.bench.records import Record, documents, records

FORM = 1  # of the peers' indexes: raise it with every change to records or writers, so that kept ones are made anew
DRAWN_FROM = 2_000  # articles by chance that the mix is drawn from
SPARE = 1_000  # articles beyond the largest size, for reruns

WRITERS: dict[str, Callable[[Path], Writer]] = {
    "tantivy": TantivyWriter,
    "tantivy-shown": lambda folder: TantivyWriter(folder, shown=True),  # its text indexed too, for snippets
    "whoosh": lambda folder: StockWriter(folder, quick=True),
    "fts5": Fts5Writer,
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was told; see `tests.bench.__main__`."""

    work: Path
    files: tuple[Path, ...] = ()
    archive: Path | None = None
    sizes: tuple[int, ...] = (1_000, 10_000)
    sample: int = 1_000
    rounds: int = 5
    fresh: bool = False
    reuse: bool = False
    seed: int = articles.SEED


def say(text: str) -> None:
    """Tell how far the run is, on the standard error: the table alone goes to the standard output."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {text}\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Ground:
    """The run's collection, under a folder named after it; the rest is what was made, by size."""

    options: Options
    steps: dict[int, homes.Steps] = field(default_factory=dict)
    annotated: set[int] = field(default_factory=set)
    indexed: set[int] = field(default_factory=set)
    mixes: dict[int, list[Asked]] = field(default_factory=dict)

    @cached_property
    def folder(self) -> Path:
        """The folder of this collection's homes and indexes."""
        options = self.options
        if options.archive or options.files:
            given = [options.archive] if options.archive else options.files
            told = [(str(file.resolve()), file.stat().st_size) for file in given]
            name = (
                f"{'home' if options.archive else 'files'}-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]}"
            )
        else:
            name = f"made-{options.seed}-{articles.VERSION}"
        folder = options.work / name
        if options.fresh:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes, ascending; of an archive the last is all it holds."""
        return tuple(sorted(self.options.sizes))

    @property
    def largest(self) -> int:
        return self.sizes[-1]

    @cached_property
    def _every(self) -> list[articles.Line]:
        options = self.options
        if options.files:
            return articles.chosen(list(articles.real(options.files)))
        return list(articles.made(self.largest + SPARE, options.seed))

    def lines(self, count: int, first: int = 0) -> Sequence[articles.Line]:
        """Return `count` of the collection's articles; samples lie in each other."""
        found = self._every[first : first + count]
        return found if len(found) == count else list(articles.made(count, self.options.seed + 1))

    def file(self, count: int, first: int = 0) -> Path:
        """Return a JSONL file of these articles."""
        path = self.folder / f"articles-{first}-{count}.jsonl"
        if not path.exists():
            articles.write(self.lines(count, first), path)
        return path

    def archive(self, size: int) -> Path:
        """Return a home of this size whose archive is annotated, made or kept; it may lack an index."""
        home = self.folder / f"home-{size}"
        if size in self.steps:
            return home
        kept = homes.kept(home)
        if kept is None and self.options.archive and size == self.largest:
            say(f"a home of {size:,} articles from {self.options.archive}")
            kept = homes.adopted(home, self.options.archive)
        elif kept is None:
            say(f"a home of {size:,} articles: add, annotate")
            kept = homes.annotated(home, self.file(size))
            self.annotated.add(size)
        self.steps[size] = kept
        return home

    def home(self, size: int) -> Path:
        """Return an indexed home of this size; the index is made once a run, or kept where the options say so."""
        home = self.archive(size)
        if size not in self.indexed:
            steps = self.steps[size]
            if not (self.options.reuse and steps.index and homes.can_be_asked(home)):
                say(f"indexing {size:,} articles")
                self.steps[size] = homes.indexed(home, steps)
            self.indexed.add(size)
        return home

    @contextmanager
    def opened(self, size: int) -> Iterator[tuple[WhooshEngine, Registry]]:
        """Open a home's engine and registry."""
        home = Home(self.home(size))
        with Archive.open(home.archive, create=False) as archive:
            engine = WhooshEngine(home.index)
            try:
                yield engine, Registry(archive)
            finally:
                engine.close()

    def records(self, size: int) -> Iterator[Record]:
        """Yield the records of a home."""
        return records(self.archive(size) / "archive.sqlite")

    def indexes(self, size: int, names: Sequence[str]) -> dict[str, Path]:
        """Return the folders of peers' indexes, those that are not there made in one pass over the records."""
        paths = {name: self.folder / f"peers-{size}" / name for name in names}
        missing = [name for name, path in paths.items() if not _is_kept(path)]
        if missing:
            say(f"{', '.join(missing)}: indexes of {size:,} articles")
            for name in missing:
                shutil.rmtree(paths[name], ignore_errors=True)
            writers = {name: WRITERS[name](paths[name]) for name in missing}
            for number, record in enumerate(self.records(size), 1):
                for writer in writers.values():
                    writer.add(record)
                if number % 10_000 == 0:
                    say(f"   {number:,} of {size:,}")
            for name, writer in writers.items():
                writer.finish()
                _mark(paths[name]).write_text(_made_as(), encoding="utf-8")
        return paths

    def peer(self, size: int, name: str) -> Peer:
        """Open a peer's index."""
        folder = self.indexes(size, [name])[name]
        return {"tantivy": Tantivy, "tantivy-shown": Tantivy, "whoosh": Stock, "fts5": Fts5}[name](folder)

    def mix(self, size: int, engine: WhooshEngine) -> list[Asked]:
        """Return the mix of queries for a home: each has an answer, and one that nothing was cut off for."""

        def fits(asked: Asked) -> bool:
            found = engine.find(asked.plan)
            return found.total > 0 and not found.relaxed and not found.cut

        if size not in self.mixes:
            with Archive.open(self.archive(size) / "archive.sqlite", create=False) as archive:
                sources = [_source(document) for document, _ in documents(archive, DRAWN_FROM)]
            self.mixes[size] = drawn(sources, fits, self.options.seed)
        return self.mixes[size]


def _source(document: Document) -> Source:
    officials = tuple(dict.fromkeys(filter(None, document.links.officials)))
    day = document.date
    return Source(document.article.id, document.article.text, officials, day.toordinal() if day else None)


def _mark(folder: Path) -> Path:
    return folder.with_suffix(".made")


def _made_as() -> str:
    return f"form {FORM}, annotator {VERSION}"


def _is_kept(folder: Path) -> bool:
    mark = _mark(folder)
    return mark.exists() and mark.read_text(encoding="utf-8") == _made_as()

"""The narrow door behind which search engines vary.

EngineError             nothing can be answered; the sentence says what an operator can do
├── IndexMissing        there is no index yet
├── IndexOutdated       the index was written in another schema: rebuild it
├── IndexDamaged        the index cannot be read: rebuild it
├── TooSlow             the time was up before anything was found: the query is too heavy
└── IndexBusy           another process is writing it
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from corpus.article import Annotations, Article, Links
from corpus.filing import filed_on
from search.counts import Counts
from search.deadline import NEVER, Deadline
from search.layout import NOT_CALLED, Called
from search.lexicon import Lexicon
from search.plan import Plan, Term


class EngineError(Exception):
    """The engine cannot answer; `str()` is an English sentence for logs and the operator."""


class IndexMissing(EngineError):
    """There is no index at the place named."""


class IndexOutdated(EngineError):
    """The index was written in another schema than this version reads."""


class IndexDamaged(EngineError):
    """The index is there and cannot be read."""


class TooSlow(EngineError):
    """The time was up before there was anything to answer."""


class IndexBusy(EngineError):
    """Another process holds the writer's lock."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed: an article, its annotations, and the registry's ids for them."""

    article: Article
    annotations: Annotations
    links: Links

    @property
    def date(self) -> dt.date | None:
        """The day the article is filed under: its publication, else the event that it reports, once that has come."""
        return filed_on(self.article, self.annotations, dt.date.today())

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of the people who are reported as saying something, in the article's order."""
        linked = self.links.officials
        spoke = (linked[one.speaker] for one in self.annotations.statements if one.speaker < len(linked))
        return tuple(dict.fromkeys(filter(None, spoke)))


class Writable(Protocol):
    """A document to be written; it may go to another process before it is looked at, and be decoded only there."""

    @property
    def document(self) -> Document:
        """What is to be written."""
        ...

    @property
    def called(self) -> Called:
        """By which names else the registry knows its people and bodies."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A document at hand, to be written."""

    document: Document
    called: Called = NOT_CALLED


@dataclass(frozen=True, slots=True)
class Matches:
    """An engine's answer: ids and scores of one page, best first; the total; each facet's counts over all hits.

    `twins` holds for each id its twins among the matches, best placed first, none where the plan does not fold;
    `reports` is how many ids all pages have together: the total, less what is folded away.
    `facets["date"]` counts months ("2023-08"), `days` the days ("2023-08-04") of the months that the plan asks for,
    `barred` the values that it takes out (see `search.plan.Plan`). `relaxed` tells that no article had as many terms as
    the plan asks for, so that those with the most were taken. `cut` holds the prefixes and names of which more terms
    begin so than are looked up. `joined` holds those of `ids` that are there, or stand where they do, only because they
    call a place otherwise than the query does, as the plan's `joined` says; `total_joined` counts them on all pages.
    `timed_out` tells that the deadline came first: all these meet the conditions, and have as many of the terms looked
    up until then as the plan asks for, or all of fewer; there may be more, and better ones, and with more terms looked
    up some of these might be none. `as_typed` tells that what `joined` finds was not known by then, and left out.
    """

    ids: tuple[str, ...]
    scores: tuple[float, ...]
    total: int
    reports: int
    twins: tuple[tuple[str, ...], ...]
    facets: Mapping[str, Counts] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    barred: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    relaxed: bool = False
    cut: tuple[str, ...] = ()
    joined: frozenset[str] = frozenset()
    total_joined: int = 0
    timed_out: bool = False
    as_typed: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What one term of a plan adds to one article's score: its weight times its BM25 score there."""

    term: Term
    score: float


@dataclass(frozen=True, slots=True)
class Written:
    """What one commit did."""

    written: int
    removed: int


class Engine(Protocol):
    """Write, find, get, close. Readers see the last commit, and see the next one without being told."""

    def write(self, entries: Iterable[Writable], remove: Collection[str] = (), *, upto: int) -> Written:
        """Put `entries` in by id and take `remove` out, in one commit, which holds the archive up to change `upto`.

        Each id stands among `entries` once at most; one that is in `remove` too is in the index afterwards. Raises
        IndexBusy where another process is writing. Killed at any point, it leaves the last commit in place.
        """
        ...

    def rewrite(self, entries: Iterable[Writable], *, upto: int) -> Written:
        """Put `entries` in place of all that the index held, in one commit; otherwise as `write`."""
        ...

    def upto(self) -> int:
        """Return the archive's change number that the last commit reached, 0 for an empty index."""
        ...

    def find(self, plan: Plan, deadline: Deadline = NEVER) -> Matches:
        """Answer a plan, with what was found until `deadline` passes; raises TooSlow where that is nothing."""
        ...

    def explain(self, plan: Plan, ids: Sequence[str], deadline: Deadline = NEVER) -> list[tuple[Share, ...]]:
        """Return for each article what makes its score under a plan, most first; the shares add up to the score.

        Where `deadline` passes, they are those of the terms looked up until then.
        """
        ...

    def get(self, ids: Sequence[str]) -> list[Document | None]:
        """Return the documents with these ids, None for each that the index does not hold."""
        ...

    def twins(self, id: str) -> tuple[str, ...]:
        """Return the other articles that are the same report as this one (see `search.twins`), the newest first."""
        ...

    def count(self) -> int:
        """Return the number of articles in the last commit."""
        ...

    def lexicon(self) -> Lexicon:
        """Return what the last commit says of the language: one object for as long as there is no newer commit."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...

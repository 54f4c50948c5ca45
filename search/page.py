"""What a reader gets: one page of hits with their snippets, and the four facets counted over all hits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from search.deadline import BUDGET
from search.language import Slip
from search.periods import Unit
from search.query import Query

# Said where the deadline passed before all was looked at, in Vietnamese and in English.
INCOMPLETE = (
    f"Câu tìm quá nặng, đã dừng sau {BUDGET:.0f} giây; kết quả có thể chưa đủ và chưa sát. Hãy bớt từ hoặc bớt dấu *.",
    f"Too heavy a query: stopped after {BUDGET:.0f} seconds; there may be more, or better. Use fewer words or *.",
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of an article and what to mark in it: half-open ranges of code points in `text`, in order, apart."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the text cut at the marks: (piece, whether it is marked), for a template to write out."""
        cut, at = [], 0
        for start, end in self.marks:
            if start > at:
                cut.append((self.text[at:start], False))
            cut.append((self.text[start:end], True))
            at = end
        if at < len(self.text):
            cut.append((self.text[at:], False))
        return cut


@dataclass(frozen=True, slots=True)
class HitOfficial:
    """An official named in a hit: registry id, name, titles as that article gives them."""

    id: str
    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HitAgency:
    """An agency named in a hit: registry id, canonical name, proper place or None."""

    id: str
    name: str
    place: str | None


@dataclass(frozen=True, slots=True)
class HitTopic:
    """A topic of a hit: its id and its name for people."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Twin:
    """Another article that is the same report as a hit: reprinted, or released on another portal."""

    id: str
    title: str
    date: dt.date | None
    published: dt.datetime | None
    url: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `date` is the day it is filed under: its publication, else the event it reports.

    `joined` tells that it is found, or stands where it does, by another name of a place than was typed.
    `copies` counts its twins, other articles found that are the same report and are folded away behind this one, which
    is placed best; the first of them, as they would be placed, are `twins`.
    """

    id: str
    score: float
    title: Snippet
    snippet: Snippet
    date: dt.date | None
    published: dt.datetime | None
    event_date: dt.date | None
    url: str | None
    source: str | None
    section: str | None
    author: str | None
    officials: tuple[HitOfficial, ...]
    agencies: tuple[HitAgency, ...]
    topics: tuple[HitTopic, ...]
    joined: bool = False
    copies: int = 0
    twins: tuple[Twin, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherNames:
    """A place of the query that went by other names before or after the reform of 2025.

    `names` are those that are looked for too, `cut` tells how many more there are.
    """

    typed: str
    names: tuple[str, ...]
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet with the number of hits that have it, copies included, or that it takes out where `barred`.

    A year's `children` are its months, a month's those of its days that are chosen or barred.
    """

    key: str
    label: str
    count: int
    chosen: bool = False
    barred: bool = False
    children: tuple[Bucket, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet's values, most frequent first (dates: newest first); `total` counts all its values, dates: its years.

    Values that are chosen or barred are always among `buckets`, even where no hit has them, and of `total`; years
    without hits are not.
    """

    name: str
    buckets: tuple[Bucket, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day (its key as in the date facet), how many hits it holds, and whether it is chosen."""

    key: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Histogram:
    """Hits by period of one unit, oldest first, without the periods chosen and without gaps.

    `before` and `after` count hits of years that lie beyond the axis.
    """

    unit: Unit
    buckets: tuple[Period, ...]
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the answer to `query`. `facets` are official, agency, topic, date, in this order.

    `relaxed` tells that no article has as many of the words as an answer should (all of a few, a share of many), and
    that those with the most are shown. `slips` are what is wrong in the query's syntax, the rest of which was searched.
    `incomplete` tells that the time was up before all was looked at: there may be more hits, and better ones, or
    more reasons to tell why these are.
    `places` are those of its places that are called otherwise too, looked for unless `query.join` is off (none where
    time was up before it was known which articles have these names), and `joined`
    tells how many of all articles found, copies included, are there, or stand where they do, by these names.
    `seconds` is what the answer took. `histogram` is None where no hit has a day.

    `total` counts the articles of all pages, each copy of a report by itself, and so do the facets: what a filter is
    said to leave is what it leaves, whether copies are folded or not. `reports` counts what is left of them after
    folding, and pages are pages of these. So `total` is `len(hits)` and the sum of their `copies` over all pages.
    """

    query: Query
    total: int
    reports: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    seconds: float
    relaxed: bool = False
    slips: tuple[Slip, ...] = ()
    histogram: Histogram | None = None
    places: tuple[OtherNames, ...] = ()
    joined: int = 0
    incomplete: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are at this size."""
        return -(-self.reports // self.query.size)

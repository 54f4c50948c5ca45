"""What the results page shows beside the hits: facets to choose from, chips of what is chosen, page numbers. Pure.

Each thing that can be clicked carries the `Query` that it leads to; templates turn it into an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from search.page import Bucket, Page
from search.periods import holds
from search.query import MAX_DEPTH, Query, Sort
from web import steps, wording
from web.steps import FacetName

UNFOLDED = 8  # values of a facet in view: what fits a screen beside the hits; the rest folds away
FEW_YEARS = (
    3  # up to so many years list their months unasked; of more, those that are chosen: the others' are a click on
)
FOLDED = 40  # values folded away: enough for every topic and district, few enough for a slow phone
PAGER_REACH = 1  # page numbers on each side of the current one: with first and last they fit 320 px

TITLES: dict[FacetName, str] = {"official": "Cán bộ", "agency": "Cơ quan", "topic": "Chủ đề", "date": "Thời gian"}
# The pages of all values of a facet, by the last part of their address.
ADDRESSES: dict[str, FacetName] = {"nguoi": "official", "coquan": "agency", "chude": "topic"}
SPEAKING = "Chỉ bài có phát biểu"
ORDERS = ((Sort.RELEVANCE, "Liên quan nhất"), (Sort.NEWEST, "Mới nhất"), (Sort.OLDEST, "Cũ nhất"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what clicking it asks, what excluding it asks, and under a year its months.

    Clicking a `barred` one asks for what is excluded no more; it has no other `without`.
    """

    label: str
    count: int
    chosen: bool
    then: Query
    children: tuple[Choice, ...] = ()
    barred: bool = False
    without: Query | None = None

    @property
    def opened(self) -> bool:
        """Whether the months should be in view: the year or one of them is chosen or excluded."""
        return self.chosen or self.barred or any(child.opened for child in self.children)


@dataclass(frozen=True, slots=True)
class Panel:
    """One facet: values in view, values folded away, how many more exist that are not listed, and how many in all.

    `speaking` asks only for articles in which a chosen official speaks, or no longer; None where there is no such
    choice. `address` is that of the page of all values, "" where there is none.
    """

    name: FacetName
    title: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    unlisted: int
    total: int = 0
    speaking: Query | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing chosen, or with `barred` excluded, and the query without it."""

    label: str
    without: Query
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """What else to ask where nothing was found, in words and as a query."""

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Order:
    """One order of hits, and whether it is the one in force."""

    label: str
    chosen: bool
    then: Query


def panels(page: Page) -> list[Panel]:
    """Return the four facets as panels, those without any value left out."""
    found = []
    for facet in page.facets:
        if facet.name not in get_args(FacetName) or not facet.buckets:
            continue
        name: FacetName = facet.name  # type: ignore[assignment]  # just checked against the names there are
        choices = [_choice(page.query, name, bucket, few=len(facet.buckets) <= FEW_YEARS) for bucket in facet.buckets]
        if name != "date":  # dates keep their order; elsewhere what is chosen comes first, never folded away
            choices.sort(key=lambda choice: (not choice.chosen, not choice.barred))
        shown, folded = tuple(choices[:UNFOLDED]), tuple(choices[UNFOLDED : UNFOLDED + FOLDED])
        unlisted = max(0, facet.total - len(shown) - len(folded))
        speaking = steps.speaking(page.query) if name == "official" and _may_speak(page.query) else None
        address = next((address for address, of in ADDRESSES.items() if of == name), "")
        found.append(Panel(name, TITLES[name], shown, folded, unlisted, facet.total, speaking, address))
    return found


def _may_speak(query: Query) -> bool:
    return query.speaks or bool(query.official)


def _choice(query: Query, name: FacetName, bucket: Bucket, *, few: bool, short: bool = False) -> Choice:
    label = wording.year_or_month(bucket.key, short=short) if name == "date" else bucket.label
    opened = few or any(holds(bucket.key, key) for key in (*query.date, *query.not_date))
    inside = bucket.children if opened else ()
    children = tuple(_choice(query, name, child, few=few, short=True) for child in inside)
    return choice(query, name, bucket, children, label)


def choice(
    query: Query, name: FacetName, bucket: Bucket, children: tuple[Choice, ...] = (), label: str | None = None
) -> Choice:
    """Return what can be done with one value of a facet; `label` is what to call it if not as its bucket does."""
    key, picked = bucket.key, bucket.key in steps.chosen(query, name)
    label = bucket.label if label is None else label
    if key in steps.barred(query, name):
        then = steps.unbar(query, name, key)
        return Choice(label, bucket.count, picked, then, children, barred=True)
    without = steps.bar(query, name, key) if steps.in_reach(query, name, key) else None
    return Choice(label, bucket.count, picked, steps.toggle(query, name, key), children, without=without)


def chips(page: Page) -> list[Chip]:
    """Return what narrows this page's query, each with the query that lets go of it."""
    query, found = page.query, []
    labels = {(facet.name, bucket.key): bucket.label for facet in page.facets for bucket in facet.buckets}

    def label(name: FacetName, key: str) -> str:
        return wording.year_or_month(key) if name == "date" else labels.get((name, key), key)

    for name in TITLES:
        found += [Chip(label(name, key), steps.drop(query, name, key)) for key in steps.chosen(query, name)]
        if name == "official" and query.speaks:
            found.append(Chip(SPEAKING, steps.speaking(query)))
        out = ((f"Loại trừ: {label(name, key)}", steps.unbar(query, name, key)) for key in steps.barred(query, name))
        found += [Chip(words, without, barred=True) for words, without in out]
    if query.since:
        found.append(Chip(f"Từ {wording.day(query.since)}", replace(query, since=None, page=1)))
    if query.until:
        found.append(Chip(f"Đến {wording.day(query.until)}", replace(query, until=None, page=1)))
    return found


def tries(query: Query, found: Sequence[Chip]) -> list[Try]:
    """Return what else to ask where nothing was found, likeliest first: a longer time, fewer filters, fewer words."""
    bare = steps.unfiltered(query)
    asked = [Try(f"Bỏ bộ lọc “{chip.label}”", chip.without) for chip in found if chip.without != bare]
    if steps.is_filtered(query):
        asked.insert(0, Try(f"Tìm “{query.text}” không kèm bộ lọc" if query.text else "Xem mọi bài", bare))
    if (longer := steps.widen(query)).date:
        asked.insert(0, Try(f"Tìm trong {', '.join(map(wording.in_full, longer.date))}", longer))
    asked += [Try(f"Tìm “{gentler.text}”", gentler) for gentler in steps.fewer_words(query)]
    if steps.is_filtered(query):
        asked += [Try(f"Tìm “{one.text}” không kèm bộ lọc", one) for one in steps.fewer_words(bare)]
    return asked


def orders(query: Query) -> list[Order]:
    """Return the orders to choose from. Without words nothing is closer than anything else, so newest stands first."""
    if query.text:
        return [Order(label, query.sort == sort, steps.in_order(query, sort)) for sort, label in ORDERS]
    newest_first = query.sort != Sort.OLDEST
    return [
        Order("Mới nhất", newest_first, steps.in_order(query, Sort.NEWEST)),
        Order("Cũ nhất", not newest_first, steps.in_order(query, Sort.OLDEST)),
    ]


def reachable(page: Page) -> int:
    """Return the last page that can be asked for: none beyond the depth limit."""
    return min(page.pages, MAX_DEPTH // page.query.size)


def numbers(current: int, last: int) -> list[int | None]:
    """Return the page numbers to offer: first, last, and those near the current one; None for each gap."""
    near = range(current - PAGER_REACH, current + PAGER_REACH + 1)
    offered = [page for page in sorted({1, last, *near}) if 1 <= page <= last]
    found: list[int | None] = []
    for page in offered:
        before = found[-1] if found else page - 1
        if before is not None and page - before == 2:
            found.append(page - 1)  # a gap of one page is that page
        elif before is not None and page - before > 2:
            found.append(None)
        found.append(page)
    return found

"""The histogram drawn: columns along a true axis of time, each a link that narrows to its period. Pure.

Across, everything is in hundredths of the drawing's width, so that it fits any screen and letters keep their shape;
upwards in pixels. Each column carries the `Query` that it leads to.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from search.page import Histogram, Page
from search.periods import span, window
from search.query import Query
from web import steps, wording

TOP, PLOT, FOOT = 18, 72, 20  # pixels: for the greatest number, for the columns, for the labels of the axis
HEIGHT = TOP + PLOT + FOOT
LEAST = 3  # pixels that a column is high at least: a single article must still be seen
FILLED = 0.76  # of its place on the axis, the width of a column
ALL_LABELLED = 12  # columns: up to as many have room for a label each on a phone
APART = 2  # columns that must lie between the dots at an end and the next label, lest they touch on a phone

_UNITS = {"year": "năm", "month": "tháng", "day": "ngày"}


@dataclass(frozen=True, slots=True)
class Column:
    """One period: its place on the axis from `left`, `wide` (both in %), its column from `x` (%) and `y` (pixels).

    A period without articles has no height and leads nowhere.
    """

    name: str
    count: int
    chosen: bool
    then: Query
    left: str
    wide: str
    x: str
    width: str
    y: int
    height: int
    middle: str
    tick: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: title, columns, the greatest count, one step up if there is any, and what has no day."""

    title: str
    columns: tuple[Column, ...]
    most: int
    part: bool
    up: Query | None
    up_label: str
    undated: int

    top: int = TOP
    foot: int = TOP + PLOT
    height: int = HEIGHT

    @property
    def label_at(self) -> int:
        """Where the labels of the axis stand, in pixels."""
        return self.foot + FOOT - 4


def chart(page: Page) -> Chart | None:
    """Return the drawing of a page's histogram; None where there is nothing to choose between and nothing to undo."""
    found, query = page.histogram, page.query
    if found is None:
        return None
    narrowed = bool(query.date or query.since or query.until)
    ends = _ends(found, query)
    held = sum(one.count > 0 for one in found.buckets) + len(ends)
    if held < 1 + (not narrowed):
        return None
    before, after = ends.get("before"), ends.get("after")
    shown = [
        (wording.in_full(one.key), one.count, one.chosen, steps.narrow_to(query, one.key)) for one in found.buckets
    ]
    ticks = _ticks(found)
    if before:
        shown, ticks = [before, *shown], ["" if any(ticks[:APART]) else "…", *ticks]
    if after:
        shown, ticks = [*shown, after], [*ticks, "" if any(ticks[-APART:]) else "…"]
    most = max(count for _, count, _, _ in shown)
    columns = tuple(_column(at, len(shown), most, ticks[at], *one) for at, one in enumerate(shown))
    up = steps.widen(query) if narrowed else None
    undated = 0 if narrowed else page.total - sum(one.count for one in columns)
    return Chart(
        _title(found), columns, most, any(one.chosen for one in columns) and not all(one.chosen for one in columns),
        up, _up_label(up) if up else "", max(0, undated),
    )  # fmt: skip


def _column(at: int, number: int, most: int, tick: str, name: str, count: int, chosen: bool, then: Query) -> Column:
    place = 100 / number
    height = max(LEAST, round(PLOT * count / most)) if count else 0
    return Column(
        name=name,
        count=count,
        chosen=chosen,
        then=then,
        left=_percent(at * place),
        wide=_percent(place),
        x=_percent((at + (1 - FILLED) / 2) * place),
        width=_percent(FILLED * place),
        y=TOP + PLOT - height,
        height=height,
        middle=_percent((at + 0.5) * place),
        tick=tick,
    )


def _ends(found: Histogram, query: Query) -> dict[str, tuple[str, int, bool, Query]]:
    """Return what lies beyond the axis, before and after it, within the years asked for."""
    since, until = _years_asked(query)
    first, last = span(found.buckets[0].key)[0], span(found.buckets[-1].key)[1]
    ends = {}
    if found.before:
        earlier = replace(query, date=(), since=since, until=first - dt.timedelta(days=1), page=1)
        ends["before"] = (f"trước năm {first.year}", found.before, False, earlier)
    if found.after:
        later = replace(query, date=(), since=last + dt.timedelta(days=1), until=until, page=1)
        ends["after"] = (f"sau năm {last.year}", found.after, False, later)
    return ends


def _years_asked(query: Query) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day of the years that the axis was made from, None where the end is open."""
    first, last = window(query.date, query.since, query.until)
    since = max(query.since or dt.date.min, dt.date(first.year, 1, 1)) if first else None
    until = min(query.until or dt.date.max, dt.date(last.year, 12, 31)) if last else None
    return since, until


def _ticks(found: Histogram) -> list[str]:
    """Return a label for each period, "" where there is no room for one."""
    keys = [one.key for one in found.buckets]
    every = len(keys) <= ALL_LABELLED
    if found.unit == "year":
        return [key if every or int(key) % 5 == 0 else "" for key in keys]
    one_year = keys[0][:4] == keys[-1][:4]
    ticks = []
    for at, key in enumerate(keys):
        number = int(key[-2:])
        if found.unit == "month":
            if one_year:
                ticks.append(f"T{number}" if every else "")
            else:
                ticks.append(key[:4] if number == 1 else f"T{number}" if number in (4, 7, 10) else "")
        elif number == 1 and at:
            ticks.append(f"1/{int(key[5:7])}")
        else:
            ticks.append(str(number) if every or number % 5 == 0 or at == 0 else "")
    return ticks


def _title(found: Histogram) -> str:
    first, last = found.buckets[0].key, found.buckets[-1].key
    if first == last:
        scope = wording.in_full(first)
    elif found.unit == "day" and first[:7] == last[:7]:
        scope = wording.in_full(first[:7])
    elif first[:4] == last[:4] and found.unit == "month":
        scope = wording.in_full(first[:4])
    else:
        scope = f"{first[:4]}–{last[:4]}" if first[:4] != last[:4] else wording.in_full(first[:4])
    return f"Số bài từng {_UNITS[found.unit]}, {scope}"


def _up_label(up: Query) -> str:
    if not up.date:
        return "Mọi năm"
    return wording.year_or_month(up.date[0]) if len(up.date) == 1 else "Thời gian rộng hơn"


def _percent(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"

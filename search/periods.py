"""Years, months and days as the date facet's values: "2023", "2023-08", "2023-08-04". Pure."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import Literal

Unit = Literal["year", "month", "day"]

DAYS_UPTO = 31  # days: a span no longer than a month is counted by day
MONTHS_UPTO = 24  # months: a span of two years at most is counted by month, a longer one by year

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def span(key: str) -> tuple[dt.date, dt.date]:
    """Return a period's first and last day; ValueError where there is no such period."""
    found = _PERIOD.fullmatch(key)
    if found is None:
        raise ValueError(f"not a year, month or day: {key!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    first = dt.date(year or 0, month or 1, day or 1)
    if day:
        return first, first
    return first, dt.date(first.year, month or 12, monthrange(first.year, month or 12)[1])


def unit_of(key: str) -> Unit:
    """Return whether a period is a year, a month or a day."""
    units: tuple[Unit, ...] = ("year", "month", "day")
    return units[key.count("-")]


def holds(outer: str, inner: str) -> bool:
    """Tell whether one period lies within another, or is that one."""
    return inner == outer or inner.startswith(f"{outer}-")


def key(day: dt.date, unit: Unit) -> str:
    """Return the period of a unit that a day lies in."""
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[unit]]


def between(first: dt.date, last: dt.date, unit: Unit) -> Iterator[str]:
    """Yield the periods of a unit from the one of `first` to the one of `last`, none left out."""
    day = first
    while day <= last:
        here = key(day, unit)
        yield here
        end = span(here)[1]
        if end == dt.date.max:
            return
        day = end + dt.timedelta(days=1)


def wider(periods: Iterable[str]) -> tuple[str, ...]:
    """Return what these periods lie in, one step up: days' months, else months' years, else everything: none."""
    known = tuple(periods)
    finest = max((one.count("-") for one in known), default=0)
    return tuple(dict.fromkeys(one.rpartition("-")[0] if one.count("-") == finest else one for one in known if finest))


def window(
    chosen: Iterable[str], since: dt.date | None, until: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day of what was asked for, None where the end is open.

    A chosen day opens its whole month, so that its neighbours are in view.
    """
    spans = [span(one if unit_of(one) != "day" else one[:7]) for one in chosen]
    if not spans:
        return since, until
    first, last = min(one for one, _ in spans), max(one for _, one in spans)
    clipped = max(first, since or first), min(last, until or last)
    return clipped if clipped[0] <= clipped[1] else (first, last)


def daily(chosen: Iterable[str], since: dt.date | None, until: dt.date | None) -> tuple[str, ...]:
    """Return the months whose days are to be counted: those of chosen days, and of a window that is short enough."""
    known = tuple(chosen)
    first, last = window(known, since, until)
    months = dict.fromkeys(one[:7] for one in known if unit_of(one) == "day")
    if first and last and unit(first, last) == "day":
        months.update(dict.fromkeys(between(first, last, "month")))
    return tuple(months)


def unit(first: dt.date, last: dt.date) -> Unit:
    """Return the unit by which a span of days is best counted."""
    if (last - first).days < DAYS_UPTO:
        return "day"
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return "month" if months <= MONTHS_UPTO else "year"

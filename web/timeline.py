"""Offices over time as bars: where on a common scale of years each office begins and ends. Pure.

A bar is given in units of a drawing `WIDTH` wide. It is drawn as a small SVG in each row of a table whose text says the
same, so nothing is lost where the drawing is not seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 1000
LEAST = 14  # units a bar is wide at least: an office seen on a single day must still be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """Start and width of one bar, in units of the drawing."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole years from `first` to the end of `last`."""

    first: int
    last: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """Where each year after the first begins, in units of the drawing."""
        return tuple(self.at(dt.date(year, 1, 1)) for year in range(self.first + 1, self.last + 1))

    def at(self, day: dt.date) -> int:
        """Return where `day` lies, in units of the drawing."""
        year = dt.date(day.year, 1, 1)
        into = (day - year).days / 366
        return round(WIDTH * (day.year - self.first + into) / (self.last - self.first + 1))

    def bar(self, first: dt.date | None, last: dt.date | None) -> Bar | None:
        """Return the bar from one day to another, inside the drawing; None where neither day is known."""
        start, end = first or last, last or first
        if start is None or end is None:
            return None
        x, to = sorted((self.at(start), self.at(end)))
        width = max(LEAST, to - x)
        return Bar(max(0, min(x, WIDTH - width)), min(width, WIDTH))


def scale(spans: Iterable[tuple[dt.date | None, dt.date | None]]) -> Scale | None:
    """Return the years that hold all the days given; None without any."""
    years: Sequence[int] = [day.year for span in spans for day in span if day]
    return Scale(min(years), max(years)) if years else None

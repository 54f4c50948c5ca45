"""How many articles each period holds, along a true axis of time: the periods without any are there too. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from search import periods
from search.page import Histogram, Period
from search.query import Query

YEARS_SHOWN = 30  # years on the axis: a few articles on days long ago would squeeze all others into one corner


def histogram(query: Query, months: Mapping[str, int], days: Mapping[str, int]) -> Histogram | None:
    """Return the axis for what `query` chooses; None where no article has a day.

    It spans the periods chosen, else the days asked for, else all that was found. `months` and `days` are counts by
    "2023-08" and "2023-08-04", without the periods chosen; days only for the months of `search.periods.daily`.
    """
    first, last = periods.window(query.date, query.since, query.until)
    counted_by_day = first is not None and last is not None
    if first is None or last is None:
        if not months:
            return None
        first = first or periods.span(min(months))[0]
        last = last or periods.span(max(months))[1]
        if first > last:
            return None
    unit = periods.unit(first, last)
    if unit == "day" and not counted_by_day:
        unit = "month"
    counts = {"day": Counter(days), "month": Counter(months), "year": _by_year(months)}[unit]
    beyond: Mapping[str, int] = {}  # of months and days all that was asked for is on the axis
    if unit == "year":
        beyond = {key: count for key, count in counts.items() if first.year <= int(key) <= last.year}
        first, last = _fullest(first, last, beyond)
    shown = list(periods.between(first, last, unit))
    return Histogram(
        unit=unit,
        buckets=tuple(
            Period(key, counts[key], any(periods.holds(chosen, key) for chosen in query.date)) for key in shown
        ),
        before=sum(count for key, count in beyond.items() if key < shown[0]),
        after=sum(count for key, count in beyond.items() if key > shown[-1]),
    )


def _by_year(months: Mapping[str, int]) -> Counter[str]:
    years: Counter[str] = Counter()
    for key, count in months.items():
        years[key[:4]] += count
    return years


def _fullest(first: dt.date, last: dt.date, counts: Mapping[str, int]) -> tuple[dt.date, dt.date]:
    """Return first and last day of the `YEARS_SHOWN` years within a span that hold the most articles.

    They are the latest of equals, cut at both ends to where there are any; the whole span where it is no longer.
    """
    if last.year - first.year < YEARS_SHOWN:
        return first, last
    held = sorted(map(int, counts))
    best: tuple[int, list[int]] = (0, [last.year - YEARS_SHOWN + 1, last.year])
    for end in held:
        inside = [year for year in held if end - YEARS_SHOWN < year <= end]
        best = max(best, (sum(counts[f"{year:04}"] for year in inside), inside), key=lambda one: (one[0], one[1][-1]))
    return dt.date(best[1][0], 1, 1), dt.date(best[1][-1], 12, 31)

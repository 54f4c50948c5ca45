"""The year of a day that an article writes without one: from its publication, else from what the article makes plain.

A guess is worse than a gap here: where neither speaks, the year stays unknown and the day is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.annotate.written_days import Written, exists
from corpus.article import Article
from corpus.vietnamese import lower

# News looks back more than ahead: a day so many times as far ahead as another lies behind is as likely as that one.
AHEAD_COUNTS = 1.3
# Evidence older than this says little about the year in which an article was written.
NEAR = timedelta(days=110)

_MONTH_YEAR = re.compile(r"tháng\s+(?P<month>1[0-2]|0?[1-9])\s?(?:/|-|\.|,?\s+năm\s+)\s?(?P<year>20\d{2})(?!\d)")
# Years that tell when an article was written: those it counts from, sums up, or plans for.
_YEAR = re.compile(r"20\d{2}(?!\s?[/–-]\s?\d|\d)")
_THIS_YEAR = re.compile(
    r"(?:đầu|bước sang|bước vào|trong|kế hoạch(?: công tác)?|nhiệm vụ(?: công tác)?|kết thúc|cuối|đến hết"
    r"|quý (?:i{1,3}|iv|[1-4])[/ ]?|mùa|xuân [^\d\n]{0,12}|tết [^\d\n]{0,12})\s*(?:năm\s+)?$"
    # A year that is only named says as much, unless it is named as another one: "đến năm 2030", "từ năm 2015".
    r"|(?<!đến )(?<!tới )(?<!trước )(?<!từ )(?<!sau )(?<!vào )(?<!hồi )(?<!với )(?<!kỳ )(?<!sinh )(?<!xuất )(?<!thành )năm $"
)
_SCHOOL_YEAR = re.compile(r"năm học(?P<new> mới)? (?P<year>20\d{2})\s?[-–]\s?20\d{2}")
# A school year runs from August; its first half is what an article of the second half of a year is about.
SCHOOL_STARTS, NEW_SCHOOL_YEAR = 8, 6
_LAST_YEAR = re.compile(r"cùng kỳ(?: năm)? $")
# How far back from a year its words are looked at.
BEFORE = 40
_TITLE_YEAR = re.compile(r"(?<![\d/–.-])(?<![–-] )(?P<year>20\d{2})(?![\d/–.-]| [–-])")


@dataclass(frozen=True, slots=True)
class Years:
    """What fixes missing years: the day of publication, else days, months and whole years that the article names."""

    published: date | None
    points: tuple[date, ...] = ()
    year: int | None = None
    school: int | None = None
    school_starts: int = SCHOOL_STARTS
    twins: tuple[tuple[int, int, int], ...] = ()

    def resolve(self, day: int, month: int) -> date | None:
        """Return the day that "day/month" means in this article, None where nothing fixes its year."""
        if self.published is not None:
            return _nearest(day, month, self.published)
        for twin_day, twin_month, year in self.twins:
            if (twin_day, twin_month) == (day, month):
                return date(year, month, day)
        if self.points:
            latest = max(self.points)
            near = _nearest(day, month, latest, ahead=1.0)
            if near is not None and abs(near - latest) <= NEAR and (self.year is None or near.year >= self.year):
                return near
        if self.year is not None and exists(day, month, self.year):
            return date(self.year, month, day)
        if self.school is not None:
            year = self.school if month >= self.school_starts else self.school + 1
            return date(year, month, day) if exists(day, month, year) else None
        return None


def _nearest(day: int, month: int, to: date, ahead: float = AHEAD_COUNTS) -> date | None:
    candidates = [date(y, month, day) for y in (to.year - 1, to.year, to.year + 1) if exists(day, month, y)]

    def distance(candidate: date) -> float:
        days = (candidate - to).days
        return days * ahead if days > 0 else -days

    return min(candidates, key=distance, default=None)


def years_of(article: Article, days: Sequence[Written], issued: AbstractSet[int]) -> Years:
    """Collect what `article` says about its year; `issued` are the starts of days on which documents were issued."""
    if article.published is not None:
        return Years(article.published.date())
    if all(day.year is not None for day in days):
        return Years(None)
    text = lower(article.text)
    full = [
        (day, date(day.year, day.month, day.day))
        for day in days
        if day.year is not None and day.span.start not in issued
    ]
    points = [moment for _, moment in full]
    points += [date(int(match["year"]), int(match["month"]), 15) for match in _MONTH_YEAR.finditer(text)]
    years = [int(match["year"]) for match in _TITLE_YEAR.finditer(article.title)]
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if _THIS_YEAR.search(before):
            years.append(int(match[0]))
        elif _LAST_YEAR.search(before):
            years.append(int(match[0]) + 1)
    twins = tuple((moment.day, moment.month, moment.year) for _, moment in full if moment.year > 2000)
    schools = [(int(match["year"]), match["new"] is not None) for match in _SCHOOL_YEAR.finditer(text)]
    school, new = max(schools, default=(None, False))
    starts = NEW_SCHOOL_YEAR if new else SCHOOL_STARTS
    return Years(None, tuple(points), max(years, default=None), school, starts, twins)

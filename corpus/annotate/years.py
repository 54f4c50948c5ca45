"""The year of a day that an article writes without one: from its publication, else from what the article makes plain.

A guess is worse than a gap here: where neither speaks, the year stays unknown and the day is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.annotate.tokens import text_of
from corpus.annotate.written_days import Written, exists
from corpus.article import Article
from corpus.vietnamese import lower

# News looks back more than ahead: a day so many times as far ahead as another lies behind is as likely as that one.
AHEAD_COUNTS = 1.3
# What an article dates mostly lies behind it. In articles of news/ whose own day is known, first days without a year
# that are held to lie two to seven months before the latest full date or month do so in 14 of 100 cases (of 197), those
# held to lie up to two months after it in 76 (of 334). So a day after the latest date counts as so much nearer …
SINCE_COUNTS = 0.4
# … but one that lies farther ahead of it than this, or farther behind it than that, has no year from it.
NEAR, LATEST = timedelta(days=200), timedelta(days=60)
# How far back from a year or a day its words are looked at.
BEFORE = 40
# How far back words are looked for that tell of what is to come.
AHEAD = 70

# "tháng 12/2016"; the end of a span of months ("tháng 3/2018 – tháng 4/2019") is a plan and says nothing.
_MONTH_YEAR = re.compile(r"tháng\s+(?P<month>1[0-2]|0?[1-9])\s?(?:/|-|\.|,?\s+năm\s+)\s?(?P<year>20\d{2})(?!\d)")
_YEAR = re.compile(r"20\d{2}(?!\s?[/–,-]\s?\d|\d)")
_TITLE_YEAR = re.compile(
    r"(?<![\d/–.-])(?<![–-] )(?<!đến )(?<!tới )(?<!trước )(?<!sau )(?<!đến năm )20\d{2}(?![\d/–.-]| [–-])"
)
# "cuối năm 2016" is near a day as a month is, and that day may lie in the year after.
_YEAR_END = re.compile(r"cuối năm (?P<year>20\d{2})(?!\d)")
LAST_MONTHS = 11
# What is still to come says nothing about the year in which an article is written.
_TO_COME = re.compile(
    r"(?:dự kiến|hoàn thành|đưa vào|phấn đấu|mục tiêu|chậm nhất|muộn nhất|sẽ|hạn)[^.;\n]{0,45}$"
    r"|trước(?: ngày| tháng)?\s*$"
)
# When something was begun or founded says nothing about it either.
_LONG_AGO = re.compile(
    r"(?:khởi công|động thổ|thành lập|khánh thành|ra đời|ban hành|phê duyệt|cấp phép|được cấp|được giao|"
    r"đi vào hoạt động)[^.;\n]{0,25}$"
)
_STALE = re.compile(r"(?:sinh|hạn|giấy phép|bằng lái|cccd|cmnd)[^.;\n]{0,30}$")
# A year right after a name is that of an occasion: "Expo 2005", "APEC 2017".
_OCCASION = re.compile(r"(?<!Luật )\b(?!Năm|Tháng|Quý|Đến|Từ|Hết|Trong|Đầu|Cuối)(?P<name>\w{3,}) $")
_RANGE = ("–", "-", "– ", "- ")
# The congress that opens a term is held in the term's first year.
_TERM = re.compile(r"đại hội[^.;\n]{0,80}nhiệm kỳ (?P<year>20\d{2})\s?[-–]\s?20\d{2}")
# The words before a year that is the article's own: what it counts from, sums up, or plans for.
_OWN = re.compile(
    r"(?:(?:từ|tháng|quý|tuần|ngày) đầu|bước sang|bước vào|trong|kế hoạch(?: công tác)?|"
    r"nhiệm vụ[^.;,\n\d]{0,20}|phương hướng[^.;,\n\d]{0,20}|tuyển sinh|kết thúc"
    r"|đến hết|quý (?:i{1,3}|iv|[1-4])[/ ]?|mùa|xuân [^\d\n]{0,12}|tết [^\d\n]{0,12})\s*(?:năm\s+)?$"
)
_LAST = re.compile(r"cùng kỳ(?: năm)? $")
# A year only named is the article's own if no later one is, and if it belongs to nothing else ("Luật … năm 2012").
_NAMED = re.compile(r"\w năm $")
_OTHERS = re.compile(
    r"(?:(?:đầu|đến|tới|trước|từ|sau|vào|hồi|với|sinh|xuất|thành|các)|(?:luật|kỳ thi|hiến pháp|vụ|từ)[^.,;]{0,30})"
    r" năm $"
)
_SCHOOL_YEAR = re.compile(
    r"(?P<over>(?:tổng kết|bế giảng|kết thúc)[^.;\n]{0,30})?năm học(?: mới)? (?P<year>20\d{2})\s?[-–]\s?20\d{2}"
)
# A school year runs from August, and is written about from June on; one that is summed up is over by then.
SCHOOL_STARTS, SCHOOL_NEWS = 8, 6
# "Mùa xuân năm 1968, ngày 11.2, …": a year right before its day.
_YEAR_BEFORE = re.compile(r"năm (?P<year>(?:19|20)\d{2}),? (?:vào )?(?:ngày |hôm )?$")


@dataclass(frozen=True, slots=True)
class Years:
    """What fixes missing years: the day of publication, else what the article names.

    `points` are days and months with their years, `plans` those of them that are still to come; `year` is the latest
    year that is the article's own, `school` the first year of the school year it is about, which begins with month
    `school_starts`.
    """

    published: date | None
    points: tuple[date, ...] = ()
    plans: tuple[date, ...] = ()
    year: int | None = None
    school: int | None = None
    school_starts: int = SCHOOL_STARTS

    def resolve(self, text: str, written: Written) -> date | None:
        """Return the day that `written`, a day without year in `text`, means; None where nothing fixes its year."""
        day, month = written.day, written.month
        guess = self._published(day, month) if self.published is not None else self._told(day, month)
        said = _YEAR_BEFORE.search(lower(text[max(0, written.span.start - BEFORE) : written.span.start]))
        # "tổng kết năm 2024, sáng 10/1" is not said of 2024: a year next to the guess is no proof against it.
        if said and (guess is None or abs(int(said["year"]) - guess.year) > 1):
            return _day(day, month, int(said["year"]))
        return guess

    def _published(self, day: int, month: int) -> date | None:
        return _nearest(day, month, self.published, AHEAD_COUNTS) if self.published is not None else None

    def _told(self, day: int, month: int) -> date | None:
        latest = max(self.points, default=None)
        for point in self.points:
            if point.year > 2000 and (point.day, point.month) == (day, month):
                return point
        if latest is not None:
            near = _nearest(day, month, latest, SINCE_COUNTS)
            if near is not None and -LATEST <= near - latest <= NEAR and (self.year is None or near.year >= self.year):
                return near
        if (planned := self._before_plans(day, month, latest)) is not None:
            return planned
        if self.year is not None:
            guess = _day(day, month, self.year)
            return guess if guess is None or latest is None or guess >= latest - LATEST else None
        if self.school is not None:
            return _day(day, month, self.school if month >= self.school_starts else self.school + 1)
        return None

    def _before_plans(self, day: int, month: int, latest: date | None) -> date | None:
        """Return the last day of that name before the first plan, which is written about shortly before."""
        if not self.plans:
            return None
        plan = min(self.plans)
        before = (_day(day, month, year) for year in (plan.year, plan.year - 1))
        found = next((one for one in before if one is not None and plan - NEAR <= one <= plan), None)
        return found if latest is None or found is None or found >= latest - LATEST else None


def _day(day: int, month: int, year: int) -> date | None:
    return date(year, month, day) if exists(day, month, year) else None


def _nearest(day: int, month: int, to: date, ahead: float = 1.0) -> date | None:
    """Return the day of that name nearest to `to`, days after it counted as `ahead` times as far."""
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
    text = lower(text_of(article))
    named = [
        (date(day.year, day.month, day.day), _ahead(text, day.span.start, day.cue))
        for day in days
        if day.year is not None and day.span.start not in issued and not _stale(text, day.span.start)
    ]
    named += [
        (date(int(match["year"]), int(match["month"]), 15), _ahead(text, match.start()))
        for match in _MONTH_YEAR.finditer(text)
        if not text.endswith(_RANGE, 0, match.start())
        and not _LONG_AGO.search(text, max(0, match.start() - BEFORE), match.start())
    ]
    named += [
        (date(int(match["year"]), LAST_MONTHS, 15), _ahead(text, match.start())) for match in _YEAR_END.finditer(text)
    ]
    points = tuple(point for point, ahead in named if not ahead)
    plans = tuple(point for point, ahead in named if ahead)
    schools = _schools(text) if "năm học" in text else []  # the quick look spares the long one
    school, over = max(schools, default=(None, False))
    starts = SCHOOL_STARTS if over else SCHOOL_NEWS
    return Years(None, points, plans, _own_year(text, article.title, text_of(article)), school, starts)


def _schools(text: str) -> list[tuple[int, bool]]:
    """Return the first year of each school year that a text names, and whether it is summed up."""
    return [(int(match["year"]), match["over"] is not None) for match in _SCHOOL_YEAR.finditer(text)]


def _ahead(text: str, at: int, cue: str = "") -> bool:
    """Tell whether what is dated at `at`, behind the `cue` of its day, was still to come when it was written."""
    return cue.startswith(("trước", "hạn")) or _TO_COME.search(text, max(0, at - AHEAD), at) is not None


def _stale(text: str, at: int) -> bool:
    """Tell whether the day at `at` says nothing of when the article is written: a birth, a licence, a term to come."""
    return _STALE.search(text, max(0, at - BEFORE), at) is not None


def _own_year(text: str, title: str, written: str) -> int | None:
    """Return the latest year that the lower-case `text`, the text as written or the title shows to be the article's."""
    own = [int(year) for year in _TITLE_YEAR.findall(title)]
    own += [int(match["year"]) for match in _TERM.finditer(text)]
    named: list[int] = []
    others: list[int] = []
    for match in _YEAR.finditer(text):
        year, before = int(match[0]), text[max(0, match.start() - BEFORE) : match.start()]
        name = _OCCASION.search(written, max(0, match.start() - BEFORE), match.start())
        if name is not None and name["name"][0].isupper() and not written.startswith((" –", " -"), match.end()):
            own.append(year)
        elif _TO_COME.search(text, max(0, match.start() - AHEAD), match.start()):
            others.append(year)
        elif _OWN.search(before):
            own.append(year)
        elif _LAST.search(before):
            own.append(year + 1)
        elif _NAMED.search(before):
            (others if _OTHERS.search(before) else named).append(year)
    if not own and named and max(named) >= max(others, default=0):
        return max(named)
    return max(own, default=None)

"""The calendar days that an article names, and the day of the event that it reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.annotate.documents import issue_date
from corpus.annotate.tokens import text_of
from corpus.annotate.written_days import Written, written_days
from corpus.annotate.years import years_of
from corpus.article import Article, Day, DocumentNumber, Span
from corpus.vietnamese import lower

# Public days of remembrance: after words of celebration they name the occasion, not a day on which something happened.
HOLIDAYS = frozenset(
    {(3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (15, 5), (19, 5), (1, 6), (5, 6), (21, 6), (28, 6)}
    | {(11, 7), (27, 7), (28, 7), (19, 8), (2, 9), (10, 10), (13, 10), (15, 10), (20, 10), (9, 11), (18, 11), (20, 11)}
    | {(22, 12)}
)
_OCCASION = re.compile(
    r"(?:kỷ niệm|kỉ niệm|chào mừng|nhân dịp|dịp|nghỉ lễ|đại lễ|lễ|tết|quốc khánh|quốc tế|truyền thống|đường|phố"
    r"|quảng trường)[^.;\n]{0,60}$|Ngày [A-ZĐÀ-Ỹ][^.,;\n]{0,60}$",
)
# How far back from a day its words are looked at.
BEFORE = 70

_EARLIER = re.compile(r"(?:trước đó|hồi|gần nhất|năm ngoái|trước đây|sinh|mất|đã nêu|tuần)[^.;\n]{0,25}$")
_UNTIL = re.compile(r"(?:tính đến|tính từ|đến|trước|sau|kể từ|hạn|hết|chậm nhất|muộn nhất|từ)(?: hết)?(?: ngày)?$")
_PLANNED = re.compile(r"(?:dự kiến|theo kế hoạch|sắp tới|sẽ|bắt đầu|kết thúc)[^.;\n]{0,30}$")
_ANNOUNCED = re.compile(r"(?:vừa|mới) (?:có|ra|ký|ban hành|công bố|phê duyệt|phát hành|thông qua)[^.;\n]{0,30}$")
_RELATIVE = re.compile(
    r"(?<!\w)(?P<word>hôm nay|hôm qua|hôm kia|ngày mai|(?:sáng|trưa|chiều|tối|đêm) (?:nay|qua|mai))(?!\w)",
    re.IGNORECASE,
)
_SHIFT = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}

# The first day that an article names is its event's more often than a later one; one long before its latest, seldom.
FIRST, LONG_BEFORE, LONG = 0.5, 1.0, timedelta(days=200)
# The score below which no day is held to be the event's.
EVENT_FLOOR = 3.0


@dataclass(frozen=True, slots=True)
class Known:
    """A written day with its year known; `document` is where the document stands whose day of issue it is."""

    day: date
    written: Written
    document: int | None


def find_dates(article: Article, documents: Sequence[DocumentNumber] = ()) -> tuple[tuple[Day, ...], date | None]:
    """Return the days that the body of `article` names, ascending, and the day of its main event (None if not told).

    `documents` are the documents cited: their numbers are no dates, and their days of issue are the event only where
    the document is the news.
    """
    text = text_of(article)
    masked = [span for document in documents for span in document.mentions]
    issued = {at: span.start for span in masked if (at := issue_date(text, span.end)) is not None}
    written = [day for day in written_days(text, masked) if not _is_occasion(text, day)]
    years = years_of(article, written, issued.keys())
    known: list[Known] = []
    for day in written:
        full = date(day.year, day.month, day.day) if day.year is not None else years.resolve(text, day)
        if full is not None:
            known.append(Known(full, day, issued.get(day.span.start)))
    return _days(known, article.body_start), _event(article, known)


def _is_occasion(text: str, day: Written) -> bool:
    """Tell whether a day without year names a holiday: "kỷ niệm Ngày Thương binh - Liệt sĩ 27/7"."""
    if day.year is not None or day.in_day or (day.day, day.month) not in HOLIDAYS:
        return False
    before = text[max(0, day.span.start - BEFORE) : day.span.start]
    return _OCCASION.search(before) is not None


def _days(known: Iterable[Known], body_start: int) -> tuple[Day, ...]:
    mentions: dict[date, list[Span]] = {}
    for found in known:
        if found.written.span.start >= body_start:
            mentions.setdefault(found.day, []).append(found.written.span)
    return tuple(Day(day, tuple(mentions[day])) for day in sorted(mentions))


def _event(article: Article, known: Sequence[Known]) -> date | None:
    """Choose the day of the event: early in the text, with a part of the day, near publication, said again."""
    scores: dict[date, float] = {}
    for day, score in _candidates(article, known):
        best = scores.get(day)
        scores[day] = score if best is None else max(best, score) + 0.25
    if not scores:
        return None
    best_day = max(scores, key=lambda day: scores[day])  # the first of equals, in the order of the text
    return best_day if scores[best_day] >= EVENT_FLOOR else None


def _candidates(article: Article, known: Sequence[Known]) -> Iterator[tuple[date, float]]:
    text, published = text_of(article), article.published.date() if article.published else None
    if published is None and not known:
        return
    starts = [span.start for span in article.paragraphs()]
    latest = max((found.day for found in known), default=date.min)
    for found in known:
        at = found.written.span.start
        if not found.written.first or (found.document is not None and not _is_news(text, found.document)):
            continue
        score = _place_score(at, starts, article.body_start) + _wording_score(text, found.written)
        score += FIRST if found is known[0] else 0.0
        score -= LONG_BEFORE if latest - found.day > LONG else 0.0
        if published is not None:
            score += _nearness(found.day, published)
        yield found.day, score
    if published is not None:
        for match in _RELATIVE.finditer(text, 0, min(len(text), article.body_start + 600)):
            day = published + timedelta(days=_SHIFT[match["word"].lower().split()[1]])
            yield day, _place_score(match.start(), starts, article.body_start) + 1.0


def _is_news(text: str, document: int) -> bool:
    """Tell whether a document is what the article reports: it heads the article, or was "vừa ban hành"."""
    return document == 0 or _ANNOUNCED.search(lower(text[max(0, document - BEFORE) : document])) is not None


def _place_score(at: int, starts: Sequence[int], body_start: int) -> float:
    if at < body_start:
        return 2.0
    paragraph = bisect_right(starts, at) - 1
    into = at - starts[paragraph]
    score = 2.5 if paragraph == 0 else 2.0 if paragraph == 1 else 1.5 if paragraph == 2 else 0.75
    if paragraph == 0 and into < 40:
        score += 1.0
    elif paragraph <= 2 and into < 40:
        score += 0.5
    elif into > 600:
        score -= 0.75
    return score


def _wording_score(text: str, day: Written) -> float:
    before = lower(text[max(0, day.span.start - BEFORE) : day.span.start])
    cue_at = before.rfind(day.cue) if day.cue else len(before)
    lead = before[: max(cue_at, 0)].rstrip()
    score = 1.5 if day.in_day else 0.75 if day.cue in ("ngày", "hôm") else 0.0
    if day.cue == "" or day.cue == "(":
        score -= 0.75
    if _UNTIL.search(day.cue) and not day.cue.startswith("từ"):
        score -= 3.0
    if _EARLIER.search(lead) or _UNTIL.search(lead):
        score -= 2.5
    if _PLANNED.search(lead):
        score -= 0.5
    return score


def _nearness(day: date, published: date) -> float:
    away = (published - day).days
    if -3 <= away <= 10:
        return 0.75
    return -0.5 if -30 <= away <= 40 else -2.0

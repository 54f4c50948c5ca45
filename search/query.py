"""What a reader asks: words, choices within the four facets, a span of days, an order, a page."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MAX_QUERY_LENGTH = 1_000  # code points in NFC: longer than any title or question seen, short enough to answer at once
DECOMPOSED = 3  # times as many where letters come apart from their accents: a vowel has two at most
MAX_CHOICES = 50  # values chosen within one facet: more than anyone ticks, few enough for a URL
MAX_PAGE_SIZE = 100  # hits a page: enough to scan, small enough to render on a phone
MAX_DEPTH = 10_000  # hits deep: nobody pages further, and deep pages cost the engine most

_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_BROKEN = re.compile("[\ud800-\udfff]")  # surrogates: what a terminal's stray bytes are read as


class QueryError(ValueError):
    """A query that cannot be answered. `str()` is a Vietnamese sentence for the reader; `english` one for logs."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.english = english


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the archive. An empty `text` asks for every article.

    Values chosen within a facet are alternatives; choices in different facets must all hold. `official` and `agency`
    hold registry ids (slugs), `topic` topic ids, `date` years ("2023") or months ("2023-08"); `since` and `until` are
    days, both included. `page` counts from 1.
    """

    text: str = ""
    official: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10

    def __post_init__(self) -> None:
        """Refuse what breaks a limit, with the sentence that says how to mend it."""
        if len(self.text) > MAX_QUERY_LENGTH and _length(self.text) > MAX_QUERY_LENGTH:
            raise QueryError(
                f"Câu tìm dài quá {MAX_QUERY_LENGTH} ký tự. Hãy giữ lại những từ chính.",
                f"the query has {_length(self.text)} characters, more than {MAX_QUERY_LENGTH}",
            )
        if any(_BROKEN.search(text) for text in (self.text, *self.official, *self.agency, *self.topic)):
            raise QueryError(
                "Câu tìm có ký tự hỏng, không đúng mã Unicode. Hãy gõ lại.",
                "the query holds half a character, which is not valid Unicode",
            )
        if any(len(chosen) > MAX_CHOICES for chosen in (self.official, self.agency, self.topic, self.date)):
            raise QueryError(
                f"Chọn tối đa {MAX_CHOICES} giá trị trong một mục lọc.",
                f"more than {MAX_CHOICES} values chosen in one facet",
            )
        if not all(_PERIOD.fullmatch(period) for period in self.date):
            raise QueryError(
                "Thời gian chọn phải là năm (2023) hoặc tháng (2023-08).",
                "a period is a year (2023) or a month (2023-08)",
            )
        if not 1 <= self.size <= MAX_PAGE_SIZE:
            raise QueryError(
                f"Số kết quả mỗi trang phải từ 1 đến {MAX_PAGE_SIZE}.",
                f"page size must be from 1 to {MAX_PAGE_SIZE}",
            )
        if self.page < 1:
            raise QueryError("Số trang bắt đầu từ 1.", "pages count from 1")
        if self.page * self.size > MAX_DEPTH:
            raise QueryError(
                f"Chỉ xem được {MAX_DEPTH} kết quả đầu. Hãy thêm từ hoặc bộ lọc để thu hẹp.",
                f"only the first {MAX_DEPTH} hits can be paged through",
            )
        if self.since and self.until and self.since > self.until:
            raise QueryError("Ngày bắt đầu phải trước ngày kết thúc.", "the first day is after the last")


def _length(text: str) -> int:
    """Return how many letters a text has, its accents not counted apart; of one that is far too long, its length."""
    return len(text) if len(text) > DECOMPOSED * MAX_QUERY_LENGTH else len(unicodedata.normalize("NFC", text))

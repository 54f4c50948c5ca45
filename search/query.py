"""What a reader asks: words, choices within the four facets, a span of days, an order, a page."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from search import periods

MAX_QUERY_LENGTH = 1_000  # code points in NFC: longer than any title or question seen, short enough to answer at once
DECOMPOSED = 3  # times as many where letters come apart from their accents: a vowel has two at most
MAX_CHOICES = 50  # values chosen within one facet: more than anyone ticks, few enough for a URL
MAX_PAGE_SIZE = 100  # hits a page: enough to scan, small enough to render on a phone
MAX_DEPTH = 10_000  # hits deep: nobody pages further, and deep pages cost the engine most

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
    hold registry ids (slugs), `topic` topic ids, `date` years ("2023"), months ("2023-08") or days ("2023-08-04").
    What has any of the values of a `not_` field is left out. With `speaks` a chosen official must be reported as
    saying something, or anybody on record where none is chosen. `since` and `until` are days, both included. `join`
    has places found by their names before and after the reform of 2025 as well. `page` counts from 1. `fold` shows one
    of several copies of the same report, with the others beside it; without it each stands by itself.
    """

    text: str = ""
    official: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    not_official: tuple[str, ...] = ()
    not_agency: tuple[str, ...] = ()
    not_topic: tuple[str, ...] = ()
    not_date: tuple[str, ...] = ()
    speaks: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    join: bool = True
    page: int = 1
    size: int = 10
    fold: bool = True

    def __post_init__(self) -> None:
        """Refuse what breaks a limit, with the sentence that says how to mend it."""
        if len(self.text) > MAX_QUERY_LENGTH and _length(self.text) > MAX_QUERY_LENGTH:
            raise QueryError(
                f"Câu tìm dài quá {_written(MAX_QUERY_LENGTH)} ký tự. Hãy giữ lại những từ chính.",
                f"the query has {_length(self.text)} characters, more than {MAX_QUERY_LENGTH}",
            )
        # Every link of a page is a query of its own, so what nobody chose is not looked at long.
        chosen, barred = (self.official, self.agency, self.topic), (self.not_official, self.not_agency, self.not_topic)
        facets = [values for values in (*chosen, self.date, *barred, self.not_date) if values]
        if _BROKEN.search(self.text) or any(_BROKEN.search("".join(values)) for values in facets):
            raise QueryError(
                "Câu tìm có ký tự hỏng, không đúng mã Unicode. Hãy gõ lại.",
                "the query holds half a character, which is not valid Unicode",
            )
        if facets and max(map(len, facets)) > MAX_CHOICES:
            raise QueryError(
                f"Chọn hoặc loại trừ tối đa {MAX_CHOICES} giá trị trong một mục lọc.",
                f"more than {MAX_CHOICES} values chosen, or excluded, in one facet",
            )
        if not all(map(_is_period, (*self.date, *self.not_date))):
            raise QueryError(
                "Thời gian chọn phải là năm (2023), tháng (2023-08) hoặc ngày (2023-08-04).",
                "a period is a year (2023), a month (2023-08) or a day (2023-08-04)",
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
                f"Chỉ xem được {_written(MAX_DEPTH)} kết quả đầu. Hãy thêm từ hoặc bộ lọc để thu hẹp.",
                f"only the first {MAX_DEPTH} hits can be paged through",
            )
        if self.since and self.until and self.since > self.until:
            raise QueryError("Ngày bắt đầu phải trước ngày kết thúc.", "the first day is after the last")

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen, by facet."""
        return {"official": self.official, "agency": self.agency, "topic": self.topic, "date": self.date}

    @property
    def barred(self) -> dict[str, tuple[str, ...]]:
        """The values excluded, by facet."""
        return {
            "official": self.not_official,
            "agency": self.not_agency,
            "topic": self.not_topic,
            "date": self.not_date,
        }


def _written(number: int) -> str:
    """Write a number as Vietnamese readers do, with points between thousands."""
    return f"{number:,}".replace(",", ".")


@lru_cache(1024)
def _is_period(key: str) -> bool:
    try:
        periods.span(key)
    except ValueError:
        return False
    return True


def _length(text: str) -> int:
    """Return how many letters a text has, its accents not counted apart; of one that is far too long, its length."""
    return len(text) if len(text) > DECOMPOSED * MAX_QUERY_LENGTH else len(unicodedata.normalize("NFC", text))

"""URL ⇄ Query: the words of an address become a question, and a question its one canonical address. Pure.

Pages speak Vietnamese without accents (`/tim?q=…&nguoi=…`), the API English. A blank value is no value, since a form
sends every field it has. Pages ignore parameters they do not know (links shared elsewhere grow them); the API refuses
them, so that a program's misspelt filter is not silently dropped.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from search.query import Query, QueryError, Sort

MAX_KEY_LENGTH = 200  # code points of one chosen value: twice the longest agency's slug
EXPLAIN = "explain"  # of the API, beside the query's own: 1 to be told why each hit is one
WHY = "vi-sao"  # the same of the results page
SHOWN_LENGTH = 40  # code points of a wrong value that its error sentence repeats

_KEY = re.compile(r"\w[\w.:-]*")
_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR_OR_MONTH = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one family of addresses spells a query: the name of each field, the words for the orders."""

    text: str
    official: str
    agency: str
    topic: str
    date: str
    since: str
    until: str
    sort: str
    page: str
    size: str
    sorts: Mapping[str, Sort]
    strict: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every parameter name, in the order of the canonical address."""
        choices = (self.official, self.agency, self.topic, self.date)
        return (self.text, *choices, self.since, self.until, self.sort, self.page, self.size)


PAGES = Spelling(
    text="q",
    official="nguoi",
    agency="coquan",
    topic="chude",
    date="ngay",
    since="tu",
    until="den",
    sort="sap",
    page="trang",
    size="size",
    sorts=MappingProxyType({"lien-quan": Sort.RELEVANCE, "moi": Sort.NEWEST, "cu": Sort.OLDEST}),
    strict=False,
)
API = Spelling(
    text="q",
    official="official",
    agency="agency",
    topic="topic",
    date="date",
    since="since",
    until="until",
    sort="sort",
    page="page",
    size="size",
    sorts=MappingProxyType({sort.value: sort for sort in Sort}),
    strict=True,
)


def read(pairs: Iterable[tuple[str, str]], spelling: Spelling) -> Query:
    """Return the query that an address's parameters spell; raises QueryError for a value that cannot be understood."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if spelling.strict and name not in spelling.names:
            known = ", ".join((*spelling.names, EXPLAIN))
            raise QueryError(f"Không có tham số {_shown(name)}. Các tham số: {known}.", f"unknown parameter {name!r}")
        if value.strip():
            values.setdefault(name, []).append(value.strip())

    def one(name: str) -> str | None:
        return values.get(name, [None])[0]

    def many(name: str) -> list[str]:
        return list(dict.fromkeys(values.get(name, [])))

    default = Query()
    return Query(
        text=one(spelling.text) or "",
        official=tuple(_key(value) for value in many(spelling.official)),
        agency=tuple(_key(value) for value in many(spelling.agency)),
        topic=tuple(_key(value) for value in many(spelling.topic)),
        date=tuple(_year_or_month(value) for value in many(spelling.date)),
        since=_day(one(spelling.since)),
        until=_day(one(spelling.until)),
        sort=_sort(one(spelling.sort), spelling),
        page=_number(one(spelling.page), default.page),
        size=_number(one(spelling.size), default.size),
    )


def explained(pairs: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, str]], bool]:
    """Return the API's parameters without `explain`, and whether it asks for the reasons; raises QueryError."""
    every = list(pairs)
    asked = [value.strip() for name, value in every if name == EXPLAIN and value.strip()]
    if any(value not in ("0", "1") for value in asked):
        raise QueryError(f"{EXPLAIN} phải là 0 hoặc 1.", f"{EXPLAIN} is 0 or 1")
    return [(name, value) for name, value in every if name != EXPLAIN], asked[:1] == ["1"]


def write(query: Query, spelling: Spelling) -> list[tuple[str, str]]:
    """Return the parameters of `query`'s canonical address: defaults left out, names in one order."""
    default = Query()
    pairs: list[tuple[str, str]] = []
    if query.text:
        pairs.append((spelling.text, query.text))
    for name, chosen in (
        (spelling.official, query.official),
        (spelling.agency, query.agency),
        (spelling.topic, query.topic),
        (spelling.date, query.date),
    ):
        pairs.extend((name, key) for key in chosen)
    if query.since:
        pairs.append((spelling.since, query.since.isoformat()))
    if query.until:
        pairs.append((spelling.until, query.until.isoformat()))
    if query.sort != default.sort:
        pairs.append((spelling.sort, next(word for word, sort in spelling.sorts.items() if sort == query.sort)))
    if query.page != default.page:
        pairs.append((spelling.page, str(query.page)))
    if query.size != default.size:
        pairs.append((spelling.size, str(query.size)))
    return pairs


def _shown(value: str) -> str:
    return f"“{value[:SHOWN_LENGTH]}{'…' if len(value) > SHOWN_LENGTH else ''}”"


def _key(value: str) -> str:
    if len(value) > MAX_KEY_LENGTH or not _KEY.fullmatch(value):
        raise QueryError(f"Giá trị lọc {_shown(value)} không hợp lệ. Hãy bỏ nó đi.", f"not a facet value: {value!r}")
    return value


def _year_or_month(value: str) -> str:
    if not _YEAR_OR_MONTH.fullmatch(value):
        raise QueryError(
            f"Không hiểu thời gian {_shown(value)}. Hãy ghi năm, như 2023, hoặc tháng, như 2023-08.",
            f"not a year or month: {value!r}",
        )
    return value


def _day(value: str | None) -> dt.date | None:
    """Read a day as browsers' date fields send it (2023-08-04) or as people type it (4/8/2023)."""
    if value is None:
        return None
    try:
        if iso := _ISO_DAY.fullmatch(value):
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if typed := _DAY_MONTH_YEAR.fullmatch(value):
            return dt.date(int(typed[3]), int(typed[2]), int(typed[1]))
    except ValueError:
        pass  # figures in the right places, but no such day: the same sentence answers it
    raise QueryError(f"Không có ngày {_shown(value)}. Hãy ghi như 04/08/2023.", f"not a day: {value!r}")


def _sort(value: str | None, spelling: Spelling) -> Sort:
    if value is None:
        return Query().sort
    if value not in spelling.sorts:
        words = ", ".join(spelling.sorts)
        raise QueryError(f"Không có cách sắp xếp {_shown(value)}. Hãy chọn: {words}.", f"unknown order {value!r}")
    return spelling.sorts[value]


def _number(value: str | None, default: int) -> int:
    if value is None:
        return default
    if not _NUMBER.fullmatch(value):
        raise QueryError(f"{_shown(value)} không phải là số trang hay số kết quả.", f"not a number: {value!r}")
    return int(value)

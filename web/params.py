"""URL ⇄ Query: the words of an address become a question, and a question its one canonical address. Pure.

Pages speak Vietnamese without accents (`/tim?q=…&nguoi=…`), the API English. A blank value is no value, since a form
sends every field it has. Pages ignore parameters they do not know (links shared elsewhere grow them); the API refuses
them, so that a program's misspelt filter is not silently dropped.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from search.periods import span
from search.query import Query, QueryError, Sort
from web.spelling import Spelling

MAX_KEY_LENGTH = 200  # code points of one chosen value: twice the longest agency's slug
SHOWN_LENGTH = 40  # code points of a wrong value that its error sentence repeats

_KEY = re.compile(r"\w[\w.:-]*")
_DEFAULT = Query()
_NUMBER = re.compile(r"[0-9]{1,9}")
_PERIOD = re.compile(r"[1-9][0-9]{3}(-[0-9]{2}){0,2}")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read(pairs: Iterable[tuple[str, str]], spelling: Spelling, beside: Iterable[str] = ()) -> Query:
    """Return the query that an address's parameters spell; raises QueryError for a value that cannot be understood.

    `beside` are the parameters that the address takes beside those of the query, which are read elsewhere.
    """
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if spelling.strict and name not in spelling.names:
            known = ", ".join((*spelling.names, *beside))
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
        date=tuple(_period(value) for value in many(spelling.date)),
        not_official=tuple(_key(value) for value in many(spelling.not_official)),
        not_agency=tuple(_key(value) for value in many(spelling.not_agency)),
        not_topic=tuple(_key(value) for value in many(spelling.not_topic)),
        not_date=tuple(_period(value) for value in many(spelling.not_date)),
        speaks=_switch(one(spelling.speaks), spelling.speaks, spelling, default=default.speaks),
        since=_day(one(spelling.since)),
        until=_day(one(spelling.until)),
        sort=_sort(one(spelling.sort), spelling),
        join=_switch(one(spelling.join), spelling.join, spelling, default=default.join),
        page=number(one(spelling.page), default.page),
        size=number(one(spelling.size), default.size),
        fold=_switch(one(spelling.fold), spelling.fold, spelling, default=default.fold),
    )


def explained(pairs: Iterable[tuple[str, str]], name: str, spelling: Spelling) -> tuple[list[tuple[str, str]], bool]:
    """Return the parameters but for `name`, and whether that one asks for the reasons; raises QueryError."""
    every = list(pairs)
    asked = next((value.strip() for other, value in every if other == name and value.strip()), None)
    return [(other, value) for other, value in every if other != name], _switch(asked, name, spelling, default=False)


def write(query: Query, spelling: Spelling) -> list[tuple[str, str]]:
    """Return the parameters of `query`'s canonical address: defaults left out, names in one order."""
    pairs: list[tuple[str, str]] = []
    if query.text:
        pairs.append((spelling.text, query.text))
    for name, keys in (
        (spelling.official, query.official),
        (spelling.agency, query.agency),
        (spelling.topic, query.topic),
        (spelling.date, query.date),
        (spelling.not_official, query.not_official),
        (spelling.not_agency, query.not_agency),
        (spelling.not_topic, query.not_topic),
        (spelling.not_date, query.not_date),
    ):
        if keys:
            pairs.extend((name, key) for key in keys)
    if query.speaks != _DEFAULT.speaks:
        pairs.append((spelling.speaks, _word(spelling, query.speaks)))
    if query.since:
        pairs.append((spelling.since, query.since.isoformat()))
    if query.until:
        pairs.append((spelling.until, query.until.isoformat()))
    if query.sort != _DEFAULT.sort:
        pairs.append((spelling.sort, next(name for name, sort in spelling.sorts.items() if sort == query.sort)))
    if query.join != _DEFAULT.join:
        pairs.append((spelling.join, _word(spelling, query.join)))
    if query.page != _DEFAULT.page:
        pairs.append((spelling.page, str(query.page)))
    if query.size != _DEFAULT.size:
        pairs.append((spelling.size, str(query.size)))
    if query.fold != _DEFAULT.fold:
        pairs.append((spelling.fold, _word(spelling, query.fold)))
    return pairs


def _word(spelling: Spelling, on: bool) -> str:
    return next(word for word, switch in spelling.switches.items() if switch is on)


def _shown(value: str) -> str:
    return f"“{value[:SHOWN_LENGTH]}{'…' if len(value) > SHOWN_LENGTH else ''}”"


def _key(value: str) -> str:
    if len(value) > MAX_KEY_LENGTH or not _KEY.fullmatch(value):
        raise QueryError(f"Giá trị lọc {_shown(value)} không hợp lệ. Hãy bỏ nó đi.", f"not a facet value: {value!r}")
    return value


def _period(value: str) -> str:
    if _PERIOD.fullmatch(value):
        try:
            span(value)
        except ValueError:
            pass  # figures in the right places, but no such day: the same sentence answers it
        else:
            return value
    raise QueryError(
        f"Không hiểu thời gian {_shown(value)}. Hãy ghi năm, tháng hoặc ngày: 2023, 2023-08, 2023-08-04.",
        f"not a year, month or day: {value!r}",
    )


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


def _switch(value: str | None, name: str, spelling: Spelling, *, default: bool) -> bool:
    if value is None:
        return default
    if value not in spelling.switches:
        words = ", ".join(spelling.switches)
        raise QueryError(f"Không hiểu {_shown(value)}. Hãy ghi {name} là một trong: {words}.", f"{name}: {value!r}")
    return spelling.switches[value]


def number(value: str | None, default: int) -> int:
    """Return what an address says is a number, `default` where it says nothing."""
    if value is None:
        return default
    if not _NUMBER.fullmatch(value):
        raise QueryError(f"{_shown(value)} không phải là số trang hay số kết quả.", f"not a number: {value!r}")
    return int(value)

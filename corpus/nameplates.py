"""What values of facets are called, asked for in plain SQL: of the archive's database, or of its file alone.

The database's library takes longer to load than a search takes, and a search needs nothing of an archive but names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.annotate.topic_lexicon import topic_names
from corpus.schema import SCHEMA
from corpus.spelling import title_key
from corpus.standing import level, unit_of
from corpus.trouble import PATIENCE

AT_ONCE = 500  # values in one IN list: far below what any database refuses, and few enough to plan quickly
# Behind the name of one of several namesakes of whom no office is known.
NO_OFFICE = "chưa rõ chức vụ"
# Who is given offices by so many articles is named often: one office given by one of them alone is no label.
OFTEN = 10

Ask = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Runs one SQL statement with a value for each "?" and returns its rows."""


def labels(ask: Ask, facet: str, keys: Collection[str]) -> dict[str, str]:
    """Return what to call people ("official"), bodies ("agency") or topics, by key; unknown keys are left out."""
    if facet == "official":
        return _people(ask, list(keys))
    if facet == "agency":
        rows = _rows(ask, "SELECT slug, label, place FROM agency WHERE slug IN ({})", list(keys))
        return {slug: agency_title(label, place) for slug, label, place in rows}
    if facet == "topic":
        return {id: name for id, name in topic_names().items() if id in keys}
    raise ValueError(f"no facet is called {facet!r}")


def _rows(ask: Ask, statement: str, values: Sequence[Any]) -> Iterator[Any]:
    """Yield the rows of a statement for values that stand in a list in it, few enough at a time."""
    for start in range(0, len(values), AT_ONCE):
        some = values[start : start + AT_ONCE]
        yield from ask(statement.format(", ".join("?" * len(some))), some)


def _people(ask: Ask, slugs: Sequence[str]) -> dict[str, str]:
    """Return people's names, and behind that of one of several namesakes the office."""
    rows = list(_rows(ask, "SELECT number, slug, name, key FROM person WHERE slug IN ({})", slugs))
    sharing = "SELECT key FROM person WHERE articles > 0 AND key IN ({}) GROUP BY key HAVING count(*) > 1"
    shared = {key for (key,) in _rows(ask, sharing, sorted({row[3] for row in rows}))}
    glosses = latest_offices(ask, [number for number, _, _, key in rows if key in shared])
    return {
        slug: f"{name} ({glosses.get(number, NO_OFFICE)})" if key in shared else name
        for number, slug, name, key in rows
    }


def agency_title(label: str, place: str | None) -> str:
    """Return a body's label for readers: a local one of unknown place says so, lest it be taken for the nearest one."""
    unit = None if place else unit_of(label)
    return f"{label} (không rõ {unit})" if unit else label


_OFFICES = (
    "SELECT person, key, place, former, title, count(DISTINCT article), max(day), max(article), min(position) "
    "FROM held WHERE person IN ({}) GROUP BY person, key, place, former, title"
)


def latest_offices(ask: Ask, numbers: Sequence[int]) -> dict[int, str]:
    """Return the latest office, with its place, of each of these people who has one.

    Of those who are named often, one that a single article gives them is more likely misread than new.
    """
    found: dict[int, dict[tuple[str, str | None, bool], list[_Wording]]] = {}
    for number, key, place, former, title, *seen in _rows(ask, _OFFICES, numbers):
        found.setdefault(number, {}).setdefault((key, place, bool(former)), []).append(_Wording(title, *seen))
    return {number: _latest(held) for number, held in found.items()}


@dataclass(frozen=True, slots=True)
class _Wording:
    """One wording of an office: how many articles have it, last day, last article, first place in an article."""

    title: str
    articles: int
    day: int
    article: int
    position: int


def _latest(held: Mapping[tuple[str, str | None, bool], Sequence[_Wording]]) -> str:
    counts = {office: sum(one.articles for one in wordings) for office, wordings in held.items()}
    often = [office for office, count in counts.items() if count > 1] if sum(counts.values()) >= OFTEN else []
    latest = max(
        often or held,
        key=lambda office: max((one.day, one.article, not office[2], -one.position) for one in held[office]),
    )
    most = max(held[latest], key=lambda one: (one.articles, one.day, one.title))
    return gloss(most.title, latest[1], latest[2])


def gloss(title: str, place: str | None, former: bool) -> str:
    """Return an office as a few words behind a name: "Phó Chủ tịch UBND huyện Đầm Hà", "Giám đốc Sở, Quảng Ninh"."""
    said = f"Nguyên {title[:1].lower()}{title[1:]}" if former else title[:1].upper() + title[1:]
    if not place:
        return said
    last_words = title_key(title).split()[-2:]
    return f"{said} {place}" if level(" ".join(last_words)) and last_words[-1] != "sở" else f"{said}, {place}"


class Unreadable(Exception):
    """A file cannot be asked without more ado: it is missing, damaged, or of an earlier schema."""


class Nameplates:
    """The names of one archive's file, each asked for with a connection of its own."""

    def __init__(self, file: Path) -> None:
        """Take a file; raises Unreadable where `corpus.archive` must see to it first, or say what is wrong with it."""
        self._file = file
        if not file.exists():
            raise Unreadable
        with self._asking() as ask:
            if [tuple(row) for row in ask("SELECT value FROM meta WHERE name = 'schema'", ())] != [(str(SCHEMA),)]:
                raise Unreadable

    def labels(self, facet: str, keys: Collection[str]) -> dict[str, str]:
        """Return what to call these values of a facet; raises Unreadable."""
        with self._asking() as ask:
            return labels(ask, facet, keys)

    @contextmanager
    def _asking(self) -> Iterator[Ask]:
        """Yield a way to ask one state of the file, the last commit."""
        try:
            connection = sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)
            try:
                connection.execute("BEGIN")
                yield connection.execute
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise Unreadable from error

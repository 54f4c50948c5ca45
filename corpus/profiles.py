"""What the registry knows about a person or a body, read in a few indexed queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, distinct, func, select

from corpus import reform, tables
from corpus.article import Agency
from corpus.labels import latest_offices
from corpus.nameplates import agency_title
from corpus.spelling import agency_key, agency_label, display_name

# Written forms shown beside a name; the rest are rarer still.
ALIASES = 12
# Articles shown as evidence of a person's links.
EVIDENCE = 10


@dataclass(frozen=True, slots=True)
class Held:
    """An office that articles give a person: first and last day it was seen (None: no day), in how many articles."""

    title: str
    agency_id: str | None
    agency_name: str | None
    place: str | None
    former: bool
    first: date | None
    last: date | None
    articles: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person on record. `aliases` are other written forms of the name, `offices` the newest first."""

    id: str
    name: str
    aliases: tuple[str, ...]
    gloss: str
    articles: int
    offices: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office in a body; days as in `Held`, None where only past holding is spoken of."""

    person_id: str
    name: str
    title: str
    first: date | None
    last: date | None
    articles: int


@dataclass(frozen=True, slots=True)
class Kin:
    """A body that came before or after another: its label, its slug where articles name it, from which day, a note."""

    label: str
    id: str | None
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """A body on record: canonical name, proper place, both together as written, other forms, holders newest first.

    `before` and `after` are the bodies that it was made of and that took over from it.
    """

    id: str
    name: str
    place: str | None
    label: str
    aliases: tuple[str, ...]
    articles: int
    holders: tuple[Holder, ...]
    before: tuple[Kin, ...] = ()
    after: tuple[Kin, ...] = ()


def person(connection: Connection, slug: str) -> Person | None:
    """Return the person with this slug, None if no article names one."""
    of = tables.person.c
    row = connection.execute(select(of.number, of.name, of.articles).where(of.slug == slug, of.articles > 0)).first()
    if row is None:
        return None
    number, name, articles = row
    written = _written(connection, tables.naming, "person", number)
    aliases = [form for form in dict.fromkeys(map(_ordinary, written)) if form != name]
    gloss = latest_offices(connection, [number]).get(number, "")
    return Person(slug, name, tuple(aliases[:ALIASES]), gloss, articles, _offices(connection, number))


def agency(connection: Connection, slug: str) -> AgencyRecord | None:
    """Return the body with this slug, None if no article names one."""
    of = tables.agency.c
    query = select(of.number, of.name, of.place, of.label, of.articles).where(of.slug == slug, of.articles > 0)
    row = connection.execute(query).first()
    if row is None:
        return None
    number, name, place, label, articles = row
    written = _written(connection, tables.acting, "agency", number)
    aliases = [form for form in written if form not in (name, label)]
    title = agency_title(label, place)
    holders = _holders(connection, number)
    before = _kin(connection, reform.predecessors(name, place))
    after = _kin(connection, reform.successors(name, place))
    return AgencyRecord(slug, name, place, title, tuple(aliases[:ALIASES]), articles, holders, before, after)


def _kin(connection: Connection, changes: Sequence[reform.Change]) -> tuple[Kin, ...]:
    of, found = tables.agency.c, []
    for change in changes:
        query = select(of.slug).where(of.key == agency_key(change.name, change.place), of.articles > 0)
        label = agency_label(Agency(change.name, change.place))
        found.append(Kin(label, connection.execute(query).scalar(), change.on, change.note))
    return tuple(found)


def newest_articles(connection: Connection, slug: str) -> list[str]:
    """Return the ids of the articles that came last among those that name a person."""
    of = tables.naming.c
    query = select(tables.article.c.id).join_from(tables.naming, tables.article, tables.article.c.number == of.article)
    query = query.join(tables.person, tables.person.c.number == of.person).where(tables.person.c.slug == slug)
    return list(connection.execute(query.order_by(of.article.desc()).limit(EVIDENCE)).scalars())


def _offices(connection: Connection, number: int) -> tuple[Held, ...]:
    of, body = tables.held.c, tables.agency.c
    known = func.nullif(of.day, 0)
    query = select(
        of.key,
        of.former,
        of.agency,
        body.slug,
        body.name,
        func.coalesce(of.place, body.place),
        func.min(known),
        func.max(known),
        func.count(distinct(of.article)),
    )
    query = query.join_from(tables.held, tables.agency, body.number == of.agency, isouter=True)
    query = query.where(of.person == number)
    query = query.group_by(of.key, of.former, of.agency, body.slug, body.name, of.place, body.place)
    titles = _titles(connection, [of.key, of.agency], of.person == number)
    offices = [
        Held(titles[key, body_number], slug, name, place, bool(former), _day(first), _day(last), articles)
        for key, former, body_number, slug, name, place, first, last, articles in connection.execute(query)
    ]
    return tuple(sorted(offices, key=lambda one: _newest(one.last, one.articles, one.former, one.title)))


def _holders(connection: Connection, number: int) -> tuple[Holder, ...]:
    of, who = tables.held.c, tables.person.c
    known = case((of.former, None), else_=func.nullif(of.day, 0))
    query = select(
        who.number, who.slug, who.name, of.key, func.min(known), func.max(known), func.count(distinct(of.article))
    )
    query = query.join_from(tables.held, tables.person, who.number == of.person).where(of.agency == number)
    titles = _titles(connection, [of.person, of.key], of.agency == number)
    holders = [
        Holder(slug, name, titles[(person, key)], _day(first), _day(last), articles)
        for person, slug, name, key, first, last, articles in connection.execute(
            query.group_by(who.number, who.slug, who.name, of.key)
        )
    ]
    return tuple(sorted(holders, key=lambda one: _newest(one.last, one.articles, False, one.person_id + one.title)))


def _titles(connection: Connection, by: Sequence[Any], where: Any) -> dict[tuple[Any, ...], str]:
    """Return the most frequent written form of each title, the fullest of equals, by the columns `by`."""
    title, times = tables.held.c.title, func.count()
    query = select(*by, title).where(where).group_by(*by, title).order_by(times, func.length(title), title.desc())
    return {tuple(row[:-1]): row[-1] for row in connection.execute(query)}


def _written(connection: Connection, table: Any, who: str, number: int) -> list[str]:
    """Return the forms in which articles write a name, most frequent first."""
    query = select(table.c.written).where(table.c[who] == number).group_by(table.c.written)
    return list(connection.execute(query.order_by(func.count().desc(), table.c.written)).scalars())


def _ordinary(name: str) -> str:
    """Return a written form in ordinary capitals, its tone style as it is."""
    return display_name(name) if name.isupper() else " ".join(name.split())


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _newest(last: date | None, articles: int, former: bool, text: str) -> tuple[int, bool, int, str]:
    return -(last.toordinal() if last else 0), former, -articles, text

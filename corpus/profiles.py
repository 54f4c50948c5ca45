"""What the registry knows about a person or a body, read in a few indexed queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, distinct, func, select

from corpus import tables
from corpus.annotate.topic_lexicon import topic_names
from corpus.database import slices
from corpus.identity import display_name, level, title_key

# Behind the name of one of several namesakes of whom no office is known.
NO_OFFICE = "chưa rõ chức vụ"
# Written forms shown beside a name; the rest are rarer still.
ALIASES = 12


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
class AgencyRecord:
    """A body on record: canonical name, proper place, both together as written, other forms, holders newest first."""

    id: str
    name: str
    place: str | None
    label: str
    aliases: tuple[str, ...]
    articles: int
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list. `gloss` is the latest office, empty where none is known."""

    id: str
    name: str
    gloss: str
    articles: int


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A body in a list."""

    id: str
    label: str
    articles: int


def person(connection: Connection, slug: str) -> Person | None:
    """Return the person with this slug, None if no article names one."""
    of = tables.person.c
    row = connection.execute(select(of.number, of.name, of.articles).where(of.slug == slug, of.articles > 0)).first()
    if row is None:
        return None
    number, name, articles = row
    written = _written(connection, tables.naming, "person", number)
    aliases = [form for form in dict.fromkeys(map(_ordinary, written)) if form != name]
    gloss = _glosses(connection, [number]).get(number, "")
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
    return AgencyRecord(slug, name, place, label, tuple(aliases[:ALIASES]), articles, _holders(connection, number))


def labels(connection: Connection, facet: str, keys: Collection[str]) -> dict[str, str]:
    """Return what to call the values of a facet, by key."""
    if facet == "official":
        return _person_labels(connection, list(keys))
    if facet == "agency":
        of = tables.agency.c
        query = select(of.slug, of.label)
        return {
            slug: label
            for some in slices(list(keys))
            for slug, label in connection.execute(query.where(of.slug.in_(some)))
        }
    if facet == "topic":
        return {id: name for id, name in topic_names().items() if id in keys}
    raise ValueError(f"no facet is called {facet!r}")


def people(connection: Connection, limit: int) -> tuple[PersonLine, ...]:
    """Return the people whom most articles name."""
    of = tables.person.c
    query = select(of.number, of.slug, of.name, of.articles).where(of.articles > 0)
    rows = connection.execute(query.order_by(of.articles.desc(), of.sort, of.number).limit(limit)).all()
    glosses = _glosses(connection, [row.number for row in rows])
    return tuple(PersonLine(slug, name, glosses.get(number, ""), articles) for number, slug, name, articles in rows)


def agencies(connection: Connection, limit: int) -> tuple[AgencyLine, ...]:
    """Return the bodies that most articles name."""
    of = tables.agency.c
    query = select(of.slug, of.label, of.articles).where(of.articles > 0)
    rows = connection.execute(query.order_by(of.articles.desc(), of.sort, of.number).limit(limit))
    return tuple(AgencyLine(*row) for row in rows)


def _person_labels(connection: Connection, slugs: Sequence[str]) -> dict[str, str]:
    of, found = tables.person.c, {}
    for some in slices(slugs):
        rows = connection.execute(select(of.number, of.slug, of.name, of.key).where(of.slug.in_(some))).all()
        sharing = select(of.key).where(of.key.in_({row.key for row in rows}), of.articles > 0)
        shared = set(connection.execute(sharing.group_by(of.key).having(func.count() > 1)).scalars())
        glosses = _glosses(connection, [row.number for row in rows if row.key in shared])
        for number, slug, name, key in rows:
            found[slug] = f"{name} ({glosses.get(number, NO_OFFICE)})" if key in shared else name
    return found


def _glosses(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the latest office, with its place, of each of these people who has one."""
    of, later = tables.held.c, tables.held.alias()
    newest = select(later.c.article).where(later.c.person == of.person)
    newest = newest.order_by(later.c.day.desc(), later.c.article.desc()).limit(1)
    query = select(of.person, of.title, of.place, of.former).where(of.article == newest.scalar_subquery())
    found: dict[int, str] = {}
    for some in slices(numbers):
        for number, title, place, former in connection.execute(
            query.where(of.person.in_(some)).order_by(of.former, of.position)
        ):
            found.setdefault(number, gloss(title, place, former))
    return found


def gloss(title: str, place: str | None, former: bool) -> str:
    """Return an office as a few words behind a name: "Phó Chủ tịch UBND huyện Đầm Hà", "Giám đốc Sở, Quảng Ninh"."""
    said = f"Nguyên {title[:1].lower()}{title[1:]}" if former else title[:1].upper() + title[1:]
    if not place:
        return said
    last_words = title_key(title).split()[-2:]
    return f"{said} {place}" if level(" ".join(last_words)) and last_words[-1] != "sở" else f"{said}, {place}"


def _offices(connection: Connection, number: int) -> tuple[Held, ...]:
    of, body = tables.held.c, tables.agency.c
    known = func.nullif(of.day, 0)
    query = select(
        of.key,
        of.former,
        body.slug,
        body.name,
        func.coalesce(of.place, body.place),
        func.min(known),
        func.max(known),
        func.count(distinct(of.article)),
    )
    query = query.join_from(tables.held, tables.agency, body.number == of.agency, isouter=True)
    query = query.where(of.person == number).group_by(of.key, of.former, body.slug, body.name, of.place, body.place)
    titles = _titles(connection, [of.key], of.person == number)
    offices = [
        Held(titles[(key,)], slug, name, place, bool(former), _day(first), _day(last), articles)
        for key, former, slug, name, place, first, last, articles in connection.execute(query)
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
    """Return the most frequent written form of each title, by the columns `by`."""
    title, times = tables.held.c.title, func.count()
    query = select(*by, title).where(where).group_by(*by, title).order_by(times, title.desc())
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

"""What to call people, bodies and topics: in lists, in facets, and behind the name of one of several namesakes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpus import nameplates, tables
from corpus.annotate.topic_lexicon import topic_names
from corpus.nameplates import agency_title
from corpus.rows import plainly, slices
from corpus.vietnamese import collation_key, fold, lower


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


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what articles name: the facet whose value it is ("official", "agency"), the value, and what to call it."""

    kind: str
    id: str
    label: str
    articles: int


def labels(connection: Connection, facet: str, keys: Collection[str]) -> dict[str, str]:
    """Return what to call the values of a facet, by key."""
    return nameplates.labels(plainly(connection), facet, keys)


def latest_offices(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the latest office, with its place, of each of these people who has one."""
    return nameplates.latest_offices(plainly(connection), numbers)


def people(connection: Connection, limit: int) -> tuple[PersonLine, ...]:
    """Return the people whom most articles name."""
    of = tables.person.c
    query = select(of.number, of.slug, of.name, of.articles).where(of.articles > 0)
    rows = connection.execute(query.order_by(of.articles.desc(), of.sort, of.number).limit(limit)).all()
    glosses = latest_offices(connection, [row.number for row in rows])
    return tuple(PersonLine(slug, name, glosses.get(number, ""), articles) for number, slug, name, articles in rows)


def agencies(connection: Connection, limit: int) -> tuple[AgencyLine, ...]:
    """Return the bodies that most articles name."""
    of = tables.agency.c
    query = select(of.slug, of.label, of.place, of.articles).where(of.articles > 0)
    rows = connection.execute(query.order_by(of.articles.desc(), of.sort, of.number).limit(limit))
    return tuple(AgencyLine(slug, agency_title(label, place), articles) for slug, label, place, articles in rows)


def named(connection: Connection) -> Iterator[Named]:
    """Yield all people and bodies that articles name, most named first within each kind."""
    for kind, table in (("official", tables.person), ("agency", tables.agency)):
        of = table.c
        query = select(of.slug, of.label, of.place, of.articles).where(of.articles > 0)
        for slug, label, place, articles in connection.execute(query.order_by(of.articles.desc(), of.sort, of.number)):
            yield Named(kind, slug, agency_title(label, place) if kind == "agency" else label, articles)


def roll(connection: Connection, facet: str) -> list[tuple[str, str]]:
    """Return key and name of all values of a facet on record, in the order of the dictionary.

    Behind them stand other names by which corrections have some of them known.
    """
    if facet == "topic":
        return sorted(topic_names().items(), key=lambda topic: collation_key(topic[1]))
    of = (tables.person if facet == "official" else tables.agency).c
    rows = connection.execute(select(of.slug, of.label).where(of.articles > 0).order_by(of.sort, of.number))
    return [(slug, label) for slug, label in rows]


def offices(connection: Connection, slugs: Sequence[str]) -> dict[str, str]:
    """Return the latest office, with its place, of each of these people who has one."""
    of = tables.person.c
    query = select(of.number, of.slug)
    numbers = {
        number: slug for some in slices(slugs) for number, slug in connection.execute(query.where(of.slug.in_(some)))
    }
    return {numbers[number]: office for number, office in latest_offices(connection, list(numbers)).items()}


def listed(connection: Connection, kind: str, name: str, limit: int) -> list[tuple[str, str, str, int]]:
    """Return slug, label, latest office and articles of records whose label holds `name`'s words, most named first."""
    table = tables.person if kind == "people" else tables.agency
    of, wanted = table.c, [fold(lower(word)) for word in name.split()]
    query = select(of.number, of.slug, of.label, of.articles).where(of.articles > 0)
    found = []
    for row in connection.execute(query.order_by(of.articles.desc(), of.sort, of.number)):
        words = fold(lower(row.label))
        if all(word in words for word in wanted):
            found.append(row)
            if len(found) == limit:
                break
    glosses = latest_offices(connection, [row.number for row in found]) if kind == "people" else {}
    return [(row.slug, row.label, glosses.get(row.number, ""), row.articles) for row in found]

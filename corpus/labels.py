"""What to call people, bodies and topics: in lists, in facets, and behind the name of one of several namesakes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from corpus import tables
from corpus.annotate.topic_lexicon import topic_names
from corpus.rows import slices
from corpus.spelling import title_key
from corpus.standing import level, unit_of
from corpus.vietnamese import collation_key, fold, lower

# Behind the name of one of several namesakes of whom no office is known.
NO_OFFICE = "chưa rõ chức vụ"
# Who is given offices by so many articles is named often: one office given by one of them alone is no label.
OFTEN = 10


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
    """Return what to call people ("official") or bodies ("agency"), by key."""
    if facet == "official":
        return _person_labels(connection, list(keys))
    if facet == "agency":
        of = tables.agency.c
        query = select(of.slug, of.label, of.place)
        return {
            slug: agency_title(label, place)
            for some in slices(list(keys))
            for slug, label, place in connection.execute(query.where(of.slug.in_(some)))
        }
    raise ValueError(f"no facet is called {facet!r}")


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


def agency_title(label: str, place: str | None) -> str:
    """Return a body's label for readers: a local one of unknown place says so, lest it be taken for the nearest one."""
    unit = None if place else unit_of(label)
    return f"{label} (không rõ {unit})" if unit else label


def _person_labels(connection: Connection, slugs: Sequence[str]) -> dict[str, str]:
    of, found = tables.person.c, {}
    for some in slices(slugs):
        rows = connection.execute(select(of.number, of.slug, of.name, of.key).where(of.slug.in_(some))).all()
        sharing = select(of.key).where(of.key.in_({row.key for row in rows}), of.articles > 0)
        shared = set(connection.execute(sharing.group_by(of.key).having(func.count() > 1)).scalars())
        glosses = latest_offices(connection, [row.number for row in rows if row.key in shared])
        for number, slug, name, key in rows:
            found[slug] = f"{name} ({glosses.get(number, NO_OFFICE)})" if key in shared else name
    return found


def latest_offices(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the latest office, with its place, of each of these people who has one.

    Of those who are named often, one that a single article gives them is more likely misread than new.
    """
    of = tables.held.c
    said = (func.count(of.article.distinct()), func.max(of.day), func.max(of.article), func.min(of.position))
    query = select(of.person, of.key, of.place, of.former, of.title, *said)
    query = query.group_by(of.person, of.key, of.place, of.former, of.title)
    found: dict[int, dict[tuple[str, str | None, bool], list[_Wording]]] = {}
    for some in slices(numbers):
        for number, key, place, former, title, *seen in connection.execute(query.where(of.person.in_(some))):
            found.setdefault(number, {}).setdefault((key, place, former), []).append(_Wording(title, *seen))
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

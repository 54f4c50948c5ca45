"""The same person, the same body across articles: one record each, its slug given once and for ever.

The registry stands in the archive's database and is made from annotations alone: what an article contributed is taken
out and put in anew when it is annotated again, and taken out when it is removed. Reading it is in corpus/profiles.py
and corpus/labels.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from corpus import correcting, labels, profiles, tables
from corpus.annotate.topic_lexicon import topic_names
from corpus.archive import Archive
from corpus.article import Annotations, Article, Links
from corpus.corrections import Corrections, Kind, Split
from corpus.intake import encode
from corpus.labels import AgencyLine, Named, PersonLine
from corpus.ledger import Ledger
from corpus.noted import Noted, noted, read_sheet
from corpus.packed import Packed, packed, unpack
from corpus.profiles import AgencyRecord, Held, Holder, Person
from corpus.remembered import Remembered
from corpus.rows import amend, last, put, slices, take
from corpus.tally import withdraw

__all__ = ["AgencyLine", "AgencyRecord", "Held", "Holder", "Named", "Person", "PersonLine", "Registry"]

_KINDS: Mapping[str, Kind] = MappingProxyType({"official": "people", "agency": "agencies"})  # of records, by facet
_links = msgspec.json.Decoder(Links).decode


class Registry:
    """People and agencies of one archive. Any number may read at a time; `record` waits for other writers."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database
        # What the last `record` knew of the people it met, good as long as nobody else has written since.
        self._ledger = Ledger()
        self._remembered = Remembered()

    def record(self, version: int, annotated: Iterable[tuple[Article, Annotations]]) -> None:
        """Store annotations made by the annotator of this version and link who and what they name, all in one commit.

        Articles that were removed, or got another revision, since they were read are passed over: they are pending
        still. The same articles in the same order always get the same links.
        """
        self.enter(version, (noted(article, encode(article)[1], found) for article, found in annotated))

    def enter(self, version: int, annotated: Iterable[Noted]) -> None:
        """Do as `record` does, for articles whose annotations come as bytes, as worker processes hand them over."""
        given = {one.id: one for one in annotated}
        with self._database.writing() as connection:
            ledger, self._ledger = self._ledger, Ledger()  # a failure leaves the empty one
            if (ledger.change, ledger.corrections) != (last(connection, "change"), correcting.in_force(connection)):
                ledger = correcting.new_ledger(connection)
            numbers, linked = _current(connection, given)
            read = [(numbers[id], one) for id, one in given.items() if id in numbers]
            earlier = _earlier(connection, [number for number, _ in read])
            ledger.forget(withdraw(connection, linked))
            sheets = [(number, read_sheet(one)) for number, one in read]
            entry = ledger.entry(connection, [sheet for _, sheet in sheets])
            links = [entry.link(number, sheet, earlier.get(number)) for number, sheet in sheets]
            entry.write(connection)
            _store(connection, version, read, links, set(earlier))
            people, agencies = entry.awaited()
            if people or agencies:
                correcting.settle(connection, people, agencies)
                ledger = correcting.new_ledger(connection)
            ledger.change = last(connection, "change")
        self._ledger = ledger

    def correct(self, corrections: Corrections) -> int:
        """Bring the registry to these decisions of people, in one commit; return how many articles were linked anew."""
        with self._database.writing() as connection:
            return correcting.correct(connection, corrections)

    def unknown(self, corrections: Corrections) -> list[tuple[int, str]]:
        """Return the slugs of which decisions speak that nobody ever had, each with its decision's number (from 1)."""
        with self._database.reading() as connection:
            return correcting.unknown(connection, corrections)

    def split_off(self, entry: Split, corrections: Corrections) -> Split:
        """Return a split with a free slug for who is split off, one that `corrections` promise nobody."""
        with self._database.reading() as connection:
            return correcting.split_off(connection, entry, corrections)

    def listed(self, of: Kind, name: str, limit: int) -> list[tuple[str, str, str, int]]:
        """Return slug, label, latest office ("" for bodies) and articles of who is named most, those like `name`."""
        with self._database.reading() as connection:
            return labels.listed(connection, of, name, limit)

    def evidence(self, slug: str) -> list[tuple[str, str, float]]:
        """Return id and title of the newest articles that name a person, and how sure each link is."""
        with self._database.reading() as connection:
            ids = profiles.newest_articles(connection, slug)
        return [
            (article.id, article.title, links.officials_sure[links.officials.index(slug)])
            for article, _, links in self.documents(ids)
            if slug in links.officials and len(links.officials_sure) == len(links.officials)
        ]

    def called(self, kind: Kind, slugs: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return by which names each of these is known: the present one, an earlier one, those of who was merged."""
        with self._database.reading() as connection:
            return correcting.names(connection, kind, slugs)

    def moved(self, kind: Kind, slug: str) -> str | None:
        """Return the slug that took the place of a merged one, None where there is none."""
        with self._database.reading() as connection:
            return correcting.moved(connection, kind, slug)

    def documents(self, ids: Sequence[str]) -> list[tuple[Article, Annotations, Links]]:
        """Return articles with their annotations and links, in the order of `ids`.

        Those that are unknown, removed, or not annotated since their last revision are left out.
        """
        return [unpack(record) for record in self.packed(ids)]

    def packed(self, ids: Sequence[str]) -> Iterator[Packed]:
        """Yield the same as it is stored, for `corpus.packed.unpack` in any process: a statement every AT_ONCE ids."""
        for some in slices(ids):
            with self._database.reading() as connection:
                found = list(packed(connection, some))
            yield from found

    def person(self, slug: str) -> Person | None:
        """Return who bears this slug: name, aliases, offices, newest first; None if no article names them."""
        with self._database.reading() as connection:
            return profiles.person(connection, slug)

    def agency(self, slug: str) -> AgencyRecord | None:
        """Return which body bears this slug, with its holders of office, newest first; None if no article names it."""
        with self._database.reading() as connection:
            return profiles.agency(connection, slug)

    def labels(self, facet: str, keys: Collection[str]) -> dict[str, str]:
        """Return what to call these values of the facet "official", "agency" or "topic"; unknown keys are left out.

        Where people share a name, their office and place stand behind it: "Lê Văn An (Bí thư Huyện ủy Đầm Hà)".
        """
        if facet == "topic":
            names = topic_names()
            return {key: names[key] for key in names if key in keys}
        with self._database.reading() as connection:
            return self._remembered.labels(connection, facet, keys)

    def roll(self, facet: str) -> list[tuple[str, str]]:
        """Return key and name of all values of a facet on record, in the order of the dictionary.

        Behind them stand the other names that corrections gave or took from some of them, with the same keys.
        """
        with self._database.reading() as connection:
            found = labels.roll(connection, facet)
            kind = _KINDS.get(facet)
            if kind is not None:
                also = correcting.other_names(connection, kind)
                found += [(slug, name) for slug, names in also.items() for name in names]
            return found

    def change(self) -> int:
        """Return the number of the last change to the archive, the registry's among them."""
        with self._database.reading() as connection:
            return last(connection, "change")

    def named(self) -> list[Named]:
        """Return all people and bodies that articles name, most named first within each kind."""
        with self._database.reading() as connection:
            found = list(labels.named(connection))
            for facet, kind in _KINDS.items():
                articles = {one.id: one.articles for one in found if one.kind == facet}
                for slug, names in correcting.other_names(connection, kind).items():
                    found += [Named(facet, slug, name, articles[slug]) for name in names if slug in articles]
            return found

    def offices(self, slugs: Sequence[str]) -> dict[str, str]:
        """Return the latest office, with its place, of each of these people who has one."""
        with self._database.reading() as connection:
            return labels.offices(connection, slugs)

    def people(self, limit: int) -> tuple[PersonLine, ...]:
        """Return the people that most articles name, most first, then in the order of the dictionary."""
        with self._database.reading() as connection:
            return labels.people(connection, limit)

    def agencies(self, limit: int) -> tuple[AgencyLine, ...]:
        """Return the bodies that most articles name, most first, then in the order of the dictionary."""
        with self._database.reading() as connection:
            return labels.agencies(connection, limit)


def _current(connection: Connection, given: Mapping[str, Noted]) -> tuple[dict[str, int], list[int]]:
    """Return the numbers of the articles whose current revision was read, and which of them are in the registry."""
    of, numbers, linked = tables.article.c, {}, []
    query = select(of.id, of.number, of.hash, of.linked).where(~of.removed)
    for some in slices(list(given)):
        for id, number, digest, counted in connection.execute(query.where(of.id.in_(some))):
            if digest == given[id].hash:
                numbers[id] = number
                if counted:
                    linked.append(number)
    return numbers, linked


def _earlier(connection: Connection, numbers: Sequence[int]) -> dict[int, Links]:
    """Return the links that these articles had when they were last annotated."""
    of, found = tables.annotation.c, {}
    for some in slices(numbers):
        for number, links in connection.execute(select(of.article, of.links).where(of.article.in_(some))):
            found[number] = _links(links)
    return found


def _store(
    connection: Connection,
    version: int,
    read: Sequence[tuple[int, Noted]],
    links: Sequence[Links],
    known: Collection[int],
) -> None:
    rows: list[dict[str, Any]] = [
        {"article": number, "content": one.annotations, "links": msgspec.json.encode(linked)}
        for (number, one), linked in zip(read, links, strict=True)
    ]
    put(connection, tables.annotation, [row for row in rows if row["article"] not in known])
    amend(connection, tables.annotation, "article", [row for row in rows if row["article"] in known])
    first = take(connection, "change", len(read))
    state = {"annotated": version, "linked": True}
    rows = [{"number": number, "changed": first + at, **state} for at, (number, _) in enumerate(read)]
    amend(connection, tables.article, "number", rows)

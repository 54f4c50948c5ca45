"""What one writer of the registry knows: whom each name can mean, and what people decided about that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, Table, select

from corpus import tables
from corpus.article import Agency
from corpus.entering import Entry
from corpus.noted import Sheet
from corpus.record import Record, people_on_record
from corpus.rows import slices
from corpus.rulings import Rulings
from corpus.shelf import Shelf
from corpus.spelling import agency_key, agency_label, display_name, name_key

# Names kept in mind from one commit to the next: some 100 MB.
MEMORY = 100_000


class Ledger:
    """What one writer knows of people and bodies. `change` is the change number up to which it knows all."""

    def __init__(self, people: Rulings | None = None, agencies: Rulings | None = None, corrections: str = "") -> None:
        self.change = -1
        self.corrections = corrections  # the text from which the rulings were made
        self.people, self.agencies = people or Rulings(), agencies or Rulings()
        self._people: dict[str, list[Record]] = {}
        self._bodies: dict[str, tuple[int, str]] = {}

    def forget(self, numbers: Collection[int]) -> None:
        """Forget the people with these numbers, and their namesakes: articles of theirs have been taken out."""
        if numbers:
            records = self._people.items()
            for key in [key for key, namesakes in records if any(one.number in numbers for one in namesakes)]:
                del self._people[key]

    def entry(self, connection: Connection, batch: Sequence[Sheet]) -> Entry:
        """Begin to enter a batch: load all that is on record about its names, so that linking asks nothing more."""
        if len(self._people) > MEMORY:
            self._people.clear()
        names = {name_key(official.name): official.name for one in batch for official in one.officials}
        for key in _keys(connection, tables.person, self.people.targets()).values():
            names.setdefault(key, key)
        names = {key: name for key, name in names.items() if key not in self._people}
        self._people |= people_on_record(connection, list(names))
        bodies = {agency_key(body.name, body.place): body for one in batch for body in _bodies(one)}
        missing, of = [key for key in bodies if key not in self._bodies], tables.agency.c
        for some in slices(missing):
            for key, number, slug in connection.execute(select(of.key, of.number, of.slug).where(of.key.in_(some))):
                self._bodies[key] = (number, slug)
        fresh = [agency_label(bodies[key]) for key in missing if key not in self._bodies]
        promised = frozenset(self.people.split.values())
        people = Shelf(connection, tables.person, map(display_name, names.values()), promised)
        moved = _numbers(connection, tables.agency, self.agencies.targets())
        rulings = (self.people, self.agencies)
        return Entry(rulings, self._people, self._bodies, people, Shelf(connection, tables.agency, fresh), moved)


def _bodies(sheet: Sheet) -> Iterator[Agency]:
    """Yield the bodies that an article names, by themselves or as those of an office."""
    yield from sheet.agencies
    for official in sheet.officials:
        for office in official.offices:
            if office.agency:
                yield Agency(office.agency, office.place)


def _keys(connection: Connection, table: Table, slugs: Collection[str]) -> dict[str, str]:
    """Return the keys of these slugs' records."""
    of, found = table.c, dict[str, str]()
    for some in slices(sorted(slugs)):
        rows = connection.execute(select(of.slug, of.key).where(of.slug.in_(some)))
        found.update((slug, key) for slug, key in rows)
    return found


def _numbers(connection: Connection, table: Table, slugs: Collection[str]) -> dict[str, int]:
    """Return the numbers of these slugs' records."""
    of, found = table.c, {}
    for some in slices(sorted(slugs)):
        rows = connection.execute(select(of.slug, of.number).where(of.slug.in_(some)))
        found.update({slug: int(number) for slug, number in rows})
    return found

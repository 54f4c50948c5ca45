"""The registry's writing hand: whom each article names, found on record or put there, gathered and written in bulk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from corpus import identity, tables
from corpus.article import Agency, Annotations, Article, Links, Office, Official
from corpus.bearers import bearers
from corpus.database import put, slices
from corpus.record import Record, people_on_record
from corpus.rulings import Rulings
from corpus.shelf import Shelf
from corpus.spelling import agency_key, agency_label, display_name, name_key, office_key
from corpus.standing import unit_of
from corpus.vietnamese import one_tone_style

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

    def entry(self, connection: Connection, batch: Sequence[Annotations]) -> Entry:
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
        people = Shelf(connection, tables.person, map(display_name, names.values()))
        moved = _numbers(connection, tables.agency, self.agencies.targets())
        return Entry(self, self._people, self._bodies, people, Shelf(connection, tables.agency, fresh), moved)


class Entry:
    """The entering of one batch of articles."""

    def __init__(
        self,
        ledger: Ledger,
        people: dict[str, list[Record]],
        bodies: dict[str, tuple[int, str]],
        person_shelf: Shelf,
        agency_shelf: Shelf,
        moved: dict[str, int],
    ) -> None:
        self._people_rulings, self._agency_rulings = ledger.people, ledger.agencies
        self._people, self._bodies, self._moved = people, bodies, moved
        self._person_shelf, self._agency_shelf = person_shelf, agency_shelf
        self._rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in tables.CONTRIBUTED}

    def link(
        self, number: int, article: Article, annotations: Annotations, before: Links | None, *, keep: bool = False
    ) -> Links:
        """Enter who and what the article with this number names, and return their slugs.

        `before` is what it was linked to last; with `keep` only people's decisions change that.
        """
        text = article.text
        named: dict[int, str] = {}
        agencies, agencies_found, agencies_sure = [], [], []
        for body in annotations.agencies:
            slug = self._body(body)[1]
            agencies_found.append(slug)
            decided = self._decided_body(article.id, body)
            agencies.append(decided[1] if decided else "")
            sure = identity.body_confidence(body.place, unit_of(body.name))
            agencies_sure.append(sure if decided and decided[1] == slug else identity.DECIDED)
            if decided:
                named.setdefault(decided[0], _written(body, text))
        published = article.published.date() if article.published else annotations.event_date
        day, setting = published.toordinal() if published else 0, identity.setting(annotations)
        people: dict[int, str] = {}
        officials, found, sure_of = [], [], []
        for at, official in enumerate(annotations.officials):
            seen = identity.sighting(official, setting, day)
            last = before.automatic_officials if before else ()
            held_to = last[at] if keep and at < len(last) else None
            record, sure = self._person(official, seen, last, held_to)
            found.append(record.slug)
            meant = self._decided(article.id, record, official)
            officials.append(meant.slug if meant else "")
            sure_of.append(sure if meant is record else identity.DECIDED)
            if meant is None:
                continue
            if meant.number in people:
                meant.see(seen.posts)
            else:
                meant.note(seen)
                people[meant.number] = official.name
            for office, post in zip(official.offices, seen.posts, strict=True):
                self._hold(number, article.id, meant, office, post, named)
        self._rows[tables.naming] += [{"article": number, "person": at, "written": name} for at, name in people.items()]
        self._rows[tables.acting] += [{"article": number, "agency": at, "written": name} for at, name in named.items()]
        self._rows[tables.setting].append({"article": number, "places": "\n".join(sorted(setting))})
        self._person_shelf.counts.update(people.keys())
        self._agency_shelf.counts.update(named.keys())
        return Links(
            tuple(officials),
            tuple(agencies),
            tuple(sure_of),
            tuple(agencies_sure),
            tuple(found) if found != officials else (),
            tuple(agencies_found) if agencies_found != agencies else (),
        )

    def _hold(
        self, article: int, id: str, record: Record, office: Office, post: identity.Post, named: dict[int, str]
    ) -> None:
        """Enter an office, and among the bodies `named` the one that it belongs to."""
        agency = None
        if office.agency:
            decided = self._decided_body(id, Agency(office.agency, office.place))
            if decided:
                agency = decided[0]
                named.setdefault(agency, office.agency)
        rows = self._rows[tables.held]
        position = rows[-1]["position"] + 1 if rows and rows[-1]["article"] == article else 0
        rows.append(
            {
                "article": article,
                "position": position,
                "person": record.number,
                "title": office.title,
                "key": office_key(office.title, office.agency),
                "agency": agency,
                "level": post.level,
                "place": one_tone_style(office.place) if office.place else None,
                "former": office.former,
                "day": post.first,
                "placed": office.placed,
            }
        )

    def write(self, connection: Connection) -> None:
        """Write all that was entered."""
        self._person_shelf.write()
        self._agency_shelf.write()
        for table, rows in self._rows.items():
            put(connection, table, rows)

    def _person(
        self, official: Official, seen: identity.Sighting, before: Collection[str], held_to: str | None
    ) -> tuple[Record, float]:
        """Return the record of who was seen, `held_to` where it is still there, and how sure that is."""
        key, common = name_key(official.name), bearers(official.name)
        namesakes = self._people.setdefault(key, [])
        chosen = {one.number for one in namesakes if one.slug in before}
        # Who was merged away stands for nobody new.
        open_to = [one for one in namesakes if one.slug not in self._people_rulings.kept or one.number in chosen]
        known = [one.known() for one in open_to]
        fixed = next((one.number for one in namesakes if one.slug == held_to), None)
        number = fixed or (identity.choose(seen, known, common, chosen) if known else None)
        others = sum(1 for one in known if one.articles and one.number != number)
        sure = identity.confidence(seen, next((one for one in known if one.number == number), None), others, common)
        if number is None:
            name = display_name(official.name)
            namesakes.append(Record(*self._person_shelf.add(key, name, None, name)))
            return namesakes[-1], sure
        return next(one for one in namesakes if one.number == number), sure

    def _decided(self, article: str, record: Record, official: Official) -> Record | None:
        """Return whom people decided `record` to be in this article, None for nobody."""
        slug = self._people_rulings.decide(article, record.slug, official.name)
        if slug is None or slug == record.slug:
            return record if slug else None
        known = next((one for namesakes in self._people.values() for one in namesakes if one.slug == slug), None)
        if known is None:  # split off, and not on record yet
            key, name = name_key(official.name), display_name(official.name)
            known = Record(*self._person_shelf.add_as(slug, key, name, None, name))
            self._people.setdefault(key, []).append(known)
        return known

    def _decided_body(self, article: str, body: Agency) -> tuple[int, str] | None:
        """Return the number and slug of what people decided a body to be, None for none."""
        own, slug = self._body(body)
        now = self._agency_rulings.decide(article, slug, agency_label(body))
        if now is None:
            return None
        number = self._moved.get(now) if now != slug else None
        return (number, now) if number is not None else (own, slug)

    def _body(self, body: Agency) -> tuple[int, str]:
        key = agency_key(body.name, body.place)
        if key not in self._bodies:
            self._bodies[key] = self._agency_shelf.add(key, body.name, body.place, agency_label(body))
        return self._bodies[key]


def _bodies(annotations: Annotations) -> Iterator[Agency]:
    """Yield the bodies that an article names, by themselves or as those of an office."""
    yield from annotations.agencies
    for official in annotations.officials:
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


def _written(body: Agency, text: str) -> str:
    """Return the longest form in which an article writes a body."""
    return max((" ".join(span.of(text).split()) for span in body.mentions), key=len, default=body.name)

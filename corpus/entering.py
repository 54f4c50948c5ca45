"""Entering a batch of articles into the registry: whom and what each names, linked, gathered, and written in bulk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table

from corpus import identity, sightings, tables
from corpus.article import Agency, Links, Office, Official
from corpus.bearers import bearers
from corpus.noted import Sheet
from corpus.record import Record
from corpus.rows import put
from corpus.rulings import Rulings
from corpus.shelf import Shelf
from corpus.spelling import agency_key, agency_label, display_name, name_key, office_key
from corpus.standing import unit_of
from corpus.vietnamese import one_tone_style


class Entry:
    """The entering of one batch of articles."""

    def __init__(
        self,
        rulings: tuple[Rulings, Rulings],
        people: dict[str, list[Record]],
        bodies: dict[str, tuple[int, str]],
        person_shelf: Shelf,
        agency_shelf: Shelf,
        moved: dict[str, int],
    ) -> None:
        self._people_rulings, self._agency_rulings = rulings
        self._people, self._bodies, self._moved = people, bodies, moved
        # The records to which people moved something, by slug, as far as they are on record.
        self._targets, self._agency_targets = self._people_rulings.targets(), self._agency_rulings.targets()
        known = (one for namesakes in people.values() for one in namesakes) if self._targets else ()
        self._meant = {one.slug: one for one in known if one.slug in self._targets}
        self._person_shelf, self._agency_shelf = person_shelf, agency_shelf
        self._rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in tables.CONTRIBUTED}

    def link(self, number: int, sheet: Sheet, before: Links | None, *, keep: bool = False) -> Links:
        """Enter who and what the article with this number names by its sheet, and return their slugs.

        `before` is what it was linked to last; with `keep` only people's decisions change that.
        """
        named: dict[int, str] = {}
        agencies, agencies_found, agencies_sure = [], [], []
        for body, written in zip(sheet.agencies, sheet.written, strict=True):
            slug = self._body(body)[1]
            agencies_found.append(slug)
            decided = self._decided_body(sheet.id, body)
            agencies.append(decided[1] if decided else "")
            sure = identity.body_confidence(body.place, unit_of(body.name))
            agencies_sure.append(sure if decided and decided[1] == slug else identity.DECIDED)
            if decided:
                named.setdefault(decided[0], written)
        setting = frozenset(sheet.setting)
        people: dict[int, str] = {}
        officials, found, sure_of = [], [], []
        for at, official in enumerate(sheet.officials):
            seen = sightings.sighting(official, setting, sheet.day)
            last = before.automatic_officials if before else ()
            held_to = last[at] if keep and at < len(last) else None
            record, sure = self._person(official, seen, last, held_to)
            found.append(record.slug)
            meant = self._decided(sheet.id, record, official)
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
                self._hold(number, sheet.id, meant, office, post, named)
        self._rows[tables.naming] += [{"article": number, "person": at, "written": name} for at, name in people.items()]
        self._rows[tables.acting] += [{"article": number, "agency": at, "written": name} for at, name in named.items()]
        self._rows[tables.setting].append({"article": number, "places": "\n".join(sheet.setting)})
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
        self, article: int, id: str, record: Record, office: Office, post: sightings.Post, named: dict[int, str]
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

    def awaited(self) -> tuple[set[str], set[str]]:
        """Return the slugs of new people and bodies of which people had decided something before they were known."""
        people, agencies = self._people_rulings, self._agency_rulings
        return (
            self._person_shelf.fresh & (people.targets() | people.shown.keys()),
            self._agency_shelf.fresh & (agencies.targets() | agencies.shown.keys()),
        )

    def write(self, connection: Connection) -> None:
        """Write all that was entered."""
        self._person_shelf.write()
        self._agency_shelf.write()
        for table, rows in self._rows.items():
            put(connection, table, rows)

    def _person(
        self, official: Official, seen: sightings.Sighting, before: Collection[str], held_to: str | None
    ) -> tuple[Record, float]:
        """Return the record of who was seen, `held_to` where it is still there, and how sure that is."""
        key, common = name_key(official.name), bearers(official.name)
        namesakes = self._people.setdefault(key, [])
        chosen = {one.number for one in namesakes if one.slug in before}
        known = [one for one in (self._known(one, namesakes, chosen) for one in namesakes) if one is not None]
        fixed = next((one.number for one in namesakes if one.slug == held_to), None)
        # Whom people made of several may be seen at odds with all of them: who was chosen before stays possible.
        made = {one.number for one in namesakes if one.slug in self._targets} & chosen
        open_to = [sightings.Known(one.number) if one.number in made else one for one in known]
        number = fixed or (identity.choose(seen, open_to, common, chosen) if known else None)
        others = sum(1 for one in known if one.articles and one.number != number)
        sure = identity.confidence(seen, next((one for one in known if one.number == number), None), others, common)
        if number is None:
            name = display_name(official.name)
            return self._put(key, Record(*self._person_shelf.add(key, name, None, name))), sure
        return next(one for one in namesakes if one.number == number), sure

    def _known(self, one: Record, namesakes: Sequence[Record], chosen: Collection[int]) -> sightings.Known | None:
        """Return a person as telling namesakes apart takes one; None who was merged away, if they stand for nobody new.

        They do where the one kept bears another name: then what is known of that one tells who writes this name.
        """
        if one.slug not in self._people_rulings.kept or one.number in chosen:
            return one.known()
        kept = self._meant.get(self._people_rulings.moved(one.slug) or "")
        return replace(kept.known(), number=one.number) if kept is not None and kept not in namesakes else None

    def _put(self, key: str, record: Record) -> Record:
        self._people.setdefault(key, []).append(record)
        if record.slug in self._targets:
            self._meant[record.slug] = record
        return record

    def _decided(self, article: str, record: Record, official: Official) -> Record | None:
        """Return whom people decided `record` to be in this article, None for nobody."""
        slug = self._people_rulings.decide(article, record.slug, official.name)
        if slug is None or slug == record.slug:
            return record if slug else None
        if (known := self._meant.get(slug)) is not None:
            return known
        if slug not in self._people_rulings.split.values():
            return record  # merged with somebody who is not on record
        key, name = name_key(official.name), display_name(official.name)
        return self._put(key, Record(*self._person_shelf.add_as(slug, key, name, None, name)))

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
            number, slug = self._agency_shelf.add(key, body.name, body.place, agency_label(body))
            self._bodies[key] = (number, slug)
            if slug in self._agency_targets:
                self._moved[slug] = number
        return self._bodies[key]

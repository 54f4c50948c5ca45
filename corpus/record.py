"""A person on record, as far as telling namesakes apart needs, and reading those of some names off the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, func, select

from corpus import sightings, tables
from corpus.rows import slices


@dataclass(slots=True)
class Record:
    """A person on record, as far as telling namesakes apart needs; `setting` counts the articles that name a place."""

    number: int
    slug: str
    articles: int = 0
    posts: dict[tuple[object, ...], sightings.Post] = field(default_factory=dict)
    setting: Counter[str] = field(default_factory=Counter)

    def known(self) -> sightings.Known:
        """Return the person as telling namesakes apart takes one."""
        return sightings.Known(self.number, self.articles, list(self.posts.values()), self.setting)

    def note(self, seen: sightings.Sighting) -> None:
        """Count one more article that shows the person."""
        self.articles += 1
        self.setting.update(seen.setting)
        self.see(seen.posts)

    def see(self, posts: Iterable[sightings.Post]) -> None:
        """Add offices; one that is known reaches over all days on which it was seen."""
        for post in posts:
            of = (post.level, post.place, post.former, post.line, post.top, post.placed)
            known = self.posts.get(of)
            if known is None:
                self.posts[of] = post
            elif not known.first <= post.first <= post.last <= known.last:
                first = min(filter(None, (known.first, post.first)), default=0)
                self.posts[of] = replace(post, first=first, last=max(known.last, post.last))


def people_on_record(connection: Connection, keys: Sequence[str]) -> dict[str, list[Record]]:
    """Return everyone who bears one of these names, longest on record first, an empty list for an unknown name."""
    found: dict[str, list[Record]] = {key: [] for key in keys}
    of, held = tables.person.c, tables.held.c
    for some in slices(keys):
        records = {}
        query = select(of.key, of.number, of.slug, of.articles).where(of.key.in_(some)).order_by(of.number)
        for key, number, slug, articles in connection.execute(query):
            records[number] = Record(number, slug, articles)
            found[key].append(records[number])
        for numbers in slices(list(records)):
            known, body = func.nullif(held.day, 0), tables.agency.c
            of_post = (held.person, held.level, held.place, held.former, held.key, held.placed, body.name)
            posts = select(*of_post, func.min(known), func.max(known)).where(held.person.in_(numbers))
            posts = posts.join_from(tables.held, tables.agency, body.number == held.agency, isouter=True)
            for number, level, place, former, key, placed, name, first, last in connection.execute(
                posts.group_by(*of_post)
            ):
                days = (first or 0, last or 0)
                records[number].see([sightings.post(level, place, bool(former), key, days, name, bool(placed))])
            places = select(tables.naming.c.person, tables.setting.c.places)
            places = places.join(tables.setting, tables.setting.c.article == tables.naming.c.article)
            for number, lines in connection.execute(places.where(tables.naming.c.person.in_(numbers))):
                records[number].setting.update(lines.split("\n") if lines else ())
    return found

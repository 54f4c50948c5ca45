"""New authority records of one kind: their numbers and slugs, given inside one transaction and written in bulk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from corpus.rows import increase, last, put, slices, take
from corpus.spelling import slug_base
from corpus.vietnamese import collation_key

_NUMBERED = re.compile(r"-\d+$")


class Shelf:
    """The records of one table, for one transaction. `counts` gathers by how many more articles each is named."""

    def __init__(
        self, connection: Connection, table: Table, names: Iterable[str], promised: Collection[str] = ()
    ) -> None:
        """Take up the table; `names` are those for which new records are likely: their slugs are looked up at once.

        Slugs that are `promised` are given by `add_as` alone.
        """
        self.counts: Counter[int] = Counter()
        self._connection, self._table = connection, table
        self._last = last(connection, table.name)
        self._rows: list[dict[str, Any]] = []
        self._taken: dict[str, set[str]] = {}
        self._given: set[str] = set(promised)
        self._by_slug = select(table.c.number).where(table.c.slug == bindparam("slug"))
        self._look_up([slug_base(name) for name in names])

    def add(self, key: str, name: str, place: str | None, label: str) -> tuple[int, str]:
        """Put a new record on the shelf and return its number and its slug, which nobody has or ever had."""
        self._last += 1
        base = slug_base(label)
        slug = self._slug(base)
        row = {"number": self._last, "slug": slug, "base": base, "key": key, "name": name, "place": place}
        self._rows.append(row | {"label": label, "sort": sort_key(label), "articles": 0})
        return self._last, slug

    def add_as(self, slug: str, key: str, name: str, place: str | None, label: str) -> tuple[int, str]:
        """Put a new record on the shelf under a slug that a person's decision gave it."""
        self._last += 1
        row = {"number": self._last, "slug": slug, "base": slug_base(label), "key": key, "name": name, "place": place}
        self._rows.append(row | {"label": label, "sort": sort_key(label), "articles": 0})
        self._given.add(slug)
        return self._last, slug

    @property
    def fresh(self) -> set[str]:
        """The slugs of the new records."""
        return {row["slug"] for row in self._rows}

    def write(self) -> None:
        """Write new records and counts."""
        take(self._connection, self._table.name, len(self._rows))
        put(self._connection, self._table, self._rows)
        increase(self._connection, self._table.c.articles, self.counts.items())

    def _slug(self, base: str) -> str:
        """Return `base`, or the first of base-2, base-3 … that is free."""
        if base not in self._taken:
            self._look_up([base])
        taken, at = self._taken[base], len(self._taken[base])
        slug = base if at == 0 else f"{base}-{at + 1}"
        while slug in taken or slug in self._given or (_NUMBERED.search(slug) and self._exists(slug)):
            at += 1
            slug = f"{base}-{at + 1}"
        taken.add(slug)
        self._given.add(slug)
        return slug

    def _exists(self, slug: str) -> bool:
        return self._connection.execute(self._by_slug, {"slug": slug}).first() is not None

    def _look_up(self, bases: Sequence[str]) -> None:
        of = self._table.c
        self._taken.update((base, set()) for base in bases)
        for some in slices(list(dict.fromkeys(bases))):
            for base, slug in self._connection.execute(select(of.base, of.slug).where(of.base.in_(some))):
                self._taken[base].add(slug)


def sort_key(text: str) -> bytes:
    """Return the collation key of a name as bytes that sort the same: letters, tones, text, parted by zeros."""
    letters, tones, whole = collation_key(text)
    return bytes([rank + 1 for rank in letters]) + b"\0" + bytes([tone + 1 for tone in tones]) + b"\0" + whole.encode()

"""By which names the registry knows somebody, beyond those that an article itself writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, Table, select

from corpus import tables
from corpus.corrections import Corrections, Kind
from corpus.rows import slices
from corpus.rulings import rulings

RECORDS: tuple[tuple[Kind, Table], ...] = (
    ("people", tables.person),
    ("agencies", tables.agency),
)

Covered = dict[str, dict[str, str]]
_covered = msgspec.json.Decoder(Covered).decode


def covered(text: str | None) -> Covered:
    """Return the names that renaming covered, by kind and slug, from how they are stored."""
    return _covered(text or "{}")


def called(
    connection: Connection, corrections: Corrections, own: Covered, kind: Kind, slugs: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return each record's names: the present one, the one that renaming covered, and those of who was merged into it.

    They change by people's decisions alone, and with them the articles concerned: what is made of them can be kept.
    """
    decided = rulings(corrections, kind)
    merged: dict[str, list[str]] = defaultdict(list)
    for gone in decided.kept:
        if now := decided.moved(gone):
            merged[now].append(gone)
    of = dict(RECORDS)[kind].c
    wanted = dict.fromkeys(one for slug in slugs for one in (slug, *merged[slug]))
    labels: dict[str, str] = {}
    for some in slices(list(wanted)):
        rows = connection.execute(select(of.slug, of.label).where(of.slug.in_(some)))
        labels.update((slug, label) for slug, label in rows)
    found = {}
    for slug in slugs:
        names = (name.get(one) for one in (slug, *merged[slug]) for name in (labels, own.get(kind, {})))
        found[slug] = tuple(dict.fromkeys(filter(None, names)))
    return found


def named_by(connection: Connection, kind: Kind, slugs: Collection[str]) -> list[int]:
    """Return the numbers of the articles that name any of these, ascending."""
    people = kind == "people"
    record, naming = (tables.person, tables.naming) if people else (tables.agency, tables.acting)
    of = tables.article.c
    query = select(of.number).join(naming, naming.c.article == of.number)
    query = query.join(record, record.c.number == naming.c["person" if people else "agency"])
    query = query.where(of.linked, ~of.removed)
    found: set[int] = set()
    for some in slices(sorted(slugs)):
        found.update(connection.execute(query.where(record.c.slug.in_(some))).scalars())
    return sorted(found)

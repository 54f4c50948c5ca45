"""Bringing the registry to what people decided: articles affected are linked again from their stored annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from corpus import tables
from corpus.archive import CURRENT
from corpus.article import Annotations, Article, Links
from corpus.called import RECORDS, called, covered, named_by
from corpus.corrections import Correction, Corrections, Merge, Split, parse
from corpus.database import amend, slices, take
from corpus.home import at_home
from corpus.ledger import Ledger
from corpus.rulings import Rulings, rulings, touched
from corpus.shelf import sort_key
from corpus.tally import withdraw

# Articles linked again at a time.
STEP = 200
# The lines of `meta` that hold the corrections in force, and the names that renaming covered.
IN_FORCE, COVERED = "corrections", "renamed"

_article = msgspec.json.Decoder(Article).decode
_annotations = msgspec.json.Decoder(Annotations).decode
_links = msgspec.json.Decoder(Links).decode


def in_force(connection: Connection) -> str:
    """Return the text of the corrections that the registry was last brought to."""
    return _meta(connection, IN_FORCE) or ""


def new_ledger(connection: Connection) -> Ledger:
    """Return a ledger that knows the corrections in force and nothing else."""
    text = in_force(connection)
    corrections = parse(text)
    return Ledger(rulings(corrections, "people"), rulings(corrections, "agencies"), text)


def correct(connection: Connection, corrections: Corrections) -> int:
    """Bring the registry to `corrections`, inside a transaction; return how many articles were linked anew."""
    before = parse(in_force(connection))
    if before == corrections:
        return 0
    changed = [one for one in (*before, *corrections) if (one in before.entries) != (one in corrections.entries)]
    _set_meta(connection, IN_FORCE, corrections.text())
    renamed = _rename(connection, corrections)
    affected = list(_affected(connection, changed, (before, corrections)))
    ledger = new_ledger(connection)
    for some in slices(affected, STEP):
        _link_again(connection, ledger, some)
    for kind, _ in RECORDS:
        decided = rulings(corrections, kind)
        named = named_by(connection, kind, {decided.moved(slug) or slug for slug in renamed[kind]})
        _note_change(connection, sorted(set(named) - set(affected)))
    return len(affected)


def names(connection: Connection, kind: str, slugs: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return by which names these records are known; see `corpus.called.called`."""
    own = covered(_meta(connection, COVERED))
    return called(connection, parse(in_force(connection)), own, kind, slugs)


def unknown(connection: Connection, corrections: Corrections) -> list[tuple[int, str]]:
    """Return, with the number of its decision (from 1), each slug spoken of that the registry never gave."""
    found: list[tuple[int, str]] = []
    for number, entry in enumerate(corrections, start=1):
        table = dict(RECORDS)[entry.of]
        slugs = (entry.keep, *entry.others) if isinstance(entry, Merge) else (entry.who,)
        for slug in slugs:
            known = connection.execute(select(table.c.number).where(table.c.slug == slug)).first()
            if known is None and " " not in slug and slug.islower():
                found.append((number, slug))
    return found


def _affected(connection: Connection, changed: Sequence[Correction], states: Sequence[Corrections]) -> Iterator[int]:
    """Yield the numbers of the articles of whose links, with or without decisions, the changed ones speak.

    So do those of who is at the end of a chain of mergers, before or after: names come along it.
    """
    wanted: dict[str, set[str]] = {}
    for kind, table in RECORDS:
        slugs, names = touched(changed, kind)
        decided = [rulings(state, kind) for state in states]
        slugs |= {now for one in decided for slug in slugs if (now := one.moved(slug))}
        for some in slices(sorted(names)):
            slugs.update(connection.execute(select(table.c.slug).where(table.c.key.in_(some))).scalars())
            slugs.update(connection.execute(select(table.c.slug).where(table.c.label.in_(some))).scalars())
        wanted[kind] = slugs
    if not any(wanted.values()):
        return
    of, noted = tables.article.c, tables.annotation.c
    query = select(noted.article, noted.links).join(tables.article, of.number == noted.article)
    query = query.where(of.linked, ~of.removed).order_by(noted.article)
    for number, stored in connection.execute(query).all():
        links = _links(stored)
        people = wanted["people"].isdisjoint((*links.officials, *links.officials_found))
        if not people or not wanted["agencies"].isdisjoint((*links.agencies, *links.agencies_found)):
            yield number


def _link_again(connection: Connection, ledger: Ledger, numbers: Sequence[int]) -> None:
    of, noted = tables.article.c, tables.annotation.c
    query = select(of.number, tables.revision.c.content, noted.content, noted.links)
    query = query.join_from(tables.article, tables.revision, CURRENT).join(
        tables.annotation, noted.article == of.number
    )
    rows = connection.execute(query.where(of.number.in_(numbers)).order_by(of.number)).all()
    stored = [(number, _article(text), _annotations(notes), _links(links)) for number, text, notes, links in rows]
    read = [(number, article, at_home(article, notes), links) for number, article, notes, links in stored]
    ledger.forget(withdraw(connection, [number for number, *_ in read]))
    entry = ledger.entry(connection, [notes for _, _, notes, _ in read])
    linked = [entry.link(number, article, notes, links, keep=True) for number, article, notes, links in read]
    entry.write(connection)
    fresh = [
        {"article": number, "links": msgspec.json.encode(links)}
        for (number, *_), links in zip(read, linked, strict=True)
    ]
    amend(connection, tables.annotation, "article", fresh)
    _note_change(connection, [number for number, *_ in read])


def _note_change(connection: Connection, numbers: Sequence[int]) -> None:
    """Note that the indexed form of these articles changed."""
    first = take(connection, "change", len(numbers))
    rows = [{"number": number, "changed": first + at} for at, number in enumerate(numbers)]
    amend(connection, tables.article, "number", rows)


def _rename(connection: Connection, corrections: Corrections) -> dict[str, set[str]]:
    """Show records by the names that people gave them, and by their own again where that was undone.

    Returns the slugs of those that go by another name now, by kind.
    """
    covers = covered(_meta(connection, COVERED))
    renamed: dict[str, set[str]] = {}
    for kind, table in RECORDS:
        shown = rulings(corrections, kind).shown
        own = covers.setdefault(kind, {})
        renamed[kind] = set[str]()
        for slug in sorted({*shown, *own}):
            label = connection.execute(select(table.c.label).where(table.c.slug == slug)).scalar()
            if label is None:
                continue
            name = shown[slug] if slug in shown else own.pop(slug)
            if slug in shown:
                own.setdefault(slug, label)
            values: dict[str, str | bytes] = {"label": name, "sort": sort_key(name)}
            if kind == "people":
                values["name"] = name
            connection.execute(update(table).where(table.c.slug == slug).values(values))
            if name != label:
                renamed[kind].add(slug)
    _set_meta(connection, COVERED, msgspec.json.encode(covers).decode())
    return renamed


def moved(connection: Connection, kind: str, slug: str) -> str | None:
    """Return the slug that took the place of a merged one, None where it stands for itself."""
    decided: Rulings = rulings(parse(in_force(connection)), "people" if kind == "people" else "agencies")
    return decided.moved(slug)


def _meta(connection: Connection, name: str) -> str | None:
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == name)).scalar()


def _set_meta(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(tables.meta).where(tables.meta.c.name == name))
    connection.execute(insert(tables.meta).values(name=name, value=value))


def split_off(connection: Connection, entry: Split) -> Split:
    """Return a split with the slug for who is split off, one that nobody has; `entry.to` is not looked at."""
    of = tables.person.c
    base, at = entry.who, 2
    while connection.execute(select(of.number).where(of.slug == f"{base}-{at}")).first() is not None:
        at += 1
    return msgspec.structs.replace(entry, to=f"{base}-{at}")

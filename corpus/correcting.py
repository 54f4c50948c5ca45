"""Bringing the registry to what people decided: articles affected are linked again from their stored annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from corpus import tables
from corpus.archive import CURRENT
from corpus.article import Agency, Annotations, Article, Links
from corpus.called import RECORDS, called, covered, named_by
from corpus.corrections import Correction, Corrections, CorrectionsBroken, Forbid, Kind, Merge, Split, parse
from corpus.ledger import Ledger
from corpus.noted import sheet_of
from corpus.rows import amend, slices, take
from corpus.rulings import Rulings, rulings, spelled, touched
from corpus.shelf import sort_key
from corpus.spelling import agency_label, name_key
from corpus.tally import withdraw
from corpus.vietnamese import clean

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


def _in_force(connection: Connection) -> Corrections:
    """Return the corrections in force; none where an earlier version let some in that are refused today."""
    try:
        return parse(in_force(connection))
    except CorrectionsBroken:
        return Corrections()


def new_ledger(connection: Connection) -> Ledger:
    """Return a ledger that knows the corrections in force and nothing else."""
    text, corrections = in_force(connection), _in_force(connection)
    return Ledger(rulings(corrections, "people"), rulings(corrections, "agencies"), text)


def correct(connection: Connection, corrections: Corrections) -> int:
    """Bring the registry to `corrections`, inside a transaction; return how many articles were linked anew."""
    before = _in_force(connection)
    if in_force(connection) == corrections.text():
        return 0
    _set_meta(connection, IN_FORCE, corrections.text())
    spoken = {
        kind: _spoken_of(connection, kind, _between(before.entries, corrections.entries), (before, corrections))
        for kind, _ in RECORDS
    }
    affected = _link_again(connection, spoken)
    _rename(connection, corrections, affected)
    return len(affected)


def settle(connection: Connection, people: Collection[str], agencies: Collection[str]) -> None:
    """Work in what was decided about these slugs before there was anybody whose they are."""
    if not people and not agencies:
        return
    corrections = _in_force(connection)
    fresh: dict[Kind, Collection[str]] = {"people": people, "agencies": agencies}
    spoken = {kind: rulings(corrections, kind).leading_to(slugs) for kind, slugs in fresh.items()}
    _rename(connection, corrections, _link_again(connection, spoken))


def names(connection: Connection, kind: Kind, slugs: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return by which names these records are known; see `corpus.called.called`."""
    return called(connection, _in_force(connection), covered(_meta(connection, COVERED)), kind, slugs)


def other_names(connection: Connection, kind: Kind) -> dict[str, tuple[str, ...]]:
    """Return the names, beside the present one, of those whom corrections renamed or had others merged into."""
    corrections, own = _in_force(connection), covered(_meta(connection, COVERED))
    decided = rulings(corrections, kind)
    slugs = {*own.get(kind, {}), *(now for slug in decided.kept if (now := decided.moved(slug)))}
    return {slug: found[1:] for slug, found in called(connection, corrections, own, kind, sorted(slugs)).items()}


def _between(before: Sequence[Correction], after: Sequence[Correction]) -> Sequence[Correction]:
    """Return what is not alike in both from the start, nor to the end: the later of two decisions stands."""
    ahead = sum(1 for _ in takewhile(_alike, zip(before, after, strict=False)))
    behind = sum(1 for _ in takewhile(_alike, zip(before[ahead:][::-1], after[ahead:][::-1], strict=False)))
    return [*before[ahead : len(before) - behind], *after[ahead : len(after) - behind]]


def _alike(pair: tuple[Correction, Correction]) -> bool:
    return pair[0] == pair[1]


def unknown(connection: Connection, corrections: Corrections) -> list[tuple[int, str]]:
    """Return, with the number of its decision (from 1), each slug spoken of that the registry never gave."""
    found: list[tuple[int, str]] = []
    promised = {entry.to for entry in corrections if isinstance(entry, Split)}
    for number, entry in enumerate(corrections, start=1):
        table = dict(RECORDS)[entry.of]
        slugs = (entry.keep, *entry.others) if isinstance(entry, Merge) else (entry.who,)
        for slug in slugs:
            if slug in promised or (isinstance(entry, Forbid) and (" " in slug or not slug.islower())):
                continue  # a name, which need not be anybody's yet
            if connection.execute(select(table.c.number).where(table.c.slug == slug)).first() is None:
                found.append((number, slug))
    return found


def _spoken_of(
    connection: Connection, kind: Kind, changed: Sequence[Correction], both: Iterable[Corrections]
) -> set[str]:
    """Return the slugs of whose links the changed decisions speak, with their chains of mergers before and now.

    Links come along a chain from all that lead to a slug, and names along it to whom the slug leads.
    """
    slugs, names = touched(changed, kind)
    if names and kind == "people":
        of = tables.person.c
        for some in slices(sorted({name_key(clean(name)) for name in names})):
            slugs.update(connection.execute(select(of.slug).where(of.key.in_(some))).scalars())
    elif names:
        body, forms = tables.agency.c, {spelled(name) for name in names}
        for slug, name, place in connection.execute(select(body.slug, body.name, body.place)):
            if spelled(agency_label(Agency(name, place))) in forms:
                slugs.add(slug)
    chains = set[str]()
    for decided in (rulings(corrections, kind) for corrections in both):
        chains |= decided.leading_to({*slugs, *(decided.moved(slug) or slug for slug in slugs)})
    return slugs | chains


def _link_again(connection: Connection, spoken: Mapping[Kind, Collection[str]]) -> Sequence[int]:
    """Link anew the articles with links, with or without decisions, to these slugs; return their numbers."""
    ledger, numbers = new_ledger(connection), list(_affected(connection, spoken))
    for some in slices(numbers, STEP):
        _link_some(connection, ledger, some)
    return numbers


def _affected(connection: Connection, spoken: Mapping[Kind, Collection[str]]) -> Iterator[int]:
    people, agencies = frozenset(spoken["people"]), frozenset(spoken["agencies"])
    if not people and not agencies:
        return
    of, noted = tables.article.c, tables.annotation.c
    query = select(noted.article, noted.links).join(tables.article, of.number == noted.article)
    query = query.where(of.linked, ~of.removed).order_by(noted.article)
    for number, stored in connection.execute(query).all():
        links = _links(stored)
        named, acting = (*links.officials, *links.officials_found), (*links.agencies, *links.agencies_found)
        if not (people.isdisjoint(named) and agencies.isdisjoint(acting)):
            yield number


def _link_some(connection: Connection, ledger: Ledger, numbers: Sequence[int]) -> None:
    of, noted = tables.article.c, tables.annotation.c
    query = select(of.number, tables.revision.c.content, noted.content, noted.links)
    query = query.join_from(tables.article, tables.revision, CURRENT).join(
        tables.annotation, noted.article == of.number
    )
    rows = connection.execute(query.where(of.number.in_(numbers)).order_by(of.number)).all()
    read = [
        (number, sheet_of(_article(text), _annotations(notes)), _links(links)) for number, text, notes, links in rows
    ]
    ledger.forget(withdraw(connection, [number for number, *_ in read]))
    entry = ledger.entry(connection, [sheet for _, sheet, _ in read])
    linked = [entry.link(number, sheet, links, keep=True) for number, sheet, links in read]
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


def _rename(connection: Connection, corrections: Corrections, linked: Collection[int]) -> None:
    """Show records by the names that people gave them, and by their own again where that was undone.

    The index then has to know it: of all articles that name one of them, but for those that are `linked` anew anyway.
    """
    covers = covered(_meta(connection, COVERED))
    for kind, table in RECORDS:
        decided, own = rulings(corrections, kind), covers.setdefault(kind, {})
        renamed = set[str]()
        for slug in sorted({*decided.shown, *own}):
            label = connection.execute(select(table.c.label).where(table.c.slug == slug)).scalar()
            if label is None:
                continue
            name = decided.shown[slug] if slug in decided.shown else own.pop(slug)
            if slug in decided.shown:
                own.setdefault(slug, label)
            values: dict[str, str | bytes] = {"label": name, "sort": sort_key(name)}
            if kind == "people":
                values["name"] = name
            connection.execute(update(table).where(table.c.slug == slug).values(values))
            if name != label:
                renamed.add(decided.moved(slug) or slug)
        _note_change(connection, sorted({*named_by(connection, kind, renamed)}.difference(linked)))
    _set_meta(connection, COVERED, msgspec.json.encode(covers).decode())


def moved(connection: Connection, kind: Kind, slug: str) -> str | None:
    """Return the slug that took the place of a merged one, None where it stands for itself."""
    decided: Rulings = rulings(_in_force(connection), kind)
    return decided.moved(slug)


def _meta(connection: Connection, name: str) -> str | None:
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == name)).scalar()


def _set_meta(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(tables.meta).where(tables.meta.c.name == name))
    connection.execute(insert(tables.meta).values(name=name, value=value))


def split_off(connection: Connection, entry: Split, corrections: Corrections) -> Split:
    """Return a split with the slug for who is split off; `entry.to` is not looked at.

    Nobody has that slug, nor do `corrections`, which may not be in force yet, promise it to somebody.
    """
    of = tables.person.c
    promised = {one.to for one in corrections if isinstance(one, Split)}
    base, at = entry.who, 2
    while f"{base}-{at}" in promised or connection.execute(select(of.number).where(of.slug == f"{base}-{at}")).first():
        at += 1
    return msgspec.structs.replace(entry, to=f"{base}-{at}")

"""A query's places called otherwise: the words without them, and what an article must have in their stead.

    huyện Đầm Hà tiêm phòng   →   tiêm phòng, and one of: xã Đầm Hà; xã Quảng Tân beside Quảng Ninh or Đầm Hà

Another name is looked for among the places that annotation found, whole and with its level: "hòa bình" in a text is no
province, and "xã Tân Tiến" is borne in twenty.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.eras import Eras, OtherName, Place, Telling, name_key
from corpus.units import REFORM
from corpus.vietnamese import clean
from search.language.places import Joining, places_in
from search.language.read import Reading, without
from search.language.tree import AllOf, AnyOf, Called, Form, Kind, Named, Node, Not, Part, Phrase, Within


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another name of a place, for people and as texts write it, and what an article must have that means it."""

    label: str
    name: str
    having: Node


@dataclass(frozen=True, slots=True)
class Exchange:
    """One place of a query: as typed, what an article has that has it so, its other names, and how many were left."""

    typed: str
    as_typed: Node
    others: tuple[Otherwise, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A query whose places are called otherwise: its other free words, its own conditions widened, and the places.

    `free` are the places among the free words, whose words are left out of `words`; in `fields` are those of `noi:`,
    whose conditions are widened in `must`.
    """

    words: str
    must: Node | None
    free: tuple[Exchange, ...]
    fields: tuple[Exchange, ...]


def exchanged(reading: Reading, eras: Eras) -> Exchanged | None:
    """Return a query with its places called otherwise, None where none is or where it names too many."""
    text = clean(reading.free)
    found = places_in(text, eras)
    words = without(text, sorted({span for one in found for span in one.spans}))
    fields: list[Exchange] = []
    must = _widened(reading.must, eras, fields) if reading.must is not None else None
    free = tuple(_exchange(one, _phrase(one)) for one in found)
    return Exchanged(words, must, free, tuple(fields)) if free or fields else None


def _widened(node: Node, eras: Eras, fields: list[Exchange]) -> Node:
    """Return conditions in which a place may be called otherwise; what is excluded stays as typed."""
    match node:
        case AllOf(parts):
            return AllOf(tuple(_widened(part, eras, fields) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_widened(part, eras, fields) for part in parts))
        case Named(Kind.PLACE, forms, ""):
            text = " ".join(form.key for form in forms)
            for one in places_in(text, eras, named=True):
                if sum(end - start for start, end in one.spans) + len(one.spans) - 1 == len(text):
                    fields.append(_exchange(one, node))
                    return AnyOf((node, *(other.having for other in fields[-1].others)))
    return node


def _exchange(one: Joining, as_typed: Node) -> Exchange:
    others = tuple(Otherwise(_label(other, one), _written(other), _having(other)) for other in one.others)
    return Exchange(one.typed, as_typed, others, one.cut)


def _label(other: OtherName, one: Joining) -> str:
    """Return what to call another name: with the province where the name itself is what was typed."""
    same = name_key(other.unit.name).split() == [syllable.key for syllable in one.name]
    return f"{other.unit.label} ({other.unit.province})" if same and len(one.spans) > 1 else other.unit.label


def _written(other: OtherName) -> str:
    """Return what to look for in a text: the proper name, and of a number its level too."""
    return other.unit.label if other.unit.name.isdigit() else other.unit.name


def _phrase(one: Joining) -> Phrase:
    return Phrase(Part.TEXT, tuple(Form(syllable.key, syllable.folded) for syllable in one.name))


def _having(other: OtherName) -> Node:
    called = Called(Kind.PLACE, (f"{other.unit.kind} {name_key(other.unit.name)}",))
    ways = [_shown(way) for way in other.ways]
    if None in ways:
        return called
    told = [way for way in ways if way is not None]
    return AllOf((called, AnyOf(tuple(told)) if len(told) > 1 else told[0]))


def _shown(way: Telling) -> Node | None:
    """Return what an article must have to mean this unit and no other; None for nothing."""
    near = [_named(way.near)] if way.near else []
    far = [_named(way.far)] if way.far else []
    if far and way.rivals:
        far = [AllOf((*far, Not(_named(way.rivals))))]
    told = AnyOf((*near, *far)) if near and far else (near + far)[0] if near or far else None
    if not way.since_reform:
        return told
    since = Within(REFORM, None)
    return AllOf((since, told)) if told is not None else since


def _named(places: tuple[Place, ...]) -> Node:
    return Called(Kind.PLACE, tuple(" ".join(place) for place in places))

"""The tree of conditions that a query's operators make. It filters; any engine can carry it out.

A node says what an article must have, in terms of our own analysis (see `search.text.analyze`): no engine's types,
no text left to read. `Not` stands for all articles but those that its inside matches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from corpus.vietnamese import has_accents


class Part(StrEnum):
    """Which part of an article a phrase stands in: title and body, the title alone, what officials are said to say."""

    TEXT = "text"
    TITLE = "title"
    SAID = "said"


class Kind(StrEnum):
    """What a name names: a linked official, a linked body, a place, an official document by its number."""

    PERSON = "person"
    AGENCY = "agency"
    PLACE = "place"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Form:
    """One syllable, number or document number as asked for: its key with accents and without.

    `bare` ones, typed without accents, stand for all their forms.
    """

    key: str
    folded: str

    @property
    def bare(self) -> bool:
        """Whether it was typed without accents."""
        return not has_accents(self.key)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Syllables that follow each other in one part of the article, with nothing but a joint between; one at least."""

    part: Part
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """A syllable of one part that begins with `start`, or is `whole`; compared without accents where `bare`.

    `whole` is the key of what was typed: hoà* means hoàng and, in our one tone style, hòa; ky* means kyoto and kì.
    """

    part: Part
    start: str
    whole: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A name of one kind with all these syllables in it, in any order.

    With a `start` the last syllable may go on: a name then has one that begins so, as typed, or the whole of the form.
    """

    kind: Kind
    forms: tuple[Form, ...]
    start: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A name of one kind is one of these, whole: syllable keys with blanks between, accents included."""

    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The day under which the article is filed lies in this span, both ends included; None leaves an end open."""

    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Has:
    """The article has one of these values of a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but what `inside` matches."""

    inside: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """What all of `parts` match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What one of `parts` matches."""

    parts: tuple[Node, ...]


Leaf: TypeAlias = Phrase | Prefix | Named | Called | Within | Has
Node: TypeAlias = Leaf | Not | AllOf | AnyOf


def wanted(node: Node | None) -> Iterator[Leaf]:
    """Yield the leaves that an article is wanted for, those under a `Not` left out."""
    if isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from wanted(part)
    elif node is not None and not isinstance(node, Not):
        yield node

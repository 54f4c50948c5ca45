"""The part of a plan that finds places by their other names, in terms that any engine can carry out."""

from __future__ import annotations

from dataclasses import dataclass

from search.language.tree import Node
from search.text.analyze import Field

JOINED = 0.7  # of what its name gives as typed is a place worth that is called otherwise …
BELOW = 0.99  # … and an article has no more than this share of the lowest score with all words and the place as typed


@dataclass(frozen=True, slots=True)
class Term:
    """A term to look up, and the weight of its BM25 score."""

    field: Field
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Other:
    """Another name of a place: for people, as texts write it, who has it, and the terms by which that scores.

    In a query of several places one may stand as typed beside another's other name: its `label` and `name` are empty.
    """

    label: str
    name: str
    having: Node
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the query: as typed, its other names, and how many more there are that are not looked for."""

    typed: str
    others: tuple[Other, ...]
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """The same query with its places called otherwise: old names for those of today and the other way round.

    `need` to `must` are meant as a plan's, of the words without the places; `must` asks for another name of each. The
    score adds for each slot `JOINED` of the terms of that of its `others` which gives most among those the article has.
    `typed` tells what of the plan's own matches has the places among its free words as they were typed.
    """

    need: tuple[Term, ...]
    at_least: int
    share_of_best: float
    boost: tuple[Term, ...]
    must: Node
    typed: Node
    slots: tuple[Slot, ...]

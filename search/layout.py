"""What an index keeps of a document beside its counted terms, for the conditions of the query language and for folding.

    sequences  each part's syllables in order, four bytes each, so that phrases can be looked for in arrays
    said       the syllables inside what officials are reported to say, counted
    names      the names of linked people and bodies, of places and of documents, a name whole as one term
    signature  what tells which other articles are the same report; see `search.twins`

Names whole, because a condition on a name is about one name: an article that names Lê An and Trần Bình does not name
Lê Bình. Sequences rather than positions in postings, because they are compared many documents at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np

from corpus.article import Agency, Annotations, Article, Links, Official
from corpus.spelling import agency_label, title_key
from search.language.tree import Kind, Part
from search.text.analyze import Field, Terms
from search.text.cutting import Syllable, spread, syllables
from search.text.signature import signature

GAP = 0  # stands in a sequence where two neighbours are not joined, and at its end: no syllable has this code
MAX_NAME = 200  # code points of one name kept: longer than any body's full name with its place
_HALF = 0xFFFF


@dataclass(frozen=True, slots=True)
class Layout:
    """What is kept of one document: each part's sequence (little-endian uint32), names by kind, terms of what is said.

    Names are syllable keys joined by blanks, each once.
    """

    sequences: Mapping[Part, bytes]
    names: Mapping[Kind, tuple[str, ...]]
    said: Terms
    signature: bytes


Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Called:
    """By which names the registry knows people and bodies, by id, beyond those that an article writes."""

    people: Names = field(default_factory=dict)
    agencies: Names = field(default_factory=dict)


NOT_CALLED = Called()


@lru_cache(1 << 16)
def code(key: str, folded: str) -> int:
    """Return a syllable's code: the upper half is the same for all its accents, the lower half is not.

    Two syllables share a code by one chance in 2³², two without accents by one in 2¹⁶; an engine that first asks for
    the syllables and pairs themselves meets neither in practice.
    """
    return (crc32(folded.encode()) & _HALF) << 16 | crc32(key.encode()) & _HALF or 1


def lay_out(article: Article, notes: Annotations, links: Links, called: Called = NOT_CALLED) -> Layout:
    """Return what to keep of a document; `called` is by which names else its people and bodies are known."""
    title, body = syllables(article.title), syllables(article.body)
    said = [syllables(passage) for passage in dict.fromkeys(one.span.of(article.text) for one in notes.statements)]
    words = [one for passage in said for one in spread(passage)]
    names = {
        Kind.PERSON: _people(article, notes.officials, links.officials, called.people),
        Kind.AGENCY: _bodies(article, notes.agencies, links.agencies, called.agencies),
        Kind.PLACE: _places(notes),
        Kind.NUMBER: (document.number for document in notes.documents),
    }
    return Layout(
        sequences={
            Part.TITLE: _sequence([title]),
            Part.TEXT: _sequence([title, body]),
            Part.SAID: _sequence(said),
        },
        names={kind: _keys(written) for kind, written in names.items()},
        said={
            Field.SAID_SYLLABLES: Counter(one.key for one in words),
            Field.SAID_FOLDED: Counter(one.folded for one in words),
        },
        signature=signature(article.title, article.body),
    )


def _sequence(passages: Sequence[Sequence[Syllable]]) -> bytes:
    codes = []
    for passage in passages:
        for one in spread(passage):
            if not one.joined:
                codes.append(GAP)
            codes.append(code(one.key, one.folded))
        codes.append(GAP)
    return np.array(codes, "<u4").tobytes() if any(passages) else b""


def _people(article: Article, officials: Sequence[Official], ids: Sequence[str], called: Names) -> Iterator[str]:
    for official, id in zip(officials, ids, strict=False):
        if id:  # "" is nobody, by a person's decision
            yield official.name
            yield from (mention.of(article.text) for mention in official.mentions)
            yield from called.get(id, ())


def _bodies(article: Article, agencies: Sequence[Agency], ids: Sequence[str], called: Names) -> Iterator[str]:
    for agency, id in zip(agencies, ids, strict=False):
        if id:
            yield title_key(agency_label(agency))
            yield from (mention.of(article.text) for mention in agency.mentions)
            yield from map(title_key, called.get(id, ()))


def _places(notes: Annotations) -> Iterator[str]:
    for place in notes.places:
        yield " ".join(filter(None, (place.kind, place.name)))
        if place.within:
            yield place.within
    bodies = (agency.place for agency in notes.agencies)
    offices = (office.place for official in notes.officials for office in official.offices)
    yield from filter(None, chain(bodies, offices))


def _keys(written: Iterator[str]) -> tuple[str, ...]:
    """Return names as terms, each once: the syllables of a name, the parts of a document's number."""
    found: dict[str, None] = {}
    for name in dict.fromkeys(written):
        key = " ".join(word.key for word in spread(syllables(name)))[:MAX_NAME]
        if key:
            found[key] = None
    return tuple(found)

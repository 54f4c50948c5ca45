"""What an index keeps of a document beside its counted terms, for the conditions of the query language.

    names  of linked people and bodies, of places and of documents, a name whole as one term
    said   the passages inside which officials are reported to say something

Names whole, because a condition on a name is about one name: an article that names Lê An and Trần Bình does not name
Lê Bình.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from corpus.article import Agency, Annotations, Article, Links, Official
from corpus.spelling import agency_label, title_key
from search.language.tree import Kind
from search.text.cutting import spread, syllables

MAX_NAME = 200  # code points of one name kept: longer than any body's full name with its place

Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Called:
    """By which names the registry knows people and bodies, by id, beyond those that an article writes."""

    people: Names = field(default_factory=dict)
    agencies: Names = field(default_factory=dict)


NOT_CALLED = Called()


def names(
    article: Article, notes: Annotations, links: Links, called: Called = NOT_CALLED
) -> dict[Kind, tuple[str, ...]]:
    """Return the names in an article by kind, each once: syllable keys joined by blanks.

    `called` is by which names else its people and bodies are known.
    """
    return {
        Kind.PERSON: _keys(_people(article, notes.officials, links.officials, called.people)),
        Kind.AGENCY: _keys(_bodies(article, notes.agencies, links.agencies, called.agencies)),
        Kind.PLACE: _keys(_places(notes)),
        Kind.NUMBER: _keys(document.number for document in notes.documents),
    }


def said(article: Article, notes: Annotations) -> list[str]:
    """Return the passages that report what officials say, each once, in the article's order."""
    return list(dict.fromkeys(one.span.of(article.text) for one in notes.statements))


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


def _keys(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_key, dict.fromkeys(written)))))


@lru_cache(1 << 14)
def _key(name: str) -> str:
    """Return a name as a term: the syllables of a name, the parts of a document's number."""
    return " ".join(word.key for word in spread(syllables(name)))[:MAX_NAME]

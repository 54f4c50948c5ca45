"""Small articles as plain data, and what the engine is given for them.

A draft holds what an article says and what annotation and registry would have found in it; all that the oracle counts
and compares comes from drafts, never from the engine under test.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from whoosh.util.numeric import byte_to_length, length_to_byte

from corpus.article import (
    Agency,
    Annotations,
    Article,
    DocumentNumber,
    Links,
    Official,
    Place,
    Span,
    Statement,
    Topic,
)
from search.engine import Document, Entry
from search.language.tree import Kind
from search.layout import Called, names, said
from search.plan import PRESENCE
from search.text.analyze import SCORED, Field, Terms, analyze
from search.text.cutting import spread, syllables

CALLED = Called({"le-an": ("Lê Văn Ân",)}, {"ubnd-hai-tra": ("Thị xã Hải Trà",)})
"""By which names the registry knows two of those who are linked, beside those that articles write."""

LENGTHS = tuple(field for field in SCORED if field not in PRESENCE)
"""The fields in which a score depends on how long the article is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article of a random archive.

    `officials` are (name, slug), `agencies` (name, place, slug), `places` (name, kind, province); a slug "" is nobody.
    `said` are (number of an official, number of a paragraph): the official is reported as saying that paragraph.
    """

    id: str
    title: str
    body: str
    day: dt.date | None = None
    officials: tuple[tuple[str, str], ...] = ()
    agencies: tuple[tuple[str, str | None, str], ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[tuple[str, str | None, str | None], ...] = ()
    numbers: tuple[str, ...] = ()
    said: tuple[tuple[int, int], ...] = ()

    @property
    def speakers(self) -> set[str]:
        """The slugs of those who are reported as saying something."""
        return {self.officials[who][1] for who, _ in self.said if who < len(self.officials)} - {""}

    def values(self, facet: str) -> set[str]:
        """Return the values that the draft has in a facet of slugs or topics."""
        return {
            "official": {slug for _, slug in self.officials if slug},
            "agency": {slug for _, _, slug in self.agencies if slug},
            "topic": set(self.topics),
        }[facet]


def document_of(draft: Draft) -> Document:
    """Return the draft as the index keeps it."""
    at = dt.datetime.combine(draft.day, dt.time(9)) if draft.day else None
    article = Article(draft.id, draft.title, draft.body, published=at)
    paragraphs = article.paragraphs()
    notes = Annotations(
        draft.id,
        officials=tuple(Official(name) for name, _ in draft.officials),
        agencies=tuple(Agency(name, place) for name, place, _ in draft.agencies),
        topics=tuple(Topic(topic, 1.0) for topic in draft.topics),
        places=tuple(Place(name, kind, within=province) for name, kind, province in draft.places),
        documents=tuple(DocumentNumber(number) for number in draft.numbers),
        statements=tuple(
            Statement(who, "nói", "say", False, _paragraph(paragraphs, number)) for who, number in draft.said
        ),
    )
    return Document(article, notes, Links(tuple(s for _, s in draft.officials), tuple(s for *_, s in draft.agencies)))


def entry_of(draft: Draft) -> Entry:
    """Return the draft as the engine is given it: the one place that knows how an entry is made."""
    return Entry(document_of(draft), CALLED)


def names_of(draft: Draft) -> Mapping[Kind, tuple[str, ...]]:
    """Return the names that conditions look into."""
    document = document_of(draft)
    return names(document.article, document.annotations, document.links, CALLED)


def said_in(draft: Draft) -> Terms:
    """Return the terms of what officials are reported to say."""
    document = document_of(draft)
    words = [word for text in said(document.article, document.annotations) for word in spread(syllables(text))]
    return {
        Field.SAID_SYLLABLES: Counter(word.key for word in words),
        Field.SAID_FOLDED: Counter(word.folded for word in words),
    }


@lru_cache(1 << 14)
def terms_of(title: str, body: str) -> Terms:
    """Return the analysed terms of a text, each text analysed once."""
    return analyze(title, body)


def measurable(title: str, body: str) -> bool:
    """Tell whether stock Whoosh keeps all lengths of a text exactly.

    It rounds a field's length to one of 256, of which only those up to 10 have no gaps; the engine keeps lengths as
    they are. In between the scores would differ by a hundredth and more, and prove nothing.
    """
    terms = terms_of(title, body)
    return all(_is_exact(sum(terms[field].values())) for field in LENGTHS)


def fitted(title: str, body: str) -> str:
    """Return the body less as many of its last words as it takes to make it `measurable` under its title."""
    return _shortened(body, lambda text: measurable(title, text))


def fitted_title(title: str) -> str:
    """Return the title less as many of its last words as it takes to make it `measurable` without a body."""
    return _shortened(title, lambda text: measurable(text, ""))


def _shortened(text: str, fits: Callable[[str], bool]) -> str:
    while text and not fits(text):
        text = text.rpartition(" ")[0].rstrip("\n")
    return text


def _is_exact(length: int) -> bool:
    return int(byte_to_length(length_to_byte(length))) == length


def _paragraph(paragraphs: list[Span], number: int) -> Span:
    return paragraphs[min(number, len(paragraphs) - 1)]

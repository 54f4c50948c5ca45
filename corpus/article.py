"""The types that travel through the whole system: an article, and what annotation found in it.

Everything here is frozen. All text is NFC. All positions are `Span`s: half-open ranges of code points in
`Article.text`, the one coordinate system for annotation, highlighting and display.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """The code points `start` (included) to `end` (excluded) of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its publisher meant it: portal furniture and byline taken off, paragraphs kept.

    `body` holds one paragraph a line, no empty lines. `captions` are the numbers (from 0) of those
    paragraphs that are photo captions. `published` is the publisher's own date; None where the source has none.
    `slogan` is the portal's banner line, kept for the record and never searched or dated.
    """

    id: str
    title: str
    body: str
    url: str | None = None
    source: str | None = None
    published: datetime | None = None
    section: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    captions: tuple[int, ...] = ()
    slogan: str | None = None

    @property
    def text(self) -> str:
        """Title, a newline, body: what every `Span` counts in."""
        return f"{self.title}\n{self.body}"

    @property
    def body_start(self) -> int:
        """Where the body begins in `text`."""
        return len(self.title) + 1

    def paragraphs(self) -> list[Span]:
        """Return the span of each body paragraph, in order."""
        spans, start = [], self.body_start
        for line in self.body.split("\n"):
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        return spans


@dataclass(frozen=True, slots=True)
class Office:
    """One office that an article gives a person.

    `title` is as written, without the proper place name ("Phó chủ tịch UBND huyện"); `agency` is the canonical
    name of the body the office belongs to ("Ủy ban nhân dân huyện") and `place` its proper place ("Đầm Hà"),
    each None where the article does not make it plain. `placed` tells that the place stands with the office, and was
    not taken from elsewhere in the article.
    """

    title: str
    agency: str | None = None
    place: str | None = None
    former: bool = False
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Official:
    """A named person who holds or held public office, as one article shows them.

    `name` is the fullest form in the article, in ordinary capitals, without honorific or rank. `former` is true
    only where every office given is a past one. `mentions` cover the name wherever it stands, short forms included.
    """

    name: str
    offices: tuple[Office, ...] = ()
    former: bool = False
    mentions: tuple[Span, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all offices, in the article's order, without repeats."""
        return tuple(dict.fromkeys(office.title for office in self.offices))


@dataclass(frozen=True, slots=True)
class Agency:
    """A public body: canonical name with its level word, and the proper name of the place it belongs to."""

    name: str
    place: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day that the article names, with every span that names it."""

    day: date
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the twenty topics: its id, its share of the evidence (0 to 1), and the phrases that decided."""

    id: str
    weight: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A province, district or commune. `kind` is its level word ("huyện", "xã", "tỉnh" …), None if not said.

    `within` is the province it lies in, where the article or the gazetteer makes it plain.
    """

    name: str
    kind: str | None = None
    mentions: tuple[Span, ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """An official document cited by number ("1505/QĐ-UBND"), with kind and date of issue where given.

    `issuer` is the canonical name of the body that issued it and `place` that body's place, None where not plain.
    """

    number: str
    kind: str | None = None
    issued: date | None = None
    mentions: tuple[Span, ...] = ()
    issuer: str | None = None
    place: str | None = None


Act = Literal["say", "ask", "order", "promise"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What an official is reported to have said: the passage, who said it, and the verb that reports it as written.

    `speaker` counts in `Annotations.officials` from 0. `span` covers the sentences said, their report included;
    `direct` is true where they are quoted word for word.
    """

    speaker: int
    verb: str
    act: Act
    direct: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that annotation found in one article. `topics` has the main topic first."""

    article_id: str
    officials: tuple[Official, ...] = ()
    agencies: tuple[Agency, ...] = ()
    dates: tuple[Day, ...] = ()
    event_date: date | None = None
    topics: tuple[Topic, ...] = ()
    places: tuple[Place, ...] = ()
    documents: tuple[DocumentNumber, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """The registry's ids (slugs) for the people and agencies of one article, in the order of its annotations.

    Beside each stands how sure the link is, from 0 (a guess) to 1 (certain, or a person's decision). An id is "" where
    a person decided that this is nobody. `officials_found` and `agencies_found` are the ids found without people's
    decisions, empty where these changed nothing.
    """

    officials: tuple[str, ...] = field(default=())
    agencies: tuple[str, ...] = field(default=())
    officials_sure: tuple[float, ...] = field(default=())
    agencies_sure: tuple[float, ...] = field(default=())
    officials_found: tuple[str, ...] = field(default=())
    agencies_found: tuple[str, ...] = field(default=())

    @property
    def automatic_officials(self) -> tuple[str, ...]:
        """The ids of people as linking alone found them."""
        return self.officials_found or self.officials

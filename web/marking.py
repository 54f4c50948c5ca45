"""An article's text cut at the people, agencies and days named in it, and at what is said, for a template. Pure.

The cuts are plain strings: the template escapes them like all else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.article import Annotations, Article, Links, Span
from web.voices import Voice

# Where two marks of the same length cover each other, the earlier kind stands.
KINDS = ("official", "agency", "date")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to mark: where, of which kind, and its key (a registry id, or an ISO day)."""

    span: Span
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` and `key` say what it names, both "" for plain text."""

    text: str
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph that somebody says (or nobody: `voice` None).

    `opens` where a passage begins; `goes_on` where the same person's words follow, after a blank or a new line at most.
    """

    pieces: tuple[Piece, ...]
    voice: Voice | None = None
    opens: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of an article, cut into parts by who speaks, and those into pieces."""

    parts: tuple[Part, ...]
    caption: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of all parts."""
        return tuple(piece for part in self.parts for piece in part.pieces)


def marks(annotations: Annotations, links: Links) -> list[Mark]:
    """Return a mark for every mention of an official, agency or day that can be linked."""
    found = []
    for official, key in zip(annotations.officials, links.officials, strict=False):
        found += [Mark(span, "official", key) for span in official.mentions if key]
    for agency, key in zip(annotations.agencies, links.agencies, strict=False):
        found += [Mark(span, "agency", key) for span in agency.mentions if key]
    for named in annotations.dates:
        found += [Mark(span, "date", named.day.isoformat()) for span in named.mentions]
    return found


def apart(found: Iterable[Mark], length: int) -> list[Mark]:
    """Return marks in order that neither overlap nor leave the text: of two that overlap, the longer one stays."""
    inside = [mark for mark in found if 0 <= mark.span.start < mark.span.end <= length]
    inside.sort(key=lambda mark: (mark.span.start - mark.span.end, KINDS.index(mark.kind), mark.span.start))
    starts: list[int] = []
    kept: list[Mark] = []
    for mark in inside:
        at = bisect_left(starts, mark.span.start)
        if at > 0 and kept[at - 1].span.end > mark.span.start:
            continue
        if at < len(kept) and kept[at].span.start < mark.span.end:
            continue
        starts.insert(at, mark.span.start)
        kept.insert(at, mark)
    return kept


def cut(text: str, within: Span, kept: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut the part of `text` inside `within` at `kept` (in order, apart); a mark that crosses an edge ends there."""
    pieces, at = [], within.start
    for number in range(bisect_right(kept, within.start, key=_end), len(kept)):
        mark = kept[number]
        start, end = max(mark.span.start, within.start), min(mark.span.end, within.end)
        if start >= end:
            break
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], mark.kind, mark.key))
        at = end
    if at < within.end:
        pieces.append(Piece(text[at : within.end]))
    return tuple(pieces)


def parts(text: str, within: Span, kept: Sequence[Mark], said: Sequence[Voice]) -> tuple[Part, ...]:
    """Cut the part of `text` inside `within` at what is `said` (in order, apart), and what is between at `kept`.

    A mark that crosses the edge of a passage ends there and begins anew, so that one always lies inside the other.
    """
    found: list[Part] = []
    at = within.start
    for number in range(bisect_right(said, within.start, key=_end), len(said)):
        voice = said[number]
        start, end = max(voice.span.start, within.start), min(voice.span.end, within.end)
        if start >= end:
            break
        if start > at:
            found.append(Part(cut(text, Span(at, start), kept)))
        goes_on = end < voice.span.end or _followed(text, said, number)
        found.append(Part(cut(text, Span(start, end), kept), voice, voice.span.start >= within.start, goes_on))
        at = end
    if at < within.end:
        found.append(Part(cut(text, Span(at, within.end), kept)))
    return tuple(found)


def _followed(text: str, said: Sequence[Voice], number: int) -> bool:
    """Tell whether the next passage is by the same speakers, with nothing but blanks between."""
    here, after = said[number], said[number + 1 : number + 2]
    return any(one.speakers == here.speakers and not text[here.span.end : one.span.start].strip() for one in after)


def lay_out(article: Article, found: Iterable[Mark], said: Sequence[Voice] = ()) -> list[Paragraph]:
    """Return the body's paragraphs, marked. The title, which heads the page, is left plain."""
    kept = apart(found, len(article.text))
    captions = frozenset(article.captions)
    return [
        Paragraph(parts(article.text, span, kept, said), caption=number in captions)
        for number, span in enumerate(article.paragraphs())
    ]


def _end(one: Mark | Voice) -> int:
    return one.span.end

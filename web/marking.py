"""An article's text cut at the people, agencies and days named in it, for a template to write out. Pure.

The cuts are plain strings: the template escapes them like all else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.article import Annotations, Article, Links, Span

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
class Paragraph:
    """One line of an article, cut into pieces."""

    pieces: tuple[Piece, ...]
    caption: bool = False


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
    for mark in kept:
        start, end = max(mark.span.start, within.start), min(mark.span.end, within.end)
        if start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], mark.kind, mark.key))
        at = end
    if at < within.end:
        pieces.append(Piece(text[at : within.end]))
    return tuple(pieces)


def lay_out(article: Article, found: Iterable[Mark]) -> list[Paragraph]:
    """Return the body's paragraphs, marked. The title, which heads the page, is left plain."""
    kept = apart(found, len(article.text))
    captions = frozenset(article.captions)
    return [
        Paragraph(cut(article.text, span, kept), caption=number in captions)
        for number, span in enumerate(article.paragraphs())
    ]

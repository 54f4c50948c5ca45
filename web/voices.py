"""Who says what in an article: its statements by place, to be marked, and by speaker, to be listed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.article import Annotations, Article, Links, Span, Statement

# Code points of a statement in the list: two lines on a phone, enough to know it by.
EXCERPT = 110
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: the name as the article has it, and the registry's id."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One passage that is somebody's: its number in the article (from 1), where it is, and who says it together."""

    number: int
    span: Span
    speakers: tuple[Speaker, ...]

    @property
    def anchor(self) -> str:
        """The id of the passage on its page."""
        return f"loi-{self.number}"

    @property
    def label(self) -> str:
        """What the passage is called by those who hear the page."""
        return f"Lời của {' và '.join(speaker.name for speaker in self.speakers)}"


@dataclass(frozen=True, slots=True)
class Lines:
    """All that one speaker says in an article: each passage with its first words, in order."""

    speaker: Speaker
    passages: tuple[tuple[Voice, str], ...]


def voices(annotations: Annotations, links: Links) -> tuple[Voice, ...]:
    """Return the passages said by those who can be linked, in order, none overlapping another."""
    speakers: dict[Span, list[Speaker]] = {}
    for statement in sorted(annotations.statements, key=_place):
        known = _speaker(statement, annotations, links)
        if known is not None and known not in speakers.setdefault(statement.span, []):
            speakers[statement.span].append(known)
    found: list[Voice] = []
    for span, together in speakers.items():
        if together and span.start < span.end and (not found or found[-1].span.end <= span.start):
            found.append(Voice(len(found) + 1, span, tuple(together)))
    return tuple(found)


def by_speaker(article: Article, found: Sequence[Voice]) -> tuple[Lines, ...]:
    """Return who says what, in the order in which they begin to speak."""
    said: dict[Speaker, list[tuple[Voice, str]]] = {}
    for voice in found:
        for speaker in voice.speakers:
            said.setdefault(speaker, []).append((voice, excerpt(voice.span.of(article.text))))
    return tuple(Lines(speaker, tuple(passages)) for speaker, passages in said.items())


def excerpt(passage: str) -> str:
    """Return the first words of a passage, on one line, with an ellipsis where some are left out."""
    words = " ".join(passage.split())
    if len(words) <= EXCERPT:
        return words
    cut = words[: EXCERPT + 1].rpartition(" ")[0] or words[:EXCERPT]
    return cut.rstrip(" ,.;:–-") + ELLIPSIS


def _place(statement: Statement) -> tuple[int, int]:
    return statement.span.start, statement.span.end


def _speaker(statement: Statement, annotations: Annotations, links: Links) -> Speaker | None:
    """Return a statement's speaker, None where the registry has none (or a person decided that it is nobody)."""
    if statement.speaker >= min(len(annotations.officials), len(links.officials)):
        return None
    slug = links.officials[statement.speaker]
    return Speaker(annotations.officials[statement.speaker].name, slug) if slug else None

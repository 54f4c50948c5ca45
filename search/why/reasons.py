"""The reasons that make an article a hit, and what they are called for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from search.engine import Share


class How(StrEnum):
    """How the words of a text meet those of a query, the closest first."""

    TYPED = "typed"
    SPELLING = "spelling"
    FOLDED = "folded"
    PREFIX = "prefix"
    ABBREVIATION = "abbreviation"
    NAME = "name"
    OTHER_NAME = "other name"


class Where(StrEnum):
    """Where in an article words stand; the opening is of the length that ranking looks at."""

    TITLE = "title"
    OPENING = "opening"
    BODY = "body"


class View(StrEnum):
    """What a part of a score is for."""

    TEXT = "text"
    WORDS = "words"
    ADJACENT = "adjacent"
    TITLE = "title"
    OPENING = "opening"


# What each is called, in Vietnamese and in English.
HOW: Mapping[How, tuple[str, str]] = MappingProxyType(
    {
        How.TYPED: ("đúng như đã gõ", "as typed"),
        How.SPELLING: ("khác cách đặt dấu hoặc i, y", "tone marks or i and y set otherwise"),
        How.FOLDED: ("gõ không dấu", "typed without accents"),
        How.PREFIX: ("bắt đầu như thế", "begins so"),
        How.ABBREVIATION: ("viết tắt", "abbreviated"),
        How.NAME: ("theo tên đầy đủ", "by the full name"),
        How.OTHER_NAME: ("tên cũ hoặc mới", "old or new name"),
    }
)
WHERE: Mapping[Where, tuple[str, str]] = MappingProxyType(
    {
        Where.TITLE: ("tiêu đề", "title"),
        Where.OPENING: ("đoạn mở đầu", "opening"),
        Where.BODY: ("thân bài", "body"),
    }
)
VIEWS: Mapping[View, tuple[str, str]] = MappingProxyType(
    {
        View.TEXT: ("có trong bài", "in the article"),
        View.WORDS: ("đúng cả từ ghép", "whole compounds"),
        View.ADJACENT: ("các tiếng đứng liền nhau", "syllables side by side"),
        View.TITLE: ("có trong tiêu đề", "in the title"),
        View.OPENING: ("có ở đoạn mở đầu", "in the opening"),
    }
)


@dataclass(frozen=True, slots=True)
class Matched:
    """Words of the query, in a row, as they were typed, and a form in which the article has them, as it writes it.

    `times` counts that form; `where` says where it stands, none where it stands only in what the registry knows.
    """

    asked: str
    found: str
    how: How
    where: tuple[Where, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Factor:
    """A part of a score: what it is for, and its share, from 0 to 1."""

    view: View
    share: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why one article is a hit.

    `missing` are free words that it does not have, as typed. `factors` are the largest parts of its score, most first;
    `shares` what each term adds to it, so that they add up to the score.
    """

    matched: tuple[Matched, ...] = ()
    missing: tuple[str, ...] = ()
    factors: tuple[Factor, ...] = ()
    shares: tuple[Share, ...] = ()

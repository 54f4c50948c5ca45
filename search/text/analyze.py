"""The one analysis that index and query share: text becomes terms, by field.

    words      pyvi's words, accents kept: they sharpen ranking
    syllables  every syllable, accents kept: they carry recall
    folded     every syllable without accents: what is typed without accents finds all its forms
    pairs      neighbouring syllables without accents: they reward adjacency
    title_*    the title alone, once more
    opening_*  the first syllables of title and body, once each: what an article is about, it says first
    said_*     what officials are reported to say, once more; for conditions only, never scored

A document number ("12/2023/QĐ-UBND") is one term beside its parts. Positions are code points of the text given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from corpus.vietnamese import fold, match_key
from search.text.segment import segment

# A running number, the year or not, the initials of kind and issuer: 1505/QĐ-UBND, 12/2023/NQ-HĐND, 05-NQ/HU.
_NUMBER = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4}/|/|-)[a-zđ]{1,7}\d{0,2}(?:[-/][a-zđ&]{1,12}\d{0,2}){1,3}(?![\w])")
_SYLLABLE = re.compile(r"[^\W_]+")
# What may stand between two neighbours: one blank or joint, or a dash with blanks. Anything else ends the phrase.
JOINT = re.compile(r"[ \-–/&.'’_·]|,| [-–&] ")

_REMEMBERED = 4  # texts: an article's title and body are cut once for their terms and once for their sequences
OPENING_LENGTH = 30  # syllables: a title and a little, or the heading of a text without; 20 or 40 rank worse
MAX_TERM = 60  # code points of one term; the longest real syllable has 7, the longest document number about 40


class Field(StrEnum):
    """Where a term stands."""

    WORDS = "words"
    SYLLABLES = "syllables"
    FOLDED = "folded"
    PAIRS = "pairs"
    TITLE_SYLLABLES = "title_syllables"
    TITLE_FOLDED = "title_folded"
    OPENING_SYLLABLES = "opening_syllables"
    OPENING_FOLDED = "opening_folded"
    SAID_SYLLABLES = "said_syllables"
    SAID_FOLDED = "said_folded"


SCORED = tuple(field for field in Field if field not in (Field.SAID_SYLLABLES, Field.SAID_FOLDED))
"""The fields that analysis fills from title and body alone, and that a score may come from."""

Terms = Mapping[Field, Mapping[str, int]]
"""How often each term stands in each field of one article."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable, number or document number: its key with accents, without, and where it stands.

    `joined` tells that it follows its predecessor with nothing but a joint between them.
    """

    key: str
    folded: str
    start: int
    end: int
    joined: bool = False
    is_number: bool = False


def syllables(text: str) -> list[Syllable]:
    """Return the syllables of NFC text in order, document numbers in one piece."""
    return list(_syllables(text))


@lru_cache(_REMEMBERED)
def _syllables(text: str) -> tuple[Syllable, ...]:
    found, keys = [], match_key(text)
    folded, before = fold(keys), None
    for start, end, is_number in _cuts(keys):
        joined = before is not None and JOINT.fullmatch(keys, before, start) is not None
        found.append(Syllable(keys[start:end][:MAX_TERM], folded[start:end][:MAX_TERM], start, end, joined, is_number))
        before = end
    return tuple(found)


def _cuts(keys: str) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for number in _NUMBER.finditer(keys):
        yield from ((match.start(), match.end(), False) for match in _SYLLABLE.finditer(keys, at, number.start()))
        yield number.start(), number.end(), True
        at = number.end()
    yield from ((match.start(), match.end(), False) for match in _SYLLABLE.finditer(keys, at))


def parts(number: Syllable) -> list[Syllable]:
    """Return the syllables inside a document number."""
    return [
        Syllable(
            number.key[match.start() : match.end()],
            number.folded[match.start() : match.end()],
            number.start + match.start(),
            number.start + match.end(),
            joined=match.start() > 0,
        )
        for match in _SYLLABLE.finditer(number.key)
    ]


def spread(found: Iterable[Syllable]) -> list[Syllable]:
    """Put the parts of document numbers in the numbers' place, so that a phrase may begin or end inside one."""
    spread_out = []
    for one in found:
        if not one.is_number:
            spread_out.append(one)
        elif inside := parts(one):
            spread_out += [replace(inside[0], joined=one.joined), *inside[1:]]
    return spread_out


def words(text: str) -> list[str]:
    """Return the keys of pyvi's words in NFC text, syllables joined by "_", line by line; punctuation left out.

    pyvi is given keys, not what was typed: it cuts "HÒA BÌNH" and "hoà bình" elsewhere than "Hòa Bình", and a query
    must find the same however it is typed. Its words rank no worse so.
    """
    found = []
    for line in text.split("\n"):
        keys = match_key(line)
        for start, end in segment(keys):
            key = "_".join(_SYLLABLE.findall(keys, start, end))
            if key:
                found.append(key[:MAX_TERM])
    return found


def pairs(found: list[Syllable]) -> list[str]:
    """Return the pairs of neighbours among syllables, without accents, joined by a space."""
    return [f"{left.folded} {right.folded}" for left, right in pairwise(found) if right.joined]


def analyze(title: str, body: str) -> Terms:
    """Return the terms of an article with their frequencies (counts, not shares)."""
    in_title, in_body = _with_parts(syllables(title)), _with_parts(syllables(body))
    everything = in_title + in_body
    opening = everything[:OPENING_LENGTH]
    return {
        Field.WORDS: Counter(words(title) + words(body)),
        Field.SYLLABLES: Counter(syllable.key for syllable in everything),
        Field.FOLDED: Counter(syllable.folded for syllable in everything),
        Field.PAIRS: Counter(pairs(in_title) + pairs(in_body)),
        Field.TITLE_SYLLABLES: Counter(syllable.key for syllable in in_title),
        Field.TITLE_FOLDED: Counter(syllable.folded for syllable in in_title),
        Field.OPENING_SYLLABLES: dict.fromkeys((syllable.key for syllable in opening), 1),
        Field.OPENING_FOLDED: dict.fromkeys((syllable.folded for syllable in opening), 1),
    }


def _with_parts(found: list[Syllable]) -> list[Syllable]:
    """Put the parts of document numbers behind the numbers themselves."""
    return [part for syllable in found for part in ([syllable, *parts(syllable)] if syllable.is_number else [syllable])]

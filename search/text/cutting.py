"""A text cut into syllables, numbers and document numbers, with where each stands and what it is joined to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from corpus.vietnamese import fold, match_key

# A running number, the year or not, the initials of kind and issuer: 1505/QĐ-UBND, 12/2023/NQ-HĐND, 05-NQ/HU.
NUMBER = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4}/|/|-)[a-zđ]{1,7}\d{0,2}(?:[-/][a-zđ&]{1,12}\d{0,2}){1,3}(?![\w])")
SYLLABLE = re.compile(r"[^\W_]+")
# What may stand between two neighbours: one blank or joint, or a dash with blanks. Anything else ends the phrase.
JOINT = re.compile(r"[ \-–/&.'’_·]|,| [-–&] ")

_REMEMBERED = 4  # texts: an article's title and body are cut once for their terms and once for their sequences
MAX_TERM = 60  # code points of one term; the longest real syllable has 7, the longest document number about 40


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
    for number in NUMBER.finditer(keys):
        yield from ((match.start(), match.end(), False) for match in SYLLABLE.finditer(keys, at, number.start()))
        yield number.start(), number.end(), True
        at = number.end()
    yield from ((match.start(), match.end(), False) for match in SYLLABLE.finditer(keys, at))


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
        for match in SYLLABLE.finditer(number.key)
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


def pairs(found: Sequence[Syllable]) -> list[str]:
    """Return the pairs of neighbours among syllables, without accents, joined by a space."""
    return [f"{left.folded} {right.folded}" for left, right in pairwise(found) if right.joined]

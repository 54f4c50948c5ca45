"""A text's signature: a fixed number of bytes, from which it can be told how much two texts have in common.

    text      minima of many hash functions over all rows of four syllables ("shingles"): two texts agree in as large a
              share of the functions as they have rows in common (their Jaccard index), give or take 0.03
    title     the same over the title's single syllables, figures left out, give or take 0.06
    figures   a bit for each different figure: what the issues of one form (weather, prices, draws) differ by
    numbered  the same for the figures of the title

Of each minimum one byte is kept (b-bit minwise hashing, Li and König 2010): for the same room, more functions of a byte
tell more than fewer functions of four. Where articles, accents and words stay as they are, neither blanks, line ends,
punctuation, capitals, the tone style nor NFC or NFD change a signature.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from search.text.passages import Mask, Passages, cut

SHINGLE = 4  # syllables: two words or so; news that share a subject share few such rows
TEXT_HASHES, TITLE_HASHES = 256, 64
FIGURE_BITS = 512  # a news article has 5 to 50 different figures: few of them meet in one bit
TITLE_BITS = 128

ROW = np.dtype([
    ("text", "u1", TEXT_HASHES),
    ("title", "u1", TITLE_HASHES),
    ("figures", "<u8", FIGURE_BITS // 64),
    ("numbered", "<u8", TITLE_BITS // 64),
    ("shingles", "<u4"),
    ("words", "<u4"),
])  # fmt: skip
"""A signature: the minima, the bits, the number of different shingles, and of different words in the title."""

_AT_ONCE = 128  # shingles hashed at a time: what they become stays in the processor's cache
_BYTE = 8  # which bits of a minimum are kept: of the lower ones, since the upper ones of a minimum are mostly 0
_FIGURE = re.compile(r"\d+")

Codes = npt.NDArray[np.uint64]
Hashes = npt.NDArray[np.uint32]
Bounds = npt.NDArray[np.int64]


def signature(title: str, body: str) -> bytes:
    """Return the signature of an article, `ROW.itemsize` bytes."""
    return signatures(cut([unicodedata.normalize("NFC", title), unicodedata.normalize("NFC", body)]), 1)


def signatures(passages: Passages, count: int) -> bytes:
    """Return the signatures of articles, `ROW.itemsize` bytes each; the first passages are their titles and bodies.

    In turn, that is: the title of the first article, its body, the title of the second, … up to article `count`.
    """
    syllables, passage, _ = passages.spread()
    kept = passage < 2 * count
    syllables, passage = syllables[kept], passage[kept]
    bounds = np.searchsorted(passage, np.arange(0, 2 * count + 1))
    articles, title_ends = bounds[::2], bounds[1::2]
    codes = np.array([crc32(key.encode()) for key in passages.keys], np.uint64)
    figures = _Figures.of(passages.keys)
    in_title = passage % 2 == 0
    plain = in_title & ~figures.having[syllables]
    words = scatter(codes[syllables])
    table = np.zeros(count, ROW)
    for row, shingles in zip(table, _shingles(codes[syllables], articles), strict=True):
        row["text"], row["shingles"] = _minima(shingles, TEXT_HASHES), len(shingles)
    for row, start, end in zip(table, articles[:-1].tolist(), title_ends.tolist(), strict=True):
        of_title = np.unique(words[start:end][plain[start:end]])
        row["title"], row["words"] = _minima(of_title, TITLE_HASHES), len(of_title)
    table["figures"] = figures.bits(syllables, passage // 2, count, FIGURE_BITS)
    table["numbered"] = figures.bits(syllables[in_title], passage[in_title] // 2, count, TITLE_BITS)
    return table.tobytes()


def _shingles(codes: Codes, bounds: Bounds) -> Iterator[Codes]:
    """Yield the different rows of `SHINGLE` syllables of each article, as numbers; a shorter text is one row."""
    rows = np.zeros(len(codes), np.uint64)
    for at in range(SHINGLE):  # the last ones run into the next article, and are left out
        rows = scatter(rows + np.append(codes[at:], np.zeros(min(at, len(codes)), np.uint64)))
    for start, end in pairwise(bounds.tolist()):
        if end - start >= SHINGLE:
            yield np.unique(rows[start : end - SHINGLE + 1])
        else:
            row = np.zeros(min(1, end - start), np.uint64)
            for at in range(start, end):
                row = scatter(row + codes[at])
            yield row


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures inside syllables: those of key `n` are `codes[starts[n]:starts[n + 1]]`."""

    starts: Bounds
    codes: Codes
    having: Mask

    @classmethod
    def of(cls, keys: Sequence[str]) -> _Figures:
        inside = [[digits.lstrip("0") or "0" for digits in _FIGURE.findall(key)] for key in keys]
        counts = np.array([len(of_key) for of_key in inside], np.int64)
        codes = [crc32(figure.encode()) for of_key in inside for figure in of_key]
        return cls(np.concatenate(([0], np.cumsum(counts))), np.array(codes, np.uint64), counts > 0)

    def bits(self, syllables: Hashes, articles: Hashes, count: int, size: int) -> Codes:
        """Return of each article `size` bits, 64 in a number: one for each figure among its syllables."""
        at = np.flatnonzero(self.having[syllables])
        some = syllables[at]
        counts = self.starts[some + 1] - self.starts[some]
        places = np.repeat(self.starts[some] + counts - np.cumsum(counts), counts) + np.arange(counts.sum())
        bits = (self.codes[places] % np.uint64(size)).astype(np.int64)
        found = np.zeros((count, size), np.bool_)
        found[np.repeat(articles[at], counts), bits] = True
        return np.packbits(found, axis=1, bitorder="little").view("<u8")


def scatter(numbers: Codes) -> Codes:
    """Scatter numbers over all 64 bits: the finalizer of SplitMix64."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _functions(count: int) -> tuple[Hashes, Hashes]:
    """Return factors, all odd, and summands of `count` hash functions: the same on every machine and for good."""
    drawn = scatter(np.arange(2 * count, dtype=np.uint64)).astype(np.uint32)
    return drawn[:count] | np.uint32(1), drawn[count:]


def _minima(codes: Codes, count: int) -> npt.NDArray[np.uint8]:
    """Return a byte of the least value of each hash function: shingles down, functions across, block by block."""
    factors, summands = _functions(count)
    some = (codes >> np.uint64(32)).astype(np.uint32)[:, np.newaxis]
    least = np.full(count, np.iinfo(np.uint32).max, np.uint32)
    room = np.empty((min(_AT_ONCE, len(codes)), count), np.uint32)
    for at in range(0, len(codes), _AT_ONCE):
        hashed = room[: len(codes) - at]
        np.multiply(some[at : at + _AT_ONCE], factors, out=hashed)
        hashed += summands
        np.minimum(least, hashed.min(axis=0), out=least)
    return (least >> np.uint32(_BYTE)).astype(np.uint8)

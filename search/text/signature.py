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
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from search.text.cutting import Syllable, spread, syllables

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

_AT_ONCE = 4_096  # shingles hashed at a time: 4 MB
_BYTE = 8  # which bits of a minimum are kept: of the lower ones, since the upper ones of a minimum are mostly 0
_FIGURE = re.compile(r"\d+")

Codes = npt.NDArray[np.uint64]
Hashes = npt.NDArray[np.uint32]


def signature(title: str, body: str) -> bytes:
    """Return the signature of an article, `ROW.itemsize` bytes."""
    heading, rest = _syllables(title), _syllables(body)
    every = [one.key for one in (*heading, *rest)]
    shingles = _rows(every)
    words = _mixed([one.key for one in heading if not _FIGURE.search(one.key)])
    row = np.zeros((), ROW)
    row["text"], row["title"] = _minima(shingles, TEXT_HASHES), _minima(words, TITLE_HASHES)
    row["figures"] = _bits(every, FIGURE_BITS)
    row["numbered"] = _bits([one.key for one in heading], TITLE_BITS)
    row["shingles"], row["words"] = len(shingles), len(words)
    return row.tobytes()


def _syllables(text: str) -> list[Syllable]:
    return spread(syllables(unicodedata.normalize("NFC", text)))


@lru_cache(1 << 16)
def _code(key: str) -> int:
    return crc32(key.encode())


def _rows(keys: Sequence[str]) -> Codes:
    """Return a number for each different row of `SHINGLE` keys; a shorter text is one row."""
    if not keys:
        return np.empty(0, np.uint64)
    codes = np.array([_code(key) for key in keys], np.uint64)
    count = max(1, len(codes) - SHINGLE + 1)
    rows = np.zeros(count, np.uint64)
    for at in range(min(SHINGLE, len(codes))):
        rows = scatter(rows + codes[at : at + count])
    return np.unique(rows)


def _mixed(keys: Iterable[str]) -> Codes:
    return np.unique(scatter(np.array([_code(key) for key in keys], np.uint64)))


def scatter(numbers: Codes) -> Codes:
    """Scatter numbers over all 64 bits: the finalizer of SplitMix64."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _functions(count: int) -> tuple[Hashes, Hashes]:
    """Return factors, all odd, and summands of `count` hash functions: the same on every machine and for good."""
    drawn = scatter(np.arange(2 * count, dtype=np.uint64)).astype(np.uint32)[:, np.newaxis]
    return drawn[:count] | np.uint32(1), drawn[count:]


def _minima(codes: Codes, count: int) -> npt.NDArray[np.uint8]:
    factors, summands = _functions(count)
    least = np.full(count, np.iinfo(np.uint32).max, np.uint32)
    for at in range(0, len(codes), _AT_ONCE):
        some = (codes[at : at + _AT_ONCE] >> np.uint64(32)).astype(np.uint32)
        np.minimum(least, (factors * some + summands).min(axis=1), out=least)
    return (least >> np.uint32(_BYTE)).astype(np.uint8)


def _bits(keys: Iterable[str], count: int) -> Codes:
    bits = np.zeros(count // 64, np.uint64)
    for figure in {digits.lstrip("0") or "0" for digits in _FIGURE.findall(" ".join(keys))}:
        word, bit = divmod(_code(figure) % count, 64)
        bits[word] |= np.uint64(1) << np.uint64(bit)
    return bits

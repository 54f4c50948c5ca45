"""Terms and pairs of them, counted in one part of an index; lists of texts.

Parts are arrays, as they lie in a file, and a cold process must not read 100,000 names to look a few up. So terms are
numbered by a hash of 64 bits: of so many, two alike are less likely than a disk that errs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
HALF, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
HASH = 8  # bytes
_LINE = "\n"  # between texts: inside none


def code(left: npt.ArrayLike, right: npt.ArrayLike) -> Codes:
    """Return pairs of syllable numbers as one number each: the left one in the upper half."""
    return (np.asarray(left, np.uint64) << HALF) | np.asarray(right, np.uint64)


def hashed(term: bytes) -> bytes:
    """Return the hash of a term: 64 bits, little-endian."""
    return blake2b(term, digest_size=HASH).digest()


@dataclass(frozen=True)
class Terms:
    """Different terms of one part, each with a count, numbered in the order of their hashes.

    Term `n` is `packed[ends[n - 1]:ends[n]]`, in UTF-8.
    """

    packed: Bytes
    ends: Counts
    hashes: Codes
    counts: Counts

    @classmethod
    def of(cls, names: Sequence[bytes], counts: Counts) -> tuple[Terms, Numbers]:
        """Lay terms out, and return the number that each of them is given."""
        hashes = np.frombuffer(b"".join(map(hashed, names)), "<u8")
        order = np.argsort(hashes)
        ordered = [names[place] for place in order.tolist()]
        ends = np.cumsum(np.fromiter(map(len, ordered), np.uint32, len(ordered)), dtype=np.uint32)
        numbers = np.empty(len(order), np.int64)
        numbers[order] = np.arange(len(order))
        return cls(np.frombuffer(b"".join(ordered), np.uint8), ends, hashes[order], counts[order]), numbers

    def name(self, number: int) -> str:
        """Return a term."""
        start = self.ends[number - 1] if number else 0
        return self.packed[start : self.ends[number]].tobytes().decode()

    @cached_property
    def names(self) -> Sequence[str]:
        """All terms by number."""
        packed, ends = self.packed.tobytes(), self.ends.tolist()
        return [packed[start:end].decode() for start, end in zip([0, *ends[:-1]], ends, strict=False)]


@dataclass(frozen=True, slots=True)
class Listed:
    """Texts in some order, line by line in UTF-8, each with a count: what is only ever read as a whole."""

    text: Bytes
    counts: Counts

    @classmethod
    def of(cls, counted: Mapping[str, int]) -> Listed:
        """Lay counted texts out, in their order; of a line end in one a blank is made."""
        text = _LINE.join(text.replace(_LINE, " ") for text in counted)
        return cls(np.frombuffer(text.encode(), np.uint8), np.fromiter(counted.values(), np.uint32, len(counted)))

    def read(self) -> dict[str, int]:
        """Return the counts by text."""
        if not len(self.counts):
            return {}
        return dict(zip(self.text.tobytes().decode().split(_LINE), self.counts.tolist(), strict=True))


def added(parts: Iterable[Listed]) -> dict[str, int]:
    """Add lists up: in the order of the first, then what each next one adds."""
    total: dict[str, int] = {}
    for part in parts:
        for text, count in part.read().items():
            total[text] = total.get(text, 0) + count
    return total


@dataclass(frozen=True, slots=True)
class Pairs:
    """How often syllables stand side by side in one part: `counts[i]` is of the pair `codes[i]`; codes ascend.

    Syllables have the numbers of the part's terms; `openings` is how often each is the left one of a pair.
    """

    codes: Codes
    counts: Counts
    openings: Counts

    @classmethod
    def counted(cls, codes: Codes, times: npt.NDArray[np.integer[Any]], size: int) -> Pairs:
        """Add up what is said of pairs of `size` syllables, the same pair perhaps several times."""
        found, at = np.unique(codes, return_inverse=True)
        counts = np.bincount(at, weights=times, minlength=len(found))
        openings = np.bincount((found >> HALF).astype(np.int64), weights=counts, minlength=size)
        return cls(found, counts.astype(np.uint32), openings.astype(np.uint32))

    def of(self, codes: Codes) -> Floats:
        """Return the counts of pairs, 0 for those never seen; the shape is that of `codes`."""
        if not len(self.codes):
            return np.zeros(codes.shape)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, self.counts[at], 0).astype(np.float64)

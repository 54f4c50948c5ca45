"""Terms and pairs of them, counted in each part of an index, and added up over all parts.

Parts are arrays, as they lie in a file, and a cold process must not read 100,000 names to look a few up. So terms are
numbered by a hash of 64 bits: of so many, two alike are less likely than a disk that errs. Pairs are never added up:
whoever asks for some is told the sum of what the parts say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

SEVERAL = 20_000  # terms looked up, as for some ten slips: from then on a dictionary pays for itself

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_HALF, _LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
_HASH = 8  # bytes
_LINE = "\n"  # between texts: inside none
_NOWHERE = -1  # the number of a term that is not there


def code(left: npt.ArrayLike, right: npt.ArrayLike) -> Codes:
    """Return pairs of syllable numbers as one number each: the left one in the upper half."""
    return (np.asarray(left, np.uint64) << _HALF) | np.asarray(right, np.uint64)


def _hash(term: bytes) -> bytes:
    return blake2b(term, digest_size=_HASH).digest()


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
        hashes = np.frombuffer(b"".join(map(_hash, names)), "<u8")
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
        openings = np.bincount((found >> _HALF).astype(np.int64), weights=counts, minlength=size)
        return cls(found, counts.astype(np.uint32), openings.astype(np.uint32))

    def of(self, codes: Codes) -> Floats:
        """Return the counts of pairs, 0 for those never seen; the shape is that of `codes`."""
        if not len(self.codes):
            return np.zeros(codes.shape)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, self.counts[at], 0).astype(np.float64)


class JoinedTerms:
    """The terms of several parts, numbered anew in the order of their hashes."""

    def __init__(self, parts: Sequence[Terms]) -> None:
        self.parts = parts
        alone = len(parts) == 1
        self.hashes = parts[0].hashes if alone else _united(parts)
        # Of each part: the numbers that its terms have now.
        self.places = [
            np.arange(len(part.hashes)) if alone else np.searchsorted(self.hashes, part.hashes) for part in parts
        ]
        self._sought = self.hashes.data
        self._asked = 0
        self._numbers: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.hashes)

    def number(self, term: str) -> int:
        """Return the number of a term, -1 where no part has it."""
        if self._numbers is not None:
            return self._numbers.get(term, _NOWHERE)
        self._asked += 1
        if self._asked > SEVERAL:
            self._numbers = dict(zip(self.names, range(len(self)), strict=True))
        wanted = int.from_bytes(_hash(term.encode()), "little")
        at = bisect_left(self._sought, wanted)
        return at if at < len(self._sought) and self._sought[at] == wanted else _NOWHERE

    def name(self, number: int) -> str:
        """Return a term."""
        for part, places in zip(self.parts, self.places, strict=True):
            at = int(np.searchsorted(places, number))
            if at < len(places) and places[at] == number:
                return part.name(at)
        raise IndexError(number)

    @cached_property
    def names(self) -> Sequence[str]:
        """All terms by number."""
        names = [""] * len(self)
        for part, places in zip(self.parts, self.places, strict=True):
            for number, name in zip(places.tolist(), part.names, strict=True):
                names[number] = name
        return names

    @cached_property
    def counts(self) -> Numbers:
        """How often each term is counted in all parts."""
        total = np.zeros(len(self), np.int64)
        for part, places in zip(self.parts, self.places, strict=True):
            total[places] += part.counts
        return total

    def numbers_in(self, part: int) -> Numbers:
        """Return which number each term has in a part, -1 where it is not there."""
        numbers = np.full(len(self), _NOWHERE)
        numbers[self.places[part]] = np.arange(len(self.places[part]))
        return numbers


def _united(parts: Iterable[Terms]) -> Codes:
    """Return all hashes once, ascending. NumPy's `unique` takes ten times as long for so many different ones."""
    every = np.sort(np.concatenate([np.empty(0, np.uint64), *(part.hashes for part in parts)]), kind="stable")
    first = np.ones(len(every), np.bool_)
    first[1:] = every[1:] != every[:-1]
    united: Codes = every[first]
    return united


class ByTerm(Mapping[str, int]):
    """A number for each term: `values[n]` for term `n`, the terms' own numbers where none are given."""

    def __init__(self, terms: JoinedTerms, values: Numbers | None = None) -> None:
        self._terms, self._values = terms, values

    def __getitem__(self, term: str) -> int:
        number = self._terms.number(term)
        if number == _NOWHERE:
            raise KeyError(term)
        return number if self._values is None else int(self._values[number])

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self._terms.number(term) != _NOWHERE

    def get(self, term: str, default: Any = None) -> Any:
        """Return the number of a term, `default` where it is none of these."""
        number = self._terms.number(term)
        if number == _NOWHERE:
            return default
        return number if self._values is None else int(self._values[number])

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms.names)

    def __len__(self) -> int:
        return len(self._terms)


class JoinedPairs:
    """How often syllables stand side by side in all parts. Syllables are numbered by their place in `vocabulary`."""

    def __init__(self, terms: JoinedTerms, parts: Sequence[Pairs]) -> None:
        self._terms, self._parts = terms, parts
        self._numbers = [terms.numbers_in(part) for part in range(len(parts))]

    @property
    def vocabulary(self) -> Sequence[str]:
        """All syllables by number."""
        return self._terms.names

    def of(self, codes: Codes) -> Floats:
        """Return the counts of pairs, 0 for those never seen; the shape is that of `codes`."""
        found = np.zeros(codes.shape)
        for part, numbers in zip(self._parts, self._numbers, strict=True):
            left, right = numbers[codes >> _HALF], numbers[codes & _LOWER]
            known = (left != _NOWHERE) & (right != _NOWHERE)
            found += np.where(known, part.of(code(np.maximum(left, 0), np.maximum(right, 0))), 0)
        return found

    def openings(self) -> Floats:
        """Return for each syllable how often it is the left one of a pair."""
        found = np.zeros(len(self._terms))
        for part, places in zip(self._parts, self._terms.places, strict=True):
            found[places] += part.openings
        return found

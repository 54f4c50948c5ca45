"""Terms and pairs of them, counted in each part of an index, and added up over all parts.

Parts are arrays, as they lie in a file. Names are read at the first use of what needs them, and pairs are never added
up: whoever asks for some is told the sum of what the parts say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_HALF, _LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
_LINE = "\n"  # between terms: inside none
_NOWHERE = -1  # the number of a term in a part that does not have it


def code(left: npt.ArrayLike, right: npt.ArrayLike) -> Codes:
    """Return pairs of syllable numbers as one number each: the left one in the upper half."""
    return (np.asarray(left, np.uint64) << _HALF) | np.asarray(right, np.uint64)


class Terms(Mapping[str, int]):
    """Different terms, numbered from 0, each with a count: `text` is them line by line, in UTF-8."""

    def __init__(self, text: npt.NDArray[np.uint8], counts: Counts) -> None:
        self.text, self.counts = text, counts

    @classmethod
    def of(cls, counted: Mapping[str, int]) -> Terms:
        """Lay counted terms out, in their order; of a line end in one a blank is made."""
        text = _LINE.join(term.replace(_LINE, " ") for term in counted)
        counts = np.fromiter(counted.values(), np.uint32, len(counted))
        return cls(np.frombuffer(text.encode(), np.uint8), counts)

    @cached_property
    def names(self) -> Sequence[str]:
        """The terms by number."""
        return self.text.tobytes().decode().split(_LINE) if len(self.counts) else []

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each term."""
        return dict(zip(self.names, range(len(self.names)), strict=True))

    @cached_property
    def _counted(self) -> dict[str, int]:
        return dict(zip(self.names, self.counts.tolist(), strict=True))

    def __getitem__(self, term: str) -> int:
        return self._counted[term]

    def __contains__(self, term: object) -> bool:
        return term in self._counted

    def get(self, term: str, default: Any = None) -> Any:
        """Return the count of a term, `default` where it is none of these."""
        return self._counted.get(term, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class Pairs:
    """How often syllables stand side by side in one part: `counts[i]` is of the pair `codes[i]`; codes ascend.

    Syllables have the numbers of the part's terms.
    """

    codes: Codes
    counts: Counts

    def of(self, codes: Codes) -> Floats:
        """Return the counts of pairs, 0 for those never seen; the shape is that of `codes`."""
        if not len(self.codes):
            return np.zeros(codes.shape)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, self.counts[at], 0).astype(np.float64)

    def openings(self, size: int) -> Floats:
        """Return for each of `size` syllables how often it is the left one of a pair."""
        left = (self.codes >> _HALF).astype(np.int64)
        return np.bincount(left, weights=self.counts, minlength=size).astype(np.float64)


class JoinedTerms:
    """The terms of several parts: those of the first as they are numbered there, then what each next one adds."""

    def __init__(self, parts: Sequence[Terms]) -> None:
        self.parts = parts
        numbers: dict[str, int] = {}
        self.places: list[Numbers] = []  # of each part: the numbers that its terms have now
        for part in parts:
            if not numbers:
                numbers = dict(part.numbers)
                self.places.append(np.arange(len(part)))
            else:
                now = [numbers.setdefault(name, len(numbers)) for name in part.names]
                self.places.append(np.array(now, np.int64))
        self.numbers: Mapping[str, int] = numbers
        self.names: Sequence[str] = list(numbers)

    @cached_property
    def counts(self) -> Numbers:
        """How often each term is counted in all parts."""
        total = np.zeros(len(self.numbers), np.int64)
        for part, places in zip(self.parts, self.places, strict=True):
            total[places] += part.counts
        return total

    @cached_property
    def counted(self) -> Mapping[str, int]:
        """The same by term."""
        return dict(zip(self.names, self.counts.tolist(), strict=True))

    def numbers_in(self, part: int) -> Numbers:
        """Return which number each term has in a part, `_NOWHERE` where it is not there."""
        numbers = np.full(len(self.numbers), _NOWHERE)
        numbers[self.places[part]] = np.arange(len(self.places[part]))
        return numbers


class JoinedPairs:
    """How often syllables stand side by side in all parts. Syllables are numbered by their place in `vocabulary`."""

    def __init__(self, terms: JoinedTerms, parts: Sequence[Pairs]) -> None:
        self.vocabulary = terms.names
        self._terms, self._parts = terms, parts
        self._numbers = [terms.numbers_in(part) for part in range(len(parts))]

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
        found = np.zeros(len(self.vocabulary))
        for part, places in zip(self._parts, self._terms.places, strict=True):
            found[places] += part.openings(len(places))
        return found

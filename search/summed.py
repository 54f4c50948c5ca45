"""What the parts of an index count, told together, without reading or adding up what nobody asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from search.counted import HALF, LOWER, Codes, Floats, Numbers, Pairs, Terms, code, hashed

SEVERAL = 20_000  # terms looked up, as for some ten slips: from then on a dictionary pays for itself
_NOWHERE = -1  # the number of a term that is not there


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
        wanted = int.from_bytes(hashed(term.encode()), "little")
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
            left, right = numbers[codes >> HALF], numbers[codes & LOWER]
            known = (left != _NOWHERE) & (right != _NOWHERE)
            found += np.where(known, part.of(code(np.maximum(left, 0), np.maximum(right, 0))), 0)
        return found

    def openings(self) -> Floats:
        """Return for each syllable how often it is the left one of a pair."""
        found = np.zeros(len(self._terms))
        for part, places in zip(self._parts, self._terms.places, strict=True):
            found[places] += part.openings
        return found

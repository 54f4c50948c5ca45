"""How many matches have each value of a facet."""

from __future__ import annotations

import heapq
from abc import abstractmethod
from collections.abc import Iterator, Mapping


class Counts(Mapping[str, int]):
    """Counts by value; a facet may have ten thousand values, of which a page shows twenty."""

    @abstractmethod
    def best(self, number: int) -> Mapping[str, int]:
        """Return the `number` most frequent values, most frequent first, of equals the first by name."""

    @abstractmethod
    def all(self) -> dict[str, int]:
        """Return every count at once."""


class Counted(Counts):
    """Counts that are at hand one by one."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def __getitem__(self, value: str) -> int:
        return self._counts[value]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def best(self, number: int) -> Mapping[str, int]:
        """Return the most frequent values, of equals the first by name."""
        counts = self._counts
        best = heapq.nsmallest(number, counts, key=lambda value: (-counts[value], value))
        return {value: counts[value] for value in best}

    def all(self) -> dict[str, int]:
        """Return every count at once."""
        return dict(self._counts)


NO_COUNTS: Counts = Counted({})

"""A facet's values as numbers, document by document, and counted over any set of documents.

Values are numbered in the order of their names across all segments, so that of equal counts the lower number is the
earlier name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.counts import Counts
from search.engines.whoosh.columns.segment import Columns
from search.engines.whoosh.columns.strings import Strings

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

FEW = 8  # where one document in so many matches, or fewer, theirs are looked up; else all are gone through


@dataclass(frozen=True, slots=True)
class Ordinals:
    """The values of one facet: those of document `n` are `values[starts[n]:starts[n + 1]]`."""

    names: Strings
    starts: Numbers
    values: Numbers

    @classmethod
    def of(cls, facet: str, segments: Sequence[Columns]) -> Ordinals:
        """Lay the values of segments end to end, numbered anew where there are several."""
        lists, rows = [one.strings(f"{facet}.names") for one in segments], [one.rows(facet) for one in segments]
        values = [row.values.astype(np.intp) for row in rows]
        if len(segments) == 1:
            return cls(lists[0], rows[0].starts.astype(np.intp), values[0])
        every = [list(strings) for strings in lists]
        distinct = sorted({name for names in every for name in names})
        rank = {name: number for number, name in enumerate(distinct)}
        for number, names in enumerate(every):
            values[number] = np.fromiter(map(rank.__getitem__, names), np.intp, len(names))[values[number]]
        counts = [np.diff(row.starts).astype(np.intp) for row in rows]
        starts = np.concatenate(([0], np.cumsum(np.concatenate(counts)))) if counts else np.zeros(1, np.intp)
        return cls(Strings.of(distinct), starts, np.concatenate(values) if values else np.zeros(0, np.intp))

    def anybody(self) -> Mask:
        """Tell which documents have any value."""
        return np.diff(self.starts) > 0

    def having(self, names: Sequence[str]) -> Mask:
        """Tell which documents have one of these values."""
        mask = np.zeros(len(self.starts) - 1, np.bool_)
        for name in names:
            number = self.names.find(name.encode())
            if number is not None:
                mask[np.searchsorted(self.starts, np.flatnonzero(self.values == number), side="right") - 1] = True
        return mask

    def count(self, matching: Mask) -> Counts:
        """Count the matching documents that have each value."""
        matches = int(np.count_nonzero(matching))
        lengths = np.diff(self.starts)
        if matches == len(matching):
            values = self.values
        elif FEW * matches < len(matching):
            found = np.flatnonzero(matching)
            length = lengths[found]
            ahead = np.repeat(self.starts[found] - (np.cumsum(length) - length), length)
            values = self.values[ahead + np.arange(len(ahead))]
        else:
            values = self.values[np.repeat(matching, lengths)]
        return _Counted(self.names, np.bincount(values, minlength=len(self.names)))


class _Counted(Counts):
    """Counts by number, read as counts by name."""

    def __init__(self, names: Strings, counts: Numbers) -> None:
        self._names, self._counts = names, counts
        self._having = np.flatnonzero(counts)

    def __len__(self) -> int:
        return len(self._having)

    def __iter__(self) -> Iterator[str]:
        return (self._names[number].decode() for number in self._having.tolist())

    def __getitem__(self, name: str) -> int:
        number = self._names.find(name.encode())
        if number is None or not self._counts[number]:
            raise KeyError(name)
        return int(self._counts[number])

    def best(self, number: int) -> Mapping[str, int]:
        """Return the most frequent values, of equals the first by name."""
        counts = self._counts[self._having]
        if len(counts) > number:
            least = np.partition(counts, len(counts) - number)[len(counts) - number]
            kept = np.flatnonzero(counts >= least)
        else:
            kept = np.arange(len(counts))
        order = kept[np.argsort(-counts[kept], kind="stable")][:number]
        return {self._names[n].decode(): int(self._counts[n]) for n in self._having[order].tolist()}

    def all(self) -> dict[str, int]:
        """Return every count at once."""
        names = self._names.between(0, len(self._names))
        counts = self._counts[self._having].tolist()
        return {names[n].decode(): count for n, count in zip(self._having.tolist(), counts, strict=True)}

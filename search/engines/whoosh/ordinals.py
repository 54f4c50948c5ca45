"""A facet's values as numbers, document by document, and counted over any set of documents.

Values are numbered in the order of their names across all segments, so that of equal counts the lower number is the
earlier name. Where many documents match, all postings of the facet are gone through, in which each value's stand side
by side; where few do, their own values are looked up.
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
Places = npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]

FEW = 12  # where one document in so many matches, or fewer, looking up their values is the faster way


def united(facet: str, segments: Sequence[Columns]) -> list[Places]:
    """Return for each segment the numbers that its values of a facet have across all of them."""
    every = [list(columns.strings(f"{facet}.names")) for columns in segments]
    if len(every) == 1:
        return [np.arange(len(every[0]), dtype=np.uint32)]
    rank = {name: number for number, name in enumerate(sorted({name for names in every for name in names}))}
    return [np.fromiter(map(rank.__getitem__, names), np.uint32, len(names)) for names in every]


class _Part:
    """The values of one segment's documents."""

    def __init__(self, facet: str, columns: Columns, base: int, places: Places) -> None:
        self.names, self.places = columns.strings(f"{facet}.names"), places.astype(np.intp)
        self.base, self.end = base, base + columns.count
        rows, postings = columns.rows(facet), columns.postings(f"{facet}.names")
        self.starts, self.values = rows.starts, rows.values
        self.postings = postings
        self._owners = postings.documents.astype(np.intp)
        # Values that only dead documents had have no postings, where `reduceat` would count their neighbours'.
        self._held = np.flatnonzero(postings.counts())
        self._first = postings.starts[self._held].astype(np.intp)

    def count(self, matching: Mask) -> tuple[Numbers, Numbers]:
        """Return values, by their numbers here, and how many matching documents have each."""
        found = np.flatnonzero(matching) if FEW * np.count_nonzero(matching) < len(matching) else None
        if found is None:
            if not len(self._held):
                return self._held, self._held
            return self._held, np.add.reduceat(matching.view(np.uint8)[self._owners], self._first, dtype=np.intp)
        starts = self.starts[found].astype(np.intp)
        lengths = self.starts[found + 1].astype(np.intp) - starts
        at = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        counts = np.bincount(self.values[at + np.arange(len(at))], minlength=0)
        values = np.flatnonzero(counts)
        return values, counts[values]


@dataclass(frozen=True, slots=True)
class Ordinals:
    """The values of one facet: `source[n]` is the segment that has value `n`, `number[n]` its number there."""

    parts: Sequence[_Part]
    source: Numbers
    number: Numbers

    @classmethod
    def of(cls, facet: str, segments: Sequence[tuple[Columns, int]], places: Sequence[Places]) -> Ordinals:
        """Take the segments, each with the number of its first document, and what `united` says of them."""
        parts = [_Part(facet, columns, base, of) for (columns, base), of in zip(segments, places, strict=True)]
        size = 1 + max((int(part.places[-1]) for part in parts if len(part.places)), default=-1)
        source, number = np.zeros(size, np.intp), np.zeros(size, np.intp)
        for n, part in enumerate(parts):
            source[part.places], number[part.places] = n, np.arange(len(part.places))
        return cls(parts, source, number)

    def __len__(self) -> int:
        return len(self.source)

    def name(self, value: int) -> str:
        """Return what a value is called."""
        name: bytes = self.parts[self.source[value]].names[int(self.number[value])]
        return name.decode()

    def find(self, name: str) -> int | None:
        """Return the number of a value, None where no document has it."""
        packed = name.encode()
        for part in self.parts:
            at = part.names.find(packed)
            if at is not None:
                return int(part.places[at])
        return None

    def anybody(self) -> Mask:
        """Tell which documents have any value."""
        return np.concatenate([np.zeros(0, np.bool_), *(np.diff(part.starts) > 0 for part in self.parts)])

    def having(self, names: Sequence[str]) -> Mask:
        """Tell which documents have one of these values."""
        mask = np.zeros(self.parts[-1].end if self.parts else 0, np.bool_)
        for part in self.parts:
            for name in names:
                at = part.names.find(name.encode())
                if at is not None:
                    mask[part.postings.documents_of(at).astype(np.intp) + part.base] = True
        return mask

    def count(self, matching: Mask) -> Counts:
        """Count the matching documents that have each value."""
        counts = np.zeros(len(self), np.intp)
        for part in self.parts:
            values, of_value = part.count(matching[part.base : part.end])
            counts[part.places[values]] += of_value
        return _Counted(self, counts)


class _Counted(Counts):
    """Counts by number, read as counts by name."""

    def __init__(self, ordinals: Ordinals, counts: Numbers) -> None:
        self._ordinals, self._counts = ordinals, counts
        self._having = np.flatnonzero(counts)

    def __len__(self) -> int:
        return len(self._having)

    def __iter__(self) -> Iterator[str]:
        return map(self._ordinals.name, self._having.tolist())

    def __getitem__(self, name: str) -> int:
        number = self._ordinals.find(name)
        if number is None or not self._counts[number]:
            raise KeyError(name)
        return int(self._counts[number])

    def best(self, number: int) -> Mapping[str, int]:
        """Return the most frequent values, of equals the first by name."""
        counts = self._counts[self._having]
        kept = np.arange(len(counts))
        if len(counts) > number:
            least = np.partition(counts, len(counts) - number)[len(counts) - number]
            kept = np.flatnonzero(counts >= least)
        order = kept[np.argsort(-counts[kept], kind="stable")][:number]
        return {self._ordinals.name(n): int(self._counts[n]) for n in self._having[order].tolist()}

    def all(self) -> dict[str, int]:
        """Return every count at once."""
        names: list[Strings] = [part.names for part in self._ordinals.parts]
        every = [strings.between(0, len(strings)) for strings in names]
        having, counts = self._having, self._counts[self._having].tolist()
        sources, numbers = self._ordinals.source[having].tolist(), self._ordinals.number[having].tolist()
        return {
            every[source][number].decode(): count
            for source, number, count in zip(sources, numbers, counts, strict=True)
        }

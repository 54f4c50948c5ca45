"""Many byte strings end to end in one array, with where each ends; sorted, they are a dictionary of terms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Strings(Sequence[bytes]):
    """Byte strings by number: `packed[ends[n - 1]:ends[n]]` is string `n`."""

    packed: Bytes
    ends: Offsets

    @classmethod
    def of(cls, strings: Iterable[bytes]) -> Strings:
        """Lay strings end to end."""
        every = list(strings)
        ends = np.cumsum(np.fromiter(map(len, every), np.uint64, len(every)), dtype=np.uint64)
        return cls(np.frombuffer(b"".join(every), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # nobody asks for slices
        start = self.ends[number - 1] if number else 0
        return self.packed[start : self.ends[number]].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.between(0, len(self)))

    def between(self, first: int, last: int) -> list[bytes]:
        """Return the strings from number `first` up to `last`."""
        if first >= last:
            return []
        begin = int(self.ends[first - 1]) if first else 0
        ends = (self.ends[first:last] - np.uint64(begin)).tolist()
        packed = self.packed[begin : begin + ends[-1]].tobytes()
        return [packed[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]

    def find(self, string: bytes) -> int | None:
        """Return the number of `string` in a sorted list, None where it is not there."""
        number = self.place(string)
        return number if number < len(self) and self[number] == string else None

    def place(self, string: bytes) -> int:
        """Return how many strings of a sorted list sort before `string`."""
        return bisect_left(self, string)

    def starting(self, start: bytes) -> tuple[int, int]:
        """Return the numbers of the first string of a sorted list that begins so, and of the first behind these."""
        first = self.place(start)
        return first, bisect_left(self, True, first, key=lambda string: string[: len(start)] > start)

"""A part's syllables in order, document by document, two bytes each.

A code stands for one of the most frequent syllables of the segment, `GAP` before each that is not joined to the one
before; for a rare syllable stands `RARE`, and which one it is, is kept apart, by place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.uint32]

GAP = 0
RARE = 0xFFFF
MAX_COMMON = RARE - 1  # syllables with a code of their own: of 65,536 articles of news all but one in a thousand


@dataclass(frozen=True, slots=True)
class Sequences:
    """The sequences of many documents end to end: `values[starts[n]:starts[n + 1]]` is that of document `n`.

    Code `c` is key number `common[c - 1]`; these ascend. `rare` are the places of rare syllables, ascending, and
    `rare_keys` their keys.
    """

    starts: Numbers
    values: Codes
    common: Numbers
    rare: Numbers
    rare_keys: Numbers

    def decoded(self, values: Codes, places: npt.NDArray[np.intp]) -> Numbers:
        """Return codes, which stand at these places, as key numbers and one each, `GAP` for a gap."""
        table = np.zeros(RARE + 1, np.uint32)
        table[1 : len(self.common) + 1] = self.common + np.uint32(1)
        keys = table[values]
        at = np.flatnonzero(values == RARE)
        keys[at] = self.rare_keys[np.searchsorted(self.rare, places[at])] + np.uint32(1)
        return keys

    def all(self) -> Numbers:
        """Return all codes as key numbers and one each."""
        return self.decoded(self.values, np.arange(len(self.values)))

    def codes(self, keys: Numbers) -> Codes:
        """Return the codes of keys, each once, `RARE` where there is one that has none of its own."""
        at = np.searchsorted(self.common, keys)
        known = at < len(self.common)
        known[known] = self.common[at[known]] == keys[known]
        return np.append(at[known] + 1, [] if known.all() else RARE).astype(np.uint16)


def encoded(starts: Numbers, parts: Sequence[Numbers], size: int) -> Sequences:
    """Return the sequences that `parts` have one behind the other: key numbers, below `size`, and one; 0 for a gap."""
    common = np.arange(size, dtype=np.uint32)
    if size > MAX_COMMON:
        often = sum((np.bincount(part, minlength=size + 1)[1:] for part in parts), np.zeros(size, np.intp))
        common = np.sort(np.argpartition(-often, MAX_COMMON)[:MAX_COMMON]).astype(np.uint32)
    code_of = np.full(size + 1, RARE, np.uint16)
    code_of[common + 1] = np.arange(1, len(common) + 1)
    code_of[0] = GAP
    values, rare, rare_keys, base = [np.empty(0, np.uint16)], [np.empty(0, np.uint32)], [np.empty(0, np.uint32)], 0
    for part in parts:
        codes = code_of[part]
        at = np.flatnonzero(codes == RARE)
        values.append(codes)
        rare.append((at + base).astype(np.uint32))
        rare_keys.append((part[at] - 1).astype(np.uint32))
        base += len(part)
    return Sequences(starts, np.concatenate(values), common, np.concatenate(rare), np.concatenate(rare_keys))


def named(name: str, sequences: Sequences) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
    """Yield the arrays of sequences, each with the name that `Columns.sequences` knows it by."""
    for part in Sequences.__slots__:
        yield f"{name}.{part}", getattr(sequences, part)

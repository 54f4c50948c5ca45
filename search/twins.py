"""Which articles are one report: the same release on several portals, reprinted with another lead, byline or end.

Two articles are twins where their signatures (`search.text.signature`) say that they share nearly all rows of words;
or more than half of them, and the title too: what follows an event up repeats half of what was written before, under
another title. And where the figures agree: a form filled in anew (weather, prices, draws, notices) shares everything
but its figures. A group has one article at its head, the longest, with which each of the others was compared: so that
a chain, in which each is like the next, does not join what is unlike.

Measured on 100,000 real articles (see the README): …
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search.text.signature import SHINGLE, scatter

Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[Any]
Pairs = npt.NDArray[np.uint64]

LEAST_SHINGLES = 16  # of a text: shorter ones ("xem video", a lone title) are no report, and are never joined
SHORT = 60  # shingles: a text up to here is a notice, of which one word may be all that matters …
SAME = 0.95  # … so that it has to be the same

NEARLY_ALL = 0.85  # of the shingles of both: twins, whatever their titles
MOST = 0.55  # less than this is none …
WITH_TITLE = 1.30  # … and between the two, the share of the title's words makes up for what is missing
FIGURES = 0.80  # of the figures of the one that has fewer, this share is in the other
# A figure that only one of them has alters its own row of shingles, and with the words beside it up to three of them.
# Where that accounts for all that differs, nothing but figures differs.
SHINGLES_A_FIGURE = 3 * SHINGLE

BAND = 4  # hashes: of two texts that share `MOST`, one band in eleven is the same, of unlike ones hardly any
BANDS = 32  # compared: 95 % of twins that share `MOST` meet in one at least, 99 % of those that share 0.6
CHECKED_AT_ONCE = 16_384  # pairs: 8 MB
_LOWER, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)  # two row numbers in one


def groups(rows: Rows, alive: Mask, by_id: Ints) -> Ints:
    """Return for each document the number of the one at the head of its group: of most its own.

    `rows` are signatures (`search.text.signature.ROW`), `alive` tells who takes part, `by_id` is each document's place
    in the order of ids, so that groups do not depend on the order in which documents lie.
    """
    heads = np.arange(len(rows), dtype=np.int32)
    joining = np.flatnonzero(alive & (rows["shingles"] >= LEAST_SHINGLES))
    order = np.lexsort((by_id[joining], -rows["shingles"][joining].astype(np.int64)))
    joining = joining[order]  # the longest first: who comes first is at the head
    taking_part = rows[joining]
    first, same = _same(taking_part)
    unlike = taking_part[first]
    heads[joining] = joining[first[_heads(unlike, *_twins(unlike))[same]]]
    return heads


def _same(rows: Rows) -> tuple[Numbers, Numbers]:
    """Return which rows are the first of their kind, in order, and of which of these each row is a copy."""
    parts = rows.view("<u8").reshape(len(rows), rows.itemsize // 8)
    factors = scatter(np.arange(parts.shape[1], dtype=np.uint64)) | np.uint64(1)
    _, first, same = np.unique((parts * factors).sum(axis=1), return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return first[order], place[same]


def _twins(rows: Rows) -> tuple[Numbers, Numbers, Floats]:
    """Return pairs of twins, the earlier row and the later one of each, and how much they share.

    A row is compared with the first of those it shares a band with, since that will be at the head; and where none of
    these is its twin, with the one before it in each band.
    """
    bands = np.ascontiguousarray(rows["text"]).view("<u4")
    numbers = np.arange(len(rows), dtype=np.uint64)
    meeting = [_meeting(np.sort(bands[:, n].astype(np.uint64) << _HALF | numbers)) for n in range(BANDS)]
    at_first = _checked(rows, _distinct([first for first, _ in meeting]))
    joined = np.zeros(len(rows), np.bool_)
    joined[at_first[1]] = True
    before = _distinct([before for _, before in meeting])
    then = _checked(rows, before[~joined[(before >> _HALF).astype(np.int64)]])
    return tuple(map(np.concatenate, zip(at_first, then, strict=True)))  # type: ignore[return-value]  # three arrays


def _meeting(keys: Pairs) -> tuple[Pairs, Pairs]:
    """Return of the rows that share a band each with the first that has its value, and each with the one before.

    `keys` hold value and row, sorted; what is returned holds the later row and the earlier one.
    """
    numbers, values = keys & _LOWER, keys >> _HALF
    again = values[1:] == values[:-1]
    first = np.maximum.accumulate(np.where(np.append(False, again), 0, np.arange(len(keys))))[1:][again]
    later = numbers[1:][again] << _HALF
    return later | numbers[first], later | numbers[:-1][again]


def _distinct(pairs: Sequence[Pairs]) -> Pairs:
    """Return each pair once. Not by `np.unique`, which takes ten times as long here."""
    every = np.sort(np.concatenate(pairs))
    return every[np.append(True, every[1:] != every[:-1])] if len(every) else every


def _checked(rows: Rows, pairs: Pairs) -> tuple[Numbers, Numbers, Floats]:
    earlier, later = (pairs & _LOWER).astype(np.int64), (pairs >> _HALF).astype(np.int64)
    found, shared = np.zeros(len(pairs), np.bool_), np.zeros(len(pairs))
    for at in range(0, len(pairs), CHECKED_AT_ONCE):
        some = slice(at, at + CHECKED_AT_ONCE)
        found[some], shared[some] = twins(rows[earlier[some]], rows[later[some]])
    return earlier[found], later[found], shared[found]


def twins(left: Rows, right: Rows) -> tuple[Mask, Floats]:
    """Tell of each pair of rows whether they are twins, and how much of their text they share (0 to 1)."""
    shared = _shared(left["text"], right["text"])
    titled = (left["words"] > 0) & (right["words"] > 0)
    title = np.where(titled, _shared(left["title"], right["title"]), 0.0)
    shorter = np.minimum(left["shingles"], right["shingles"]).astype(np.float64)
    together = left["shingles"].astype(np.float64) + right["shingles"]
    differing = shorter - np.minimum(shorter, shared * together / (1 + shared))
    alike = (shared >= NEARLY_ALL) | ((shared >= MOST) & (shared + title >= WITH_TITLE))
    alike &= (shared >= SAME) | (shorter > SHORT)
    return alike & _figures_agree(left["figures"], right["figures"], differing), shared


def _shared(left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> Floats:
    """Return from minima which share of two sets' members is in both; one byte in 256 agrees by chance."""
    agreeing: Floats = (left == right).mean(axis=1)
    return np.maximum(0.0, (agreeing * 256 - 1) / 255, dtype=np.float64)


def _figures_agree(left: npt.NDArray[np.uint64], right: npt.NDArray[np.uint64], differing: Floats) -> Mask:
    """Tell where no figures part two texts; `differing` is how many shingles of the shorter are in it alone."""
    both, only_left, only_right = (
        np.bitwise_count(bits).sum(axis=1, dtype=np.int64) for bits in (left & right, left & ~right, right & ~left)
    )
    missing = np.minimum(only_left, only_right)
    agree: Mask = (both >= FIGURES * (both + missing)) & ((missing == 0) | (missing * SHINGLES_A_FIGURE < differing))
    return agree


def _heads(rows: Rows, earlier: Numbers, later: Numbers, shared: Floats) -> Numbers:
    """Return the row at the head of each row's group: of its twins before it that are heads themselves, the likest."""
    heads = np.arange(len(rows))
    order = np.lexsort((earlier, -shared, later))
    for head, row in zip(earlier[order].tolist(), later[order].tolist(), strict=True):
        if heads[row] == row and heads[head] == head:
            heads[row] = head
    return heads

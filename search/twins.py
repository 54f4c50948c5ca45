"""Which articles are one report: the same release on several portals, reprinted with another lead, byline or end.

Two articles are twins where their signatures (`search.text.signature`) say that they share nearly all rows of words;
or more than half of them, and the title too: what follows an event up repeats half of what was written before, under
another title. And where the figures agree: a form filled in anew (weather, prices, draws, notices) shares everything
but its figures. A group has one article at its head, the one with most twins, and each of the others is a twin of that:
so that a chain, in which each is like the next, does not join what is unlike.

The numbers below were chosen over all 324 pairs of 100,000 real articles that share half of their rows or more and
whose figures agree, judged by their titles and openings: from 0.85 on, nearly all are the same report; below, about
half are, and titles tell which. The README says what comes of it.
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
Packed = npt.NDArray[np.uint64]

LEAST_SHINGLES = 16  # of a text: shorter ones ("xem video", a lone title) are no report, and are never joined
SHORT = 60  # shingles: a text up to here is a notice, of which one word may be all that matters …
SAME = 0.95  # … so that it has to be the same

NEARLY_ALL = 0.85  # of the shingles of both: twins, whatever their titles
MOST = 0.55  # less than this is none …
WITH_TITLE = 1.30  # … and between the two, the share of the title's words makes up for what is missing
FIGURES = 0.80  # of the figures of the one that has fewer, this share is in the other; of their titles all
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
    joining = joining[order]  # the longest first: of several with as many twins it is at the head
    first, same = _same(_digests(rows)[joining])
    unlike = rows[joining[first]]
    heads[joining] = joining[first[_heads(len(unlike), *_twins(unlike))[same]]]
    return heads


def _digests(rows: Rows) -> Packed:
    """Return a number for each row, the same for the same rows only."""
    parts = rows.view("<u8").reshape(len(rows), rows.itemsize // 8)
    return parts @ (scatter(np.arange(parts.shape[1], dtype=np.uint64)) | np.uint64(1))  # type: ignore[no-any-return]


def _same(digests: Packed) -> tuple[Numbers, Numbers]:
    """Return which are the first of their kind, in order, and of which of these each is a copy."""
    _, first, same = np.unique(digests, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return first[order], place[same]


def _twins(rows: Rows) -> tuple[Numbers, Numbers]:
    """Return pairs of twins, the earlier row of each and the later one.

    Not all pairs: where many rows share a band, each is compared with the first of them, and one for which none of
    these is a twin with the one before it.
    """
    bands = np.ascontiguousarray(rows["text"]).view(f"<u{BAND}")  # a hash is one byte
    numbers = np.arange(len(rows), dtype=np.uint64)
    meeting = [_meeting(np.sort(bands[:, n].astype(np.uint64) << _HALF | numbers)) for n in range(BANDS)]
    at_first = _checked(rows, _distinct([first for first, _ in meeting]))
    joined = np.zeros(len(rows), np.bool_)
    joined[at_first[1]] = True
    before = _distinct([before for _, before in meeting])
    then = _checked(rows, before[~joined[(before >> _HALF).astype(np.int64)]])
    return np.concatenate((at_first[0], then[0])), np.concatenate((at_first[1], then[1]))


def _meeting(keys: Packed) -> tuple[Packed, Packed]:
    """Return of the rows that share a band each with the first that has its value, and each with the one before.

    `keys` hold value and row, sorted; what is returned holds the later row and the earlier one.
    """
    numbers, values = keys & _LOWER, keys >> _HALF
    again = values[1:] == values[:-1]
    first = np.maximum.accumulate(np.where(np.append(False, again), 0, np.arange(len(keys))))[1:][again]
    later = numbers[1:][again] << _HALF
    return later | numbers[first], later | numbers[:-1][again]


def _distinct(pairs: Sequence[Packed]) -> Packed:
    """Return each pair once. Not by `np.unique`, which takes ten times as long here."""
    every = np.sort(np.concatenate(pairs))
    return every[np.append(True, every[1:] != every[:-1])] if len(every) else every


def _checked(rows: Rows, pairs: Packed) -> tuple[Numbers, Numbers]:
    earlier, later = (pairs & _LOWER).astype(np.int64), (pairs >> _HALF).astype(np.int64)
    found = np.zeros(len(pairs), np.bool_)
    for at in range(0, len(pairs), CHECKED_AT_ONCE):
        some = slice(at, at + CHECKED_AT_ONCE)
        found[some] = twins(rows[earlier[some]], rows[later[some]])
    return earlier[found], later[found]


def twins(left: Rows, right: Rows) -> Mask:
    """Tell of each pair of rows whether they are twins."""
    shared = _shared(left["text"], right["text"])
    titled = (left["words"] > 0) & (right["words"] > 0)
    title = np.where(titled, _shared(left["title"], right["title"]), 0.0)
    shorter = np.minimum(left["shingles"], right["shingles"]).astype(np.float64)
    together = left["shingles"].astype(np.float64) + right["shingles"]
    differing = shorter - np.minimum(shorter, shared * together / (1 + shared))
    alike = (shared >= NEARLY_ALL) | ((shared >= MOST) & (shared + title >= WITH_TITLE))
    alike &= (shared >= SAME) | (shorter > SHORT)
    return alike & _figures_agree(left, right, differing)


def _shared(left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> Floats:
    """Return from minima which share of two sets' members is in both; one byte in 256 agrees by chance."""
    agreeing: Floats = (left == right).mean(axis=1)
    return np.maximum(0.0, (agreeing * 256 - 1) / 255, dtype=np.float64)


def _figures_agree(left: Rows, right: Rows, differing: Floats) -> Mask:
    """Tell where no figures part two texts; `differing` is how many shingles of the shorter are in it alone."""
    both, missing = _figures(left["figures"], right["figures"])
    _, otherwise = _figures(left["numbered"], right["numbered"])
    a_form = (missing > 0) & (missing * SHINGLES_A_FIGURE >= differing)
    agree: Mask = (both >= FIGURES * (both + missing)) & ~a_form & (otherwise == 0)
    return agree


def _figures(left: npt.NDArray[np.uint64], right: npt.NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    """Return how many figures both have, and of how many that one has alone, the smaller number."""
    both, only_left, only_right = (
        np.bitwise_count(bits).sum(axis=1, dtype=np.int64) for bits in (left & right, left & ~right, right & ~left)
    )
    return both, np.minimum(only_left, only_right)


def _heads(count: int, earlier: Numbers, later: Numbers) -> Numbers:
    """Return the row at the head of each row's group, by star clustering (Aslam, Pelekhov and Rus 2004).

    Of the rows that are in no group yet, the one with the most twins, the first of several, heads the next one, and
    takes those of its twins that are in none.
    """
    left, right = np.concatenate((earlier, later)), np.concatenate((later, earlier))
    right = right[np.argsort(left, kind="stable")]
    twins_of = np.bincount(left, minlength=count)
    ends = np.cumsum(twins_of)
    heads, taken = np.arange(count), np.zeros(count, np.bool_)
    order = np.argsort(-twins_of, kind="stable")[: np.count_nonzero(twins_of)]
    for head in order.tolist():
        if not taken[head]:
            its = right[ends[head] - twins_of[head] : ends[head]]
            its = its[~taken[its]]
            heads[its] = head
            taken[its] = taken[head] = True
    return heads

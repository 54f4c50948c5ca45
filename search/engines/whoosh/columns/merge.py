"""Several segments become one: dictionaries united, postings put where their term's now are, the deleted left out.

Whatever is written goes through here: what worker processes packed, and older segments that a writer folds in. Each
array of the new segment is worked out by itself and handed on, so that one at a time is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.columns import sequences
from search.engines.whoosh.columns.postings import MAX_DOCUMENTS, Postings, postings
from search.engines.whoosh.columns.segment import (
    DAYS,
    DICTIONARIES,
    DICTIONARY,
    DOCUMENTS,
    FOLD_OF,
    FOLDED,
    FORMS,
    HALF,
    KEY_OF,
    KEYS,
    LENGTHS,
    PAIR_KEYS,
    PARTS,
    POSTINGS,
    SIGNATURES,
    TITLE_ENDS,
    TITLES,
    Array,
    Columns,
    Numbers,
    Rows,
    named_ids,
    named_postings,
    named_rows,
    named_strings,
)
from search.engines.whoosh.columns.strings import Strings
from search.engines.whoosh.schema import FACET_FIELDS
from search.language.tree import Part
from search.text.analyze import Field
from search.text.signature import ROW

Mask = npt.NDArray[np.bool_]
Named = Iterator[tuple[str, Array]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment to be merged, and which of its documents are alive."""

    columns: Columns
    alive: Mask

    @property
    def count(self) -> int:
        """How many documents it gives."""
        return int(np.count_nonzero(self.alive))

    @property
    def room(self) -> int:
        """How many bytes it takes."""
        return sum(array.nbytes for array in self.columns.arrays.values())

    @property
    def whole(self) -> bool:
        """Whether all its documents are alive."""
        return bool(self.alive.all())


def merged(pieces: Sequence[Piece]) -> Named:
    """Yield the arrays of the segment that has the living documents of all pieces, in their order.

    Raises ValueError for more documents than a segment may have.
    """
    if sum(piece.count for piece in pieces) > MAX_DOCUMENTS:
        raise ValueError(f"a segment has {MAX_DOCUMENTS} documents at most")
    places: dict[str, list[Numbers]] = {}
    for name in DICTIONARIES:
        strings, places[name] = _united([piece.columns.strings(name) for piece in pieces])
        yield from named_strings(name, strings)
        if name == KEYS:
            size = len(strings)
    fold_of = np.zeros(size, np.uint32)
    for piece, keys, folded in zip(pieces, places[KEYS], places[FOLDED], strict=True):
        fold_of[keys] = folded[piece.columns.arrays[FOLD_OF]]
    yield FOLD_OF, fold_of
    key_of = np.zeros(1 + max((int(forms[-1]) for forms in places[FORMS] if len(forms)), default=-1), np.uint32)
    for piece, keys, forms in zip(pieces, places[KEYS], places[FORMS], strict=True):
        key_of[forms] = keys[piece.columns.arrays[KEY_OF]]
    yield KEY_OF, key_of
    pair_keys, places[Field.PAIRS] = _pairs([piece.columns for piece in pieces], places[FOLDED])
    yield PAIR_KEYS, pair_keys
    sizes = {name: 1 + max((int(of[-1]) for of in per if len(of)), default=-1) for name, per in places.items()}
    for field in POSTINGS:
        name = DICTIONARY.get(field, field)
        yield from named_postings(field, _postings(field, pieces, places[name], sizes[name]))
    for part in PARTS:
        yield from sequences.named(part, _sequences(part, pieces, _codes(places[KEYS]), size))
    yield from named_rows(TITLES, _rows(TITLES, pieces, _codes(places[FORMS])))
    for facet in FACET_FIELDS:
        yield from named_rows(facet, _rows(facet, pieces, places[f"{facet}.names"]))
    for name in (DAYS, TITLE_ENDS, *LENGTHS):
        yield name, _end_to_end([piece.columns.arrays[name][piece.alive] for piece in pieces])
    signatures = [piece.columns.arrays[SIGNATURES].reshape(-1, ROW.itemsize)[piece.alive].ravel() for piece in pieces]
    yield SIGNATURES, _end_to_end(signatures)
    yield from named_ids(_strings([(piece.columns.ids, piece) for piece in pieces]))
    documents = _strings([(piece.columns.strings(DOCUMENTS), piece) for piece in pieces])
    yield from named_strings(DOCUMENTS, documents)


def _end_to_end(arrays: Sequence[Array]) -> Array:
    return np.concatenate(arrays)


def _united(dictionaries: Sequence[Strings]) -> tuple[Strings, list[Numbers]]:
    """Return all strings of sorted lists in order, and where the strings of each list are now."""
    lists = [list(strings) for strings in dictionaries]
    distinct = sorted(set(chain.from_iterable(lists)))
    rank = {string: number for number, string in enumerate(distinct)}
    places = [np.fromiter(map(rank.__getitem__, strings), np.uint32, len(strings)) for strings in lists]
    return Strings.of(distinct), places


def _pairs(segments: Sequence[Columns], folded: Sequence[Numbers]) -> tuple[npt.NDArray[np.uint64], list[Numbers]]:
    """Return all pairs, told by the numbers that their syllables have now, and where the pairs of each segment are."""
    keys = []
    for columns, places in zip(segments, folded, strict=True):
        pairs, now = columns.arrays[PAIR_KEYS], places.astype(np.uint64)
        left, right = (pairs >> HALF).astype(np.int64), pairs.astype(np.uint32)
        keys.append(now[left] << HALF | now[right])  # as sorted as they were: places ascend
    every = np.concatenate(keys)
    order = np.argsort(every, kind="stable")  # a merge of sorted runs
    ascending = every[order]
    first = np.concatenate(([True], ascending[1:] != ascending[:-1]))[: len(every)]
    places = np.empty(len(every), np.uint32)
    places[order] = np.cumsum(first) - 1
    return ascending[first], np.split(places, np.cumsum([len(one) for one in keys])[:-1])


def _postings(field: str, pieces: Sequence[Piece], places: Sequence[Numbers], size: int) -> Postings:
    """Return the postings of a field: each piece's go behind those that earlier pieces gave to the same term."""
    parts = [_living(piece, field) for piece in pieces]
    counts = np.zeros(size, np.int64)
    for (of_part, _, _), now in zip(parts, places, strict=True):
        counts[now] += of_part
    total = int(counts.sum())
    documents, times = np.empty(total, np.uint16), np.ones(total, np.uint32)
    next_of = np.concatenate(([0], np.cumsum(counts)))[:-1]
    base = 0
    for (of_part, documents_of_part, times_of_part), now, piece in zip(parts, places, pieces, strict=True):
        shift = next_of[now] - (np.cumsum(of_part) - of_part)
        at = np.repeat(shift, of_part) + np.arange(len(documents_of_part))
        documents[at] = documents_of_part + np.uint16(base)
        if times_of_part is not None:
            times[at] = times_of_part
        next_of[now] += of_part
        base += piece.count
    return postings(counts, documents, times)


def _living(piece: Piece, field: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint16], Numbers | None]:
    """Return of a piece's postings how many are left of each term, their documents, numbered anew, and how often."""
    found = piece.columns.postings(field)
    times = None
    if len(found.frequencies):
        times = found.frequencies.astype(np.uint32)
        times[found.often] = found.often_times
    if piece.whole:
        return found.counts().astype(np.int64), found.documents, times
    kept = piece.alive[found.documents]
    before = np.concatenate(([0], np.cumsum(kept)))
    now = (np.cumsum(piece.alive) - 1).astype(np.uint16)
    left = np.diff(before[found.starts])
    return left, now[found.documents[kept]], None if times is None else times[kept]


def _codes(places: Sequence[Numbers]) -> list[Numbers]:
    """Return for each segment what becomes of its codes: a gap stays one, the others tell where words are now."""
    return [np.concatenate((np.array([sequences.GAP], np.uint32), now + np.uint32(1))) for now in places]


def _sequences(part: Part, pieces: Sequence[Piece], now: Sequence[Numbers], size: int) -> sequences.Sequences:
    values, counts = [], []
    for piece, places in zip(pieces, now, strict=True):
        found = piece.columns.sequences(part)
        of_document = np.diff(found.starts)
        kept = found.all() if piece.whole else found.all()[np.repeat(piece.alive, of_document)]
        values.append(places[kept])
        counts.append(of_document[piece.alive])
    starts = np.concatenate(([0], np.cumsum(np.concatenate(counts)))).astype(np.uint32)
    return sequences.encoded(starts, values, size)


def _rows(name: str, pieces: Sequence[Piece], now: Sequence[Numbers]) -> Rows:
    """Return rows with their values numbered anew."""
    values, counts = [], []
    for piece, places in zip(pieces, now, strict=True):
        rows = piece.columns.rows(name)
        of_document = np.diff(rows.starts)
        kept = rows.values if piece.whole else rows.values[np.repeat(piece.alive, of_document)]
        values.append(places[kept] if len(kept) else kept)
        counts.append(of_document[piece.alive])
    starts = np.concatenate(([0], np.cumsum(np.concatenate(counts)))).astype(np.uint32)
    return Rows(starts, np.concatenate(values))


def _strings(lists: Sequence[tuple[Strings, Piece]]) -> Strings:
    """Return lists of strings behind each other, one string for each living document."""
    packed, lengths = [], []
    for strings, piece in lists:
        length = np.diff(strings.ends, prepend=np.uint64(0))
        packed.append(
            strings.packed if piece.whole else strings.packed[np.repeat(piece.alive, length.astype(np.int64))]
        )
        lengths.append(length[piece.alive])
    return Strings(np.concatenate(packed), np.cumsum(np.concatenate(lengths), dtype=np.uint64))

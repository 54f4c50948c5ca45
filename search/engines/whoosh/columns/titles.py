"""Titles as sequences of words as they are written: what suggestions are counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from corpus.vietnamese import one_tone_style
from search.engines.whoosh.columns.segment import (
    FORMS,
    HALF,
    KEY_OF,
    TITLES,
    Array,
    Columns,
    Rows,
    named_rows,
    named_strings,
)
from search.engines.whoosh.columns.sequences import GAP
from search.engines.whoosh.columns.strings import Strings
from search.phrases import Words
from search.text.cutting import SYLLABLE
from search.text.passages import Passages

_BEHIND = " "  # stands between a key and its form: in neither of them
_BETWEEN = "\n"  # and this between titles and between forms


def titles(written: Sequence[str], passages: Passages) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of titles; of `passages` those with even numbers are the titles, as far as there are any.

    A document number is one word. Before each word that is not joined to the one before stands `GAP`.
    """
    in_title = (passages.owner < 2 * len(written)) & (passages.owner % 2 == 0)
    whole = ~passages.parts[in_title]
    number, owner = passages.syllables[in_title][whole], passages.owner[in_title][whole] // 2
    joined = passages.joined[in_title][whole]
    text = _BETWEEN.join(written)
    spans = np.array([match.span() for match in SYLLABLE.finditer(text)], np.int64).reshape(-1, 2)
    # Of each word its first syllable: a document number's is that of the parts which follow it.
    single = ~passages.numbers[in_title]
    first = (np.cumsum(single) - single)[whole]
    starts, ends = spans[first, 0], spans[np.append(first[1:], len(spans)) - 1, 1] if len(first) else first
    surfaces = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    distinct = {surface: n for n, surface in enumerate(dict.fromkeys(surfaces))}
    forms = one_tone_style(_BETWEEN.join(distinct)).split(_BETWEEN)
    surface = np.fromiter(map(distinct.__getitem__, surfaces), np.uint64, len(surfaces))
    codes, at = np.unique(number.astype(np.uint64) << HALF | surface, return_inverse=True)
    of_code = [(passages.keys[code >> 32] + _BEHIND + forms[code & 0xFFFFFFFF]).encode() for code in codes.tolist()]
    names = sorted(set(of_code))
    rank = {name: n for n, name in enumerate(names)}
    form_of = np.fromiter(map(rank.__getitem__, of_code), np.uint32, len(of_code))
    key_of = np.zeros(len(names), np.uint32)
    key_of[form_of] = codes >> HALF
    yield from named_strings(FORMS, Strings.of(names))
    yield KEY_OF, key_of
    gaps = np.flatnonzero(~joined)
    lengths = np.bincount(np.insert(owner, gaps, owner[gaps]), minlength=len(written))
    values = np.insert(form_of[at] + 1, gaps, GAP).astype(np.uint32)
    yield from named_rows(TITLES, Rows(np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32), values))


def words(columns: Columns, keys: Sequence[str]) -> Words:
    """Return the words of a segment's titles; `keys` is its dictionary of syllables."""
    rows = columns.rows(TITLES)
    owner = np.repeat(np.arange(columns.count), np.diff(rows.starts))
    is_word = rows.values != GAP
    joined = np.append(False, is_word[:-1])[is_word]  # none is the first of a row: a gap is
    return Words(
        keys,
        [name.decode().partition(_BEHIND)[2] for name in columns.strings(FORMS)],
        columns.arrays[KEY_OF].astype(np.int64),
        rows.values[is_word].astype(np.int64) - 1,
        owner[is_word],
        joined,
    )

"""Phrases compared: syllables in a row, looked for in the sequences of many documents at once."""

from __future__ import annotations

from functools import reduce

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.columns.segment import FOLD_OF, FOLDED, KEYS, TITLE_ENDS, Columns
from search.engines.whoosh.columns.sequences import RARE, Codes, Sequences
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.terms import Numbers
from search.language.tree import Form, Part, Phrase

Mask = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint32]


def in_a_row(snapshot: Snapshot, phrase: Phrase, candidates: Numbers) -> Numbers:
    """Return those of `candidates`, ascending, in whose sequence the syllables of a phrase follow each other."""
    found = [candidates[:0]]
    for columns, base in snapshot.segments:
        first, last = np.searchsorted(candidates, (base, base + columns.count))
        here = candidates[first:last]
        if len(here):
            found.append(here[_standing(columns, phrase, here - base)])
    return np.concatenate(found)


def _standing(columns: Columns, phrase: Phrase, numbers: Numbers) -> Mask:
    """Tell in which documents of a segment a phrase stands."""
    sequences = columns.sequences(Part.SAID if phrase.part is Part.SAID else Part.TEXT)
    starts = sequences.starts[numbers]
    ends = starts + columns.arrays[TITLE_ENDS][numbers] if phrase.part is Part.TITLE else sequences.starts[numbers + 1]
    slices = zip(starts.tolist(), ends.tolist(), strict=True)
    # Slices are copied row by row: picked one by one, they would take three times as long.
    codes = np.concatenate([sequences.values[start:end] for start, end in slices])
    lengths = ends.astype(np.intp) - starts
    before = np.cumsum(lengths) - lengths
    standing = np.zeros(len(numbers), np.bool_)
    if len(codes) >= len(phrase.forms):
        # A gap begins every sequence, so that nothing matches across two documents.
        rows = _rows(columns, sequences, phrase, codes, starts - before, lengths)
        standing[np.searchsorted(before, np.flatnonzero(rows), side="right") - 1] = True
    return standing


def _rows(
    columns: Columns, sequences: Sequences, phrase: Phrase, codes: Codes, shifts: Numbers, lengths: Numbers
) -> Mask:
    """Tell at which places the syllables of a phrase begin to follow each other.

    `shifts` says of each document how much further its codes stand in the segment than here, `lengths` how many it has.
    """
    wanted = [_keys(columns, form) for form in phrase.forms]
    count = len(codes) - len(wanted) + 1
    coded = [sequences.codes(keys) for keys in wanted]
    if any(RARE in of_form for of_form in coded):  # which rare syllable stands where, is looked up
        keys = sequences.decoded(codes, np.repeat(shifts, lengths) + np.arange(len(codes)))
        places = [np.isin(keys[n : n + count], of_form + np.uint32(1)) for n, of_form in enumerate(wanted)]
    else:
        places = [_is(codes[n : n + count], of_form) for n, of_form in enumerate(coded)]
    rows: Mask = reduce(np.logical_and, places)
    return rows


def _keys(columns: Columns, form: Form) -> Keys:
    """Return the numbers of a syllable, or where it is typed without accents, of all its forms."""
    if not form.bare:
        number = columns.strings(KEYS).find(form.key.encode())
        return np.array([] if number is None else [number], np.uint32)
    folded = columns.strings(FOLDED).find(form.folded.encode())
    forms = np.empty(0, np.intp) if folded is None else np.flatnonzero(columns.arrays[FOLD_OF] == folded)
    return forms.astype(np.uint32)


def _is(codes: Codes, wanted: Codes) -> Mask:
    """Tell which codes are among those wanted."""
    if len(wanted) == 1:
        same: Mask = codes == wanted[0]
        return same
    among = np.zeros(RARE + 1, np.bool_)
    among[wanted] = True
    found: Mask = among[codes]
    return found

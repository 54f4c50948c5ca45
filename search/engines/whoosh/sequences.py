"""Phrases compared: syllables in a row, looked for in the sequences of many documents at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.columns.segment import FOLD_OF, FOLDED, KEYS, TITLE_ENDS, Columns
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.terms import Numbers
from search.language.tree import Form, Part, Phrase

Mask = npt.NDArray[np.bool_]


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
    rows = columns.rows(Part.SAID if phrase.part is Part.SAID else Part.TEXT)
    starts = rows.starts[numbers]
    ends = starts + columns.arrays[TITLE_ENDS][numbers] if phrase.part is Part.TITLE else rows.starts[numbers + 1]
    slices = zip(starts.tolist(), ends.tolist(), strict=True)
    # Slices are copied row by row: picked one by one, they would take three times as long.
    codes = np.concatenate([rows.values[start:end] for start, end in slices])
    lengths = ends.astype(np.intp) - starts
    before = np.cumsum(lengths) - lengths
    standing = np.zeros(len(numbers), np.bool_)
    count = len(codes) - len(phrase.forms) + 1
    if count <= 0:
        return standing
    # A gap begins every sequence, so that nothing matches across two documents.
    places: Mask = np.ones(count, np.bool_)
    for n, form in enumerate(phrase.forms):
        places &= _is(columns, form, codes[n : n + count])
    standing[np.searchsorted(before, np.flatnonzero(places), side="right") - 1] = True
    return standing


def _is(columns: Columns, form: Form, codes: npt.NDArray[np.uint32]) -> Mask:
    """Tell which codes are of a syllable, or where it is typed without accents, of any of its forms."""
    if not form.bare:
        number = columns.strings(KEYS).find(form.key.encode())
        return np.zeros(len(codes), np.bool_) if number is None else codes == number + 1
    folded = columns.strings(FOLDED).find(form.folded.encode())
    if folded is None:
        return np.zeros(len(codes), np.bool_)
    forms = np.concatenate(([False], columns.arrays[FOLD_OF] == folded))  # a gap is none
    return forms[codes]

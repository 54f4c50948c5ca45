"""The counts of a segment for suggestions: read once, when it is written, and kept in a file of columns beside it.

A segment never changes but for its deletions, whose articles go on counting here until it is merged: counts need not
be exact. The file bears the segment's name, so that Whoosh clears it away together with the segment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from search import phrases
from search.counted import Listed, Pairs, Terms, code
from search.engines.whoosh.columns.file import Damaged, read, written
from search.engines.whoosh.columns.segment import FOLD_OF, FOLDED, HALF, KEYS, LABELS, PAIR_KEYS, Array, Columns
from search.engines.whoosh.columns.titles import words
from search.lexicon import Part
from search.text.analyze import Field

FORM = 2  # raise it with every change to what is kept or to how it is counted: files of another form are made anew
LOWER = np.uint64(0xFFFFFFFF)
SEEN = 2  # articles that hold a pair without accents; the half that stands in one article only is left out

_FORM = "form"
# What a part has, laid out in the arrays that its kind has.
_KINDS: Mapping[str, type[Terms] | type[Listed] | type[Pairs]] = {
    "syllables": Terms,
    "folded": Terms,
    "pairs": Pairs,
    "folded_pairs": Pairs,
    "written": Listed,
    "phrases": Listed,
    "places": Listed,
}


def part(folder: Path, segment: str, columns: Columns) -> Part:
    """Return the counts of one segment: from its file, or counted where there is none that can be read."""
    return _read(_file(folder, segment)) or count(columns)


def keep(folder: Path, segment: str, columns: Columns) -> None:
    """Write the file of one segment where there is none yet of this form."""
    path = _file(folder, segment)
    if _read(path) is None:
        new = path.with_suffix(f"{path.suffix}.new")
        with written(new) as file:
            for name, array in _arrays(count(columns)):
                file.add(name, array)
        new.replace(path)


def _file(folder: Path, segment: str) -> Path:
    return folder / f"{segment}.lexicon"


def _arrays(of: Part) -> Iterator[tuple[str, Array]]:
    yield _FORM, np.array([FORM], np.uint32)
    yield FOLD_OF, of.fold_of
    for name, kind in _KINDS.items():
        for array in fields(kind):
            yield f"{name}.{array.name}", getattr(getattr(of, name), array.name)


def _read(path: Path) -> Part | None:
    try:
        arrays = read(path)
    except (FileNotFoundError, Damaged):
        return None
    if _FORM not in arrays or arrays[_FORM].tolist() != [FORM]:
        return None
    of: dict[str, Any] = {
        name: kind(*(arrays[f"{name}.{array.name}"] for array in fields(kind))) for name, kind in _KINDS.items()
    }
    return Part(fold_of=arrays[FOLD_OF], **of)


def count(columns: Columns) -> Part:
    """Count a segment."""
    keys = list(columns.strings(KEYS))
    titles = words(columns, [key.decode() for key in keys])
    syllables, numbers = _frequencies(columns, keys, Field.SYLLABLES)
    folded, folded_numbers = _frequencies(columns, list(columns.strings(FOLDED)), Field.FOLDED)
    frequent = columns.postings(Field.PAIRS).counts()
    seen = np.flatnonzero(frequent >= SEEN)
    known = numbers >= 0
    fold_of = np.zeros(len(syllables.counts), np.uint32)
    fold_of[numbers[known]] = folded_numbers[columns.arrays[FOLD_OF][known]]
    return Part(
        syllables,
        folded,
        fold_of,
        _pairs([phrases.pairs(titles), _compounds(columns, keys)], numbers),
        _pairs([(columns.arrays[PAIR_KEYS][seen], frequent[seen])], folded_numbers),
        Listed.of({f"{key} {form}": times for (key, form), times in phrases.written(titles).items()}),
        Listed.of(phrases.phrases(titles)),
        _places(columns),
    )


def _frequencies(columns: Columns, terms: Sequence[bytes], field: Field) -> tuple[Terms, Array]:
    """Return in how many articles the terms of a field stand that stand in any, and each term's number, or -1."""
    counts = columns.postings(field).counts()
    known = np.flatnonzero(counts)
    numbers = np.full(len(terms), -1)
    laid_out, numbers[known] = Terms.of([terms[number] for number in known.tolist()], counts[known].astype(np.uint32))
    return laid_out, numbers


def _compounds(columns: Columns, keys: Sequence[bytes]) -> tuple[Array, Array]:
    """Return the neighbours inside words of several syllables, by the numbers of `keys`, and in how many articles."""
    words, counts = columns.strings(Field.WORDS), columns.postings(Field.WORDS).counts()
    several = [(word, times) for word, times in zip(words, counts.tolist(), strict=True) if times and b"_" in word]
    number_of: Mapping[bytes, int] = {key: number for number, key in enumerate(keys)}
    parts = b"_".join([word for word, _ in several]).split(b"_") if several else []
    numbers = np.array([number_of.get(part, -1) for part in parts], np.int64)
    lengths = np.array([word.count(b"_") + 1 for word, _ in several], np.int64)
    of_word = np.repeat(np.arange(len(several)), lengths)
    left = np.flatnonzero((of_word[1:] == of_word[:-1]) & (numbers[1:] >= 0) & (numbers[:-1] >= 0))
    times = np.array([times for _, times in several], np.uint32)
    return code(numbers[left], numbers[left + 1]), times[of_word[left]]


def _pairs(counted: Sequence[tuple[Array, Array]], numbers: Array) -> Pairs:
    """Add counted pairs up, told by `numbers`; those with a syllable that has none are left out."""
    codes = np.concatenate([codes for codes, _ in counted])
    times = np.concatenate([times for _, times in counted])
    left, right = numbers[codes >> HALF], numbers[codes & LOWER]
    known = (left >= 0) & (right >= 0)
    return Pairs.counted(code(left[known], right[known]), times[known], int(np.count_nonzero(numbers >= 0)))


def _places(columns: Columns) -> Listed:
    """Return in how many articles each place stands, in the order of the first articles that have them."""
    postings, labels = columns.postings(LABELS), columns.strings(LABELS)
    having = np.flatnonzero(postings.counts())
    order = having[np.argsort(postings.documents[postings.starts[having]], kind="stable")]
    names, counts = [name.decode() for name in labels], postings.counts().tolist()
    return Listed.of({names[number]: counts[number] for number in order.tolist()})

"""What a segment holds, by name: dictionaries, postings, and columns of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.columns.postings import Postings
from search.engines.whoosh.columns.sequences import Sequences
from search.engines.whoosh.columns.strings import Strings
from search.engines.whoosh.schema import FACET_FIELDS, names_field
from search.language.tree import Kind, Part
from search.text.analyze import SCORED, Field

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.uint32]

KEYS, FOLDED = "keys", "folded"  # dictionaries that several fields share: syllables with accents and without
BY_ID = "ids.order"
IDS, DOCUMENTS = "ids", "documents"  # what is kept of each document: its id, and all of it
DAYS, SIGNATURES, FOLD_OF, PAIR_KEYS, TITLE_ENDS = "days", "signatures", "fold_of", "pair_keys", "title_ends"
# For suggestions: the words of titles as written, each behind its key, the number of that key, the sequences of titles
# in them, and the places that documents name, as one says them.
FORMS, KEY_OF, TITLES, LABELS = "forms", "key_of", "titles", "labels"

DICTIONARY: Mapping[str, str] = {
    Field.WORDS: Field.WORDS,
    Field.SYLLABLES: KEYS,
    Field.FOLDED: FOLDED,
    Field.TITLE_SYLLABLES: KEYS,
    Field.TITLE_FOLDED: FOLDED,
    Field.OPENING_SYLLABLES: KEYS,
    Field.OPENING_FOLDED: FOLDED,
    Field.MEANINGS: Field.MEANINGS,
    Field.SAID_SYLLABLES: KEYS,
    Field.SAID_FOLDED: FOLDED,
    **{names_field(kind): names_field(kind) for kind in Kind},
    LABELS: LABELS,
}
"""In which dictionary the terms of each field are; those of pairs are made of two from `FOLDED`."""

PARTS = (Part.TEXT, Part.SAID)  # whose sequences are kept; a title's is the beginning of its text's
HALF = np.uint64(
    32
)  # of a pair's key: the number of the left syllable in the upper half, of the right one in the lower


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers of many documents end to end: `values[starts[n]:starts[n + 1]]` are those of document `n`."""

    starts: Numbers
    values: Numbers


class Columns:
    """The arrays of a segment, in memory or mapped, and what they mean."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays

    @property
    def count(self) -> int:
        """How many documents there are, deleted ones among them."""
        return len(self.arrays[DAYS])

    @cached_property
    def ids(self) -> Strings:
        """The documents' ids, in the order of the documents."""
        return self.strings(IDS)

    @property
    def by_id(self) -> npt.NDArray[np.uint16]:
        """The documents' numbers in the order of their ids."""
        return self.arrays[BY_ID]

    def document(self, id: str) -> int | None:
        """Return the number of the document with an id, None where there is none."""
        wanted, by_id = id.encode(), self.by_id
        at = bisect_left(range(len(by_id)), wanted, key=lambda place: self.ids[int(by_id[place])])
        return int(by_id[at]) if at < len(by_id) and self.ids[int(by_id[at])] == wanted else None

    @property
    def days(self) -> npt.NDArray[np.int32]:
        """The day each document is filed under, `schema.NO_DAY` for none."""
        return self.arrays[DAYS]

    def strings(self, name: str) -> Strings:
        """Return a list of strings: a dictionary, the ids, the documents."""
        return Strings(self.arrays[f"{name}.packed"], self.arrays[f"{name}.ends"])

    def postings(self, field: str) -> Postings:
        """Return the postings of a field, by the numbers of its dictionary."""
        return Postings(*(self.arrays[f"{field}.{part}"] for part in Postings.__slots__))

    def rows(self, name: str) -> Rows:
        """Return a facet's values, numbered in the facet's dictionary, or the words of titles."""
        return Rows(self.arrays[f"{name}.starts"], self.arrays[f"{name}.values"])

    def sequences(self, part: Part) -> Sequences:
        """Return the sequences of a part, one of `PARTS`."""
        return Sequences(*(self.arrays[f"{part}.{array}"] for array in Sequences.__slots__))

    def lengths(self, field: Field) -> Numbers:
        """Return how many terms each document has in a field that is scored."""
        return self.arrays[f"{field}.lengths"]

    def term(self, field: str, text: str) -> int | None:
        """Return the number of a term in the dictionary of its field, None where no document has it."""
        if field != Field.PAIRS:
            return self.strings(DICTIONARY[field]).find(text.encode())
        left, _, right = text.partition(" ")
        folded, keys = self.strings(FOLDED), self.arrays[PAIR_KEYS]
        numbers = folded.find(left.encode()), folded.find(right.encode())
        if numbers[0] is None or numbers[1] is None:
            return None
        key = np.uint64(numbers[0]) << HALF | np.uint64(numbers[1])
        at = int(np.searchsorted(keys, key))
        return at if at < len(keys) and keys[at] == key else None

    def pair(self, number: int) -> bytes:
        """Return the term of a pair."""
        key, folded = int(self.arrays[PAIR_KEYS][number]), self.strings(FOLDED)
        return folded[key >> 32] + b" " + folded[key & 0xFFFFFFFF]


def named_strings(name: str, strings: Strings) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of a list of strings, each with the name that `Columns.strings` knows it by."""
    yield f"{name}.packed", strings.packed
    yield f"{name}.ends", strings.ends


def named_postings(field: str, postings: Postings) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of a field's postings, as above."""
    for part in Postings.__slots__:
        yield f"{field}.{part}", getattr(postings, part)


def named_ids(ids: Strings) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of the documents' ids: themselves, and their order."""
    yield from named_strings(IDS, ids)
    every = list(ids)
    yield BY_ID, np.array(sorted(range(len(every)), key=every.__getitem__), np.uint16)


def named_rows(name: str, rows: Rows) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of rows, as above."""
    yield f"{name}.starts", rows.starts
    yield f"{name}.values", rows.values


FIELDS = (*(str(field) for field in Field), *(names_field(kind) for kind in Kind))
"""All that can be searched."""

POSTINGS = (*FIELDS, LABELS, *(f"{facet}.names" for facet in FACET_FIELDS))
"""The same, and what is counted for suggestions alone."""

DICTIONARIES = tuple(dict.fromkeys((*DICTIONARY.values(), *(f"{facet}.names" for facet in FACET_FIELDS), FORMS)))
"""All sorted lists of strings: terms by field, and each facet's values."""

LENGTHS = tuple(f"{field}.lengths" for field in SCORED)

"""The counts of a segment for suggestions: read once, when it is written, and kept in a file beside it.

A segment never changes but for its deletions, whose articles go on counting here until it is merged: counts need not
be exact. The file bears the segment's name, so that Whoosh clears it away together with the segment.
"""

from __future__ import annotations

import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from search.engines.whoosh.columns.segment import DICTIONARY, DOCUMENTS, FOLDED, HALF, PAIR_KEYS, Columns
from search.lexicon import Pairs, Part, pairs_of
from search.phrases import place_label, read
from search.text.analyze import Field

FORM = 1  # raise it with every change to `_Kept` or to how it is counted: files of another form are made anew
LOWER = np.uint64(0xFFFFFFFF)
SEEN = 2  # articles that hold a pair without accents; the half that stands in one article only is left out


class _Title(msgspec.Struct):
    title: str


class _Place(msgspec.Struct):
    name: str
    kind: str | None = None


class _Places(msgspec.Struct):
    places: list[_Place] = []


class _Stored(msgspec.Struct):
    """Of a stored document what is needed here: decoding no more takes a tenth of the time."""

    article: _Title
    annotations: _Places


class _Kept(msgspec.Struct, array_like=True):
    form: int
    syllables: dict[str, int]
    folded: dict[str, int]
    pairs: tuple[bytes, bytes]
    folded_pairs: tuple[bytes, bytes]
    written: dict[str, dict[str, int]]
    phrases: dict[str, int]
    places: dict[str, int]


_stored = msgspec.json.Decoder(_Stored).decode
_kept = msgspec.msgpack.Decoder(_Kept).decode


def part(folder: Path, segment: str, columns: Columns) -> Part:
    """Return the counts of one segment: from its file, or counted where there is none that can be read."""
    kept = _read(_file(folder, segment))
    return _unpacked(kept) if kept else _count(columns)


def keep(folder: Path, segment: str, columns: Columns) -> None:
    """Write the file of one segment where there is none yet of this form."""
    path = _file(folder, segment)
    if _read(path) is None:
        new = path.with_suffix(f"{path.suffix}.new")
        new.write_bytes(msgspec.msgpack.encode(_packed(_count(columns))))
        new.replace(path)


def _read(path: Path) -> _Kept | None:
    try:
        kept = _kept(path.read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return kept if kept.form == FORM else None


def _file(folder: Path, segment: str) -> Path:
    return folder / f"{segment}.lexicon"


def _count(columns: Columns) -> Part:
    stored = [_stored(zlib.decompress(packed)) for packed in columns.strings(DOCUMENTS)]
    titles = read([document.article.title for document in stored])
    places = Counter(
        label
        for document in stored
        for label in {place_label(place.name, place.kind) for place in document.annotations.places}
    )
    syllables, folded = _frequencies(columns, Field.SYLLABLES), _frequencies(columns, Field.FOLDED)
    pairs = Counter(titles.pairs)
    for word, count in _frequencies(columns, Field.WORDS).items():
        for neighbours in pairwise(word.split("_")):
            pairs[neighbours] += count
    frequent = columns.postings(Field.PAIRS).counts()
    strings = [string.decode() for string in columns.strings(FOLDED)]
    seen = np.flatnonzero(frequent >= SEEN)
    keys = columns.arrays[PAIR_KEYS][seen]
    left_right = zip((keys >> HALF).tolist(), (keys & LOWER).tolist(), frequent[seen].tolist(), strict=True)
    bare = {(strings[left], strings[right]): count for left, right, count in left_right}
    return Part(
        syllables,
        folded,
        pairs_of(pairs, syllables),
        pairs_of(bare, folded),
        titles.written,
        titles.phrases,
        dict(places),
    )


def _frequencies(columns: Columns, field: Field) -> dict[str, int]:
    """Return in how many articles of a segment each term of a field stands."""
    counts = columns.postings(field).counts().tolist()
    return {
        term.decode(): count for term, count in zip(columns.strings(DICTIONARY[field]), counts, strict=True) if count
    }


def _packed(part: Part) -> _Kept:
    return _Kept(
        FORM,
        dict(part.syllables),
        dict(part.folded),
        (part.pairs.codes.tobytes(), part.pairs.counts.tobytes()),
        (part.folded_pairs.codes.tobytes(), part.folded_pairs.counts.tobytes()),
        {key: dict(forms) for key, forms in part.written.items()},
        dict(part.phrases),
        dict(part.places),
    )


def _unpacked(kept: _Kept) -> Part:
    def pairs(packed: tuple[bytes, bytes], vocabulary: dict[str, int]) -> Pairs:
        codes, counts = packed
        return Pairs(tuple(sorted(vocabulary)), np.frombuffer(codes, np.uint64), np.frombuffer(counts, np.uint32))

    return Part(
        kept.syllables,
        kept.folded,
        pairs(kept.pairs, kept.syllables),
        pairs(kept.folded_pairs, kept.folded),
        kept.written,
        kept.phrases,
        kept.places,
    )

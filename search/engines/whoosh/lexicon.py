"""The counts of a segment for suggestions: read once, when it is written, and kept in a file beside it.

A segment never changes but for its deletions, whose articles go on counting here until it is merged: counts need not
be exact. The file bears the segment's name, so that Whoosh clears it away together with the segment.
"""

from __future__ import annotations

import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from search.engines.whoosh.schema import DOCUMENT_FIELD
from search.lexicon import Pairs, Part, pairs_of
from search.phrases import place_label, read
from search.text.analyze import Field

FORM = 1  # raise it with every change to `_Kept` or to how it is counted: files of another form are made anew
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


def part(folder: Path, reader: Any) -> Part:
    """Return the counts of one segment: from its file, or counted where there is none that can be read."""
    kept = _read(_file(folder, reader))
    return _unpacked(kept) if kept else _count(reader)


def keep(folder: Path, reader: Any) -> None:
    """Write the file of one segment where there is none yet of this form."""
    path = _file(folder, reader)
    if _read(path) is None:
        new = path.with_suffix(f"{path.suffix}.new")
        new.write_bytes(msgspec.msgpack.encode(_packed(_count(reader))))
        new.replace(path)


def _read(path: Path) -> _Kept | None:
    try:
        kept = _kept(path.read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return kept if kept.form == FORM else None


def _file(folder: Path, reader: Any) -> Path:
    return folder / f"{reader.segment().segment_id()}.lexicon"


def _count(reader: Any) -> Part:
    stored = [
        _stored(zlib.decompress(bytes(packed)))
        for number, packed in enumerate(reader.column_reader(DOCUMENT_FIELD))
        if not reader.is_deleted(number)
    ]
    titles = read([document.article.title for document in stored])
    places = Counter(
        label
        for document in stored
        for label in {place_label(place.name, place.kind) for place in document.annotations.places}
    )
    syllables, folded = _frequencies(reader, Field.SYLLABLES), _frequencies(reader, Field.FOLDED)
    pairs = Counter(titles.pairs)
    for word, count in _frequencies(reader, Field.WORDS).items():
        for neighbours in pairwise(word.split("_")):
            pairs[neighbours] += count
    bare = {
        (left, right): count
        for pair, count in _frequencies(reader, Field.PAIRS).items()
        if count >= SEEN
        for left, _, right in (pair.partition(" "),)
    }
    return Part(
        syllables,
        folded,
        pairs_of(pairs, syllables),
        pairs_of(bare, folded),
        titles.written,
        titles.phrases,
        dict(places),
    )


def _frequencies(reader: Any, field: Field) -> dict[str, int]:
    """Return in how many articles of a segment each term of a field stands."""
    return {term.decode(): info.doc_frequency() for term, info in reader.iter_field(str(field))}


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

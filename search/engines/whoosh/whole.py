"""What is known of a commit as a whole: worked out by whoever writes it, kept beside it, read by whoever opens it.

The order of ids, the groups of twins, and how facets' values are numbered across segments take half a second for
100,000 articles: too long for a search from the command line, or for the first one after a commit. A file that is
missing, damaged or of another commit is no harm: then the reader works them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from search.engines.whoosh.columns.file import Damaged, read, written
from search.engines.whoosh.ordinals import Places
from search.engines.whoosh.schema import FACET_FIELDS

FILE = "tratin.whole"
_COMMIT, _BY_ID, _GROUPS = "commit", "by_id", "groups"

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Whole:
    """Of all documents their place in the order of ids and the head of their group; of facets `ordinals.united`."""

    by_id: Ints
    groups: Ints
    places: Mapping[str, Sequence[Places]]


def token(names: Sequence[str], deleted: Sequence[int]) -> bytes:
    """Return what tells a commit from others: its segments, and how many documents of each are deleted."""
    return msgspec.json.encode(list(zip(names, deleted, strict=True)))


def keep(folder: Path, commit: bytes, segments: int, whole: Whole) -> None:
    """Put the file of a commit in place of the one before."""
    new = folder / f"{FILE}.new"
    with written(new) as file:
        file.add(_COMMIT, np.frombuffer(commit, np.uint8))
        file.add(_BY_ID, whole.by_id)
        file.add(_GROUPS, whole.groups)
        for facet, places in whole.places.items():
            for number in range(segments):
                file.add(f"{facet}.{number}", places[number])
    new.replace(folder / FILE)


def kept(folder: Path, commit: bytes, segments: int) -> Whole | None:
    """Return what is kept of a commit, None where that is of another one, or cannot be read."""
    try:
        arrays = read(folder / FILE)
    except (OSError, Damaged):
        return None
    if arrays[_COMMIT].tobytes() != commit:
        return None
    places = {facet: [arrays[f"{facet}.{number}"] for number in range(segments)] for facet in FACET_FIELDS}
    return Whole(arrays[_BY_ID], arrays[_GROUPS], places)

"""Reading units.tsv: the places of the country, before and after the reform of 2025, and the words for their levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.annotate.lexicon_reading import LexiconError
from corpus.annotate.tokens import Trie

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
UNITS = FOLDER / "units.tsv"
# Level words as written, and the level each means. Single letters count only with a full stop or a number after them.
LEVELS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "TP": "thành phố",
    "Tp": "thành phố",
    "T.P": "thành phố",
    "quận": "quận",
    "huyện": "huyện",
    "thị xã": "thị xã",
    "TX": "thị xã",
    "thị trấn": "thị trấn",
    "TT": "thị trấn",
    "xã": "xã",
    "huyện đảo": "huyện",
    "xã đảo": "xã",
    "phường": "phường",
    "đặc khu": "đặc khu",
    "Q": "quận",
    "H": "huyện",
    "P": "phường",
    "X": "xã",
}
CENTRAL_CITY = "thành phố trung ương"
KINDS = frozenset({*LEVELS.values(), CENTRAL_CITY})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of places: as written, the kinds of unit that bear it, and its official spelling."""

    name: str
    kinds: frozenset[str]
    official: str


def read_units(path: Path) -> Iterator[Toponym]:
    """Yield the names in a file in the form of units.tsv; a LexiconError says which line is broken."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        name, tab, rest = line.partition("\t")
        kinds, _, official = rest.partition("\t")
        known = frozenset(kinds.split(";"))
        if not tab or not name or not known <= KINDS:
            raise LexiconError(f"{path.name}, line {number}: {line!r} is no name with kinds of unit")
        yield Toponym(name, known, official or name)


def load_units(path: Path) -> Trie[tuple[str, frozenset[str]]]:
    """Read a file in the form of units.tsv for matching: official spelling and kinds by name."""
    entries = [(place.name, (place.official, place.kinds)) for place in read_units(path)]
    entries.append(("HN", ("Hà Nội", frozenset({CENTRAL_CITY}))))
    entries.append(("HCM", ("Hồ Chí Minh", frozenset({CENTRAL_CITY}))))
    return Trie(entries)

"""Whether a name without a level is a place at all: "hòa bình" is peace, and Trần Thái Bình a person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import corpus
from corpus.eras import name_key
from corpus.vietnamese import fold, has_accents
from search.text.cutting import Syllable

WORDS = Path(corpus.__file__).parent / "lexicon" / "names_that_are_words.tsv"  # by tests/quality/count_places.py
# Of 100 articles with a bare name, in how many it must be the place. Thái Bình, 59, is a given name and half an ocean;
# of the provinces Hòa Bình (43) and Gia Lai (57, a football club else) stay out too, and Sơn La (74) is the next above.
PLAIN = 60

# The family names of nine people in ten; the others are words as often, or come from where no province is called so.
_FAMILIES = frozenset(
    (
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lí",
    )
)
_FAMILIES_BARE = frozenset(map(fold, _FAMILIES))
_BEFORE_OTHERS = frozenset({"đường", "phố", "hồ", "văn", "thị"})  # a street, a lake or a person goes on here


def is_word(name: Sequence[Syllable]) -> bool:
    """Tell whether a bare name, typed like this, is mostly something else in the news."""
    written = " ".join(one.key for one in name)
    place = _shares().get(fold(written), {}) if not has_accents(written) else _shares().get(written, {})
    return place.get("bare" if not has_accents(written) else "typed", 100) < PLAIN


def is_of_another(found: Sequence[Syllable], first: int, end: int) -> bool:
    """Tell whether a bare name is a person's (Hồ Chí Minh), goes on behind a family name, or is that of a street."""
    if end - first > 2 and _is_family(found[first]):
        return True
    if first == 0 or not found[first].joined:
        return False
    return found[first - 1].key in _BEFORE_OTHERS or _is_family(found[first - 1])


def _is_family(one: Syllable) -> bool:
    return one.key in _FAMILIES or (not has_accents(one.key) and one.folded in _FAMILIES_BARE)


@cache
def _shares() -> dict[str, dict[str, int]]:
    """Return of how many of 100 articles with a name it is the place, by the key as typed and by the one without."""
    shares: dict[str, dict[str, int]] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, typed, bare = line.split("\t")
            key = name_key(name)
            shares.setdefault(key, {})["typed"] = int(typed)
            of_folded = shares.setdefault(fold(key), {})
            of_folded["bare"] = min(of_folded.get("bare", 100), int(bare))
    return shares

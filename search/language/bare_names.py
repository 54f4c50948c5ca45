"""Whether a name without a level is a place at all: "hòa bình" is peace, and Trần Thái Bình a person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import corpus
from corpus.annotate.lexicon import names
from corpus.eras import name_key
from corpus.vietnamese import fold, has_accents
from search.text.analyze import Syllable

WORDS = Path(corpus.__file__).parent / "lexicon" / "names_that_are_words.tsv"  # by tests/quality/count_places.py
# Of 100 articles with a bare name, in how many it must be the place. Thái Bình, 59, is a given name and half an ocean;
# of the provinces Hòa Bình (43) and Gia Lai (57, a football club else) stay out too, and Sơn La (74) is the next above.
PLAIN = 60

_BEFORE_OTHERS = frozenset({"đường", "phố", "hồ", "văn", "thị"})  # a street, a lake or a person goes on here


def is_word(name: Sequence[Syllable]) -> bool:
    """Tell whether a bare name, typed like this, is mostly something else in the news."""
    written = " ".join(one.key for one in name)
    place = _shares().get(fold(written), {}) if not has_accents(written) else _shares().get(written, {})
    return place.get("bare" if not has_accents(written) else "typed", 100) < PLAIN


def is_of_another(found: Sequence[Syllable], first: int) -> bool:
    """Tell whether a bare name goes on behind a family name, or is that of a street."""
    if first == 0 or not found[first].joined:
        return False
    before = found[first - 1]
    sure = names().sure
    return (
        before.key in _BEFORE_OTHERS
        or before.key in sure
        or (not has_accents(before.key) and before.folded in _folded_families())
    )


@cache
def _folded_families() -> frozenset[str]:
    return frozenset(fold(name) for name in names().sure)


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

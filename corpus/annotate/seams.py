"""Where two words stand glued, a line break or a blank between them lost: "Nguyễn Xuân Phúc|Thủ tướng", "TP.HCM|ông".

The article stays as it is; only annotation reads two words there. A seam is seen by a capital inside a word, and only
where both sides are syllables of Vietnamese: names of products ("VnExpress", "iPhone", "VinFast") stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.vietnamese import TONES, fold, has_accents, lower

_SMALL = "".join(TONES) + "bcdđghklmnpqrstvx"
_LARGE = _SMALL.upper()
# A capital behind a small letter, or behind a capital and before a small letter: there the seam may be on either side.
# The pattern opens with the capital, to which the search leaps, and looks back from there.
_EDGE = re.compile(f"[{_LARGE}](?:(?<=[{_SMALL}].)|(?<=[{_LARGE}].)(?=[{_SMALL}]))")
# A syllable without its accents. Not all that this lets through can be said, but next to nothing of other languages.
_SYLLABLE = re.compile(
    r"(?:ngh?|[cgknpt]h|gi|tr|qu|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|uay|uoi|uou|ieu|yeu|oai|oay|oao|oeo|ie|ye|uo|ua|ia|oa|oe|ue|uy|[aou]i|ao|[ao]y|[aei]u|eo|uu|[aeiouy])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
LONGEST = 7  # letters of a syllable: "nghiêng"
# Abbreviations to which words are glued.
_SHORT = frozenset({"HCM", "UBND", "HĐND", "MTTQ", "TP", "VN", "QH", "ĐH", "GTVT"})
# Names of other things are glued without accents, too ("SaPa", "VinTech"): of such words only these are seen.
_PLAIN = frozenset({"theo", "trong", "sau", "khi", "trao"})
_CALLS = frozenset({"Ông", "Bà", "Anh"})
# With these a new line begins: "Trưởng ban|Ông Vi Văn Tấn".
_OPENINGS = frozenset({"Ông", "Bà", "Theo", "Ảnh"})


def seams(text: str) -> Iterator[int]:
    """Yield where in `text` (NFC) one word ends and another begins without anything between, in order."""
    left = 0  # where the piece before the next edge begins
    for edge in _EDGE.finditer(text):
        for at in (edge.start(), edge.end()) if text[edge.start() - 1].isupper() else (edge.start(),):
            if _glued(_back(text, at, left), _forth(text, at)):
                left = at
                yield at
                break


def lost(left: str, right: str) -> str:
    """Return what was lost between two words at a seam: a blank, or ("") more likely a line's end."""
    return " " if (left.islower() or left in _CALLS) and right not in _OPENINGS else ""


def _back(text: str, at: int, floor: int) -> str:
    """Return the letters that lead up to `at`, not from before `floor`; "" where they are too many for a syllable."""
    start = at
    while start > floor and text[start - 1].isalnum():
        start -= 1
        if at - start > LONGEST:
            return ""
    return text[start:at]


def _forth(text: str, at: int) -> str:
    """Return the letters from `at` on, up to the next seam there may be; "" where they are too many for a syllable."""
    end = at + 1
    while end < len(text) and text[end].isalnum() and not (text[end].isupper() and text[end - 1].islower()):
        end += 1
        if end - at > LONGEST:
            return ""
    return text[at:end]


@lru_cache(4096)
def _glued(left: str, right: str) -> bool:
    if len(left) < 2 or len(right) < 2 or not (has_accents(left + right) or right.lower() in _PLAIN):
        return False
    known = left in _SHORT
    if right.islower():
        return known and is_syllable(right)
    if not (known or (is_syllable(left) and (left[1:].islower() or left.isupper()))):
        return False
    if right.isupper():
        return not left.isupper()
    return right[0].isupper() and right[1:].islower() and is_syllable(right)


def is_syllable(word: str) -> bool:
    """Tell whether a word can be one syllable of Vietnamese."""
    return _SYLLABLE.fullmatch(fold(lower(word))) is not None

"""Fields of work ("LĐ-TB&XH") and the provincial departments named after them."""

from __future__ import annotations

from corpus.annotate import lexicon
from corpus.annotate.found import JOINTS, PROVINCIAL, Found
from corpus.annotate.placenames import place_at, province_at
from corpus.annotate.tokens import LOOSE, LOWER, Words


def sector_at(words: Words, at: int, any_case: bool = False) -> tuple[int, str] | None:
    """Return the word after the name of a field of work at `at` ("LĐ-TB&XH"), and its full name."""
    known = lexicon.agencies()
    found = known.sectors.match(words, at, LOOSE)
    if found is not None and (any_case or words.cases[at] != LOWER):
        return found
    glued, best = "", None
    for end in range(at, min(at + 6, len(words))):
        if end > at and words.gaps[end] not in JOINTS:
            break
        if words.cases[end] == LOWER:
            if words.keys[end] == "và" and end > at:
                continue
            break
        glued += words.keys[end]
        if glued in known.initials:
            best = (end + 1, known.initials[glued])
    return best


def provincial(words: Words, at: int, end: int, name: str) -> Found:
    """A department of a province: the level word after it is no part of its name."""
    here = end
    if end + 1 < len(words) and words.gaps[end] == " (" and words.gaps[end + 1].startswith(") "):
        here = end + 1  # "Sở Giao thông vận tải (GTVT) TP. HCM"
    if here < len(words) and words.gaps[here] in (" ", ") "):
        named = place_at(words, here)
        if named is not None and named.level in ("tỉnh", "thành phố"):
            stop = end if named.name is not None or here > end else named.end
            return Found(at, stop, named.end, name, named.level, named.name)
        place = province_at(words, here)
        if place is not None:
            return Found(at, end, place.end, name, place.level, place.name)
    return Found(at, end, here, name, PROVINCIAL)

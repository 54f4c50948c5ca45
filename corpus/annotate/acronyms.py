"""Abbreviations that an article explains itself: "Trung tâm Bảo tồn Di tích Cố đô (BTDTCĐ)".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003), with
Vietnamese syllables for their words: each letter is the first one of a syllable, from the last one backwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.vietnamese import lower

# An abbreviation in brackets: capitals only, few of them.
_BRACKETED = re.compile(r" \(([A-ZĐ][A-ZĐ&-]{1,9})\)")
# So many characters before the bracket are looked at; no letter takes more than this many of them.
_REACH = 120
_SYLLABLE = re.compile(r"\w+")
_NO_LETTER = re.compile(r"[&-]")


@lru_cache(maxsize=8)
def acronyms_of(text: str) -> Mapping[str, str]:
    """Return what each abbreviation stands for that `text` explains in brackets behind it, as written."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        start = _start(before, lower(_NO_LETTER.sub("", match[1])))
        if start is not None:
            found.setdefault(match[1], before[start:])
    return found


def _start(before: str, letters: str) -> int | None:
    """Return where in `before` the syllables begin whose first letters are `letters`; "và" may stand between them."""
    syllables = [(syllable.start(), lower(syllable[0])) for syllable in _SYLLABLE.finditer(before)]
    start: int | None = None
    for letter in reversed(letters):
        while syllables and syllables[-1][1] == "và":
            syllables.pop()
        if not syllables or syllables[-1][1][0] != letter:
            return None
        start = syllables.pop()[0]
    return start

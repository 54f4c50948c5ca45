"""Whether an office or a body is another country's: its name follows ("Thủ tướng Hà Lan", "Bộ Ngoại giao Mỹ")."""

from __future__ import annotations

from corpus.annotate import lexicon
from corpus.annotate.placenames import bare_at
from corpus.annotate.tokens import LOWER, Words


def is_abroad(words: Words, end: int, *, central: bool) -> bool:
    """Tell whether a country's name follows at word `end`; after what is `central`, one that a person may bear, too."""
    if end >= len(words) or words.gaps[end] != " " or words.cases[end] == LOWER:
        return False
    countries = lexicon.titles().abroad
    if countries.match(words, end) is not None:
        return bare_at(words, end) is None
    powers = lexicon.titles().powers.match(words, end) if central else None
    if powers is None:
        return False
    after = powers[0]
    return after >= len(words) or words.gaps[after] != " " or words.cases[after] == LOWER or not _names(words, after)


def _names(words: Words, at: int) -> bool:
    """Tell whether a name of ours may go on here: "Bộ trưởng Y tế Đức Nguyễn" is none of Germany."""
    return words.keys[at] in lexicon.names().family

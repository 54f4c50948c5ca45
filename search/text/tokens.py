"""Lines cut into pyvi's tokens (syllables, numbers, marks), and each token made a number for the tagger.

No token of pyvi's crosses a blank, nor depends on what stands beyond one. So each stretch between blanks is cut once
and remembered, and so is the number of each token: most of a text has been met before.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

MAX_REMEMBERED = 1 << 17  # stretches, and as many tokens, some 30 MB: beyond it (numbers, addresses) all are forgotten

# What pyvi knows of a token besides its lower case, as bits.
UPPER, TITLE, DIGITS = 1, 2, 4  # str.isupper, istitle, isdigit of the whole token
PUNCTUATION, STARTS_WITH_DIGIT, STARTS_WITH_CAPITAL = 8, 16, 32
SHAPE_BITS = 6

# pyvi's alternatives in its order: the first that matches is the token, not the longest.
_TOKEN = re.compile(
    r"""
      [A-ZĐ]+\. | Tp\. | Mrs?\. | Ms\. | Dr\. | ThS\.                     # abbreviations
    | ==> | -> | \.\.\. | >>
    | \w+://\S+                                                           # addresses
    | [a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+
    | \d+(?:[.,_]\d+)+                                                    # numbers with separators
    | [^\w\s]
    | \w+
    """,
    re.VERBOSE,
)
_HALF = re.compile("[\ud800-\udfff]")  # half a character: what a terminal's stray bytes are read as; no UTF-8 has it


class Pieces(dict[str, tuple[str, ...]]):
    """The tokens of each stretch of text without blanks, cut at first sight."""

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        found = tuple(_TOKEN.findall(stretch))
        self[stretch] = found = (stretch,) if len(found) == 1 else found
        return found


class Codes(dict[str, int]):
    """The number of each token: `SHAPE_BITS` of shape, above them the model's id, worked out at first sight."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        super().__init__()
        self._ids = ids

    def __missing__(self, token: str) -> int:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        # The tagger would fail at half a character, and reads no further than a zero byte.
        known = self._ids.get(_HALF.sub("\ufffd", token).lower().partition("\0")[0], 0)
        self[token] = code = known << SHAPE_BITS | _shape(token)
        return code


def _shape(token: str) -> int:
    return (
        UPPER * token.isupper()
        | TITLE * token.istitle()
        | DIGITS * token.isdigit()
        | PUNCTUATION * (token in string.punctuation)
        | STARTS_WITH_DIGIT * token[0].isdigit()
        | STARTS_WITH_CAPITAL * token[0].istitle()
    )

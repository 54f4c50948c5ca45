"""Lines cut into pyvi's tokens (syllables, numbers, marks), each with a number, and what the tagger has to know of it.

No token of pyvi's crosses a blank, nor depends on what stands beyond one. So each stretch between blanks is cut once
and remembered with its tokens: most of a text has been met before.
"""

from __future__ import annotations

import re
import string
from array import array
from collections.abc import Iterable, Mapping
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

LINE_END = 0  # the number of the token that stands for the end of a line; no text has it

# The code of a token: the model's id above these bits, which are what else pyvi asks of it.
SHAPE_BITS = 6
UPPER, TITLE, DIGITS = 1, 2, 4  # str.isupper, istitle, isdigit of the whole token
PUNCTUATION, STARTS_WITH_DIGIT, STARTS_WITH_CAPITAL = 8, 16, 32

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


class Vocabulary(dict[str, int]):
    """The stretches met so far, numbered, and their tokens. It only grows, and numbers stay: see `tokens`."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        """Take the model's ids of tokens in lower case."""
        super().__init__()
        self._ids = ids
        self.tokens = ["\n"]  # by number
        self._codes = array("i", [PUNCTUATION])  # by token; nothing is joined across a line's end
        self._numbers: dict[str, int] = {}
        self._starts, self._sizes, self._parts = array("i"), array("i"), array("i")  # the tokens of each stretch
        self._add("\n", [LINE_END])

    def read(self, lines: Iterable[str]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return the numbers of the lines' tokens, `LINE_END` after each line, and the codes of these tokens."""
        ended = chain.from_iterable(zip(map(str.split, lines), repeat(("\n",))))  # the second never ends
        stretches = np.fromiter(map(self.__getitem__, chain.from_iterable(ended)), np.int32)
        sizes = np.frombuffer(self._sizes, np.int32)[stretches]
        before = np.cumsum(sizes) - sizes
        at = np.repeat(np.frombuffer(self._starts, np.int32)[stretches] - before, sizes)
        at += np.arange(len(at))
        numbers = np.frombuffer(self._parts, np.int32)[at]
        return numbers, np.frombuffer(self._codes, np.int32)[numbers]

    def __missing__(self, stretch: str) -> int:
        return self._add(stretch, [self._number(token) for token in _TOKEN.findall(stretch)])

    def _add(self, stretch: str, numbers: list[int]) -> int:
        self._starts.append(len(self._parts))
        self._sizes.append(len(numbers))
        self._parts.extend(numbers)
        self[stretch] = number = len(self)
        return number

    def _number(self, token: str) -> int:
        number = self._numbers.get(token)
        if number is None:
            self._numbers[token] = number = len(self.tokens)
            self.tokens.append(token)
            # CRFsuite would fail at half a character, and reads no further than a zero byte.
            known = self._ids.get(_HALF.sub("\ufffd", token).lower().partition("\0")[0], 0)
            self._codes.append(known << SHAPE_BITS | _shape(token))
        return number


def _shape(token: str) -> int:
    return (
        UPPER * token.isupper()
        | TITLE * token.istitle()
        | DIGITS * token.isdigit()
        | PUNCTUATION * (token in string.punctuation)
        | STARTS_WITH_DIGIT * token[0].isdigit()
        | STARTS_WITH_CAPITAL * token[0].istitle()
    )

"""Vietnamese words as pyvi cuts them, with their place in the source text: one line, or a whole text at once.

pyvi's own tagger makes a dictionary of features for each syllable; here the same model is looked up in arrays, for all
lines in one pass. pyvi sees a line at a time, because it glues words across line ends.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from search.text.model import model
from search.text.tagger import Tagger
from search.text.tokens import PUNCTUATION, STARTS_WITH_CAPITAL, STARTS_WITH_DIGIT, Codes, Pieces

MAX_LINE = 20_000  # code points tagged as one line; a longer one is cut there, which bounds the steps of the tagger


@dataclass(frozen=True, slots=True)
class Cut:
    """A text's tokens in order, pyvi's own; line ends are none. All three are of one length."""

    tokens: list[str]
    begins: npt.NDArray[np.bool_]  # False where a token belongs to the word of the token before it
    lines: npt.NDArray[np.int32]  # in which line a token stands, counted from 0


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def cut(text: str) -> Cut:
    """Cut NFC text of any number of lines, apart by newlines, into pyvi's words.

    In a line that is not wholly composed, marks that could be are U+FFFD among the tokens.
    """
    return _segmenter().cut(text)


def segment(line: str) -> list[tuple[int, int]]:
    """Return the spans of pyvi's words in one line of NFC text: half-open, in order, apart, punctuation included.

    Blanks inside a word belong to its span.
    """
    line, end = _composed(line), 0
    found = cut(line)
    spans: list[tuple[int, int]] = []
    for token, begins in zip(found.tokens, found.begins.tolist(), strict=True):
        start = line.index(token, end)  # only blanks lie between
        end = start + len(token)
        if begins:
            spans.append((start, end))
        else:
            spans[-1] = spans[-1][0], end
    return spans


class Segmenter:
    """The model with what was met so far."""

    def __init__(self) -> None:
        known = model()
        self._pieces, self._codes, self._tagger = Pieces(), Codes(known.ids), Tagger(known)

    def cut(self, text: str) -> Cut:
        """Do what the function of this name says."""
        lines = text.split("\n")
        if not unicodedata.is_normalized("NFC", text):
            lines = [_composed(line) for line in lines]
        numbers = np.arange(len(lines), dtype=np.int32)
        if max(map(len, lines)) > MAX_LINE:
            parts = [[line[at : at + MAX_LINE] for at in range(0, len(line), MAX_LINE)] for line in lines]
            numbers = np.repeat(numbers, [len(part) for part in parts])
            lines = list(chain.from_iterable(parts))
        pieces = self._pieces.__getitem__
        found = [list(chain.from_iterable(map(pieces, line.split()))) for line in lines]
        counts = np.fromiter(map(len, found), np.int64, len(found))
        tokens = list(chain.from_iterable(found))
        if not tokens:
            return Cut([], np.zeros(0, np.bool_), np.zeros(0, np.int32))
        codes = np.fromiter(map(self._codes.__getitem__, tokens), np.int64, len(tokens))
        begins = ~self._tagger.belongs(codes, counts[counts > 0]) | _apart(codes)
        begins[np.cumsum(counts[counts > 0])[:-1]] = True
        begins[0] = True
        return Cut(tokens, begins, np.repeat(numbers, counts))


def _apart(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell of each token whether pyvi's rules keep it apart from the one before, whatever the model says.

    Punctuation and what starts with a digit stand alone, and a capital does not continue a small letter.
    """
    alone = (codes & (PUNCTUATION | STARTS_WITH_DIGIT)) != 0
    capital = (codes & STARTS_WITH_CAPITAL) != 0
    apart = alone.copy()
    apart[1:] |= alone[:-1] | capital[1:] & ~capital[:-1]
    return apart


def _composed(line: str) -> str:
    """Return a line as long in which nothing is left to compose: "H" and a line below compose once they are small."""
    if unicodedata.is_normalized("NFC", line):
        return line
    return "".join("\ufffd" if unicodedata.combining(char) else char for char in line)

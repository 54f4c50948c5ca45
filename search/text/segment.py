"""Vietnamese words as pyvi cuts them, with their place in the source text: one line, or a whole text at once.

pyvi's own tagger makes a dictionary of features for each syllable; here the same model is looked up in arrays, for all
lines in one pass. pyvi sees a line at a time, because it glues words across line ends.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from threading import Lock

import numpy as np
import numpy.typing as npt

from search.text.model import model
from search.text.tagger import Tagger
from search.text.tokens import LINE_END, PUNCTUATION, STARTS_WITH_CAPITAL, STARTS_WITH_DIGIT, Vocabulary

MAX_LINE = 20_000  # code points tagged as one line; a longer one is cut there, which keeps CRFsuite's sums exact enough
MAX_REMEMBERED = 1 << 17  # stretches of text, some 30 MB: beyond it (numbers, addresses) all are forgotten


@dataclass(frozen=True, slots=True)
class Cut:
    """A text's tokens in order, pyvi's own; line ends are none. The arrays are of one length."""

    vocabulary: Sequence[str]  # tokens by number, of other texts too
    numbers: npt.NDArray[np.int32]  # the tokens' numbers
    begins: npt.NDArray[np.bool_]  # False where a token belongs to the word of the token before it
    lines: npt.NDArray[np.int32]  # in which line a token stands, counted from 0

    @property
    def tokens(self) -> list[str]:
        """The tokens themselves."""
        return list(map(self.vocabulary.__getitem__, self.numbers.tolist()))


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
    """pyvi's model with the tokens met so far; threads may share it."""

    def __init__(self, remembered: int = MAX_REMEMBERED) -> None:
        """Take how many stretches of text to remember from one text to the next."""
        self._model = model()
        self._remembered = remembered
        self._tagger = Tagger(self._model)
        self._vocabulary = Vocabulary(self._model.ids)
        self._lock = Lock()

    def cut(self, text: str) -> Cut:
        """Do what the function of this name says."""
        lines = text.split("\n")
        if not unicodedata.is_normalized("NFC", text):
            lines = [_composed(line) for line in lines]
        sources = None
        if max(map(len, lines)) > MAX_LINE:
            parts = [[line[at : at + MAX_LINE] for at in range(0, len(line), MAX_LINE)] for line in lines]
            sources = np.repeat(np.arange(len(lines), dtype=np.int32), [len(part) for part in parts])
            lines = list(chain.from_iterable(parts))
        with self._lock:
            if len(self._vocabulary) > self._remembered:
                self._vocabulary = Vocabulary(self._model.ids)
            vocabulary = self._vocabulary
            numbers, codes = vocabulary.read(lines)
        is_end = numbers == LINE_END
        within = np.cumsum(is_end, dtype=np.int32)
        begins = ~self._tagger.belongs(codes, np.flatnonzero(is_end)) | _apart(codes)
        is_token = ~is_end
        within = within[is_token]
        return Cut(
            vocabulary.tokens, numbers[is_token], begins[is_token], within if sources is None else sources[within]
        )


def _apart(codes: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Tell of each token whether pyvi's rules keep it apart from the one before, whatever the model says.

    Punctuation and what starts with a digit stand alone, and a capital does not continue a small letter.
    """
    alone = (codes & (PUNCTUATION | STARTS_WITH_DIGIT)) != 0
    capital = (codes & STARTS_WITH_CAPITAL) != 0
    apart: npt.NDArray[np.bool_] = alone | np.roll(alone, 1) | capital & ~np.roll(capital, 1)
    return apart


def _composed(line: str) -> str:
    """Return a line as long in which nothing is left to compose: "H" and a line below compose once they are small."""
    if unicodedata.is_normalized("NFC", line):
        return line
    return "".join("\ufffd" if unicodedata.combining(char) else char for char in line)

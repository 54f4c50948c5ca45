"""The labels of tokens by pyvi's model, for many lines in one pass over arrays: same sums, same order, same labels.

Both labels of a token are scored as one complex number, whose parts NumPy adds each on its own, as CRFsuite would.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search.text.model import Model, Weights
from search.text.tokens import DIGITS, SHAPE_BITS, TITLE, UPPER

Integers = npt.NDArray[np.int64]


class Tagger:
    """A model made ready: its dictionary of pairs is a field of bits."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._base = len(model.own)
        self._pairs = np.zeros(self._base**2 // 8 + 1, np.uint8)
        np.bitwise_or.at(self._pairs, model.pairs >> 3, np.left_shift(1, model.pairs & 7).astype(np.uint8))
        self._in_triples = np.zeros((3, self._base), np.bool_)
        first_two, third = np.divmod(model.triples, self._base)
        for place, ids in enumerate((*np.divmod(first_two, self._base), third)):
            self._in_triples[place, ids] = True

    def belongs(self, codes: npt.NDArray[np.int64], counts: Integers) -> npt.NDArray[np.bool_]:
        """Tell of each token whether the model has it belong to the word of the token before.

        `codes` are those of `tokens.Codes`, all lines' in a row; `counts` is how many of them each line has, none 0.
        """
        # A gap of an unknown token after each line, two at the start: neighbours across a line's end weigh nothing.
        gapped = np.zeros(len(codes) + len(counts) + 2, np.int64)
        places = np.arange(2, len(codes) + 2) + np.repeat(np.arange(len(counts)), counts)
        gapped[places] = codes
        starts = np.cumsum(counts + 1) - counts + 1
        return viterbi(self._scores(gapped), starts, counts, self._model.transitions)[places]

    def _scores(self, codes: Integers) -> Weights:
        """Sum each token's weights, in the order in which pyvi names its features; the first and last two are gaps."""
        model, flags = self._model, self._model.flags
        ids, shapes = codes >> SHAPE_BITS, (codes & (UPPER | TITLE | DIGITS)).astype(np.uint8)
        upper, title, digits = (np.flatnonzero(shapes & bit) for bit in (UPPER, TITLE, DIGITS))
        pairs, triples = self._pairs_at(ids), self._triples_at(ids)
        scores = model.own[ids]
        scores[upper] += flags["word.isupper()"]
        scores[title] += flags["word.istitle()"]
        scores[digits] += flags["word.isdigit()"]
        scores[1:] += model.before[ids[:-1]]
        scores[title + 1] += flags["-1:word.istitle()"]
        scores[upper + 1] += flags["-1:word.isupper()"]
        scores[pairs + 1] += flags["-1:word.bi_gram()"]
        scores[triples + 2] += flags["-2:word.tri_gram()"]
        scores[:-1] += model.after[ids[1:]]
        scores[title - 1] += flags["+1:word.istitle()"]
        scores[upper - 1] += flags["+1:word.isupper()"]
        scores[pairs] += flags["+1:word.bi_gram()"]
        scores[triples] += flags["+2:word.tri_gram()"]
        return scores

    def _pairs_at(self, ids: Integers) -> Integers:
        """Return where two tokens begin that are an entry of the dictionary."""
        keys = ids[:-1] * self._base + ids[1:]
        return np.flatnonzero(self._pairs[keys >> 3] >> (keys & 7).astype(np.uint8) & 1)

    def _triples_at(self, ids: Integers) -> Integers:
        """Return where three tokens begin that are an entry of the dictionary."""
        first, second, third = self._in_triples
        at = np.flatnonzero(first[ids[:-2]] & second[ids[1:-1]] & third[ids[2:]])
        keys = (ids[at] * self._base + ids[at + 1]) * self._base + ids[at + 2]
        known = self._model.triples
        return at[known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys]


def viterbi(
    scores: Weights, starts: Integers, counts: Integers, transitions: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Return the best labels of lines that lie in `scores` from `starts` on, `counts` long: True where the second.

    All lines go forward together, a position at a time, the longest first, so that those still going are in front.
    Of equal ways the first label's is taken, as CRFsuite does.
    """
    order = np.argsort(-counts, kind="stable")
    starts, counts = starts[order], counts[order]
    going = np.searchsorted(-counts, -np.arange(counts[0]), side="left").tolist()  # lines longer than the position
    (t00, t01), (t10, t11) = transitions.tolist()
    by_label = scores.view(np.float64).reshape(-1, 2)
    ways = np.zeros(len(scores), np.uint8)  # bit n: the label before, where this one is n
    best = by_label[starts].T.copy()
    ends = best.copy()
    for position in range(1, len(going)):
        width = going[position]
        at = starts[:width] + position
        first, second = best[0, :width], best[1, :width]
        stay0, come0, come1, stay1 = first + t00, second + t10, first + t01, second + t11
        ways[at] = (come0 > stay0) | (stay1 > come1) << 1
        best = np.maximum((stay0, come1), (come0, stay1)) + by_label[at].T
        ends[:, :width] = best
    labels = np.zeros(len(scores), np.uint8)
    labels[starts + counts - 1] = ends[1] > ends[0]
    for position in range(len(going) - 1, 0, -1):
        at = starts[: going[position]] + position
        labels[at - 1] = ways[at] >> labels[at] & 1
    return labels.astype(np.bool_)

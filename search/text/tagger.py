"""Which tokens belong to the word of the token before them by pyvi's model, for many lines in one pass over arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from search.text.model import Model
from search.text.tokens import DIGITS, SHAPE_BITS, TITLE, UPPER
from search.text.viterbi import Flags, Places, tag, viterbi

Scores = npt.NDArray[Any]
"""A score a token: its two labels' as a complex number, or one's lead over the other."""


@dataclass(frozen=True, slots=True)
class _Weights:
    own: Scores
    before: Scores
    after: Scores
    flags: dict[str, Any]


class Tagger:
    """A model made ready: its dictionary of pairs as a field of bits, its weights as leads of the second label."""

    def __init__(self, model: Model) -> None:
        self._transitions = model.transitions
        self._exact = _Weights(model.own, model.before, model.after, dict(model.flags))
        self._leads = _Weights(
            model.own.imag - model.own.real,
            model.before.imag - model.before.real,
            model.after.imag - model.after.real,
            {name: weight.imag - weight.real for name, weight in model.flags.items()},
        )
        self._base = len(model.own)
        self._pairs = np.zeros(self._base**2 // 8 + 1, np.uint8)
        np.bitwise_or.at(self._pairs, model.pairs >> 3, np.left_shift(1, model.pairs & 7).astype(np.uint8))
        self._triples = model.triples
        self._in_triples = np.zeros((3, self._base), np.bool_)
        first_two, third = np.divmod(model.triples, self._base)
        for place, ids in enumerate((*np.divmod(first_two, self._base), third)):
            self._in_triples[place, ids] = True

    def belongs(self, codes: npt.NDArray[np.int32], ends: Places) -> Flags:
        """Tell of each token whether the model has it belong to the word of the token before.

        `codes` are those of `tokens.Vocabulary`, `ends` tells where line ends are among them, the last of all too.
        """
        labels, doubtful = tag(self._scores(codes, self._leads), ends, self._transitions)
        for line in set(np.searchsorted(ends, doubtful).tolist()):
            start, end = (int(ends[line - 1]) + 1 if line else 0), int(ends[line])
            scores = self._scores(codes[start : end + 1], self._exact)[:-1].tolist()
            labels[start:end] = viterbi(scores, self._transitions)
        return labels

    def _scores(self, codes: npt.NDArray[np.int32], weights: _Weights) -> Scores:
        """Sum each token's weights in the order of pyvi's features.

        The last token must be a line's end, which has no weights: what concerns the token before the first, or beyond
        the last, falls on it.
        """
        ids, shapes, flags = codes >> SHAPE_BITS, codes.astype(np.uint8), weights.flags
        upper, title, digits = (np.flatnonzero(shapes & bit) for bit in (UPPER, TITLE, DIGITS))
        pairs, triples = self._pairs_at(ids), self._triples_at(ids)
        scores: Scores = weights.own[ids]
        scores[upper] += flags["word.isupper()"]
        scores[title] += flags["word.istitle()"]
        scores[digits] += flags["word.isdigit()"]
        scores[1:] += weights.before[ids[:-1]]
        scores[title + 1] += flags["-1:word.istitle()"]
        scores[upper + 1] += flags["-1:word.isupper()"]
        scores[pairs + 1] += flags["-1:word.bi_gram()"]
        scores[triples + 2] += flags["-2:word.tri_gram()"]
        scores[:-1] += weights.after[ids[1:]]
        scores[title - 1] += flags["+1:word.istitle()"]
        scores[upper - 1] += flags["+1:word.isupper()"]
        scores[pairs] += flags["+1:word.bi_gram()"]
        scores[triples] += flags["+2:word.tri_gram()"]
        return scores

    def _pairs_at(self, ids: npt.NDArray[np.int32]) -> Places:
        """Return where two tokens begin that are an entry of the dictionary."""
        keys = ids[:-1] * np.int64(self._base) + ids[1:]
        return np.flatnonzero(self._pairs[keys >> 3] >> (keys & 7).astype(np.uint8) & 1)

    def _triples_at(self, ids: npt.NDArray[np.int32]) -> Places:
        """Return where three tokens begin that are an entry of the dictionary."""
        first, second, third = self._in_triples
        at = np.flatnonzero(first[ids[:-2]] & second[ids[1:-1]] & third[ids[2:]])
        keys = (ids[at] * np.int64(self._base) + ids[at + 1]) * self._base + ids[at + 2]
        places = np.minimum(np.searchsorted(self._triples, keys), len(self._triples) - 1)
        found: Places = at[self._triples[places] == keys]
        return found

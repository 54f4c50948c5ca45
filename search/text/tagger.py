"""Which tokens belong to the word of the token before them by pyvi's model, for many lines in one pass over arrays.

Of the two labels, only how far one leads over the other counts. Seen along a line, the lead is a token's own score plus
a gain from the token before, and as the model's transitions differ little, the gain hardly depends on that token's
lead: for most tokens it is one of two constants whatever went before. So the lines need not be gone through token by
token but where the lead is near the turn. The labels are CRFsuite's own: where its sums in another order could have
come out on the other side, and after long runs near the turn, the line is done once more as CRFsuite does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from search.text.model import Model
from search.text.tokens import DIGITS, SHAPE_BITS, TITLE, UPPER

CLOSE = 1e-5  # leads nearer than this to a turn are doubtful: CRFsuite's sums over 20,000 tokens err by less
MAX_ROUNDS = 50  # tokens in a row near the turn; Vietnamese has runs of ten, a repeated syllable may make any number

Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
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

    def belongs(self, codes: npt.NDArray[np.int32], ends: Numbers) -> Flags:
        """Tell of each token whether the model has it belong to the word of the token before.

        `codes` are those of `tokens.Vocabulary`, `ends` tells where line ends are among them, the last of all too.
        """
        labels, doubtful = tag(self._scores(codes, self._leads), ends, self._transitions)
        for line in np.unique(np.searchsorted(ends, doubtful)).tolist():
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

    def _pairs_at(self, ids: npt.NDArray[np.int32]) -> Numbers:
        """Return where two tokens begin that are an entry of the dictionary."""
        keys = ids[:-1] * np.int64(self._base) + ids[1:]
        return np.flatnonzero(self._pairs[keys >> 3] >> (keys & 7).astype(np.uint8) & 1)

    def _triples_at(self, ids: npt.NDArray[np.int32]) -> Numbers:
        """Return where three tokens begin that are an entry of the dictionary."""
        first, second, third = self._in_triples
        at = np.flatnonzero(first[ids[:-2]] & second[ids[1:-1]] & third[ids[2:]])
        keys = (ids[at] * np.int64(self._base) + ids[at + 1]) * self._base + ids[at + 2]
        places = np.minimum(np.searchsorted(self._triples, keys), len(self._triples) - 1)
        found: Numbers = at[self._triples[places] == keys]
        return found


def tag(scores: npt.NDArray[np.float64], ends: Numbers, transitions: npt.NDArray[np.float64]) -> tuple[Flags, Numbers]:
    """Return the labels of lines that end at `ends`, True for the second, and where they are not certain.

    `scores` tells how far each token has the second label lead; what stands at the ends is of no account.
    """
    leads, left = _leads(scores, ends, transitions)
    # A token has the second label where its lead is beyond a turn, which depends on the label that follows.
    turns = transitions[0] - transitions[1]
    labels = leads > turns.max()
    lasts = ends - 1  # before an empty line's end, the end of another: neither has a lead
    labels[lasts] = leads[lasts] > 0
    between = (leads > turns.min() - CLOSE) & (leads < turns.max() + CLOSE)
    between[lasts] = False
    inside = near = np.flatnonzero(between)
    for _ in range(MAX_ROUNDS):
        if not len(near):
            break
        ready = ~between[near + 1]
        at, near = near[ready], near[~ready]
        labels[at] = leads[at] > turns[labels[at + 1].astype(np.intp)]
        between[at] = False
    close = np.abs(leads[inside, np.newaxis] - turns).min(1) < CLOSE
    return labels, np.concatenate((left, near, inside[close], lasts[np.abs(leads[lasts]) < CLOSE]))


def _leads(
    scores: npt.NDArray[np.float64], ends: Numbers, transitions: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], Numbers]:
    """Return how far the second label leads at each token of the best way there, and where that was left open."""
    (t00, t01), (t10, t11) = transitions.tolist()
    turns = t00 - t10, t01 - t11
    lower, higher = t01 - t00, t11 - t10  # the gain from a token whose lead is lower than both turns, or higher
    gains = np.full(len(scores), np.nan)
    gains[scores + max(lower, higher) < min(turns)] = lower
    gains[scores + min(lower, higher) > max(turns)] = higher
    gains[0] = np.nan
    gains[ends[:-1] + 1] = np.nan  # a line's first token has nothing to gain
    gains[ends] = 0
    near = np.flatnonzero(np.isnan(gains))
    for _ in range(MAX_ROUNDS):
        if not len(near):
            break
        gain = gains[near - 1]
        ready = ~np.isnan(gain)
        at, near = near[ready], near[~ready]
        leads = scores[at] + gain[ready]
        gains[at] = np.maximum(t01, leads + t11) - np.maximum(t00, leads + t10)
    leads = scores + np.roll(gains, 1)
    leads[ends] = -np.inf
    return leads, near


def viterbi(scores: list[complex], transitions: npt.NDArray[np.float64]) -> list[bool]:
    """Return the best labels of one line in CRFsuite's own order of sums, True for the second.

    Each score is both labels', the first in its real part. Of two equal ways CRFsuite takes the first label's.
    """
    if not scores:
        return []
    (t00, t01), (t10, t11) = transitions.tolist()
    first, second = scores[0].real, scores[0].imag
    ways = []  # for each label of a token, the label before it
    for score in scores[1:]:
        stay0, come0, come1, stay1 = first + t00, second + t10, first + t01, second + t11
        ways.append((come0 > stay0, stay1 > come1))
        first, second = max(stay0, come0) + score.real, max(come1, stay1) + score.imag
    labels = [second > first]
    for way in reversed(ways):
        labels.append(way[labels[-1]])
    return labels[::-1]

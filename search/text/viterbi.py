"""The best labels of lines by a linear-chain CRF of two labels, as CRFsuite finds them: for many lines in one pass.

Of the two labels, only how far the second leads over the first counts. A token's lead is its own score plus a gain from
the token before it, and that gain is one of two constants unless the lead there is near a turn. So for most tokens
nothing need be known of what went before, and only runs of leads near the turns are gone through token by token.

CRFsuite adds up along the line instead, and rounds. Where a lead is so near to a turn that this could count, and where
a run is long, the line is doubtful, and to be done once more by `viterbi`, sum by sum like CRFsuite.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

CLOSE = 1e-5  # of a lead to a turn: the sums of 20,000 tokens, each rounded to 53 bits, err by less
MAX_ROUNDS = 50  # tokens of a run; real text has some ten, but a line of one syllable may have thousands

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Leads = npt.NDArray[np.float64]


def tag(scores: Leads, ends: Places, transitions: npt.NDArray[np.float64]) -> tuple[Flags, Places]:
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


def _leads(scores: Leads, ends: Places, transitions: npt.NDArray[np.float64]) -> tuple[Leads, Places]:
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

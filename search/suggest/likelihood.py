"""How likely one syllable follows another in this archive, and the likeliest of many readings of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.counted import code
from search.lexicon import Lexicon

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# How much each count says of a follower: the pair as titles and compounds write it; the pair without accents, of all
# texts, with the follower's share among its forms; the follower alone. A choice, held by tests/quality/suggestions.py.
PAIR, BARE_PAIR, ALONE = 0.70, 0.25, 0.05
DAMPING = 3.0  # added to what a pair is divided by: a syllable seen once must not be sure of its follower
UNSEEN = 3e-7  # chance of a syllable that no article holds: as that of half an article among some ten thousand
UNKNOWN = -1  # the number of such a syllable


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a syllable; `cost` is -ln of the chance to have typed what stands there instead."""

    key: str
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest reading; `score` is its ln probability less costs, `share` its part of the chances of all."""

    keys: tuple[str, ...]
    score: float
    share: float


class Speech:
    """A lexicon made ready to judge sequences of syllables."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        articles = np.append(lexicon.articles, 0.0)  # the last one stands for UNKNOWN
        self._alone = np.append(articles[:-1] / max(articles.sum(), 1.0), UNSEEN)
        self._bare = np.append(lexicon.fold_of, 0)
        of_all = np.bincount(self._bare, weights=articles, minlength=len(lexicon.folded_numbers) + 1)
        self._share = articles / np.maximum(of_all[self._bare], 1.0)
        self._openings = np.append(lexicon.pairs.openings(), 0.0)
        self._bare_openings = np.append(lexicon.folded_pairs.openings(), 0.0)

    def seen_together(self, left: str, right: str) -> bool:
        """Tell whether titles or compounds hold this pair."""
        numbers = self.lexicon.numbers
        if left not in numbers or right not in numbers:
            return False
        return bool(self.lexicon.pairs.of(code([numbers[left]], [numbers[right]]))[0])

    def read(self, places: Sequence[Sequence[Candidate]], joined: Sequence[bool]) -> Reading:
        """Return the likeliest reading of a line, one candidate a place (Viterbi, 1967); no place may be empty.

        `joined[i]` tells that place i follows its predecessor in one phrase: elsewhere neighbours say nothing.
        """
        numbers = self.lexicon.numbers
        best = every = np.zeros(0)
        before = np.zeros(0, np.int64)
        ways: list[Ints] = []
        for at, place in enumerate(places):
            here = np.array([numbers.get(one.key, UNKNOWN) for one in place], np.int64)
            costs = np.array([one.cost for one in place])
            alone = np.log(self._alone[here])
            if at == 0:
                best = every = alone - costs
            else:
                step = self._follow(before, here) if joined[at] else np.broadcast_to(alone, (len(before), len(here)))
                through = best[:, None] + step
                ways.append(through.argmax(axis=0))
                best = through.max(axis=0) - costs
                every = _log_sum(every[:, None] + step) - costs
            before = here
        chosen = [int(best.argmax())]
        for way in reversed(ways):
            chosen.append(int(way[chosen[-1]]))
        keys = tuple(place[n].key for place, n in zip(places, reversed(chosen), strict=True))
        top = float(best.max())
        return Reading(keys, top, float(np.exp(top - _log_sum(every[:, None])[0])))

    def _follow(self, left: Ints, right: Ints) -> Floats:
        """Return ln P(right | left) for all pairs, as an array of left by right."""
        known = (left[:, None] >= 0) & (right[None, :] >= 0)
        pair = self.lexicon.pairs.of(code(np.maximum(left, 0)[:, None], np.maximum(right, 0)[None, :])) * known
        bare_left, bare_right = self._bare[left], self._bare[right]
        bare = self.lexicon.folded_pairs.of(code(bare_left[:, None], bare_right[None, :])) * known
        likely = PAIR * pair / (self._openings[left] + DAMPING)[:, None]
        likely += BARE_PAIR * bare * self._share[right] / (self._bare_openings[bare_left] + DAMPING)[:, None]
        likely += ALONE * self._alone[right]
        found: Floats = np.log(likely)
        return found


def _log_sum(values: Floats) -> Floats:
    """Return ln of the sum of exp over the first axis."""
    top = values.max(axis=0)
    found: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return found

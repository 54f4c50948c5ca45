"""Repeats, means and shares: what turns clock readings into figures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

SHORTEST = 1e-7  # seconds: the clock's own step, so that a logarithm always exists


def geometric_mean(values: Sequence[float]) -> float:
    """Return the geometric mean of positive numbers; nan of none."""
    return exp(sum(log(max(one, SHORTEST)) for one in values) / len(values)) if values else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all do not exceed, one that was measured; nan of none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of many questions in several rounds: `rounds[r][q]`, every round over the same questions."""

    rounds: tuple[tuple[float, ...], ...]

    @property
    def each(self) -> tuple[float, ...]:
        """The median of each question's rounds."""
        return tuple(statistics.median(of_one) for of_one in zip(*self.rounds, strict=True))

    @property
    def mean(self) -> float:
        """The geometric mean over questions of their medians."""
        return geometric_mean(self.each)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most geometric mean of any round."""
        means = [geometric_mean(of_round) for of_round in self.rounds]
        return min(means), max(means)

    def of(self, chosen: Sequence[int]) -> Timed:
        """Return the same of some questions alone, by their numbers."""
        return Timed(tuple(tuple(of_round[n] for n in chosen) for of_round in self.rounds))


def interleaved(asks: Mapping[str, Sequence[Callable[[], object]]], rounds: int) -> dict[str, Timed]:
    """Time the same questions put to several engines, each question to all of them in turn, `rounds` times over.

    Who comes first changes from question to question, so that none is always the one that finds the caches cold.
    """
    names = list(asks)
    taken: dict[str, list[list[float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            taken[name].append([])
        for number in range(len(asks[names[0]])):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                taken[name][-1].append(seconds(asks[name][number]))
    return {name: Timed(tuple(map(tuple, of_all))) for name, of_all in taken.items()}

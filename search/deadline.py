"""How long an answer may take: a moment that is passed down, with the clock that tells whether it has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

BUDGET = 2.0  # seconds a reader waits for a query at most; all but hostile ones take a fiftieth of it

Clock = Callable[[], float]
"""Seconds from any beginning, never going back."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which work stops with what it has, on the clock given."""

    at: float
    clock: Clock = time.monotonic

    @classmethod
    def after(cls, seconds: float = BUDGET, clock: Clock = time.monotonic) -> Deadline:
        """Return the moment so many seconds from now."""
        return cls(clock() + seconds, clock)

    @property
    def passed(self) -> bool:
        """Whether the moment has come."""
        return self.clock() >= self.at


def _still() -> float:
    return 0.0


NEVER = Deadline(1.0, _still)
"""For work that nobody waits for."""

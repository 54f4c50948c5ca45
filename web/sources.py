"""What a running site reads from, and the one way pages and the API get at it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from flask import current_app

from corpus.archive import Archive
from corpus.eras import Eras
from corpus.registry import Registry
from search.deadline import Clock, Deadline
from search.engine import Engine
from search.roll import Rolls
from search.suggest.suggester import Suggester

KEY = "tratin"


@dataclass(frozen=True, slots=True)
class Sources:
    """The index, the register of people and agencies, the articles, who suggests, the rolls, places of both eras.

    `clock` measures how long an answer takes.
    """

    engine: Engine
    registry: Registry
    archive: Archive
    suggester: Suggester
    rolls: Rolls
    known: Eras
    clock: Clock = time.monotonic

    def deadline(self) -> Deadline:
        """Return when an answer that is asked for now must be there."""
        return Deadline.after(clock=self.clock)


def sources() -> Sources:
    """Return the sources of the application that answers this request."""
    found = current_app.extensions[KEY]
    if not isinstance(found, Sources):
        raise TypeError(f"the application was not made by create_app: {found!r}")
    return found

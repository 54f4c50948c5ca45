"""What a running site reads from, and the one way pages and the API get at it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from corpus.archive import Archive
from corpus.eras import Eras
from corpus.registry import Registry
from search.engine import Engine
from search.roll import Rolls
from search.suggest.suggester import Suggester

KEY = "tratin"


@dataclass(frozen=True, slots=True)
class Sources:
    """The index, the register of people and agencies, the articles, who suggests, the rolls, places of both eras."""

    engine: Engine
    registry: Registry
    archive: Archive
    suggester: Suggester
    rolls: Rolls
    known: Eras


def sources() -> Sources:
    """Return the sources of the application that answers this request."""
    found = current_app.extensions[KEY]
    if not isinstance(found, Sources):
        raise TypeError(f"the application was not made by create_app: {found!r}")
    return found

"""What values of facets are called, remembered for as long as nothing in the archive changes.

A page asks for the names of some fifty; most of them are on the page before it too. Working the name of one of several
namesakes out takes all offices that articles give him.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from corpus.labels import labels
from corpus.rows import last

KEPT = 50_000  # names, some 10 MB of them; where there are more, they are asked for anew


class Remembered:
    """Names by facet and key, as one change of the archive left them. Threads may share it."""

    def __init__(self) -> None:
        self._known: tuple[int, dict[tuple[str, str], str | None]] = (-1, {})

    def labels(self, connection: Connection, facet: str, keys: Collection[str]) -> dict[str, str]:
        """Return what `corpus.labels.labels` does, inside one transaction; only new keys are asked for."""
        now = last(connection, "change")
        at, known = self._known
        if at != now or len(known) > KEPT:
            known = {}
            self._known = now, known
        new = [key for key in keys if (facet, key) not in known]
        if new:
            found = labels(connection, facet, new)
            known.update({(facet, key): found.get(key) for key in new})
        return {key: label for key in keys if (label := known[facet, key]) is not None}

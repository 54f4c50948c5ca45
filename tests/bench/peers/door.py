"""The door that the bench's engines share: made from records, asked a plan, answering ids, total and facet counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from search.engine import Engine
from search.language.tree import Node
from search.plan import FACETS, Plan
from tests.bench.records import Record


class CannotAsk(Exception):
    """The engine has no way to carry out this plan."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids of the best, the total, and each facet's counts over all hits; `facets["date"]` counts months."""

    ids: tuple[str, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Writer(Protocol):
    """Takes records, then makes them searchable."""

    def add(self, record: Record) -> None: ...

    def finish(self) -> None: ...


class Peer(Protocol):
    """An engine opened to be asked."""

    def find(self, plan: Plan) -> Answer:
        """Answer a plan; raises CannotAsk."""
        ...

    def close(self) -> None: ...


class Ours:
    """Our own engine behind the same door."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def find(self, plan: Plan) -> Answer:
        found = self.engine.find(plan)
        return Answer(found.ids, found.total, {facet: found.facets[facet] for facet in FACETS})

    def close(self) -> None:
        """Leave the engine to whoever opened it."""


def refuse(node: Node | None) -> CannotAsk:
    """Return the error that a condition cannot be carried out."""
    return CannotAsk(f"no translation for {type(node).__name__}")


def fresh(folder: Path) -> Path:
    """Return a folder, made, of whose contents the writer is the only owner."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder

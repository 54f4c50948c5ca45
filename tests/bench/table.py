"""The one table: each figure with its repeats, spread, peers, ratios and bar, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

_HEAD = ("figure", "ours", "repeats", "spread", "peers", "ratio", "bar", "met")
NOT_BARRED = "shown"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure is held to: the ratio to `peer`, or the figure itself where that is "", at least or at most."""

    limit: float
    peer: str = ""
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Tell whether a value reaches the bar; one that is no number does not."""
        return isfinite(value) and (value >= self.limit if self.at_least else value <= self.limit)

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.limit:g}{f' × {self.peer}' if self.peer else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ours in `unit`, each peer's in the same unit, its bars, and what must be known to read it."""

    figure: str
    value: float
    unit: str
    repeats: int = 1
    spread: tuple[float, float] | None = None
    peers: Mapping[str, float] = field(default_factory=dict)
    bars: Sequence[Bar] = ()
    note: str = ""

    @property
    def ratios(self) -> dict[str, float]:
        """Ours as a multiple of each peer's."""
        return {name: self.value / other if other else float("nan") for name, other in self.peers.items()}

    @property
    def verdicts(self) -> list[bool]:
        """Of each bar, whether it is met."""
        return [bar.met(self.ratios.get(bar.peer, float("nan")) if bar.peer else self.value) for bar in self.bars]

    def cells(self) -> tuple[str, ...]:
        """Return the row as the table shows it."""
        return (
            self.figure,
            f"{number(self.value)} {self.unit}".rstrip(),
            str(self.repeats),
            f"{number(self.spread[0])}–{number(self.spread[1])}" if self.spread else "",
            "; ".join(f"{name} {number(value)}" for name, value in self.peers.items()),
            "; ".join(f"{number(ratio)} × {name}" for name, ratio in self.ratios.items()),
            "; ".join(map(str, self.bars)) or NOT_BARRED,
            "; ".join("yes" if met else "NO" for met in self.verdicts),
        )


def number(value: float) -> str:
    """Write a number with three figures that say something, thousands apart."""
    if not isfinite(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 or not value else f"{value:.1e}"


def plain(rows: Sequence[Row]) -> str:
    """Return the table for a terminal, notes below."""
    cells, notes = _numbered(rows)
    cells = [_HEAD, *cells]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:], "", *notes])


def markdown(rows: Sequence[Row]) -> str:
    """Return the table as Markdown, notes below."""
    cells, notes = _numbered(rows)
    lines = [_HEAD, ("---",) * len(_HEAD), *cells]
    table = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    return "\n\n".join([table, *notes])


def _numbered(rows: Sequence[Row]) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the rows' cells with the numbers of their notes, and the notes."""
    notes = list(dict.fromkeys(row.note for row in rows if row.note))
    cells = []
    for row in rows:
        figure, *rest = row.cells()
        cells.append((f"{figure} [{notes.index(row.note) + 1}]" if row.note else figure, *rest))
    return cells, [f"[{number}] {note}" for number, note in enumerate(notes, 1)]

"""Two drawings as SVG, by hand: growth, and the peers side by side. Legible small, titled for those who do not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 84, 150, 52, 56
COLOURS = ("#0b5394", "#b45309", "#4d7c0f", "#6b21a8")  # each 4.5:1 at least on white
MARKS = ("circle", "square", "diamond", "triangle")  # so that colour is not all that tells lines apart
_INK, _GRID = "#222222", "#d8d8d8"

Points = Sequence[tuple[float, float]]


def growth(title: str, lines: Mapping[str, Points], across: str, up: str) -> str:
    """Return lines over logarithmic axes; points are (x, y), both above 0."""
    every = [point for points in lines.values() for point in points]
    low_x, high_x = _decades([x for x, _ in every])
    low_y, high_y = _decades([y for _, y in every])

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (log10(x) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - (log10(y) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM),
        )

    parts = []
    for power in range(low_x, high_x + 1):
        x, y = at(10.0**power, 10.0**low_y)
        parts += [_line(x, TOP, x, y, _GRID), _text(x, y + 20, _number(10.0**power), "middle")]
    for power in range(low_y, high_y + 1):
        x, y = at(10.0**low_x, 10.0**power)
        parts += [_line(x, y, WIDTH - RIGHT, y, _GRID), _text(x - 8, y + 5, _number(10.0**power), "end")]
    ends = _apart([at(*points[-1])[1] for points in lines.values()])
    for number, (name, points) in enumerate(lines.items()):
        places = [at(*point) for point in points]
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [_mark(MARKS[number % len(MARKS)], x, y, colour) for x, y in places]
        parts.append(_text(places[-1][0] + 12, ends[number] + 5, name, "start", colour, bold=True))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, across, "middle"))
    parts.append(_text(LEFT - 60, TOP - 12, up, "start"))
    told = "; ".join(
        f"{name}: " + ", ".join(f"{_number(y)} at {_number(x)}" for x, y in points) for name, points in lines.items()
    )
    return _svg(title, f"{up} by {across}. {told}.", parts, HEIGHT)


def side_by_side(title: str, bars: Mapping[str, float], unit: str) -> str:
    """Return horizontal bars as long as their values, each beside its bar."""
    most = max(bars.values())
    height = TOP + 44 * len(bars) + 20
    parts = []
    for number, (name, value) in enumerate(bars.items()):
        y = TOP + 44 * number
        long = max(1.0, value / most * (WIDTH - 150 - 130))
        colour = COLOURS[number % len(COLOURS)]
        parts.append(f'<rect x="150" y="{y}" width="{long:.1f}" height="28" rx="2" fill="{colour}"/>')
        parts.append(_text(140, y + 20, name, "end"))
        parts.append(_text(150 + long + 8, y + 20, f"{_number(value)} {unit}", "start", bold=True))
    told = ", ".join(f"{name} {_number(value)} {unit}" for name, value in bars.items())
    return _svg(title, f"{told}.", parts, height)


def _svg(title: str, told: str, parts: Sequence[str], height: int) -> str:
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="title told" font-family="system-ui, sans-serif" font-size="15">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="told">{escape(told)}</desc>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f"{_text(16, 24, title, 'start', bold=True)}\n{inside}\n</svg>\n"
    )


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _apart(places: Sequence[float], least: float = 18.0) -> list[float]:
    """Return heights of labels, moved down where two would lie on each other."""
    order = sorted(range(len(places)), key=places.__getitem__)
    found, before = list(places), float("-inf")
    for at in order:
        found[at] = before = max(places[at], before + least)
    return found


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _line(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = _INK, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(text)}</text>'


def _mark(shape: str, x: float, y: float, colour: str) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    corners = {
        "square": ((-5, -5), (5, -5), (5, 5), (-5, 5)),
        "diamond": ((0, -7), (7, 0), (0, 7), (-7, 0)),
        "triangle": ((0, -6), (6, 5), (-6, 5)),
    }[shape]
    path = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{path}" fill="{colour}"/>'

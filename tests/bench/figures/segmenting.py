"""Segmentation: ours and pyvi as it comes, over the same lines, in one process, word by word the same."""

from __future__ import annotations

from collections.abc import Iterator

from search.text import segment as ours
from tests.bench.ground import Ground, say
from tests.bench.peers import plain
from tests.bench.table import Bar, Row
from tests.bench.timing import Timed, interleaved

SYLLABLES = 150_000  # cut in each round: some seconds of pyvi
AT_ONCE = 500  # lines of a piece that both cut in turn


def rows(ground: Ground) -> Iterator[Row]:
    """Yield syllables a second, and how many lines differ."""
    say("segmentation")
    lines, found = list[str](), 0
    for article in ground.lines(min(ground.largest, 5_000)):
        for line in (str(article["title"]), *str(article["body"]).splitlines()):
            if found < SYLLABLES and line.strip():
                lines.append(line.strip())
                found += len(line.split())
    pieces = [lines[at : at + AT_ONCE] for at in range(0, len(lines), AT_ONCE)]
    differing = sum(_words(line) != plain.tokens(line) for line in lines[: AT_ONCE * 4])
    timed = interleaved(
        {
            "ours": [lambda piece=piece: _cut(piece) for piece in pieces],
            "pyvi": [lambda piece=piece: [plain.tokens(line) for line in piece] for piece in pieces],
        },
        ground.options.rounds,
    )

    def speed(of: Timed) -> tuple[float, tuple[float, float]]:
        each = sorted(found / sum(of_round) for of_round in of.rounds)
        return each[len(each) // 2], (each[0], each[-1])

    value, spread = speed(timed["ours"])
    pyvi, _ = speed(timed["pyvi"])
    yield Row(
        "segmentation, one process",
        value,
        "syllables/s",
        ground.options.rounds,
        spread,
        {"pyvi": pyvi},
        [Bar(15, "pyvi", at_least=True)],
    )
    checked = min(len(lines), AT_ONCE * 4)
    yield Row(f"   lines of {checked:,} cut otherwise than by pyvi", differing, "lines", bars=[Bar(0)])


def _cut(lines: list[str]) -> object:
    """Cut lines as analysis does: all at once where there is a way."""
    if hasattr(ours, "cut"):
        return ours.cut("\n".join(lines))
    return [ours.segment(line) for line in lines]


def _words(line: str) -> list[str]:
    """Return the words of a line as pyvi tells them, with a joint between syllables."""
    found, words = ours.cut(line), list[str]()
    for token, begins in zip(found.tokens, found.begins.tolist(), strict=True):
        if begins:
            words.append(token)
        else:
            words[-1] += f"_{token}"
    return words

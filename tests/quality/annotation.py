"""Score annotation against the gold articles, with intervals, by halves, and with every miss in its sentence.

    python -m tests.quality.annotation ../shared [--misses KIND] [--resamples N] [--floors]

What counts as the same is decided by the gold's own score.py, which is loaded from where it lies. Halves are told by
the parity of an id's SHA-1. Intervals are bootstrap percentiles over articles, the seed fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.annotate import annotate
from corpus.annotate.gold import to_row
from corpus.annotate.sentences import sentences
from corpus.article import Annotations, Article
from corpus.readers import read
from tests.quality.scorers import fingerprint_of, scorer

KINDS = ("official", "official+title", "agency", "agency+place", "date", "event date", "topic", "main topic")
RESAMPLES, SEED = 1_000, 2026
# Misses are shown in this much of their sentence.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Scored:
    """One article: its half ("A" or "B"), and for each kind what the gold wants and annotation found."""

    article: Article
    notes: Annotations
    half: str
    wanted: dict[str, frozenset[Any]]
    found: dict[str, frozenset[Any]]


def rules(shared: Path) -> ModuleType:
    """Return the gold's score.py as a module."""
    return scorer(shared / "gold")


def fingerprint(shared: Path) -> str:
    """Return the SHA-256 of the gold's articles and annotations: floors hold for these only."""
    return fingerprint_of(shared / "gold", ("dev.articles.jsonl", "dev.gold.jsonl"))


def half(id: str) -> str:
    """Return the half of an article, "A" or "B": by the parity of its id's SHA-1."""
    return "AB"[hashlib.sha1(id.encode(), usedforsecurity=False).digest()[-1] % 2]


def score(shared: Path) -> list[Scored]:
    """Annotate the gold articles and set what was found beside what is wanted."""
    items = rules(shared).items
    lines = (shared / "gold/dev.gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    scored = []
    for article in read([shared / "gold/dev.articles.jsonl"], lambda problem: None):
        notes = annotate(article)
        row, want = to_row(notes), gold[article.id]
        scored.append(
            Scored(
                article,
                notes,
                half(article.id),
                {kind: frozenset(items(want, kind)) for kind in KINDS},
                {kind: frozenset(items(row, kind)) for kind in KINDS},
            )
        )
    return scored


def counts(scored: Sequence[Scored], kind: str) -> NDArray[np.int64]:
    """Return hits, found and wanted of each article (articles by 3)."""
    rows = [(len(one.wanted[kind] & one.found[kind]), len(one.found[kind]), len(one.wanted[kind])) for one in scored]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def f1(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return F1 of summed counts (… by 3)."""
    both = np.maximum(sums[..., 1] + sums[..., 2], 1)
    ratio: NDArray[np.float64] = 2 * sums[..., 0] / both
    return ratio


def resampled(rows: NDArray[np.int64], times: int = RESAMPLES) -> NDArray[np.float64]:
    """Return F1 of `times` samples of the articles with replacement."""
    drawn = np.random.default_rng(SEED).integers(0, len(rows), (times, len(rows)))
    return f1(rows[drawn].sum(axis=1))


def table(scored: Sequence[Scored], times: int, kinds: Sequence[str] = KINDS) -> Iterator[str]:
    """Yield the lines of the table, one for each of `kinds`."""
    yield "kind                 P      R     F1    95 % interval  half A half B  gold found"
    for kind in kinds:
        rows = counts(scored, kind)
        hit, found, wanted = rows.sum(axis=0)
        low, high = np.quantile(resampled(rows, times), (0.025, 0.975))
        halves = [float(f1(counts([one for one in scored if one.half == half], kind).sum(axis=0))) for half in "AB"]
        yield (
            f"{kind:15s} {hit / max(found, 1):6.3f} {hit / max(wanted, 1):6.3f} {float(f1(rows.sum(axis=0))):6.3f}  "
            f"{low:7.3f}-{high:.3f}  {halves[0]:6.3f} {halves[1]:6.3f}  {wanted:4d} {found:5d}"
        )


def floors(scored: Sequence[Scored], times: int = RESAMPLES) -> dict[str, float]:
    """Return what to pin: what is reached, less one standard error of the bootstrap, to two places down."""
    found = {}
    for kind in KINDS:
        rows = counts(scored, kind)
        found[kind] = int((float(f1(rows.sum(axis=0))) - float(resampled(rows, times).std())) * 100) / 100
    return found


def misses(scored: Sequence[Scored], kind: str) -> Iterator[str]:
    """Yield each miss and false find of one kind, with the sentence that it stands in where that can be told."""
    for one in scored:
        for label, items in (
            ("missed", one.wanted[kind] - one.found[kind]),
            ("false ", one.found[kind] - one.wanted[kind]),
        ):
            for item in sorted(items, key=str):
                yield f"{label} {one.article.id} {item}: {_sentence(one.article, item)}"


def _sentence(article: Article, item: Any) -> str:
    """Return the first sentence that holds the longest beginning of an item's words."""
    words = " ".join(item if isinstance(item, tuple) else (str(item),)).split()
    text = article.text
    at = next((at for size in range(len(words), 0, -1) if (at := text.lower().find(" ".join(words[:size]))) >= 0), -1)
    for paragraph in article.paragraphs():
        if paragraph.start <= at < paragraph.end:
            return next((s.of(text)[:SHOWN] for s in sentences(text, paragraph) if s.start <= at < s.end), "")
    return article.title


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", choices=KINDS, metavar="KIND", help=f"one of: {', '.join(KINDS)}")
    parser.add_argument("--resamples", type=int, default=RESAMPLES)
    parser.add_argument("--floors", action="store_true", help="print what to pin in test_floors_of_annotation.py")
    options = parser.parse_args()
    scored = score(options.shared)
    lines = table(scored, options.resamples)
    if options.floors:
        lines = iter([fingerprint(options.shared), json.dumps(floors(scored), indent=4)])
    elif options.misses:
        lines = misses(scored, options.misses)
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

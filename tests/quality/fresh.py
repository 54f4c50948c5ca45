"""Score annotation on articles that its rules were not read off first, statements among the rest.

    python -m tests.quality.fresh ../shared [--misses KIND]

fresh.gold.jsonl holds what readers found in 286 articles of news/ by the gold's rules: names, titles, bodies, days and
topics, and for each statement who makes it and where its sentence begins in the body as published. The articles were
annotated in five rounds, and before each the rules had not seen them; the rules have since been mended by the misses of
all, so this table tells less than what a round scored at first sight, which the README has.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.annotate import annotate
from corpus.annotate.gold import to_row
from corpus.article import Annotations, Article
from corpus.readers import read
from corpus.vietnamese import clean, match_key
from tests.quality.annotation import KINDS, RESAMPLES, Scored, half, misses, rules, table

GOLD = Path(__file__).with_name("fresh.gold.jsonl")
# So many letters of a sentence tell it from all others of its article.
TELLING = 60


@dataclass(frozen=True, slots=True)
class Said:
    """Statements of one article: those wanted that were found, all wanted, those found that are wanted, all found."""

    hits: int
    wanted: int
    right: int
    found: int


def gold() -> dict[str, dict[str, Any]]:
    """Return the rows of fresh.gold.jsonl by article."""
    return {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}


def articles(shared: Path, wanted: Mapping[str, Any], folder: Path) -> Iterator[tuple[Article, str]]:
    """Yield the articles wanted, as the project reads them, with their bodies as published; `folder` is for scratch."""
    rows = {}
    for part in sorted((shared / "news").glob("part-*.jsonl.xz")):
        with lzma.open(part, "rt", encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    path = folder / "fresh.jsonl"
    path.write_text("".join(json.dumps(rows[id], ensure_ascii=False) + "\n" for id in sorted(rows)), encoding="utf-8")
    for article in read([path], lambda problem: None):
        yield article, rows[article.id]["body"]


def score(shared: Path, folder: Path) -> tuple[list[Scored], list[Said]]:
    """Annotate the fresh articles and set what was found beside what is wanted."""
    items, rows = rules(shared).items, gold()
    scored, said = [], []
    for article, body in articles(shared, rows, folder):
        notes = annotate(article)
        row, want = to_row(notes), rows[article.id]
        wanted = {kind: frozenset(items(want, kind)) for kind in KINDS}
        found = {kind: frozenset(items(row, kind)) for kind in KINDS}
        scored.append(Scored(article, notes, half(article.id), wanted, found))
        said.append(_said(article, notes, want["statements"], body))
    return scored, said


def _said(article: Article, notes: Annotations, wanted: Sequence[Mapping[str, Any]], body: str) -> Said:
    text = match_key(" ".join(article.text.split()))
    spans = [
        (match_key(notes.officials[one.speaker].name), match_key(" ".join(one.span.of(article.text).split())))
        for one in notes.statements
    ]
    right = [False] * len(spans)
    hits = 0
    for one in wanted:
        opening = match_key(" ".join(clean(body[one["at"] :]).split()))[:TELLING]
        name, hit = match_key(one["speaker"]), False
        for at, (speaker, words) in enumerate(spans):
            if speaker == name and opening[: len(words)] in words and opening in text:
                right[at] = hit = True
        hits += hit
    return Said(hits, len(wanted), sum(right), len(spans))


def statements(said: Sequence[Said]) -> str:
    """Return the table's line for statements."""
    wanted, found = sum(one.wanted for one in said), sum(one.found for one in said)
    precision = sum(one.right for one in said) / max(found, 1)
    recall = sum(one.hits for one in said) / max(wanted, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{'statement':15s} {precision:6.3f} {recall:6.3f} {both:6.3f}  {'':13s}  {'':13s}  {wanted:4d} {found:5d}"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", choices=KINDS, metavar="KIND", help=f"one of: {', '.join(KINDS)}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scored, said = score(options.shared, Path(folder))
    lines = [*misses(scored, options.misses)] if options.misses else [*table(scored, RESAMPLES), statements(said)]
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

"""Score days and event days on articles whose days alone were read.

    python -m tests.quality.days ../shared [--misses KIND]

days.gold.jsonl holds the days of 140 articles of news/ by the gold's rules; 61 of them tell when they were published.
They were drawn when the rules for days stood, and no rule has been mended by their misses: once one is, this table is
no first sight any more.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from corpus.annotate import annotate
from corpus.annotate.gold import to_row
from tests.quality.annotation import RESAMPLES, Scored, half, misses, rules, table
from tests.quality.fresh import articles

GOLD = Path(__file__).with_name("days.gold.jsonl")
KINDS = ("date", "event date")


def score(shared: Path, folder: Path) -> list[Scored]:
    """Annotate the articles and set the days found beside those wanted; `folder` is for scratch."""
    items = rules(shared).items
    rows = {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    scored = []
    for article, _ in articles(shared, rows, folder):
        notes = annotate(article)
        row, want = to_row(notes), rows[article.id]
        wanted = {kind: frozenset(items(want, kind)) for kind in KINDS}
        found = {kind: frozenset(items(row, kind)) for kind in KINDS}
        scored.append(Scored(article, notes, half(article.id), wanted, found))
    return scored


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", choices=KINDS, metavar="KIND", help=f"one of: {', '.join(KINDS)}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scored = score(options.shared, Path(folder))
    for line in misses(scored, options.misses) if options.misses else table(scored, RESAMPLES, KINDS):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

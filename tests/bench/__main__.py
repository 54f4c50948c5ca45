"""How fast Tra Tin is, beside what else does the same work: one table, every figure with a ratio.

    python -m tests.bench [--articles FILE …] [--archive FILE] [--sizes 1000,10000] [--write]

By default over articles made by chance. `--articles` takes JSONL, plain or packed; with `--archive` the largest size is
an annotated archive, copied. Homes and the peers' indexes are kept in the folder of work, so that a second run is
quick; `--fresh` makes them anew. All engines must agree on totals and facet counts before any is timed: where they do
not, that is said, and the exit code is 1. A bar that is missed is shown, and is no error.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.archive import Archive
from tests.bench import articles, plot, report
from tests.bench.agree import Disagreement
from tests.bench.figures import asking, building, growth, paging, running, segmenting, serving
from tests.bench.ground import Ground, Options, say
from tests.bench.processes import Failed
from tests.bench.table import Row, plain

WORK = Path("/tmp/tratin-bench")  # noqa: S108  # a cache: large, and no loss
PARTS = ("segmentation", "build", "queries", "pages", "disk", "growth", "rerun", "cold", "serve")


def options() -> tuple[Options, argparse.Namespace]:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="*", type=Path, default=[], metavar="FILE", help="JSONL, .xz or .gz too")
    parser.add_argument("--archive", type=Path, help="an annotated archive.sqlite, which is the largest size")
    parser.add_argument("--sizes", default="1000,10000", help="articles of each size, the last is what figures are of")
    parser.add_argument("--sample", type=int, default=1_000, help="articles on which build rates are compared")
    parser.add_argument("--rounds", type=int, default=5, help="repeats of each figure; of the slow ones fewer")
    parser.add_argument("--only", nargs="*", default=list(PARTS), choices=PARTS, help="these figures alone")
    parser.add_argument("--work", type=Path, default=WORK, help="where homes and indexes are kept")
    parser.add_argument("--fresh", action="store_true", help="throw kept homes and indexes away")
    parser.add_argument("--reuse", action="store_true", help="take kept homes with the rates of when they were made")
    parser.add_argument("--peers-only", action="store_true", help="make homes and the peers' indexes, time nothing")
    parser.add_argument("--seed", type=int, default=articles.SEED)
    parser.add_argument("--write", action="store_true", help="keep the results in tests/bench/RESULTS.md")
    told = parser.parse_args()
    sizes = tuple(map(int, told.sizes.split(",")))
    if told.archive:
        with Archive.open(told.archive, create=False) as archive:
            whole = archive.counts().articles
        smaller = sizes if told.articles else ()  # of the archive alone nothing smaller is made
        sizes = (*(size for size in smaller if size < whole), whole)
    kept = Options(
        told.work,
        tuple(told.articles),
        told.archive,
        sizes,
        told.sample,
        told.rounds,
        told.fresh,
        told.reuse,
        told.seed,
    )
    return kept, told


def measured(ground: Ground, only: Iterable[str]) -> report.Report:
    """Measure what is asked for, in one order always."""
    found = report.Report()
    parts: dict[str, Callable[[], Iterable[Row]]] = {
        "segmentation": lambda: segmenting.rows(ground),
        "build": lambda: building.rows(ground),
        "queries": lambda: _queries(ground, found),
        "pages": lambda: _pages(ground, found),
        "disk": lambda: running.disk(ground),
        "growth": lambda: _growth(ground, found),
        "rerun": lambda: running.rerun(ground),
        "cold": lambda: running.cold(ground),
        "serve": lambda: serving.rows(ground, ground.largest),
    }
    for name in PARTS:
        if name in only:
            found.rows.extend(parts[name]())
    return found


def _queries(ground: Ground, found: report.Report) -> Iterable[Row]:
    result = asking.measured(ground, ground.largest)
    found.texts["Faceted queries by kind"] = result.kinds
    found.texts["Where ours spends its time in the slowest kinds"] = f"```text\n{result.profiles}\n```"
    title = f"Faceted query over {ground.largest:,} articles"
    found.drawings["peers"] = plot.side_by_side(title, result.means, "ms")
    return result.rows


def _pages(ground: Ground, found: report.Report) -> Iterable[Row]:
    rows, found.texts["Steps of a page of ours"] = paging.measured(ground, ground.largest)
    return rows


def _growth(ground: Ground, found: report.Report) -> Iterable[Row]:
    points = growth.points(ground)
    lines = {
        "ours": [(point.articles, point.ours) for point in points],
        "tantivy": [(point.articles, point.tantivy) for point in points],
    }
    found.drawings["growth"] = plot.growth("Faceted query as the archive grows", lines, "articles", "ms a query")
    return growth.rows(points)


def main() -> int:
    """Run the command."""
    kept, told = options()
    ground = Ground(kept)
    begun = time.monotonic()
    say(f"work in {ground.folder}")
    try:
        if told.peers_only:
            for size in ground.sizes:
                ground.indexes(size, ["tantivy", "tantivy-shown", "whoosh", "fts5"])
            return 0
        found = measured(ground, told.only)
    except Disagreement as error:
        sys.stderr.write(f"The engines do not agree; if the analysis has changed, run with --fresh:\n{error}\n")
        return 1
    except Failed as error:
        sys.stderr.write(f"{error}\n")
        return 1
    say(f"done in {time.monotonic() - begun:,.0f} s")
    command = shlex.join(["python", "-m", "tests.bench", *sys.argv[1:]])
    sys.stdout.write(f"{report.machine()}\n{plain(found.rows)}\n\n")
    for title, text in found.texts.items():
        sys.stdout.write(f"{title}\n{text}\n\n")
    if told.write:
        say(f"kept in {report.write(found, ground, command)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

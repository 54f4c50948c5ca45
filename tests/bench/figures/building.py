"""Building: from an annotated archive to a searchable index, and from files to it; ours by its own command."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import homes
from tests.bench.ground import Ground, say
from tests.bench.processes import Run, run
from tests.bench.table import Bar, Row

PEERS = ("pyvi+tantivy", "pyvi+whoosh")
STEPS = ("add", "annotate", "index")
MEMORY = 2_048.0  # MB at most


def rows(ground: Ground) -> Iterator[Row]:
    """Yield rates on the same articles in one run, then what the largest home took."""
    count, rounds = ground.options.sample, max(1, min(ground.options.rounds, 2))
    home = ground.folder / "home-sample"
    whole, indexed = list[float](), list[float]()
    others: dict[str, list[float]] = {name: [] for name in PEERS}
    for number in range(rounds):
        say(f"building {count:,} articles, {number + 1} of {rounds}: ours, {', '.join(PEERS)}")
        done = homes.indexed(home, homes.annotated(home, ground.file(count))).done
        whole.append(count / sum(one.seconds for one in done.values()))
        indexed.append(count / done["index"].seconds)
        for name in PEERS:
            others[name].append(count / _peer(name, home / "archive.sqlite", ground.folder / "built").seconds)
    middle = {name: statistics.median(each) for name, each in others.items()}
    bars = [Bar(15, "pyvi+whoosh", at_least=True), Bar(8, "pyvi+tantivy", at_least=True)]
    spread = min(indexed), max(indexed)
    yield Row(
        "build, archive → searchable",
        statistics.median(indexed),
        "articles/s",
        rounds,
        spread,
        middle,
        bars,
        f"{count:,} articles; peers in one process beside their writers' threads",
    )
    yield Row(
        "add + annotate + index",
        statistics.median(whole),
        "articles/s",
        rounds,
        (min(whole), max(whole)),
        bars=[Bar(350, at_least=True)],
        note=f"{count:,} articles, three processes one after another",
    )
    yield from _largest(ground, middle)


def _largest(ground: Ground, middle: dict[str, float]) -> Iterator[Row]:
    size = ground.largest
    ground.home(size)
    steps = ground.steps[size]
    if steps.index is None:
        return
    bars = [Bar(15, "pyvi+whoosh", at_least=True), Bar(8, "pyvi+tantivy", at_least=True)]
    rate = size / steps.index.seconds
    yield Row(f"build, {size:,} articles", rate, "articles/s", 1, None, middle, bars, "peers' rates of the sample")
    yield Row("   peak memory, children included", steps.index.peak, "MB", bars=[Bar(MEMORY)])
    if len(steps.done) == len(STEPS) and size in ground.annotated:  # else the first two were done by another run
        parts = ", ".join(f"{name} {size / one.seconds:,.0f}/s" for name, one in steps.done.items())
        yield Row(
            f"add + annotate + index, {size:,} articles",
            size / sum(one.seconds for one in steps.done.values()),
            "articles/s",
            bars=[Bar(350, at_least=True)],
            note=parts,
        )


def _peer(name: str, archive: Path, folder: Path) -> Run:
    shutil.rmtree(folder, ignore_errors=True)
    return run((sys.executable, "-m", "tests.bench.peers.build", name, str(archive), str(folder)))

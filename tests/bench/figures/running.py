"""The command from start to end: new articles into a large index, one question on a cold start; and sizes on disk."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator

from tests.bench.ground import Ground, say
from tests.bench.processes import run, size, tratin
from tests.bench.table import Bar, Row

NEW = 100  # articles of a rerun
ROUNDS = 3  # of the rerun at most
STARTS = 5  # of a search, after one that reads the program's files from disk
RERUN, COLD = 2.0, 0.5  # seconds at most


def rerun(ground: Ground) -> Iterator[Row]:
    """Yield how long `tratin index` takes after new articles were added, on a copy of the largest home."""
    home, count = ground.folder / "home-rerun", ground.largest
    rounds = min(ground.options.rounds, ROUNDS)
    say(f"{NEW} new articles into {count:,}, {rounds} times")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ground.home(count), home)
    taken = []
    for number in range(rounds):
        run(tratin(home, "add", str(ground.file(NEW, count + number * NEW))))
        done = run(tratin(home, "index"), watched=False)
        taken.append(done.seconds)
    shutil.rmtree(home)
    yield Row(
        f"rerun: {NEW} new articles into {count:,}",
        statistics.median(taken),
        "s",
        len(taken),
        (min(taken), max(taken)),
        bars=[Bar(RERUN)],
        note="`tratin index`, process start to end: annotation, linking, commit",
    )


def cold(ground: Ground) -> Iterator[Row]:
    """Yield how long `tratin search` takes from the start of its process to its end."""
    home, count = ground.home(ground.largest), ground.largest
    say("tratin search, cold")
    with ground.opened(count) as (engine, _):
        texts = [one.query.text for one in ground.mix(count, engine) if one.kind == "2-8 words"]
    run(tratin(home, "search", texts[0]), watched=False)
    taken = [run(tratin(home, "search", text), watched=False).seconds for text in texts[1 : STARTS + 1]]
    yield Row(
        f"`tratin search` cold, {count:,} articles",
        statistics.median(taken),
        "s",
        len(taken),
        (min(taken), max(taken)),
        bars=[Bar(COLD)],
    )


def disk(ground: Ground) -> Iterator[Row]:
    """Yield bytes an article of each index."""
    count = ground.largest
    folders = ground.indexes(count, ["tantivy", "whoosh", "fts5"])
    ours = size(ground.home(count) / "index") / count
    peers = {name: size(folder) / count for name, folder in folders.items()}
    positions = sum(file.stat().st_size for file in folders["tantivy"].glob("*.pos")) / count
    yield Row(
        f"index on disk, {count:,} articles",
        ours,
        "bytes/article",
        1,
        None,
        peers,
        [Bar(2, "tantivy"), Bar(0.6, "whoosh")],
        f"same fields and stored text; {positions:,.0f} of tantivy's are positions; whoosh has none",
    )

"""Score ranking against real questions with known answers, accented and typed without accents.

    python -m tests.quality.retrieval ../shared [--folded] [--write RUN]

For each set of questions its own articles are analysed and written to a Whoosh index in a temporary folder, and each
question goes the way that a reader's goes: query, plan, engine. Gain is counted by the collection's own score.py, which
is loaded from where it lies. Intervals are bootstrap percentiles over questions, the seed fixed. `--folded` scores the
questions typed without accents alone; `--write` keeps what was found as score.py reads it, accented unless `--folded`;
`--floors` prints what to pin.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from corpus.article import Annotations, Article, Links
from corpus.vietnamese import clean, fold, lower
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine
from search.parallel import parallel_map
from search.plan import plan
from search.query import Query
from tests.quality.scorers import fingerprint_of, scorer

SETS = ("legal", "mds", "viwiki")
# What the test of the floors asks, so that it takes seconds: of a set's questions, one in so many. The third set is
# left out: its long articles take the longest to analyse, and its figures hardly move.
SAMPLE = {"legal": 4, "viwiki": 1}
WAYS = ("with accents", "without accents")
DEPTH = 10  # hits that nDCG@10 looks at
RESAMPLES, SEED = 1_000, 2026


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set: its id and its words."""

    id: str
    text: str

    @property
    def folded(self) -> Question:
        """The same question typed without accents in lower case."""
        return Question(self.id, lower(fold(clean(self.text))))


Run = Mapping[str, Sequence[str]]
"""The ids of the articles found for each question id, best first."""


def rules(shared: Path) -> ModuleType:
    """Return the collection's score.py as a module."""
    return scorer(shared / "retrieval")


def fingerprint(shared: Path) -> str:
    """Return the SHA-256 of articles, questions and judgements: floors hold for these only."""
    return fingerprint_of(shared / "retrieval", ("articles.jsonl", "queries.jsonl", "qrels.tsv"))


def questions(shared: Path, name: str) -> list[Question]:
    """Return the questions of one set."""
    lines = (shared / "retrieval/queries.jsonl").read_text("utf-8").splitlines()
    return [Question(row["id"], row["text"]) for row in map(json.loads, lines) if row["set"] == name]


@contextmanager
def indexed(shared: Path, name: str) -> Iterator[WhooshEngine]:
    """Hold an index of one set's articles open for the block."""
    lines = (shared / "retrieval/articles.jsonl").read_text("utf-8").splitlines()
    articles = [
        Article(row["id"], clean(row.get("title") or ""), clean(row["body"]))
        for row in map(json.loads, lines)
        if row["set"] == name
    ]
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        try:
            engine.write(parallel_map(_entry, articles), upto=len(articles))
            yield engine
        finally:
            engine.close()


def _entry(article: Article) -> Entry:
    return Entry(Document(article, Annotations(article.id), Links()))


def ask(engine: WhooshEngine, asked: Sequence[Question]) -> Run:
    """Return what the engine finds for each question."""
    return {one.id: engine.find(plan(Query(one.text, size=DEPTH, fold=False))).ids for one in asked}


def gains(shared: Path, asked: Sequence[Question], run: Run) -> NDArray[np.float64]:
    """Return nDCG@10 of each question, by score.py: each is handed over as a set of its own."""
    score = rules(shared).main
    with tempfile.TemporaryDirectory() as folder:
        sets, found = Path(folder) / "queries.jsonl", Path(folder) / "run.jsonl"
        sets.write_text("".join(json.dumps({"id": one.id, "set": f"{n:06}"}) + "\n" for n, one in enumerate(asked)))
        write(run, found)
        with contextlib.redirect_stdout(io.StringIO()) as printed, warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # score.py lets its files be closed for it
            score(str(shared / "retrieval/qrels.tsv"), str(sets), str(found))
    return np.array([float(value) for value in re.findall(r"nDCG@10 ([\d.]+)", printed.getvalue())])


def write(run: Run, to: Path) -> None:
    """Write a run as score.py reads it."""
    to.write_text("".join(json.dumps({"id": name, "hits": list(hits)}) + "\n" for name, hits in run.items()))


def resampled(values: NDArray[np.float64], times: int = RESAMPLES) -> NDArray[np.float64]:
    """Return the mean of `times` samples of the questions with replacement."""
    drawn = np.random.default_rng(SEED).integers(0, len(values), (times, len(values)))
    means: NDArray[np.float64] = values[drawn].mean(axis=1)
    return means


def line(name: str, way: str, values: NDArray[np.float64]) -> str:
    """Return one line of the table."""
    low, high = np.quantile(resampled(values), (0.025, 0.975))
    return f"{name:8s} {len(values):9d}  {way:16s} {values.mean():6.4f}  {low:6.4f}-{high:6.4f}"


def typed(asked: Sequence[Question], way: str) -> Sequence[Question]:
    """Return the questions as typed in one of `WAYS`."""
    return asked if way == WAYS[0] else [one.folded for one in asked]


def sampled(shared: Path) -> dict[str, NDArray[np.float64]]:
    """Return nDCG@10 of the questions that the test of the floors asks, by set and way of typing."""
    scored = {}
    for name, every in SAMPLE.items():
        asked = questions(shared, name)[::every]
        with indexed(shared, name) as engine:
            for way in WAYS:
                scored[f"{name} {way}"] = gains(shared, asked, ask(engine, typed(asked, way)))
    return scored


def floors(scored: Mapping[str, NDArray[np.float64]]) -> dict[str, float]:
    """Return what to pin: what is reached, less one standard error of the bootstrap, to three places down."""
    return {key: int((values.mean() - resampled(values).std()) * 1000) / 1000 for key, values in scored.items()}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folded", action="store_true", help="only as typed without accents")
    parser.add_argument("--write", type=Path, metavar="RUN", help="keep what was found, for score.py")
    parser.add_argument("--floors", action="store_true", help="print what to pin in test_floors_of_retrieval.py")
    options = parser.parse_args()
    if options.floors:
        pinned = json.dumps(floors(sampled(options.shared)), indent=4)
        sys.stdout.write(f"{fingerprint(options.shared)}\n{pinned}\n")
        return
    kept: dict[str, Sequence[str]] = {}
    sys.stdout.write("set      questions  typed            nDCG@10  95 % interval\n")
    for name in SETS:
        asked = questions(options.shared, name)
        with indexed(options.shared, name) as engine:
            for way in WAYS[1:] if options.folded else WAYS:
                run = ask(engine, typed(asked, way))
                kept = {**run, **kept}  # the first way stays
                sys.stdout.write(line(name, way, gains(options.shared, asked, run)) + "\n")
    if options.write:
        write(kept, options.write)


if __name__ == "__main__":
    main()

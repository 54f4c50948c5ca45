"""Learn what the phrases of topics.toml really say, and write corpus/lexicon/topic_weights.tsv.

    python -m tests.quality.train_topics ../shared [--check]

A softmax over the topics, whose weights start at the votes of topics.toml and are drawn back to them: few articles
teach what the phrases leave open, and a phrase added later works as it stands. It is trained on the gold articles and
on articles of news/part-0 whose topics are listed in topic_labels.tsv (read from title and opening). With --check
nothing is written: half of the articles teach, the other half is scored, each way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.annotate.lexicon import FOLDER
from corpus.annotate.topic_lexicon import TopicLexicon, filed_under, load_topics
from corpus.annotate.topics import KEEP, MOST, SECTION_SCORE, phrase_weights
from corpus.article import Article
from corpus.vietnamese import clean

LABELS = Path(__file__).with_name("topic_labels.tsv")
# How sharply scores become probabilities, how strongly weights are drawn back to the votes; chosen by --check.
SCALE, DRAW_BACK = 0.15, 0.005
STEPS, RATE = 400, 0.05
# Of several topics the main one is this much of what an article is about.
MAIN_SHARE = 0.6
# Smaller corrections than this (a strong phrase counts 3) are left out.
LEAST = 0.15

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from, with its topics, the main one first."""

    article: Article
    topics: tuple[str, ...]


def _articles(lines: Iterator[str], wanted: dict[str, tuple[str, ...]]) -> Iterator[Example]:
    for row in map(json.loads, lines):
        if row["id"] in wanted:
            body = "\n".join(part.strip() for part in clean(row["body"]).split("\n") if part.strip())
            article = Article(row["id"], clean(row["title"]), body, section=row.get("section"))
            yield Example(article, wanted[row["id"]])


def gold(shared: Path) -> list[Example]:
    """Return the gold articles."""
    rows = map(json.loads, (shared / "gold/dev.gold.jsonl").read_text(encoding="utf-8").splitlines())
    wanted = {row["id"]: tuple(row["topics"]) for row in rows}
    with (shared / "gold/dev.articles.jsonl").open(encoding="utf-8") as lines:
        return list(_articles(lines, wanted))


def labelled(shared: Path) -> list[Example]:
    """Return the news articles of topic_labels.tsv."""
    rows = (line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    wanted = {id: tuple(topics.split()) for id, topics in rows}
    with lzma.open(shared / "news/part-0.jsonl.xz", "rt", encoding="utf-8") as lines:
        return list(_articles(lines, wanted))


class Learner:
    """The phrases and topics of one lexicon as rows and columns; `votes` is phrases by topics."""

    def __init__(self, lexicon: TopicLexicon) -> None:
        self._lexicon = lexicon
        self.topics = [name.id for name in lexicon.names]
        self.phrases = list(lexicon.votes)
        self._row = {phrase: at for at, phrase in enumerate(self.phrases)}
        self._column = {topic: at for at, topic in enumerate(self.topics)}
        self.votes = np.zeros((len(self.phrases), len(self.topics)))
        for phrase, votes in lexicon.votes.items():
            for topic, vote in votes:
                self.votes[self._row[phrase], self._column[topic]] = vote

    def read(self, examples: Sequence[Example]) -> tuple[Matrix, Matrix, Matrix]:
        """Return phrase weights (articles by phrases), what sections add, and shares of topics (by topics)."""
        said = np.zeros((len(examples), len(self.phrases)))
        filed = np.zeros((len(examples), len(self.topics)))
        wanted = np.zeros_like(filed)
        for at, example in enumerate(examples):
            for phrase, weight in phrase_weights(example.article, self._lexicon).items():
                said[at, self._row[phrase]] = weight
            for topic in filed_under(example.article.section):
                filed[at, self._column[topic]] = SECTION_SCORE
            topics = [topic for topic in example.topics if topic in self._column]
            for rank, topic in enumerate(topics):
                rest = (1 - MAIN_SHARE) / max(1, len(topics) - 1)
                wanted[at, self._column[topic]] = 1.0 if len(topics) == 1 else MAIN_SHARE if rank == 0 else rest
        return said, filed, wanted

    def learn(self, examples: Sequence[Example]) -> Matrix:
        """Return what to add to the votes (Adam on the cross-entropy of topics)."""
        said, filed, wanted = self.read(examples)
        added = np.zeros_like(self.votes)
        mean, square = np.zeros_like(added), np.zeros_like(added)
        for step in range(1, STEPS + 1):
            scores = (said @ (self.votes + added) + filed) * SCALE
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            error = (chances / chances.sum(axis=1, keepdims=True) - wanted) / len(examples)
            slope = said.T @ error * SCALE + DRAW_BACK * added
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            added -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        return added

    def score(self, added: Matrix, examples: Sequence[Example]) -> tuple[float, float]:
        """Return F1 of topics, and the share of articles whose main topic is right."""
        said, filed, _ = self.read(examples)
        scores = said @ (self.votes + added) + filed
        hits = both = main = 0
        for row, example in zip(scores, examples, strict=True):
            order = np.argsort(-row)[:MOST]
            found = [self.topics[at] for at in order if row[at] >= KEEP * row[order[0]]]
            hits, both = hits + len({*found} & {*example.topics}), both + len(found) + len(example.topics)
            main += found[0] == example.topics[0]
        return 2 * hits / both, main / len(examples)


def halves(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Part examples by the parity of their id's SHA-1."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for example in examples:
        parts[hashlib.sha1(example.article.id.encode(), usedforsecurity=False).digest()[-1] % 2].append(example)
    return parts


def check(learner: Learner, known: Sequence[Example], extra: Sequence[Example]) -> Iterator[str]:
    """Yield a line for each half that was scored after learning from the others."""
    nothing = np.zeros_like(learner.votes)
    for name, (one, other), rest in (("gold", halves(known), extra), ("news", halves(extra), known)):
        for half, scored, taught in (("A", one, other), ("B", other, one)):
            before = learner.score(nothing, scored)
            after = learner.score(learner.learn([*taught, *rest]), scored)
            size = f"{name} {half} ({len(scored)})"
            yield f"{size}: topic {before[0]:.3f} -> {after[0]:.3f}, main {before[1]:.3f} -> {after[1]:.3f}"


def weights(learner: Learner, added: Matrix, written: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of topic_weights.tsv."""
    yield "# What training adds to the votes of topics.toml, by tests/quality/train_topics.py: phrase, topic, score."
    yield "# Delete the file and topics.toml counts alone."
    for at, phrase in enumerate(learner.phrases):
        for column in np.flatnonzero(np.abs(added[at]) >= LEAST):
            yield f"{written[phrase]}\t{learner.topics[column]}\t{added[at, column]:.2f}"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    lexicon = load_topics(FOLDER / "topics.toml")
    learner = Learner(lexicon)
    known, extra = gold(options.shared), labelled(options.shared)
    if options.check:
        for line in check(learner, known, extra):
            sys.stdout.write(f"{line}\n")
        return
    lines = list(weights(learner, learner.learn([*known, *extra]), lexicon.written))
    (FOLDER / "topic_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 2} weights from {len(known)} gold and {len(extra)} news articles\n")


if __name__ == "__main__":
    main()

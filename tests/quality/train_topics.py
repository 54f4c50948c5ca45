"""Learn what phrases and words say of topics, and write topic_weights.tsv and topic_words.tsv in corpus/lexicon.

    python -m tests.quality.train_topics ../shared [--check]

A softmax over the topics, whose weights start at the votes of topics.toml and are drawn back to them: few articles
teach what the phrases leave open, and a phrase added later works as it stands. Beside the phrases stand the words and
pairs of words that tell most of topics (by their likelihood ratio), whose votes start at nothing. It is trained on the
gold articles, on those of fresh.gold.jsonl, and on articles of news/ whose topics are listed in topic_labels.tsv. With
--check nothing is written: each set in turn is scored after learning from the others.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.annotate.lexicon import FOLDER
from corpus.annotate.topic_lexicon import TopicLexicon, filed_under, load_topics
from corpus.annotate.topics import KEEP, MOST, SECTION_SCORE, phrase_weights, words_and_pairs
from corpus.article import Article
from corpus.vietnamese import clean

HERE = Path(__file__).parent
LABELS, FRESH = HERE / "topic_labels.tsv", HERE / "fresh.gold.jsonl"
# How sharply scores become probabilities, how strongly weights are drawn back to the votes; chosen by --check.
SCALE, DRAW_BACK = 0.15, 0.001
STEPS, RATE = 250, 0.05
# Of several topics the main one is this much of what an article is about.
MAIN_SHARE = 0.65
# So many words and pairs are learned, of those that so many articles hold and that have more letters than LETTERS.
WORDS, HOLDING, LETTERS = 1_200, 8, 2
# Smaller corrections and votes than this (a strong phrase counts 3) are left out.
LEAST = 0.15

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from, with its topics, the main one first."""

    article: Article
    topics: tuple[str, ...]


def _articles(lines: Iterator[str], wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Example]:
    for row in map(json.loads, lines):
        if row["id"] in wanted:
            body = "\n".join(part.strip() for part in clean(row["body"]).split("\n") if part.strip())
            article = Article(row["id"], clean(row["title"]), body, section=row.get("section"))
            yield Example(article, wanted[row["id"]])


def _topics(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {row["id"]: tuple(row["topics"]) for row in map(json.loads, lines)}


def gold(shared: Path) -> list[Example]:
    """Return the gold articles."""
    wanted = _topics((shared / "gold/dev.gold.jsonl").read_text(encoding="utf-8").splitlines())
    with (shared / "gold/dev.articles.jsonl").open(encoding="utf-8") as lines:
        return list(_articles(lines, wanted))


def news(shared: Path, *wanted: Mapping[str, tuple[str, ...]]) -> list[list[Example]]:
    """Return the articles of news/ that each of `wanted` names."""
    found: list[list[Example]] = [[] for _ in wanted]
    every = {id: topics for some in wanted for id, topics in some.items()}
    for part in sorted((shared / "news").glob("part-*.jsonl.xz")):
        with lzma.open(part, "rt", encoding="utf-8") as lines:
            for example in _articles(lines, every):
                for at, some in enumerate(wanted):
                    if example.article.id in some:
                        found[at].append(example)
    return found


def labels() -> dict[str, tuple[str, ...]]:
    """Return the topics of topic_labels.tsv by article."""
    rows = (line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {id: tuple(topics.split()) for id, topics in rows}


def fresh() -> dict[str, tuple[str, ...]]:
    """Return the topics of fresh.gold.jsonl by article."""
    return _topics(FRESH.read_text(encoding="utf-8").splitlines())


class _Any(dict[str, "_Any"]):
    """Has every word, and every word after it."""

    def get(self, key: str, default: object = None) -> _Any:  # type: ignore[override]  # never without an answer
        return self

    def __contains__(self, key: object) -> bool:
        return True


class Learner:
    """Phrases and learned words as rows, topics as columns; `votes` are those of topics.toml."""

    def __init__(self, lexicon: TopicLexicon, examples: Sequence[Example]) -> None:
        self._lexicon = lexicon
        self.topics = [name.id for name in lexicon.names]
        self._column = {topic: at for at, topic in enumerate(self.topics)}
        self.phrases = list(lexicon.votes)
        self.words = self._telling(examples)
        self._row = {phrase: at for at, phrase in enumerate([*self.phrases, *self.words])}
        self.votes = np.zeros((len(self._row), len(self.topics)))
        for phrase, votes in lexicon.votes.items():
            for topic, vote in votes:
                self.votes[self._row[phrase], self._column[topic]] = vote

    def _telling(self, examples: Sequence[Example]) -> list[str]:
        """Return the words and pairs whose presence says most of a topic, by the likelihood ratio of the two."""
        held = [{word for word, _ in words_and_pairs(example.article, _Any())} for example in examples]
        holding = Counter(word for words in held for word in words)
        words = [
            word
            for word, times in sorted(holding.items())
            if times >= HOLDING and len(word) > LETTERS and word not in self._lexicon.votes and not word.isdigit()
        ]
        rows = {word: at for at, word in enumerate(words)}
        together = np.zeros((len(words), len(self.topics)))
        main = np.zeros(len(self.topics))
        for example, own in zip(examples, held, strict=True):
            columns = [self._column[topic] for topic in example.topics[:2] if topic in self._column]
            main[columns] += 1
            for row in (rows[word] for word in own if word in rows):
                together[row, columns] += 1
        alone = np.array([holding[word] for word in words], dtype=float)[:, None]
        expected = alone * main / len(examples)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = together * np.log(together / expected) + (alone - together) * np.log(
                (alone - together) / (alone - expected)
            )
        ratio = np.where(together > expected, np.nan_to_num(ratio), 0.0)
        return [words[at] for at in np.argsort(-ratio.max(axis=1), kind="stable")[:WORDS]]

    def read(self, examples: Sequence[Example]) -> tuple[Matrix, Matrix, Matrix]:
        """Return weights of phrases and words (articles by both), what sections add, and shares of topics."""
        said = np.zeros((len(examples), len(self._row)))
        filed = np.zeros((len(examples), len(self.topics)))
        wanted = np.zeros_like(filed)
        known = set(self.words)
        for at, example in enumerate(examples):
            for phrase, weight in phrase_weights(example.article, self._lexicon).items():
                said[at, self._row[phrase]] = weight
            counts: Counter[str] = Counter()
            for word, factor in words_and_pairs(example.article, _Any()):
                if word in known:
                    counts[word] += factor  # type: ignore[assignment]  # a Counter adds up fractions as well
            for word, count in counts.items():
                said[at, self._row[word]] = math.log2(1 + count)
            for topic in filed_under(example.article.section):
                filed[at, self._column[topic]] = SECTION_SCORE
            topics = [topic for topic in example.topics if topic in self._column]
            for rank, topic in enumerate(topics):
                rest = (1 - MAIN_SHARE) / max(1, len(topics) - 1)
                wanted[at, self._column[topic]] = 1.0 if len(topics) == 1 else MAIN_SHARE if rank == 0 else rest
        return said, filed, wanted

    def learn(self, examples: Sequence[Example]) -> Matrix:
        """Return what to add to the votes (Adam on the cross-entropy of topics)."""
        # What is filed under "khac" teaches nothing of the others.
        examples = [example for example in examples if any(topic in self._column for topic in example.topics)]
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


def check(lexicon: TopicLexicon, sets: Mapping[str, Sequence[Example]]) -> Iterator[str]:
    """Yield a line for each set, scored after learning from the others."""
    for name, scored in sets.items():
        taught = [example for other, some in sets.items() if other != name for example in some]
        learner = Learner(lexicon, taught)
        before = learner.score(np.zeros_like(learner.votes), scored)
        after = learner.score(learner.learn(taught), scored)
        size = f"{name} ({len(scored)}) after {len(taught)} others"
        yield f"{size}: topic {before[0]:.3f} -> {after[0]:.3f}, main {before[1]:.3f} -> {after[1]:.3f}"


def lines(learner: Learner, added: Matrix, rows: Mapping[str, str], first: int) -> Iterator[str]:
    """Yield phrase, topic and score of what was learned of `rows` (as matched, as written), which begin at `first`."""
    for at, phrase in enumerate(rows, start=first):
        for column in np.flatnonzero(np.abs(added[at]) >= LEAST):
            yield f"{rows[phrase]}\t{learner.topics[column]}\t{added[at, column]:.2f}"


def write(name: str, says: str, rows: Sequence[str]) -> None:
    """Write a file of the lexicon."""
    head = f"# {says}, by tests/quality/train_topics.py: phrase, topic, score.\n# topics.toml counts without it, too.\n"
    (FOLDER / name).write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(rows)} scores\n")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    lexicon = load_topics(FOLDER / "topics.toml")
    labelled, annotated = news(options.shared, labels(), fresh())
    sets = {"gold": gold(options.shared), "fresh": annotated, "news": labelled}
    if options.check:
        for line in check(lexicon, sets):
            sys.stdout.write(f"{line}\n")
        return
    every = [example for some in sets.values() for example in some]
    learner = Learner(lexicon, every)
    added = learner.learn(every)
    written = {phrase: lexicon.written[phrase] for phrase in learner.phrases}
    write("topic_weights.tsv", "What training adds to the votes of topics.toml", [*lines(learner, added, written, 0)])
    words = {word: word for word in learner.words}
    found = [*lines(learner, added, words, len(learner.phrases))]
    write("topic_words.tsv", "Words and pairs of words (as match keys) that vote for topics besides", found)


if __name__ == "__main__":
    main()

"""The twenty topics and the phrases that speak for them, read once from corpus/lexicon/topics.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from corpus.annotate.gazetteer import FOLDER
from corpus.annotate.lexicon_reading import LexiconError, read_toml
from corpus.vietnamese import fold, lower, match_key

# What one phrase counts for its topic.
STRONG, WEAK = 3.0, 1.0

_PATH = re.compile(r"[>/»|]")
_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TopicName:
    """One topic as people read it: its id and its names in Vietnamese and English."""

    id: str
    name: str
    english: str


@dataclass(frozen=True, slots=True)
class TopicLexicon:
    """topics.toml, ready for matching.

    `pattern` finds phrases in match-key text, and `opening` has their first words, each with the second ones ("" for
    none). `votes` says, for each phrase, what it counts for which topics, and `written` how a person would write it.
    `learned` has the words and pairs of words that training found besides, and which vote like phrases, in the form of
    `opening`. `sections` leads from a section label's key to its topics.
    """

    names: tuple[TopicName, ...]
    other: TopicName
    pattern: re.Pattern[str]
    opening: Mapping[str, frozenset[str]]
    votes: Mapping[str, tuple[tuple[str, float], ...]]
    written: Mapping[str, str]
    sections: Mapping[str, tuple[str, ...]]
    learned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    firsts: Mapping[str, frozenset[str] | None] = field(init=False, repr=False, compare=False)
    by_learning: frozenset[str] = field(init=False, repr=False, compare=False)
    speaking: Mapping[str, Mapping[str, float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the tables round for matching: the last three follow from the others.

        `firsts` has the second words of `opening` and `learned` together by their first ones (None: with any, or
        none), `by_learning` the learned words and pairs as written, `speaking` the phrases that speak for each topic,
        and what they count.
        """
        firsts: dict[str, frozenset[str] | None] = {}
        for word in {*self.opening, *self.learned}:
            seconds = self.opening.get(word, frozenset()) | self.learned.get(word, frozenset())
            firsts[word] = None if "" in seconds else seconds
        object.__setattr__(self, "firsts", firsts)
        pairs = ((first, second) for first, seconds in self.learned.items() for second in seconds)
        object.__setattr__(self, "by_learning", frozenset(f"{first} {second}".rstrip() for first, second in pairs))
        speaking: dict[str, dict[str, float]] = {name.id: {} for name in self.names}
        for phrase, votes in self.votes.items():
            for topic, vote in votes:
                if vote > 0:
                    speaking[topic][phrase] = vote
        object.__setattr__(self, "speaking", speaking)

    def is_learned(self, phrase: str) -> bool:
        """Tell whether a phrase is one of the learned words or pairs."""
        return phrase in self.by_learning


def load_topics(path: Path) -> TopicLexicon:
    """Read a file in the form of topics.toml; a LexiconError says which entry is wrong."""
    data = read_toml(path)
    other = _name(path, data.get("other", {}))
    names: list[TopicName] = []
    votes: dict[str, list[tuple[str, float]]] = {}
    written: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    for entry in data.get("topic", []):
        name = _name(path, entry)
        names.append(name)
        for part, weight in (("strong", STRONG), ("weak", WEAK)):
            for phrase in _phrases(path, name.id, part, entry):
                written.setdefault(match_key(phrase), phrase)
                known = votes.setdefault(match_key(phrase), [])
                if all(topic != name.id for topic, _ in known):
                    known.append((name.id, weight))
        for label in _phrases(path, name.id, "sections", entry):
            sections.setdefault(section_key(label), []).append(name.id)
    if not names:
        raise LexiconError(f"{path.name}: has no [[topic]] entry")
    return TopicLexicon(
        tuple(names),
        other,
        one_pattern(votes),
        by_first_word(votes),
        {phrase: tuple(known) for phrase, known in votes.items()},
        written,
        {label: tuple(dict.fromkeys(topics)) for label, topics in sections.items()},
    )


def weighed(lexicon: TopicLexicon, path: Path) -> TopicLexicon:
    """Return `lexicon` with what training adds to its votes; a LexiconError names the line that is wrong.

    A phrase that the lexicon no longer has is passed over, and one that training did not know keeps its own votes: the
    lexicon may be edited without training again.
    """
    votes = {phrase: dict(known) for phrase, known in lexicon.votes.items()}
    for phrase, topic, added in _scores(lexicon, path):
        if (known := votes.get(match_key(phrase))) is not None:
            known[topic] = known.get(topic, 0.0) + added
    return replace(lexicon, votes={phrase: tuple(known.items()) for phrase, known in votes.items()})


def enlarged(lexicon: TopicLexicon, path: Path) -> TopicLexicon:
    """Return `lexicon` with the words that training learned, in the same form; phrases are passed over."""
    votes: dict[str, list[tuple[str, float]]] = {}
    for word, topic, score in _scores(lexicon, path):
        if word not in lexicon.votes:
            votes.setdefault(word, []).append((topic, score))
    every = {**lexicon.votes, **{word: tuple(known) for word, known in votes.items()}}
    written = {**{word: word for word in votes}, **lexicon.written}
    return replace(lexicon, votes=every, written=written, learned=by_first_word(votes))


def by_first_word(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the first words of phrases, each with the second words that follow it ("" for none)."""
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        first, second, *_ = [*_WORD.findall(phrase), "", ""]
        found.setdefault(first, set()).add(second)
    return {first: frozenset(second) for first, second in found.items()}


def _scores(lexicon: TopicLexicon, path: Path) -> Iterator[tuple[str, str, float]]:
    if not path.exists():
        return
    topics = {name.id for name in lexicon.names}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        try:
            phrase, topic, score = line.split("\t")
            added = float(score)
        except ValueError as error:
            raise LexiconError(f"{path.name}, line {number}: not a phrase, a topic and a score: {line!r}") from error
        if topic not in topics:
            raise LexiconError(f"{path.name}, line {number}: there is no topic {topic!r}")
        yield phrase, topic, added


def _name(path: Path, entry: Mapping[str, Any]) -> TopicName:
    fields = [entry.get(field) for field in ("id", "name", "english")]
    if not all(isinstance(field, str) and field for field in fields):
        raise LexiconError(f"{path.name}: a topic needs id, name and english, and has {fields!r}")
    return TopicName(*(str(field) for field in fields))


def _phrases(path: Path, topic: str, field: str, entry: Mapping[str, Any]) -> list[str]:
    phrases = entry.get(field)
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in phrases):
        raise LexiconError(f"{path.name}: {topic}: {field} must be a list of phrases")
    return phrases


def section_key(label: str) -> str:
    """Return the form in which a label ("Văn hóa - Xã hội") meets its slug in an address ("van-hoa-xa-hoi")."""
    return _NO_WORD.sub(" ", fold(lower(label))).strip()


def one_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return one expression that finds the longest of `phrases` that starts at a word's start."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(r"(?<!\w)" + _branches(tree))


def _branches(node: dict[str, Any]) -> str:
    options = []
    for letter, following in node.items():
        if letter:
            run = letter
            while len(following) == 1 and "" not in following:
                ((letter, following),) = following.items()
                run += letter
            options.append(re.escape(run) + _branches(following))
    if "" in node:
        options.append(r"(?!\w)")
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


@cache
def topic_lexicon() -> TopicLexicon:
    """Return the topics that annotation knows."""
    known = weighed(load_topics(FOLDER / "topics.toml"), FOLDER / "topic_weights.tsv")
    return enlarged(known, FOLDER / "topic_words.tsv")


def filed_under(section: str | None) -> tuple[str, ...]:
    """Return the topics of a publisher's own section label; of a path ("Thời sự > Giáo dục") the last part decides."""
    sections = topic_lexicon().sections
    for label in (section or "", _PATH.split(section or "")[-1]):
        topics = sections.get(section_key(label))
        if topics:
            return topics
    return ()


def topic_names() -> dict[str, str]:
    """Return the Vietnamese name of every topic by id, "khac" last."""
    return dict(_names())


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Read the names alone: who shows topics and annotates nothing needs none of the phrases, which take far longer."""
    path = FOLDER / "topics.toml"
    data = read_toml(path)
    named = [_name(path, entry) for entry in (*data.get("topic", []), data.get("other", {}))]
    return tuple((name.id, name.name) for name in named)

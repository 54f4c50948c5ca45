"""What an article is about: one to three of the twenty topics, each with the phrases that decided."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from corpus.annotate.tokens import Words, key_of, text_of, words_of
from corpus.annotate.topic_lexicon import TopicLexicon, filed_under, topic_lexicon
from corpus.article import Article, Topic

# A phrase in the title says more than one in the body, so does one in the first paragraph.
TITLE_FACTOR, LEAD_FACTOR = 5.0, 3.0
# The label under which the publisher filed the article counts like this many strong phrases.
SECTION_SCORE = 10.0
# A topic stays with at least this share of the best one's score; three at most.
KEEP, MOST = 0.55, 3
# Less evidence than this is none: the article is filed under "khac".
FLOOR = 3.0
# So many phrases are kept to show why.
EVIDENCE = 5


def find_topics(article: Article) -> tuple[Topic, ...]:
    """Return the topics of `article`, the main one first; "khac" alone where nothing speaks for any."""
    lexicon = topic_lexicon()
    damped = phrase_weights(article, lexicon)
    scores, votes = defaultdict[str, float](float), lexicon.votes
    for phrase, weight in damped.items():
        for topic, vote in votes[phrase]:
            scores[topic] += vote * weight
    for topic in filed_under(article.section):
        scores[topic] += SECTION_SCORE
    best = sorted(scores, key=lambda topic: (-scores[topic], topic))[:MOST]
    if not best or scores[best[0]] < FLOOR:
        return (Topic(lexicon.other.id, 1.0),)
    total = sum(score for score in scores.values() if score > 0)
    kept = [topic for topic in best if scores[topic] >= KEEP * scores[best[0]]]
    evidence = _evidence(lexicon, kept, damped)
    return tuple(Topic(topic, scores[topic] / total, evidence[topic]) for topic in kept)


def phrase_weights(article: Article, lexicon: TopicLexicon) -> dict[str, float]:
    """Return how much the article makes of each phrase of the lexicon that it holds (match keys; logarithmic)."""
    key, words = key_of(text_of(article)), words_of(text_of(article))
    weights: dict[str, float] = {}
    factors, done = _factors(article, words), 0
    openings = _openings(words.keys, lexicon.firsts)
    for at in openings:
        seconds = lexicon.opening.get(words.keys[at])
        if seconds is None or words.starts[at] < done:
            continue
        if "" not in seconds and words.keys[at + 1 : at + 2] and words.keys[at + 1] not in seconds:
            continue
        match = lexicon.pattern.match(key, words.starts[at])
        if match is not None:
            done = match.end()
            weights[match[0]] = weights.get(match[0], 0.0) + factors[at]
    for word, factor in _words_and_pairs(words, factors, openings, lexicon.learned):
        weights[word] = weights.get(word, 0.0) + factor
    # Saying a thing ten times is not ten times the evidence.
    return {phrase: math.log2(1 + weight) for phrase, weight in weights.items()}


def words_and_pairs(article: Article, among: Mapping[str, Container[str]]) -> Iterator[tuple[str, float]]:
    """Yield the key of each word, and of each two neighbours, with how much its place in the article makes of it.

    `among` has the words to look at, each with the words after it that make a pair ("" for the word alone).
    """
    words = words_of(text_of(article))
    return _words_and_pairs(words, _factors(article, words), range(len(words)), among)


def _words_and_pairs(
    words: Words, factors: Sequence[float], places: Iterable[int], among: Mapping[str, Container[str]]
) -> Iterator[tuple[str, float]]:
    """Yield the same for the words at `places` alone, each of which counts as `factors` say."""
    keys, gaps, last = words.keys, words.gaps, len(words) - 1
    for at in places:
        following = among.get(keys[at])
        if following is None:
            continue
        if "" in following:
            yield keys[at], factors[at]
        if at < last and gaps[at + 1] == " " and keys[at + 1] in following:
            yield f"{keys[at]} {keys[at + 1]}", factors[at]


def _openings(keys: Sequence[str], firsts: Mapping[str, frozenset[str] | None]) -> list[int]:
    """Return the words that may open something that counts, alone or with the word that follows them here."""
    second, none = firsts.get, frozenset[str]()
    return [
        at
        for at, (key, following) in enumerate(zip(keys, [*keys[1:], ""], strict=False))
        if (known := second(key, none)) is None or following in known
    ]


def _factors(article: Article, words: Words) -> list[float]:
    """Return how much each word counts by where it stands: title, first paragraph, the rest."""
    title = bisect_left(words.starts, article.body_start)
    first_line = article.body.find("\n")
    lead = bisect_left(words.starts, article.body_start + first_line) if first_line >= 0 else len(words)
    return [TITLE_FACTOR] * title + [LEAD_FACTOR] * (lead - title) + [1.0] * (len(words) - lead)


def _evidence(lexicon: TopicLexicon, topics: Sequence[str], damped: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    """Return the phrases that counted most for each topic, as the lexicon writes them, learned words last."""
    evidence = dict[str, tuple[str, ...]]()
    for topic in topics:
        speaking = lexicon.speaking[topic]
        found = [
            (lexicon.is_learned(phrase), -vote * weight, phrase)
            for phrase, weight in damped.items()
            if (vote := speaking.get(phrase)) is not None
        ]
        evidence[topic] = tuple(lexicon.written[phrase] for _, _, phrase in nsmallest(EVIDENCE, found))
    return evidence

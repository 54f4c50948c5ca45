"""What an article is about: one to three of the twenty topics, each with the phrases that decided."""

from __future__ import annotations

import math
from collections.abc import Mapping

from corpus.annotate.topic_lexicon import TopicLexicon, filed_under, topic_lexicon
from corpus.article import Article, Topic
from corpus.vietnamese import match_key

# A phrase in the title says more than one in the body, so does one in the first paragraph.
TITLE_FACTOR, LEAD_FACTOR = 5.0, 3.0
# The label under which the publisher filed the article counts like this many strong phrases.
SECTION_SCORE = 10.0
# A topic stays with at least this share of the best one's score; three at most.
KEEP, MOST = 0.5, 3
# Less evidence than this is none: the article is filed under "khac".
FLOOR = 3.0
# So many phrases are kept to show why.
EVIDENCE = 5


def find_topics(article: Article) -> tuple[Topic, ...]:
    """Return the topics of `article`, the main one first; "khac" alone where nothing speaks for any."""
    lexicon = topic_lexicon()
    damped = phrase_weights(article, lexicon)
    scores: dict[str, float] = {}
    for phrase, weight in damped.items():
        for topic, vote in lexicon.votes[phrase]:
            scores[topic] = scores.get(topic, 0.0) + vote * weight
    for topic in filed_under(article.section):
        scores[topic] = scores.get(topic, 0.0) + SECTION_SCORE
    best = sorted(scores, key=lambda topic: (-scores[topic], topic))[:MOST]
    if not best or scores[best[0]] < FLOOR:
        return (Topic(lexicon.other.id, 1.0),)
    total = sum(score for score in scores.values() if score > 0)
    return tuple(
        Topic(topic, scores[topic] / total, _evidence(lexicon, topic, damped))
        for topic in best
        if scores[topic] >= KEEP * scores[best[0]]
    )


def phrase_weights(article: Article, lexicon: TopicLexicon) -> dict[str, float]:
    """Return how much the article makes of each phrase of the lexicon that it holds (match keys; logarithmic)."""
    key = match_key(article.text)
    title_end, lead_end = article.body_start, article.paragraphs()[0].end
    weights: dict[str, float] = {}
    for match in lexicon.pattern.finditer(key):
        at = match.start()
        factor = TITLE_FACTOR if at < title_end else LEAD_FACTOR if at < lead_end else 1.0
        weights[match[0]] = weights.get(match[0], 0.0) + factor
    # Saying a thing ten times is not ten times the evidence.
    return {phrase: math.log2(1 + weight) for phrase, weight in weights.items()}


def _evidence(lexicon: TopicLexicon, topic: str, damped: Mapping[str, float]) -> tuple[str, ...]:
    """Return the phrases that counted most for `topic`, as the lexicon writes them."""
    shares = {
        phrase: vote * weight
        for phrase, weight in damped.items()
        for voted, vote in lexicon.votes[phrase]
        if voted == topic and vote > 0
    }
    strongest = sorted(shares, key=lambda phrase: (-shares[phrase], phrase))[:EVIDENCE]
    return tuple(lexicon.written[phrase] for phrase in strongest)

"""What an article is about: one to three of the twenty topics, each with the phrases that decided."""

from __future__ import annotations

import math
from collections import Counter

from corpus.annotate.topic_lexicon import topic_lexicon
from corpus.article import Article, Topic
from corpus.vietnamese import match_key

# A phrase in the title says more than one in the body, one in the first paragraph somewhat more.
TITLE_FACTOR, LEAD_FACTOR = 3.0, 1.5
# The label under which the publisher filed the article counts like this many strong phrases.
SECTION_SCORE = 12.0
# A topic stays with at least this share of the best one's score; three at most.
KEEP, MOST = 0.6, 3
# Less evidence than this is none: the article is filed under "khac".
FLOOR = 3.0
# So many phrases are kept to show why.
EVIDENCE = 5


def find_topics(article: Article) -> tuple[Topic, ...]:
    """Return the topics of `article`, the main one first; "khac" alone where nothing speaks for any."""
    lexicon = topic_lexicon()
    key = match_key(article.text)
    title_end, lead_end = article.body_start, key.find("\n", article.body_start)
    weights: Counter[str] = Counter()
    for match in lexicon.pattern.finditer(key):
        at = match.start()
        weights[match[0]] += TITLE_FACTOR if at < title_end else LEAD_FACTOR if at < lead_end else 1.0
    scores: dict[str, float] = {}
    proofs: dict[str, dict[str, float]] = {}
    for phrase, weight in weights.items():
        # Saying a thing ten times is not ten times the evidence.
        damped = math.log2(1 + weight)
        for topic, vote in lexicon.votes[phrase]:
            share = vote * damped
            scores[topic] = scores.get(topic, 0.0) + share
            proofs.setdefault(topic, {})[phrase] = share
    for topic in lexicon.sections.get(match_key(article.section or ""), ()):
        scores[topic] = scores.get(topic, 0.0) + SECTION_SCORE
    return _chosen(scores, proofs)


def _chosen(scores: dict[str, float], proofs: dict[str, dict[str, float]]) -> tuple[Topic, ...]:
    best = sorted(scores, key=lambda topic: (-scores[topic], topic))[:MOST]
    if not best or scores[best[0]] < FLOOR:
        return (Topic(topic_lexicon().other.id, 1.0),)
    total = sum(scores.values())
    chosen = [topic for topic in best if scores[topic] >= KEEP * scores[best[0]]]
    return tuple(Topic(topic, scores[topic] / total, tuple(_strongest(proofs.get(topic, {})))) for topic in chosen)


def _strongest(proof: dict[str, float]) -> list[str]:
    return sorted(proof, key=lambda phrase: (-proof[phrase], phrase))[:EVIDENCE]

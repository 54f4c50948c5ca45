"""All knowledge of ranking: a query becomes a plan that any engine can carry out.

The score mixes views of the same text, each a BM25 score. Each number below stands with what happens without it, or
with another, on three sets of real questions: nDCG@10 of 1,333 to articles of law, 199 to news by event, 598 to an
encyclopedia, `|` the same typed without accents. As they are, it is 0.742 0.970 0.965 | 0.730 0.966 0.961, give or take
0.018, 0.012 and 0.010 (`make retrieval`; news 0.001 less, since straight quotation marks in some questions ask for
phrases).

K1, `OPENING`, its length and `USUAL_ARTICLES` were chosen together out of 156 combinations by the mean over the sets
and both ways of typing. Chosen on four fifths of the questions and scored on the fifth left out, in turn, that gave
0.742 0.970 0.962 | 0.727 0.965 0.958, from 0.718 0.967 0.957 | 0.707 0.963 0.952 without; chosen on two sets and scored
on the third, 0.734 0.970 0.961 | 0.717 0.967 0.960. (`TITLE` was 0.3 then, and pyvi read what was typed.) That the
opening and usual news are looked at at all was decided on all questions: elsewhere the gain may be smaller.

Tried and left out, as they gain less than 0.002 in the mean or give to one set what they take from another: pairs of
syllables two to eight apart, ordered or not; triples; pairs with accents; the best passage; the number of terms found;
terms from the first hits (RM3); less weight for words that ask or that many questions hold; rarity to a power. Likely
accents for bare syllables, told by their neighbours, gain 0.002, for a field of accented pairs, the largest of all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, log

from corpus.vietnamese import clean, has_accents
from search.language import read
from search.language.tree import Named, Node, Phrase, wanted
from search.query import Query, Sort
from search.text.analyze import Field, Syllable, pairs, syllables, words

FACETS = ("official", "agency", "topic", "date")

SYLLABLES = 0.46  # what all the others are measured by
WORDS = 0.26  # 0: 0.738 0.968 0.962; 0.5 ranks the same
PAIRS = 0.20  # 0: 0.736 0.967 0.961; 0.3: 0.740 0.971 0.966
FOLDED = 0.08  # beside a syllable, and more of it where bare; 0: 0.743 0.970 0.964 | 0.728 0.965 0.958
BARE = SYLLABLES + FOLDED  # a syllable typed without accents is looked up folded, with the weight of both …
EXACT = 0.10  # … and a little more where it stands as typed; 0: 0.742 0.970 0.964 | 0.730 0.966 0.961
BARE_PAIRS = 0.35  # without accents a neighbour says more about which word is meant; 0: | 0.685 0.958 0.939
# Of a syllable's weight, for standing in the title, as only the news have any; 0: 0.967 | 0.963, 0.3 the same, 0.8:
# 0.967 | 0.964. Not 0.3, so that a word in the title still weighs more than a text of that one word.
TITLE = 0.50
# For standing in the opening: what an article is about, it says first. 0: 0.718 0.968 0.968 | 0.707 0.962 0.960; 0.3:
# 0.739 0.970 0.967 | 0.725 0.967 0.962; 0.5: 0.744 0.969 0.961 | 0.731 0.967 0.959.
OPENING = 0.40

# Of BM25: how soon more of a term says nothing new, and how much more often a long article has to say it. K1 moves
# little between 0.6 and 1.2; B 0.6: 0.742 0.969 0.965 | 0.727 0.967 0.961, 0.9: 0.741 0.969 0.963 | 0.729 0.966 0.960.
K1, B = 0.9, 0.75
PRESENCE = (Field.OPENING_SYLLABLES, Field.OPENING_FOLDED)  # scored by rarity alone: openings are of one length
# In a small archive a word may be rare by chance, and words that ask are rare wherever nobody asks. So rarity is judged
# as if the archive held so many more articles of ordinary news (`search.text.usual`); in a large one that is nothing.
# 0: 0.740 0.970 0.960 | 0.730 0.966 0.951; 50: 0.741 0.970 0.963 | 0.729 0.966 0.960; 200 the same as 100.
USUAL_ARTICLES = 100

ALL_REQUIRED = 3  # up to this many different syllables, an article must have them all: a name, a place, a compound
REQUIRED_SHARE = 0.25  # of more, this share: questions hold words that answers do not
SHARE_OF_BEST = 0.3  # and where some are missing, this share of the best score, so that the total counts answers only
MAX_SYLLABLES = 64  # of a query; what comes after is ignored, and said to be


@dataclass(frozen=True, slots=True)
class Term:
    """A term to look up, and the weight of its BM25 score."""

    field: Field
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is to do.

    An article matches if it has all terms in `need`; or at least `at_least` of them, or as many as any article has
    where none has so many, and `share_of_best` of the best score of all articles. The score is the weighted sum of the
    BM25 scores of all terms in `need` and `boost`, with `K1`, `B` and `rarity`, in fields of `PRESENCE` of the rarity
    alone. An empty `need` matches all, with the score of `boost` alone.
    Only what `must` matches is an answer: what `need` finds is looked for, and its best measured, among that alone.
    `chosen` filters by facet: any of the values of one facet, all facets at once; dates there are years or months.
    Facets are counted over all matches, each facet without its own filter.
    """

    need: tuple[Term, ...] = ()
    at_least: int = 0
    share_of_best: float = 0.0
    boost: tuple[Term, ...] = ()
    must: Node | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    size: int = 10


def plan(query: Query) -> Plan:
    """Return the plan for `query`."""
    reading = read(query.text)
    text = clean(reading.free)
    found = syllables(text)[:MAX_SYLLABLES]
    need = tuple({_lookup(syllable): None for syllable in found})
    if not need and reading.must is None and (marks := clean(query.text).strip()):
        need = (Term(Field.FOLDED, marks, BARE),)  # marks alone: no article has them as a term, so none is found
    chosen = {"official": query.official, "agency": query.agency, "topic": query.topic, "date": query.date}
    boost = tuple(dict.fromkeys((*_boost(text, found), *_of_conditions(reading.must))))
    # Without words there is no relevance: the newest come first.
    sort = Sort.NEWEST if not need and not boost and query.sort is Sort.RELEVANCE else query.sort
    return Plan(
        need=need,
        at_least=required(len(need)),
        share_of_best=SHARE_OF_BEST if len(need) > ALL_REQUIRED else 0.0,
        boost=boost,
        must=reading.must,
        chosen={facet: values for facet, values in chosen.items() if values},
        since=query.since,
        until=query.until,
        sort=sort,
        offset=(query.page - 1) * query.size,
        size=query.size,
    )


def ignored(free: str) -> tuple[str, ...]:
    """Return the free words that are too many to be looked up."""
    text = clean(free)
    return tuple(text[one.start : one.end] for one in syllables(text)[MAX_SYLLABLES:])


def required(number: int) -> int:
    """Return how many of `number` different syllables an article must have at least."""
    return number if number <= ALL_REQUIRED else ceil(REQUIRED_SHARE * number)


def rarity(articles: int, having: int, usual: float | None) -> float:
    """Return BM25's idf, never below 0, of a term that `having` of `articles` have: ln(1 + (N - n + 0.5)/(n + 0.5)).

    `usual` is the share of news articles that have it, None where nobody counted.
    """
    number, number_having = float(articles), float(having)
    if usual is not None:
        number, number_having = number + USUAL_ARTICLES, number_having + USUAL_ARTICLES * usual
    return log(1 + (number - number_having + 0.5) / (number_having + 0.5))


def _lookup(syllable: Syllable) -> Term:
    if has_accents(syllable.key):
        return Term(Field.SYLLABLES, syllable.key, SYLLABLES)
    return Term(Field.FOLDED, syllable.folded, BARE)


def _boost(text: str, found: list[Syllable]) -> tuple[Term, ...]:
    with_accents = has_accents(text)
    boost = [Term(Field.PAIRS, pair, PAIRS if with_accents else BARE_PAIRS) for pair in pairs(found)]
    for syllable in found:
        if has_accents(syllable.key):
            boost.append(Term(Field.FOLDED, syllable.folded, FOLDED))
            boost.append(Term(Field.TITLE_SYLLABLES, syllable.key, TITLE * SYLLABLES))
            boost.append(Term(Field.OPENING_SYLLABLES, syllable.key, OPENING))
        else:
            boost.append(Term(Field.SYLLABLES, syllable.key, EXACT))
            boost.append(Term(Field.TITLE_FOLDED, syllable.folded, TITLE * SYLLABLES))
            boost.append(Term(Field.OPENING_FOLDED, syllable.folded, OPENING))
    if with_accents:  # pyvi's words depend on accents: without any it finds none worth looking up
        boost.extend(Term(Field.WORDS, word, WORDS) for word in words(text))
    return tuple(dict.fromkeys(boost))


def _of_conditions(must: Node | None) -> tuple[Term, ...]:
    """Return the terms by which the words inside conditions score, as they would if they were free.

    Prefixes, days and facet values filter alone; so do names of people, bodies and documents where the text says them
    otherwise.
    """
    boost: list[Term] = []
    for leaf in wanted(must):
        if isinstance(leaf, Phrase | Named):
            text = " ".join(form.key for form in leaf.forms)
            found = syllables(text)
            boost += [_lookup(syllable) for syllable in found]
            boost += _boost(text, found)
    return tuple(boost)

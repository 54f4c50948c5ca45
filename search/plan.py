"""All knowledge of ranking: a query becomes a plan that any engine can carry out.

The weights mix four views of the same text. They follow a tuning on 1,333 legal questions (BM25, nDCG@10 0.721 for
the mix, 0.709 for words alone, 0.689 for syllables alone); those of titles and bare syllables are a choice, not yet a
measurement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from corpus.vietnamese import clean, has_accents
from search.language import read
from search.language.tree import Named, Node, Phrase, wanted
from search.query import Query, Sort
from search.text.analyze import Field, Syllable, pairs, syllables, words

FACETS = ("official", "agency", "topic", "date")

WORDS, SYLLABLES, PAIRS, FOLDED = 0.26, 0.46, 0.20, 0.08
TITLE = 0.30  # of a syllable's weight, for standing in the title
BARE = SYLLABLES + FOLDED  # a syllable typed without accents is looked up folded, with the weight of both …
EXACT = 0.10  # … and a little more where it stands as typed
BARE_PAIRS = 0.35  # without accents a neighbour says more about which word is meant (legal nDCG 0.698 → 0.707)

ALL_REQUIRED = 3  # up to this many different syllables, an article must have them all: a name, a place, a compound
REQUIRED_SHARE = 0.25  # of more, this share: questions hold words that answers do not
SHARE_OF_BEST = 0.3  # and where some are missing, this share of the best score, so that the total counts answers only
MAX_SYLLABLES = 64  # of a query; what comes after is ignored


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
    BM25 scores of all terms in `need` and `boost`. An empty `need` matches all, with the score of `boost` alone.
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


def required(number: int) -> int:
    """Return how many of `number` different syllables an article must have at least."""
    return number if number <= ALL_REQUIRED else ceil(REQUIRED_SHARE * number)


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
        else:
            boost.append(Term(Field.SYLLABLES, syllable.key, EXACT))
            boost.append(Term(Field.TITLE_FOLDED, syllable.folded, TITLE * SYLLABLES))
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

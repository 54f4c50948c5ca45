"""All knowledge of ranking: a query becomes a plan that any engine can carry out.

The score mixes views of the same text, each a BM25 score. Each number below stands with what happens without it, or
with another, on three sets of real questions: nDCG@10 of 1,333 to articles of law, 199 to news by event, 598 to an
encyclopedia, `|` the same typed without accents. As they are, it is 0.741 0.970 0.965 | 0.729 0.966 0.961, give or take
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, log

from corpus.eras import Eras, eras
from corpus.vietnamese import clean, has_accents
from search.joined import Joined, Other, Slot
from search.joined import Term as Term  # whoever carries out a plan finds it here
from search.language import Reading, read
from search.language.joining import Exchange, exchanged
from search.language.tree import AllOf, AnyOf, Named, Node, Phrase, wanted
from search.periods import daily
from search.query import Query, Sort
from search.text.abbreviations import asked
from search.text.analyze import Field
from search.text.cutting import Syllable, pairs, syllables
from search.text.words import words

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

# Of what goes by an abbreviation, for any of its forms; the form that was typed scores besides, as it would anyway.
# 0: 0.741 | 0.730 on laws; 0.46: 0.739 | 0.727; the other sets the same.
MEANING = 0.20

# Of BM25: how soon more of a term says nothing new, and how much more often a long article has to say it. K1 moves
# little between 0.6 and 1.2; B 0.6: 0.742 0.969 0.965 | 0.727 0.967 0.961, 0.9: 0.741 0.969 0.963 | 0.729 0.966 0.960.
K1, B = 0.9, 0.75
PRESENCE = (Field.OPENING_SYLLABLES, Field.OPENING_FOLDED, Field.MEANINGS)  # scored by rarity alone
# In a small archive a word may be rare by chance, and words that ask are rare wherever nobody asks. So rarity is judged
# as if the archive held so many more articles of ordinary news (`search.text.usual`); in a large one that is nothing.
# 0: 0.740 0.970 0.960 | 0.730 0.966 0.951; 50: 0.741 0.970 0.963 | 0.729 0.966 0.960; 200 the same as 100.
USUAL_ARTICLES = 100

ALL_REQUIRED = 3  # up to this many different syllables, an article must have them all: a name, a place, a compound
REQUIRED_SHARE = 0.25  # of more, this share: questions hold words that answers do not
SHARE_OF_BEST = 0.3  # and where some are missing, this share of the best score, so that the total counts answers only
MAX_SYLLABLES = 64  # of a query; what comes after is ignored, and said to be


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is to do.

    An article matches if it has all terms in `need`; or at least `at_least` of them, or as many as any article has
    where none has so many, and `share_of_best` of the best score of all articles. The score is the weighted sum of the
    BM25 scores of all terms in `need` and `boost`, with `K1`, `B` and `rarity`, in fields of `PRESENCE` of the rarity
    alone. An empty `need` matches all, with the score of `boost` alone.
    Only what `must` matches is an answer: what `need` finds is looked for, and its best measured, among that alone.
    `chosen` filters by facet: any of the values of one facet, all facets at once; `barred` takes out what has any of
    its values. Dates there are years, months or days. With `speaks` who is reported as saying something stands for who
    is named: in what is chosen of the facet "official", and in what it counts; `barred` is still about who is named.
    Facets are counted over all matches, so that a count is how many hits choosing that value gives, or adds: each facet
    without its own choices, since they are alternatives, and with all that is barred. A barred value itself is counted
    as if nothing of its facet were barred: so many articles it takes out. Of dates months are counted, and the days of
    the months in `daily`.
    What `joined` matches is an answer too, but for what is as typed: has all terms in `need`, and `joined.typed`. Its
    score is what it has there, less where the best of them would come to more than `BELOW` of the lowest as typed;
    where the plan itself gives more, that stays. Where `joined` has no terms, the query names a place and
    nothing else: then what matches without being as typed has the place's syllables about and not the place, and its
    score is lowered in the same way, to be below all that `joined` finds. Where no article has as many terms as are
    asked for, but `joined` finds some, those alone are the answer.
    With `fold`, of all matches that are one report (`search.twins.groups` over the articles of the last commit) the one
    that is placed first stands alone among the ids, where it would stand anyway; its twins among the matches are told
    beside it. `offset` and `size` count what is left then; the total and the facets still count articles.
    """

    need: tuple[Term, ...] = ()
    at_least: int = 0
    share_of_best: float = 0.0
    boost: tuple[Term, ...] = ()
    must: Node | None = None
    joined: Joined | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    speaks: bool = False
    daily: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    size: int = 10
    fold: bool = False


def plan(query: Query, known: Eras | None = None) -> Plan:
    """Return the plan for `query`; `known` are the places that go by other names, those of the country if left out."""
    reading = read(query.text)
    text = clean(reading.free)
    found = syllables(text)[:MAX_SYLLABLES]
    need = _needed(found)
    if not need and reading.must is None and (marks := clean(query.text).strip()):
        need = (Term(Field.FOLDED, marks, BARE),)  # marks alone: no article has them as a term, so none is found
    boost = tuple(dict.fromkeys((*_boost(text, found), *_of_conditions(reading.must))))
    # Without words there is no relevance: the newest come first.
    sort = Sort.NEWEST if not need and not boost and query.sort is Sort.RELEVANCE else query.sort
    return Plan(
        need=need,
        at_least=required(len(need)),
        share_of_best=SHARE_OF_BEST if len(need) > ALL_REQUIRED else 0.0,
        boost=boost,
        must=reading.must,
        joined=_joined(reading, known or eras()) if query.join and query.text else None,
        chosen={facet: values for facet, values in query.chosen.items() if values},
        barred={facet: values for facet, values in query.barred.items() if values},
        speaks=query.speaks,
        daily=daily(query.date, query.since, query.until),
        since=query.since,
        until=query.until,
        sort=sort,
        offset=(query.page - 1) * query.size,
        size=query.size,
        fold=query.fold,
    )


def ignored(free: str) -> tuple[str, ...]:
    """Return the free words that are too many to be looked up."""
    text = clean(free)
    return tuple(text[one.start : one.end] for one in syllables(text)[MAX_SYLLABLES:])


def _joined(reading: Reading, known: Eras) -> Joined | None:
    """Return the query with its places called otherwise, None where it names none that is."""
    asked = exchanged(reading, known)
    if asked is None:
        return None
    text = clean(asked.words)
    found = syllables(text)[:MAX_SYLLABLES]
    need = _needed(found)
    alone = len(asked.free) + len(asked.fields) == 1  # of several places one may stand as typed beside another's other
    free = [_slot(one, as_typed=not alone) for one in asked.free]
    either = [AnyOf(tuple(other.having for other in slot.others)) for slot in free]
    return Joined(
        need=need,
        at_least=required(len(need)),
        share_of_best=SHARE_OF_BEST if len(need) > ALL_REQUIRED else 0.0,
        boost=tuple(dict.fromkeys((*_boost(text, found), *_of_conditions(asked.must)))),
        must=AllOf((*either, *((asked.must,) if asked.must is not None else ()))),
        typed=AllOf(tuple(one.as_typed for one in asked.free)),
        slots=(*free, *(_slot(one, as_typed=not alone) for one in asked.fields)),
    )


def _slot(one: Exchange, *, as_typed: bool) -> Slot:
    others = [Other(other.label, other.name, other.having, _of_place(other.label)) for other in one.others]
    if as_typed:
        others.append(Other("", "", one.as_typed, _of_place(one.typed)))
    return Slot(one.typed, tuple(others), one.cut)


def _of_place(label: str) -> tuple[Term, ...]:
    """Return the terms of a place's name: what a free name scores by but for pyvi's words and what says least."""
    text = label.partition(" (")[0]
    found = syllables(clean(text))
    boost = [term for term in _of_syllables(text, found) if term.field is not Field.FOLDED]
    return tuple(dict.fromkeys((*map(_lookup, found), *boost)))


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


def _needed(found: Sequence[Syllable]) -> tuple[Term, ...]:
    """Return what an article must have some of: each syllable, and of what goes by an abbreviation any of its forms."""
    need, at = list[Term](), 0
    for one in asked(found):
        need += map(_lookup, found[at : one.start])
        need.append(Term(Field.MEANINGS, one.form.meaning, MEANING))
        at = one.end
    return tuple(dict.fromkeys((*need, *map(_lookup, found[at:]))))


def _boost(text: str, found: list[Syllable]) -> tuple[Term, ...]:
    boost = [_lookup(syllable) for one in asked(found) for syllable in found[one.start : one.end]]
    boost += _of_syllables(text, found)
    if has_accents(text):  # pyvi's words depend on accents: without any it finds none worth looking up
        boost.extend(Term(Field.WORDS, word, WORDS) for word in words(text))
    return tuple(dict.fromkeys(boost))


def _of_syllables(text: str, found: list[Syllable]) -> list[Term]:
    weight = PAIRS if has_accents(text) else BARE_PAIRS
    boost = [Term(Field.PAIRS, pair, weight) for pair in pairs(found)]
    for syllable in found:
        if has_accents(syllable.key):
            boost.append(Term(Field.FOLDED, syllable.folded, FOLDED))
            boost.append(Term(Field.TITLE_SYLLABLES, syllable.key, TITLE * SYLLABLES))
            boost.append(Term(Field.OPENING_SYLLABLES, syllable.key, OPENING))
        else:
            boost.append(Term(Field.SYLLABLES, syllable.key, EXACT))
            boost.append(Term(Field.TITLE_FOLDED, syllable.folded, TITLE * SYLLABLES))
            boost.append(Term(Field.OPENING_FOLDED, syllable.folded, OPENING))
    return boost


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

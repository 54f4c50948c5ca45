"""The mix of 200 queries, drawn from the articles with a fixed seed, so many of each kind."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.vietnamese import has_accents
from search.plan import Plan, plan
from search.query import Query
from search.text.cutting import Syllable, syllables

SEED = 2026
FREQUENT, RARE = 0.10, 0.005  # shares of the articles that have a term
FEW = 2  # articles: so many have a rare term in a small collection
MAX_PREFIXED = 60  # terms that begin so, fewer than ours would cut the list at
PREFIX = 3  # letters

# How many of each kind.
KINDS = {
    "frequent terms": 25,
    "rare terms": 25,
    "2-8 words": 40,
    "unaccented": 30,
    "phrase": 20,
    "boolean": 20,
    "person": 15,
    "date range": 15,
    "prefix": 10,
}


@dataclass(frozen=True, slots=True)
class Source:
    """What queries are drawn from, of one article: its text, the ids of its officials, its day as an ordinal."""

    id: str
    text: str
    officials: tuple[str, ...]
    day: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of the mix. `free` are its plain words alone."""

    kind: str
    query: Query
    free: str = ""

    @property
    def plan(self) -> Plan:
        """The plan that every engine can carry out: no share of the best score, no folding, names as typed."""
        return replace(plan(self.query), share_of_best=0.0)


class _Draw:
    def __init__(self, sources: Sequence[Source], seed: int) -> None:
        self.chance = random.Random(seed)
        self.sources = sorted(sources, key=lambda one: one.id)
        self.cut = [syllables(one.text) for one in self.sources]
        self.having = Counter(key for cut in self.cut for key in {one.key for one in cut})
        self.people = Counter(id for one in self.sources for id in one.officials).most_common(200)

    def share(self, key: str) -> float:
        return self.having[key] / len(self.sources)

    def run(self, least: int, most: int, wanted: Callable[[Syllable], bool] = lambda _: True) -> list[Syllable]:
        """Return neighbours with nothing between them, each word with accents or letters alone, from some article."""
        while True:
            found = self.chance.choice(self.cut)
            number = self.chance.randint(least, most)
            at = self.chance.randrange(max(len(found) - number, 1))
            run = found[at : at + number]
            apart = len({one.key for one in run}) == number and all(one.joined for one in run[1:])
            if apart and all(one.key.isalpha() and wanted(one) for one in run):
                return run

    def some(self, wanted: Callable[[Syllable], bool], number: int) -> list[Syllable]:
        """Return different syllables of one article, wherever they stand, that are accented and as wanted."""
        while True:
            found = {one.key: one for one in self.chance.choice(self.cut)}
            fitting = [one for one in found.values() if one.key.isalpha() and has_accents(one.key) and wanted(one)]
            if len(fitting) >= number:
                return self.chance.sample(fitting, number)


def _keys(found: Sequence[Syllable]) -> str:
    return " ".join(one.key for one in found)


def _folded(found: Sequence[Syllable]) -> str:
    return " ".join(one.folded for one in found)


def _accented(one: Syllable) -> bool:
    return has_accents(one.key)


def _phrase(draw: _Draw, number: int) -> Asked:
    bare = number % 4 == 3
    run = draw.run(2, 4, (lambda _: True) if bare else _accented)
    return _plain("phrase", f'"{_folded(run) if bare else _keys(run)}"')


def _boolean(draw: _Draw, number: int) -> Asked:
    first, second, third = (_keys(draw.some(lambda one: draw.share(one.key) < FREQUENT, 1)) for _ in range(3))
    pair = _keys(draw.run(2, 2, _accented))
    forms = (f'{first} OR "{pair}"', f"{pair} -{first}", f"({first} OR {second}) {third}", f'{third} -"{pair}"')
    return _plain("boolean", forms[number % len(forms)])


def _prefix(draw: _Draw, number: int) -> Asked:
    while True:
        start = draw.some(lambda one: len(one.key) > PREFIX, 1)[0]
        bare = number % 2 == 1
        typed = (start.folded if bare else start.key)[:PREFIX]
        # every accented form counts: of a bare prefix fewer terms begin so
        if has_accents(typed) is not bare and sum(key.startswith(typed) for key in draw.having) <= MAX_PREFIXED:
            rest = _keys(draw.run(1, 2, _accented))
            return Asked("prefix", _query(f"{typed}* {rest}"), rest)


def _dated(draw: _Draw, number: int) -> Asked:
    days = sorted(one.day for one in draw.sources if one.day is not None)
    first = dt.date.fromordinal(days[draw.chance.randrange(len(days))])
    words = _keys(draw.run(1, 3, _accented))
    until = first + dt.timedelta(draw.chance.randint(120, 720))
    return Asked("date range", _query(words, since=first, until=until), words)


def _person(draw: _Draw, number: int) -> Asked:
    person = draw.people[draw.chance.randrange(len(draw.people))][0]
    words = _keys(draw.some(lambda one: draw.share(one.key) > FREQUENT, 1 + number % 2))
    return Asked("person", _query(words, official=(person,)), words)


def _query(text: str, **choices: object) -> Query:
    return Query(text, join=False, fold=False, **choices)  # type: ignore[arg-type]  # as its own callers give them


def _plain(kind: str, text: str) -> Asked:
    return Asked(kind, _query(text), text)


def drawn(sources: Sequence[Source], fits: Callable[[Asked], bool], seed: int = SEED) -> list[Asked]:
    """Return the mix, the same for the same articles and seed; what does not fit is drawn again."""
    draw = _Draw(sources, seed)
    makers: dict[str, Callable[[_Draw, int], Asked]] = {
        "frequent terms": lambda d, n: _plain(
            "frequent terms", _keys(d.some(lambda one: d.share(one.key) > FREQUENT, 1 + n % 3))
        ),
        "rare terms": lambda d, n: _plain(
            "rare terms", _keys(d.some(lambda one: d.having[one.key] <= max(FEW, RARE * len(d.sources)), 1 + n % 2))
        ),
        "2-8 words": lambda d, n: _plain("2-8 words", _keys(d.run(2 + n % 7, 2 + n % 7))),
        "unaccented": lambda d, n: _plain("unaccented", _folded(d.run(2 + n % 5, 2 + n % 5))),
        "phrase": _phrase,
        "boolean": _boolean,
        "person": _person,
        "date range": _dated,
        "prefix": _prefix,
    }

    def made() -> Iterator[Asked]:
        for kind, number in KINDS.items():
            for at in range(number):
                while not fits(asked := makers[kind](draw, at)):
                    pass
                yield asked

    return list(made())

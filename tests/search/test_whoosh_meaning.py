"""The engine against a plain reading of what a plan means (see `search.plan.Plan`), over small random collections."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from search.engine import Entry, Matches
from search.engines.whoosh import WhooshEngine
from search.plan import FACETS, K1, PRESENCE, B, Plan, Term, plan, rarity
from search.query import Query, Sort
from search.text.analyze import analyze
from search.text.usual import usual_share

MakeEntry = Callable[..., Entry]

TEXT = st.lists(
    st.sampled_from(["bình", "binh", "bính", "hòa", "hoà", "đầm", "dam", "hà", "kỹ", "kĩ", ".", "1505/QĐ-UBND", "qđ"]),
    max_size=12,
)
AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)  # making an example smaller would write thousands of indexes
DAYS = st.sampled_from(
    [None, dt.date(1, 1, 1), dt.date(2023, 8, 4), dt.date(2023, 9, 1), dt.date(2024, 2, 29), dt.date(9999, 12, 31)]
)
VALUES = st.lists(st.sampled_from(["x", "y", "z"]), max_size=2, unique=True).map(tuple)
WRITTEN = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from("abcdefghij"),
        "title": TEXT.map(" ".join),
        "body": TEXT.map(" ".join),
        "day": DAYS,
        "officials": VALUES,
        "agencies": VALUES,
        "topics": VALUES,
    }
)
COMMITS = st.lists(  # each: what is written, by id, and what is taken out
    st.tuples(
        st.lists(WRITTEN, max_size=6, unique_by=lambda one: one["article_id"]),
        st.sets(st.sampled_from("abcdefghij"), max_size=3),
    ),
    max_size=5,
)
QUERIES = st.builds(
    Query,
    text=TEXT.map(" ".join),
    official=VALUES,
    agency=VALUES,
    topic=VALUES,
    date=st.lists(st.sampled_from(["2023", "2023-09", "2024", "0001", "9999-12"]), max_size=2).map(tuple),
    since=st.sampled_from([None, dt.date(1, 1, 1), dt.date(2023, 8, 4)]),
    until=st.sampled_from([None, dt.date(2023, 8, 31), dt.date(9999, 12, 31)]),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 3),
    size=st.integers(1, 4),
)


def state(commits: Sequence[tuple[list[dict[str, object]], set[str]]], make: MakeEntry) -> dict[str, Entry]:
    held: dict[str, Entry] = {}
    for written, removed in commits:
        held = {name: entry for name, entry in held.items() if name not in removed}
        held |= {str(one["article_id"]): make(**one) for one in written}
    return held


@contextmanager
def indexed(commits: Sequence[tuple[list[Entry], set[str]]]) -> Iterator[WhooshEngine]:
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        for number, (entries, removed) in enumerate(commits, start=1):
            engine.write(entries, removed, upto=number)
        yield engine
        engine.close()


def scored(held: Sequence[Entry], term: Term) -> list[float]:
    """Score a term in each entry by BM25."""
    terms = [analyze(one.document.article.title, one.document.article.body)[term.field] for one in held]
    counts, lengths = [of.get(term.text, 0) for of in terms], [sum(of.values()) for of in terms]
    having = sum(count > 0 for count in counts)
    of_term = rarity(len(held), having, usual_share(term.field, term.text))
    if term.field in PRESENCE:
        return [of_term if count else 0.0 for count in counts]
    mean = sum(lengths) / len(held)
    return [
        of_term * count * (K1 + 1) / (count + K1 * (1 - B + B * (length / mean))) if count else 0.0
        for count, length in zip(counts, lengths, strict=True)
    ]


def values(entry: Entry, facet: str) -> set[str]:
    document = entry.document
    return {
        "official": set(document.links.officials),
        "agency": set(document.links.agencies),
        "topic": {topic.id for topic in document.annotations.topics},
        "date": {document.date.isoformat()[:4], document.date.isoformat()[:7]} if document.date else set(),
    }[facet]


def meant(held: Sequence[Entry], asked: Plan) -> tuple[list[str], dict[str, Counter[str]]]:
    """Return the ids of all matches in order, and the facet counts, by going through every entry."""
    by_term = {term: scored(held, term) for term in (*asked.need, *asked.boost)} if held else {}
    score = [sum(term.weight * by_term[term][n] for term in (*asked.need, *asked.boost)) for n in range(len(held))]
    has = [sum(by_term[term][n] > 0 for term in asked.need) for n in range(len(held))]
    enough = min(asked.at_least, max(has, default=0)) or 1

    def matches(n: int) -> bool:
        day = held[n].document.date
        words = not asked.need or (
            has[n] >= enough and (has[n] == len(asked.need) or score[n] >= asked.share_of_best * max(score) - 1e-12)
        )
        since = asked.since is None or (day is not None and day >= asked.since)
        return words and since and (asked.until is None or (day is not None and day <= asked.until))

    def chosen(n: int, but: str = "") -> bool:
        return all(values(held[n], facet) & set(keys) for facet, keys in asked.chosen.items() if facet != but)

    facets = {
        facet: Counter(
            value
            for n in range(len(held))
            if matches(n) and chosen(n, but=facet)
            for value in values(held[n], facet)
            if facet != "date" or "-" in value
        )
        for facet in FACETS
    }

    def place(n: int) -> tuple[float, ...] | tuple[bool, float, float]:
        day = held[n].document.date.toordinal() if held[n].document.date else 0
        if asked.sort is Sort.RELEVANCE:
            return -round(score[n], 9), -day
        return day == 0, day if asked.sort is Sort.OLDEST else -day, -round(score[n], 9)

    found = [n for n in range(len(held)) if matches(n) and chosen(n)]
    return [
        held[n].document.article.id for n in sorted(found, key=lambda n: (*place(n), held[n].document.article.id))
    ], facets


@settings(max_examples=60, deadline=None, phases=AS_FOUND)
@given(commits=COMMITS, query=QUERIES)
def test_an_answer_is_what_its_plan_means(commits, query: Query, entry: MakeEntry) -> None:  # type: ignore[no-untyped-def]
    held, asked = state(commits, entry), plan(query)
    with indexed([([entry(**one) for one in written], removed) for written, removed in commits]) as engine:
        answer = engine.find(asked)
    ids, facets = meant(list(held.values()), asked)
    assert answer.ids == tuple(ids[asked.offset : asked.offset + asked.size])
    assert (answer.total, answer.facets) == (len(ids), facets)


@settings(max_examples=25, deadline=None, phases=AS_FOUND)
@given(commits=COMMITS, query=QUERIES)
def test_many_commits_answer_as_one_would_to_the_last_digit(commits, query: Query, entry: MakeEntry) -> None:  # type: ignore[no-untyped-def]
    def answer(parts: Sequence[tuple[list[Entry], set[str]]]) -> Matches:
        with indexed(parts) as engine:
            return engine.find(plan(query))

    parts = [([entry(**one) for one in written], removed) for written, removed in commits]
    assert answer(parts) == answer([(list(state(commits, entry).values()), set())])

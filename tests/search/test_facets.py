"""Exclusion, who speaks, and days, against a plain reading of what each count means."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Annotations, Article, Links, Official, Span, Statement, Topic
from search import periods
from search.engine import Document, Entry, Matches
from search.engines.whoosh import WhooshEngine
from search.plan import plan
from search.query import Query

PEOPLE = ("an", "binh", "cuc")
DAYS = (None, dt.date(2022, 12, 31), dt.date(2023, 8, 4), dt.date(2023, 8, 5), dt.date(2023, 9, 1))
KEYS = ("2022", "2023", "2023-08", "2023-08-04", "2022-12-31")


def document(
    id: str, officials: tuple[str, ...] = (), speakers: tuple[int, ...] = (), topics: tuple[str, ...] = (),
    day: dt.date | None = None,
) -> Document:  # fmt: skip
    notes = Annotations(
        id,
        officials=tuple(map(Official, officials)),
        event_date=day,
        topics=tuple(Topic(topic, 1.0) for topic in topics),
        statements=tuple(Statement(at, "nói", "say", False, Span(0, 1)) for at in speakers),
    )
    return Document(Article(id, f"Bài {id}", "nội dung"), notes, Links(officials))


@st.composite
def documents(draw: st.DrawFn, id: str) -> Document:
    officials = tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True)))
    speakers = draw(st.sets(st.integers(0, len(officials) - 1))) if officials else set()
    topics = tuple(draw(st.sets(st.sampled_from("xyz"))))
    return document(id, officials, tuple(speakers), topics, draw(st.sampled_from(DAYS)))


def few(values: tuple[str, ...] | str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


QUERIES = st.builds(
    Query,
    official=few(PEOPLE), topic=few("xyz"), date=few(KEYS),
    not_official=few(PEOPLE), not_topic=few("xyz"), not_date=few(KEYS),
    speaks=st.booleans(), since=st.sampled_from((None, dt.date(2023, 8, 5))),
)  # fmt: skip


def values(document: Document, facet: str, *, speaks: bool = False) -> set[str]:
    if facet == "date":
        return {document.date.isoformat()} if document.date else set()
    if facet == "topic":
        return {topic.id for topic in document.annotations.topics}
    return set(document.speakers if speaks else document.links.officials)


def has(document: Document, facet: str, keys: tuple[str, ...], *, speaks: bool = False) -> bool:
    found = values(document, facet, speaks=speaks)
    return any(periods.holds(key, value) if facet == "date" else key == value for key in keys for value in found)


def fits(document: Document, query: Query, *, but: str = "", barring: bool = True) -> bool:
    """Whether a document fits all that is asked, the choices of one facet aside, and what it bars too if so said."""
    if query.since and not (document.date and document.date >= query.since):
        return False
    if query.speaks and not document.speakers:
        return False
    kept = all(
        has(document, facet, keys, speaks=query.speaks)
        for facet, keys in query.chosen.items()
        if keys and facet != but
    )  # fmt: skip
    barred = any(has(document, facet, keys) for facet, keys in query.barred.items() if barring or facet != but)
    return kept and not barred


@settings(max_examples=60, deadline=None)
@given(st.tuples(*(documents(id) for id in "abcdef")), st.lists(QUERIES, min_size=1, max_size=8))
def test_what_is_found_and_every_count_are_what_they_are_said_to_be(
    collection: tuple[Document, ...], queries: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder))
        engine.write([Entry(one) for one in collection], upto=1)
        for query in queries:
            answer = engine.find(plan(query))
            assert set(answer.ids) == {one.article.id for one in collection if fits(one, query)}
            for facet in ("official", "topic", "date"):
                check(answer, query, facet, collection)
        engine.close()


def check(answer: Matches, query: Query, facet: str, collection: tuple[Document, ...]) -> None:
    speaks = query.speaks and facet == "official"
    left = [one for one in collection if fits(one, query, but=facet)]
    counts = Counter(value for one in left for value in values(one, facet, speaks=speaks))
    if facet == "date":
        days = {day: n for day, n in counts.items() if day[:7] in plan(query).daily}
        assert answer.days == days
        counts = Counter(day[:7] for day in counts.elements())
    assert answer.facets[facet] == counts
    unbarred = [one for one in collection if fits(one, query, but=facet, barring=False)]
    expected = {key: sum(has(one, facet, (key,)) for one in unbarred) for key in query.barred[facet]}
    assert answer.barred.get(facet, {}) == expected


@pytest.fixture
def filled(engine: WhooshEngine) -> WhooshEngine:
    written = [
        document("named", ("an", "binh"), ()),
        document("said", ("an", "binh"), (0,)),
        document("both", ("an", "binh"), (0, 1)),
        document("nobody", ("an", ""), (1,)),
    ]
    engine.write([Entry(one) for one in written], upto=1)
    return engine


def ids(engine: WhooshEngine, query: Query) -> set[str]:
    return set(engine.find(plan(query)).ids)


def test_only_articles_in_which_the_chosen_official_speaks(filled: WhooshEngine) -> None:
    assert ids(filled, Query(official=("binh",), speaks=True)) == {"both"}


def test_of_several_officials_any_may_speak(filled: WhooshEngine) -> None:
    assert ids(filled, Query(official=("an", "binh"), speaks=True)) == {"said", "both"}


def test_who_is_nobody_by_a_persons_decision_does_not_speak(filled: WhooshEngine) -> None:
    assert ids(filled, Query(speaks=True)) == {"said", "both"}


def test_one_official_without_another(engine: WhooshEngine, filled: Callable[..., object]) -> None:
    assert ids(engine, Query(official=("an",), not_official=("binh",))) == {"nobody"}

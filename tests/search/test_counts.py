from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Annotations, Article, Links, Topic
from search.counts import Counted
from search.engine import Document, Entry
from search.engines.whoosh.columns.pack import packed
from search.engines.whoosh.columns.segment import Columns
from search.engines.whoosh.ordinals import Ordinals, united

COUNTS = st.dictionaries(st.text("abc", max_size=3), st.integers(1, 4))


@given(COUNTS, st.integers(1, 9))
def test_the_best_are_the_most_frequent_then_the_first_by_name(counts: dict[str, int], number: int) -> None:
    best = sorted(counts, key=lambda key: (-counts[key], key))[:number]
    assert list(Counted(counts).best(number).items()) == [(key, counts[key]) for key in best]


@st.composite
def archives(draw: st.DrawFn) -> tuple[list[list[str]], list[int]]:
    """Return the values of each document, and where segments begin."""
    rows = draw(st.lists(st.lists(st.sampled_from("abcd"), unique=True, max_size=3), max_size=40))
    return rows, sorted(draw(st.sets(st.integers(0, len(rows)), max_size=2)))


def ordinals(rows: list[list[str]], cuts: list[int]) -> Ordinals:
    documents = [
        Document(Article(str(n), "", ""), Annotations(str(n), topics=tuple(Topic(v, 1.0) for v in row)), Links((), ()))
        for n, row in enumerate(rows)
    ]
    bounds = [0, *cuts, len(rows)]
    segments = [
        (Columns(packed([Entry(one) for one in documents[first:last]])), first) for first, last in pairwise(bounds)
    ]
    return Ordinals.of("topic", segments, united("topic", [columns for columns, _ in segments]))


@given(archives(), st.data())
def test_values_are_counted_over_any_documents(archive: tuple[list[list[str]], list[int]], data: st.DataObject) -> None:
    rows, cuts = archive
    matching = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), np.bool_)
    kept = [row for row, match in zip(rows, matching, strict=True) if match]
    counts = {name: sum(name in row for row in kept) for name in "abcd" if any(name in row for row in kept)}
    counted = ordinals(rows, cuts).count(matching)
    assert counted.all() == dict(counted) == counts
    for number in (1, 2, 9):
        assert list(counted.best(number).items()) == list(Counted(counts).best(number).items())


@given(archives())
def test_documents_are_told_by_their_values(archive: tuple[list[list[str]], list[int]]) -> None:
    rows, cuts = archive
    found = ordinals(rows, cuts)
    assert found.having(["a", "x"]).tolist() == ["a" in row for row in rows]
    assert found.anybody().tolist() == [bool(row) for row in rows]

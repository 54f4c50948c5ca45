from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.counts import Counted
from search.engines.whoosh.columns.strings import Strings
from search.engines.whoosh.ordinals import Ordinals

COUNTS = st.dictionaries(st.text("abc", max_size=3), st.integers(1, 4))


@given(COUNTS, st.integers(1, 9))
def test_the_best_are_the_most_frequent_then_the_first_by_name(counts: dict[str, int], number: int) -> None:
    best = sorted(counts, key=lambda key: (-counts[key], key))[:number]
    assert list(Counted(counts).best(number).items()) == [(key, counts[key]) for key in best]


@given(COUNTS, st.integers(1, 9))
def test_counts_in_arrays_are_as_those_at_hand(counts: dict[str, int], number: int) -> None:
    names = sorted(counts)
    values = [n for n, name in enumerate(names) for _ in range(counts[name])]
    rows = Ordinals(Strings.of(name.encode() for name in names), np.arange(len(values) + 1), np.array(values, np.intp))
    counted = rows.count(np.ones(len(values), np.bool_))
    assert list(counted.best(number).items()) == list(Counted(counts).best(number).items())
    assert counted.all() == dict(counted) == counts


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True, max_size=3), max_size=30), st.data())
def test_values_are_counted_over_any_documents(rows: list[list[str]], data: st.DataObject) -> None:
    matching = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), np.bool_)
    values = [b"abcd".index(name.encode()) for row in rows for name in row]
    starts = np.cumsum([0, *map(len, rows)])
    ordinals = Ordinals(Strings.of([b"a", b"b", b"c", b"d"]), starts, np.array(values, np.intp))
    kept = [row for row, match in zip(rows, matching, strict=True) if match]
    assert ordinals.count(matching).all() == {
        name: sum(name in row for row in kept) for name in "abcd" if any(name in row for row in kept)
    }
    assert ordinals.having(["a", "x"]).tolist() == ["a" in row for row in rows]

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.columns.strings import Strings

SOME = st.lists(st.binary(max_size=5), max_size=30)
SORTED = st.sets(st.binary(max_size=3), max_size=30).map(sorted)


@given(strings=SOME)
def test_strings_come_back_one_by_one_and_together(strings: list[bytes]) -> None:
    packed = Strings.of(strings)
    assert [packed[n] for n in range(len(packed))] == list(packed) == strings


@given(strings=SOME, first=st.integers(0, 30), last=st.integers(0, 30))
def test_a_stretch_is_what_a_slice_is(strings: list[bytes], first: int, last: int) -> None:
    first, last = min(first, len(strings)), min(last, len(strings))
    assert Strings.of(strings).between(first, last) == strings[first:last]


@given(strings=SORTED, wanted=st.binary(max_size=3))
def test_a_string_is_found_where_it_is(strings: list[bytes], wanted: bytes) -> None:
    assert Strings.of(strings).find(wanted) == (strings.index(wanted) if wanted in strings else None)


@given(strings=SORTED, start=st.binary(max_size=2))
def test_those_that_begin_alike_are_found_together(strings: list[bytes], start: bytes) -> None:
    first, last = Strings.of(strings).starting(start)
    assert strings[first:last] == [string for string in strings if string.startswith(start)]

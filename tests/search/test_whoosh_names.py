"""A word is found in names laid end to end just where it stands in one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import fold
from search.engines.whoosh.names import Names

WORD = st.sampled_from(["an", "ăn", "bình", "binh", "12.5", "a"])
NAMES = st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), max_size=6)


@given(NAMES, WORD, st.booleans(), st.booleans())
def test_names_hold_the_pieces_they_hold_one_by_one(names: list[str], word: str, whole: bool, bare: bool) -> None:
    laid = Names.of(names)
    piece = f" {fold(word) if bare else word}" + (" " if whole else "")
    expected = [n for n, name in enumerate(names) if piece in (f" {fold(name)} " if bare else f" {name} ")]
    assert laid.having(piece, bare=bare).tolist() == expected
    assert [laid[n] for n in range(len(laid))] == names


@pytest.mark.parametrize("names", [[], ["an"]])
def test_what_nobody_is_called_is_found_nowhere(names: list[str]) -> None:
    assert Names.of(names).having(" x", bare=False).tolist() == []

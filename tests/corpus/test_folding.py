from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.folding import SHORT, TABLE, fold_small
from corpus.vietnamese import fold, lower


@given(st.text(), st.text(st.characters(max_codepoint=TABLE + 99), min_size=SHORT))
def test_a_whole_text_folds_as_its_letters_do(any_text: str, long: str) -> None:
    for text in (any_text, long, long + any_text):
        assert fold_small(text) == fold(lower(text))


def test_every_code_point_of_the_table_folds_as_it_does_alone() -> None:
    text = "".join(map(chr, range(TABLE)))
    assert fold_small(text) == "".join(fold(lower(letter)) for letter in text)

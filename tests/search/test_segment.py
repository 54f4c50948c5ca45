from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import clean, match_key
from search.text.segment import MAX_LINE, segment

# Letters that compose with a mark in one case alone, and marks.
MARKED = st.text("oOuUàÀyỲhHjJtT \u0300\u0309\u0323\u0331\u030c\u0308", max_size=20)


def cut(line: str) -> list[str]:
    return [line[start:end] for start, end in segment(line)]


def test_words_of_several_syllables_come_in_one_span() -> None:
    assert "công tác" in cut("Đoàn công tác làm việc với huyện")


def test_blanks_inside_a_word_belong_to_its_span() -> None:
    assert "công   tác" in cut("Đoàn công   tác làm việc")


def test_an_underscore_of_the_writer_stays() -> None:
    assert "ho_so" in cut("tệp ho_so đính kèm")


def test_a_line_without_tokens_has_no_words() -> None:
    assert cut("   ") == []


def test_a_line_longer_than_the_limit_is_covered_to_its_end() -> None:
    line = "huyện " * (MAX_LINE // 3)
    assert segment(line)[-1][1] == len(line.rstrip())


def test_half_a_character_is_a_token_and_breaks_nothing() -> None:
    assert "công tác" in cut("Đoàn công tác \udcff")


def test_segmenting_does_not_import_scikit_learn() -> None:
    code = (
        "import sys; from search.text.segment import segment; segment('Đầm Hà');"
        "sys.exit(any(name.startswith(('sklearn', 'scipy')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=200))
def test_spans_are_in_order_apart_and_cover_all_but_blanks(text: str) -> None:
    line = clean(text).replace("\n", " ")
    covered(line)


@pytest.mark.parametrize("text", ["tuỳ toÀ\u0309n quyền", "H\u0331 J\u030c", "hòa bình"])
def test_keys_are_cut_whatever_marks_they_have(text: str) -> None:
    covered(match_key(clean(text)))


@given(MARKED)
def test_spans_of_keys_are_in_order_apart_and_cover_all_but_blanks(text: str) -> None:
    covered(match_key(clean(text)))


def covered(line: str) -> None:
    at = 0
    for start, end in segment(line):
        assert line[at:start].strip() == ""
        assert start < end
        at = end
    assert line[at:].strip() == ""

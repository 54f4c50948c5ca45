"""Every text is cut into the very words that pyvi cuts it into."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import match_key
from search.text.model import model
from search.text.segment import MAX_LINE, Segmenter, cut, segment
from tests.search import pyvi_itself

KNOWN = sorted(syllable for syllable in model().ids if syllable.strip())
ENTRIES = sorted(pyvi_itself.tokenizer().bi_grams | pyvi_itself.tokenizer().tri_grams)
ODD = (
    *("TP.", "Tp.", "Mr.", "Mrs.", "Ms.", "Dr.", "ThS.", "TS.", "Đ.", "UBND.", "==>", "->", "=>", "...", "..", "…."),
    *(">>", ">>>", "1.000.000,5", "1_2", "1_2a", "12,5%", "4/8/2023", "٣.٤", "²", "_", "__", "a_b", "_1", "&&", "-."),
    *("a.b@c.vn", ".x@y.z", "-a@b.c", "a@b", "a@b.", "@", "http://x.vn/a?b=c,", "ftp://é", "x://y://z", "://"),
    *("İ", "ıI", "ẞ", "ǅ", "ΑΣ", "Σ'", "'Σ", "ﬁ", "ª", "\u200b", "a\u200bb", "👍🏽", "中文", "ก็", "xyzzy", "\ufffd"),
    *("\udcff", "Đ\udcff", "\0", "a\0b", "x://\0y", "\u0301", "H\u0331", "ỳ\u0323", "e\u0323\u0302"),
)
BLANKS = ["", " ", " ", " ", " ", "  ", "\t", "\u00a0", "\x1c", "\x85", "\u2028"]

syllables = st.sampled_from(KNOWN) | st.sampled_from(ENTRIES) | st.sampled_from(ODD)
cased = st.builds(
    lambda word, case: case(word), syllables, st.sampled_from([str, str, str.title, str.upper, str.capitalize])
)
pieces = cased | st.text("0123456789.,_-+@:/()\"'“”…%&", max_size=4) | st.text(max_size=3)
lines = st.lists(st.tuples(pieces, st.sampled_from(BLANKS)), max_size=40).map(
    lambda found: unicodedata.normalize("NFC", "".join(map("".join, found))).replace("\n", " ")
)


def words(text: str) -> list[list[str]]:
    """The words of each line, syllables joined by "_" as pyvi gives them."""
    found = cut(text)
    cut_lines: list[list[str]] = [[] for _ in text.split("\n")]
    for token, begins, number in zip(found.tokens, found.begins.tolist(), found.lines.tolist(), strict=True):
        token = pyvi_itself.readable(token)
        if begins:
            cut_lines[number].append(token)
        else:
            cut_lines[number][-1] += f"_{token}"
    return cut_lines


@given(st.lists(lines, max_size=6))
def test_lines_are_cut_as_pyvi_cuts_each(texts: list[str]) -> None:
    text = "\n".join(texts)
    assert words(text) == [pyvi_itself.words(line) for line in text.split("\n")]


@given(lines)
def test_a_line_of_keys_is_cut_as_pyvi_cuts_it(line: str) -> None:
    assert words(match_key(line)) == [pyvi_itself.words(match_key(line))]


@given(st.text())
def test_any_text_is_cut_as_pyvi_cuts_it(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert words(text) == [pyvi_itself.words(line) for line in text.split("\n")]


@given(cased, st.integers(2, 300))
def test_what_repeats_is_cut_as_pyvi_cuts_it(piece: str, times: int) -> None:
    line = unicodedata.normalize("NFC", f"{piece} " * times)
    assert words(line) == [pyvi_itself.words(line)]


@given(lines)
def test_spans_hold_the_words(line: str) -> None:
    if unicodedata.is_normalized("NFC", line):
        spans = [pyvi_itself.readable("".join(line[start:end].split())) for start, end in segment(line)]
        # A joint of pyvi's is no part of the span, an underscore of the writer's is.
        assert [span.replace("_", "") for span in spans] == [word.replace("_", "") for word in pyvi_itself.words(line)]


@pytest.mark.parametrize("char", ["a ", ", ", "(", "đ", "hà "])
def test_a_line_beyond_the_limit_is_cut_as_pyvi_cuts_its_parts(char: str) -> None:
    line = (char * MAX_LINE)[: MAX_LINE + 99]
    assert words(f"một\n{line}\nhai")[1] == pyvi_itself.words(line)


def test_the_weights_are_those_that_crfsuite_prints(tmp_path) -> None:
    pyvi_itself.tokenizer().model.tagger.dump(str(tmp_path / "model"))
    printed = (tmp_path / "model").read_text("utf-8")
    for name, weight in model().flags.items():
        assert f"{name} --> B_W: {weight.real:f}\n" in printed
        assert f"{name} --> I_W: {weight.imag:f}\n" in printed
    for syllable in ("huyện", "công", "và"):
        for place, table in (
            ("", model().own - model().flags["bias"]),
            ("-1:", model().before),
            ("+1:", model().after),
        ):
            weight = table[model().ids[syllable]]
            assert f"{place}word.lower():{syllable} --> B_W: {weight.real:f}\n" in printed or weight.real == 0


def test_marks_that_could_compose_are_no_letters() -> None:
    # Else a mark that stands as U+FFFD among the tokens would be missing from a word's key.
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    assert not [mark for mark in marks if mark.isalnum()]


def test_what_was_forgotten_is_cut_as_before() -> None:
    forgetful, text = Segmenter(remembered=3), "Đoàn công tác làm việc với huyện Đầm Hà, 4/8."
    first, second = forgetful.cut(text), forgetful.cut(text)
    assert first.vocabulary is not second.vocabulary
    assert first.tokens == second.tokens == cut(text).tokens
    assert first.begins.tolist() == second.begins.tolist() == cut(text).begins.tolist()


def test_a_text_without_tokens_has_none() -> None:
    assert cut("").tokens == cut(" \n\n ").tokens == []


def test_empty_lines_count() -> None:
    assert cut("\nhuyện\n\n xã").lines.tolist() == [1, 3]

"""Signatures tell how much two texts have in common, and nothing of how they are written down."""

from __future__ import annotations

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.text.signature import ROW, signature

SYLLABLES = (
    "hòa",
    "khê",
    "xã",
    "ủy",
    "ban",
    "nước",
    "sạch",
    "đường",
    "bão",
    "lũ",
    "dân",
    "trẻ",
    "tiêm",
    "số",
    "12",
    "2025",
)
texts = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=60)


@given(texts, texts, st.sampled_from([" ", "  ", "\n", " \t ", ", ", ". "]))
def test_blanks_lines_and_punctuation_leave_it_as_it_is(title: list[str], body: list[str], between: str) -> None:
    assert signature(between.join(title), between.join(body)) == signature(" ".join(title), " ".join(body))


@given(texts, texts)
def test_composed_and_decomposed_letters_are_the_same(title: list[str], body: list[str]) -> None:
    apart = [unicodedata.normalize("NFD", " ".join(part)) for part in (title, body)]
    assert signature(*apart) == signature(" ".join(title), " ".join(body))


@given(texts, texts)
def test_capitals_are_the_same_as_small_letters(title: list[str], body: list[str]) -> None:
    assert signature(" ".join(title).upper(), " ".join(body).upper()) == signature(" ".join(title), " ".join(body))


def test_both_tone_styles_are_the_same() -> None:
    assert signature("Uỷ ban xã Hoà Khê", "thuỷ lợi") == signature("Ủy ban xã Hòa Khê", "thủy lợi")


@given(st.lists(st.sampled_from(SYLLABLES), min_size=10, max_size=40))
def test_a_text_said_twice_over_has_few_rows_more(body: list[str]) -> None:
    once, twice = (np.frombuffer(signature("", " ".join(body * times)), ROW)[0] for times in (1, 2))
    assert once["shingles"] <= twice["shingles"] <= once["shingles"] + 3  # those across the seam


def test_it_is_the_same_on_every_machine_and_for_good() -> None:
    row = np.frombuffer(signature("Nước sạch về bản", "Sáng 19/5 công trình cấp nước được bàn giao."), ROW)[0]
    assert (row["text"][:4].tolist(), int(row["shingles"]), int(row["words"])) == ([110, 33, 162, 206], 11, 4)


def test_the_order_of_words_is_part_of_it() -> None:
    one, other = (np.frombuffer(signature("", text), ROW)[0] for text in ("một hai ba bốn năm", "năm bốn ba hai một"))
    assert (one["text"] == other["text"]).mean() < 0.1


def test_texts_that_share_half_of_their_rows_agree_in_half_of_the_functions() -> None:
    words = [f"chữ{n}" for n in range(3_000)]
    left, right = (np.frombuffer(signature("", " ".join(part)), ROW)[0] for part in (words[:2_000], words[1_000:]))
    assert abs((left["text"] == right["text"]).mean() - 1 / 3) < 0.1


def test_no_words_have_a_signature_too() -> None:
    row = np.frombuffer(signature("", "…"), ROW)[0]
    assert (int(row["shingles"]), int(row["words"]), int(row["figures"].sum())) == (0, 0, 0)

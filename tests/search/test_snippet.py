from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import clean
from search.language.marks import written
from search.plan import MAX_SYLLABLES
from search.snippet import SNIPPET_LENGTH, Marker
from search.text.cutting import syllables

BODY = (
    "Sáng nay, hội nghị bình xét thi đua diễn ra tại xã. Bà Lê Bình Phượng phát biểu về bình đẳng giới.\n"
    + "Các đại biểu thảo luận sôi nổi về kế hoạch năm tới của địa phương. " * 12
    + "Cuối buổi, bà Lê Bình Phượng trao quà."
)


def marked(query: str, text: str) -> list[str]:
    snippet = Marker(query).title(clean(text))
    return [snippet.text[start:end] for start, end in snippet.marks]


@pytest.mark.parametrize("typed", ["Lê Bình Phượng", "le binh phuong", "LÊ BÌNH PHƯỢNG", "Le\u0302 Bi\u0300nh Phượng"])
def test_every_way_to_type_a_name_marks_it_whole(typed: str) -> None:
    assert marked(typed, "Bà Lê Bình Phượng phát biểu") == ["Lê Bình Phượng"]


def test_accents_that_were_typed_must_match() -> None:
    assert marked("bình", "bình và binh và bính") == ["bình"]


def test_accents_that_were_left_out_need_not_match() -> None:
    assert marked("binh", "bình và binh và bính") == ["bình", "binh", "bính"]


def test_both_tone_styles_are_marked() -> None:
    assert marked("hoà", "hòa và hoà") == ["hòa", "hoà"]


def test_a_syllable_inside_another_is_not_marked() -> None:
    assert marked("an", "toàn dân an tâm") == ["an"]


def test_a_syllable_of_a_name_is_not_marked_in_another_word() -> None:
    assert marked("le binh phuong", "Lê Bình Phượng nói về bình đẳng") == ["Lê Bình Phượng"]


def test_a_mark_does_not_run_across_a_full_stop() -> None:
    assert marked("xã đoàn", "tại xã. Đoàn đến") == ["xã", "Đoàn"]


def test_the_passage_with_the_whole_name_is_shown() -> None:
    assert "Lê Bình Phượng" in Marker("binh phuong").snippet(BODY).text


def test_without_a_match_the_beginning_is_shown() -> None:
    assert Marker("không có").snippet("Sáng nay họp.").text == "Sáng nay họp."


def test_a_cut_is_shown_by_an_ellipsis_at_a_syllable_s_end() -> None:
    text = Marker("").snippet(BODY).text
    assert text.endswith("…")
    assert BODY.replace("\n", " ").startswith(text[:-1])
    assert not BODY[len(text) - 1].isalnum()


def test_i_and_y_are_marked_for_each_other() -> None:
    assert [marked(typed, "kỹ sư Lý, kĩ sư Lí") for typed in ("kĩ sư lí", "ky su ly")] == [["kỹ sư Lý", "kĩ sư Lí"]] * 2


def test_what_of_a_long_query_is_not_looked_up_is_not_marked() -> None:
    query = " ".join(f"chữ{number}" for number in range(MAX_SYLLABLES)) + " thừa"
    assert marked(query, "chữ1 thừa") == ["chữ1"]


def test_a_body_that_is_one_word_over_and_over_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    Marker("huyện đầm hà").snippet("huyện đầm hà " * 70_000)
    assert time.process_time() - begun < 2  # 0.2 s; weighing each match against each takes minutes


@given(st.text(max_size=900), st.text(alphabet="aáàbđdghnoơưuy .,\n", max_size=30))
def test_a_snippet_keeps_its_length_and_its_marks_are_in_order_apart_and_inside(text: str, query: str) -> None:
    snippet = Marker(query).snippet(clean(text))
    assert len(snippet.text) <= SNIPPET_LENGTH
    at = 0
    for start, end in snippet.marks:
        assert at <= start < end <= len(snippet.text)
        at = end
    assert "".join(piece for piece, _ in snippet.pieces()) == snippet.text


@given(st.text(alphabet="aáăâbđê ô,.", min_size=1, max_size=80))
def test_every_syllable_asked_for_is_marked_somewhere_when_it_is_there(text: str) -> None:
    snippet = Marker(text).title(clean(text))
    inside = " ".join(piece for piece, hit in snippet.pieces() if hit)
    assert {one.folded for one in syllables(clean(text))} == {one.folded for one in syllables(inside)}


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ('"bình phượng"', "Lê Bình Phượng dự hội nghị Bình và Phượng", ["Bình Phượng"]),
        ('"binh phuong"', "Lê Bình Phượng", ["Bình Phượng"]),
        ('"bính phượng"', "Lê Bình Phượng", []),
        ("bão OR lũ", "Bão rồi mưa, lũ", ["Bão", "lũ"]),
        ("tiền*", "Tiền, tiến, tiềng", ["Tiền", "tiềng"]),
        ("tien*", "Tiền, tiến", ["Tiền", "tiến"]),
        ("ky*", "kỳ này; kịch", ["kỳ"]),
        ('nguoi:"le phuong"', "Ông Lê Phượng", ["Lê Phượng"]),
        ("so:1505/QĐ-UBND", "số 1505/QĐ-UBND ngày", ["1505/QĐ-UBND"]),
        ("mưa -bão", "bão và mưa", ["mưa"]),
        ('mưa -"bão lũ" -(gió OR sấm)', "bão lũ, gió, mưa", ["mưa"]),
        ('lũ "lũ quét"', "lũ quét, rồi lũ", ["lũ quét", "lũ"]),
        ("hoà*", "hòa, hoàng, hoa", ["hòa", "hoàng"]),
    ],
)
def test_conditions_are_marked_and_what_they_exclude_is_not(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_the_passage_with_the_phrase_is_shown() -> None:
    assert "trao quà" in Marker('"bà lê bình phượng trao"').snippet(BODY).text


def test_conditions_on_a_body_that_is_one_word_over_and_over_take_no_longer_than_its_length() -> None:
    begun = time.process_time()
    Marker('"huyện đầm hà" OR đầm* OR huyen').snippet("huyện đầm hà " * 70_000)
    assert time.process_time() - begun < 2


@given(st.text(alphabet="aáăâbđê ô,.", max_size=60), st.text(alphabet='aáb đ"*()-OR:', max_size=30))
def test_marks_of_any_query_are_in_order_apart_and_inside(text: str, query: str) -> None:
    at, snippet = 0, Marker(query).title(clean(text))
    for start, end in snippet.marks:
        assert at <= start < end <= len(snippet.text)
        at = end


PIECES = ["xã", "xa", "Xá", "đoàn", "doan", "12/2023/QĐ-UBND", "quy", "quý", "quí", "UBND", "2023", *" \n.,-/_a1"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.lists(st.sampled_from(PIECES), max_size=60))
def test_what_is_found_is_what_a_look_at_each_place_of_the_text_finds(asked: list[str], pieces: list[str]) -> None:
    query, text = clean(" ".join(asked)), clean("".join(pieces))
    slow = Marker(query)
    forms = sorted({one.folded for one in syllables(query)}, key=len, reverse=True)
    slow._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(written, forms)) or '(?!)'})(?![^\W_])")
    assert Marker(query).free(text) == slow.free(text)

"""The ground floor of the language: what is held to be the same, what keeps its length, and what sorts where."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import (
    ALPHABET,
    TONES,
    clean,
    collation_key,
    fold,
    has_accents,
    i_for_y,
    lower,
    match_key,
    one_tone_style,
)

VOWELS = "".join(TONES)
LETTERS = ALPHABET + VOWELS
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " .,-0123456789\n", max_size=40)
# Any text, and often text with the letters that the rules are about.
ANY = st.one_of(st.text(max_size=40), VIETNAMESE)
# Open rhymes and marks that have no letter of their own with them: à and a hook.
MARKED = st.lists(st.sampled_from([*"oOuUaàÀeèyỳqhk ", "\u0300", "\u0309", "\u0323"]), max_size=8).map(
    lambda letters: unicodedata.normalize("NFC", "".join(letters))
)
NFC = ANY.map(lambda text: unicodedata.normalize("NFC", text))

SAME_LENGTH = [one_tone_style, i_for_y, lower, fold, match_key]
# The old and the new place of the tone, on every open rhyme and in every tone.
STYLES = [
    (old + tone_old, tone_new + rest)
    for old, row, rest in (("o", "aàảãáạ", "a"), ("o", "eèẻẽéẹ", "e"), ("u", "yỳỷỹýỵ", "y"))
    for tone_old, tone_new in zip(row[1:], {"o": "òỏõóọ", "u": "ùủũúụ"}[old], strict=True)
]


@pytest.mark.parametrize("function", [clean, *SAME_LENGTH], ids=lambda function: function.__name__)
@given(text=ANY)
def test_doing_it_twice_is_doing_it_once(function: Callable[[str], str], text: str) -> None:
    once = function(unicodedata.normalize("NFC", text))
    assert function(once) == once


@pytest.mark.parametrize("function", SAME_LENGTH, ids=lambda function: function.__name__)
@given(text=NFC)
def test_a_position_in_the_result_is_a_position_in_the_source(function: Callable[[str], str], text: str) -> None:
    assert len(function(text)) == len(text)


@pytest.mark.parametrize("function", SAME_LENGTH, ids=lambda function: function.__name__)
@given(text=VIETNAMESE)
def test_vietnamese_text_stays_composed(function: Callable[[str], str], text: str) -> None:
    assert unicodedata.is_normalized("NFC", function(text))


@pytest.mark.parametrize("function", [one_tone_style, i_for_y], ids=lambda function: function.__name__)
@given(text=MARKED)
def test_a_mark_that_stands_for_itself_stays_apart(function: Callable[[str], str], text: str) -> None:
    assert unicodedata.is_normalized("NFC", function(text))


@given(VIETNAMESE)
def test_folding_leaves_plain_letters_only(text: str) -> None:
    assert fold(text).isascii()


@given(VIETNAMESE)
def test_folding_and_lowering_may_come_in_either_order(text: str) -> None:
    assert fold(lower(text)) == lower(fold(text))


@given(VIETNAMESE)
def test_one_tone_style_moves_tones_and_changes_no_letter(text: str) -> None:
    assert fold(one_tone_style(text)) == fold(text)


@given(VIETNAMESE)
def test_decomposed_text_is_the_same_once_cleaned(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)


@given(ANY)
def test_clean_text_is_composed_and_has_single_blanks(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert "\r" not in cleaned


@pytest.mark.parametrize("letter", ["đ", "Đ", "Ð"])
def test_every_stroked_d_folds_to_d(letter: str) -> None:
    assert fold(letter).lower() == "d"


def test_the_icelandic_look_alike_is_read_as_the_vietnamese_letter() -> None:
    assert clean("Ðầm Hà") == "Đầm Hà"


def test_invisible_characters_are_dropped() -> None:
    assert clean("Đầm\u200b Hà\ufeff\u00ad") == "Đầm Hà"


def test_a_letter_and_its_accent_meet_across_an_invisible_character() -> None:
    assert clean("Ha\u200b\u0300") == "Hà"


@pytest.mark.parametrize(("old", "new"), STYLES)
def test_both_tone_styles_of_an_open_rhyme_meet(old: str, new: str) -> None:
    assert one_tone_style(f"h{old} H{old.upper()}") == f"h{new} H{new.upper()}"


@pytest.mark.parametrize("text", ["quý", "Quỳ", "QUỶ", "quỹ", "quỵ", "quý khách"])
def test_the_tone_of_quy_stays_where_it_is(text: str) -> None:
    assert one_tone_style(text) == text


@pytest.mark.parametrize("text", ["hoàn", "toán", "huýt", "khoẻn", "thuyền", "Hoàng", "loài"])
def test_closed_rhymes_are_written_in_one_way_only(text: str) -> None:
    assert one_tone_style(text) == text


@pytest.mark.parametrize(
    ("with_y", "with_i"),
    [
        ("kỹ", "kĩ"),
        ("Mỹ", "Mĩ"),
        ("lý", "lí"),
        ("sỹ", "sĩ"),
        ("tỷ", "tỉ"),
        ("hy", "hi"),
        ("vỹ", "vĩ"),
        ("quý", "quí"),
        ("QUỸ", "QUĨ"),
    ],
)
def test_y_and_i_as_a_whole_rhyme_meet(with_y: str, with_i: str) -> None:
    assert i_for_y(with_y) == with_i


@pytest.mark.parametrize("text", ["thủy", "Thúy", "nguyễn", "tay", "mây", "yêu", "Ý", "dy", "huy", "quyết", "quay"])
def test_y_elsewhere_stays(text: str) -> None:
    assert i_for_y(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà Bình", "Hòa Bình"), ("UỶ BAN", "ủy ban"), ("bác sỹ", "Bác sĩ"), ("Quý", "quí"), ("thuỷ", "Thủy")],
)
def test_two_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("da", "đa"), ("hoa", "hòa"), ("tuy", "tui")])
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_a_letter_whose_small_form_is_two_stays_one() -> None:
    assert len(lower("İ")) == 1


@given(NFC)
def test_a_small_letter_does_not_depend_on_its_neighbours(text: str) -> None:
    assert lower(text) == "".join(lower(letter) for letter in text)


def test_accents_are_seen_where_there_are_any() -> None:
    assert [has_accents(text) for text in ("xa minh lam duong", "đò", "Dam Ha", "Hà")] == [False, True, False, True]


def test_letters_sort_as_in_the_vietnamese_alphabet() -> None:
    backwards = ALPHABET[::-1]
    assert "".join(sorted(backwards, key=collation_key)) == ALPHABET


def test_tones_sort_as_in_vietnamese_dictionaries() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=collation_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_letters_count_before_tones() -> None:
    assert sorted(["má", "man", "mạ", "mai"], key=collation_key) == ["má", "mạ", "mai", "man"]


def test_digits_sort_before_letters_and_blanks_before_digits() -> None:
    assert sorted(["xã A", "xã 1", "xãa", "xã"], key=collation_key) == ["xã", "xã 1", "xã A", "xãa"]


def test_d_with_stroke_sorts_after_d() -> None:
    assert sorted(["Đầm Hà", "Dương Hòa", "Eo Gió", "Cẩm Phả"], key=collation_key) == [
        "Cẩm Phả",
        "Dương Hòa",
        "Đầm Hà",
        "Eo Gió",
    ]


@given(st.lists(ANY, max_size=6))
def test_the_order_is_total(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=collation_key) == sorted(backwards, key=collation_key)


@given(VIETNAMESE)
def test_both_tone_styles_sort_to_the_same_place(text: str) -> None:
    assert collation_key(text)[:2] == collation_key(one_tone_style(text))[:2]

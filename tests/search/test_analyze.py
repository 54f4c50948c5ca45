from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.vietnamese import clean, match_key
from search.text.analyze import OPENING_LENGTH, Field, analyze, words
from search.text.cutting import pairs, syllables


def keys(text: str) -> list[str]:
    return [syllable.key for syllable in syllables(text)]


def test_two_tone_styles_make_one_term() -> None:
    assert keys("hoà bình") == keys("hòa bình")


def test_i_and_y_make_one_term() -> None:
    assert keys("kỹ sư Lý") == keys("kĩ sư Lí")


def test_capitals_make_the_same_terms() -> None:
    assert keys("LÊ BÌNH PHƯỢNG") == keys("Lê Bình Phượng")


def test_a_document_number_is_one_term() -> None:
    assert "1505/qđ-ubnd" in keys("Quyết định số 1505/QĐ-UBND ngày 4/8/2023")


def test_a_document_number_with_its_year_is_one_term() -> None:
    assert "12/2023/qđ-ubnd" in keys("Quyết định 12/2023/QĐ-UBND")


def test_a_day_is_not_a_document_number() -> None:
    assert keys("ngày 4/8/2023") == ["ngày", "4", "8", "2023"]


def test_the_parts_of_a_document_number_can_be_found_too() -> None:
    assert analyze("", "số 1505/QĐ-UBND")[Field.SYLLABLES]["ubnd"] == 1


def test_spellings_of_an_abbreviation_with_joints_make_the_same_pairs() -> None:
    assert pairs(syllables("LĐ-TB&XH")) == pairs(syllables("LĐ TB XH"))


def test_the_end_of_a_sentence_parts_neighbours() -> None:
    assert "huyen doan" not in pairs(syllables("tại huyện. Đoàn đã"))


def test_the_title_counts_in_the_text_and_once_more_by_itself() -> None:
    terms = analyze("Tiêm chủng", "Đợt tiêm mới")
    assert (terms[Field.SYLLABLES]["tiêm"], terms[Field.TITLE_SYLLABLES]["tiêm"]) == (2, 1)


def test_the_opening_is_the_title_and_what_follows_it_each_syllable_once() -> None:
    opening = analyze("Tiêm chủng", "Đợt tiêm mới " + "sau " * OPENING_LENGTH + "cùng")[Field.OPENING_SYLLABLES]
    assert opening == {"tiêm": 1, "chủng": 1, "đợt": 1, "mới": 1, "sau": 1}


def test_an_article_without_title_opens_with_its_first_words() -> None:
    assert "đợt" in analyze("", "Đợt tiêm mới")[Field.OPENING_SYLLABLES]


def test_words_are_joined_by_an_underscore_whatever_stood_between() -> None:
    assert "công_tác" in words("Đoàn công  tác làm việc")


@given(st.text(max_size=300))
@example("OÀ")  # one tone style moves the mark to the first letter
def test_every_syllable_is_where_it_says(text: str) -> None:
    text = clean(text)
    for syllable in syllables(text):
        assert 0 <= syllable.start < syllable.end <= len(text)
        assert syllable.key == match_key(text[syllable.start : syllable.end])


@given(st.text(max_size=200))
def test_analysis_of_any_text_counts_each_syllable_in_both_fields(text: str) -> None:
    terms = analyze("", clean(text))
    assert sum(terms[Field.SYLLABLES].values()) == sum(terms[Field.FOLDED].values())

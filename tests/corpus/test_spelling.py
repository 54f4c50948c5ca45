import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Agency
from corpus.spelling import (
    agency_key,
    agency_label,
    display_name,
    name_key,
    office_key,
    place_key,
    slug_base,
    title_key,
)


def test_a_name_meets_its_other_spellings() -> None:
    assert name_key("LÊ  THỊ HOÀ KỲ") == name_key("Lê Thị Hòa Kì")


def test_a_title_meets_its_abbreviation() -> None:
    assert title_key("Phó Chủ tịch UBND huyện") == title_key("Phó chủ tịch Ủy ban nhân dân huyện")


def test_a_body_without_place_is_another_record() -> None:
    assert agency_key("Sở Y tế", None) != agency_key("Sở Y tế", "Bến Tra")


def test_a_body_is_written_with_its_place_once() -> None:
    assert [agency_label(Agency("Sở Y tế", "Bến Tra")), agency_label(Agency("Sở Y tế Bến Tra", "Bến Tra"))] == [
        "Sở Y tế Bến Tra",
        "Sở Y tế Bến Tra",
    ]


def test_capitals_and_the_old_tone_style_are_shown_as_usual() -> None:
    assert display_name("LÊ THỊ HOÀ") == "Lê Thị Hòa"


@given(st.text())
def test_a_slug_needs_no_escaping_in_an_address(text: str) -> None:
    slug = slug_base(text)
    assert slug == "-".join(filter(None, slug.split("-")))
    assert slug.replace("-", "").isascii()
    assert 0 < len(slug) <= 80


@pytest.mark.parametrize(
    ("one", "other", "agency"),
    [
        ("PCT UBND", "Phó Chủ tịch UBND", "Ủy ban nhân dân huyện"),
        ("Phó Chủ tịch UBND", "Phó Chủ tịch Ủy ban nhân dân huyện", "Ủy ban nhân dân huyện"),
        ("Bí thư Đảng ủy", "Bí thư Đảng uỷ xã", "Đảng ủy xã"),
        ("Giám đốc Sở GD&ĐT", "Giám đốc Sở Giáo dục - Đào tạo", "Sở Giáo dục và Đào tạo"),
    ],
)
def test_wordings_of_one_office_meet(one: str, other: str, agency: str) -> None:
    assert office_key(one, agency) == office_key(other, agency)


@pytest.mark.parametrize(
    ("one", "other", "agency"),
    [
        ("Chủ tịch UBND", "Phó Chủ tịch UBND", "Ủy ban nhân dân huyện"),
        ("Bí thư Đảng ủy", "Bí thư Đảng ủy xã", None),
        ("Trưởng Công an", "Trưởng Công an huyện", "Công an xã"),
    ],
)
def test_wordings_of_two_offices_do_not_meet(one: str, other: str, agency: str | None) -> None:
    assert office_key(one, agency) != office_key(other, agency)


@pytest.mark.parametrize(
    ("written", "same"),
    [("Đăk Nông", "Đắk Nông"), ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"), ("Liên Chiều", "Liên Chiểu")],
)
def test_slips_in_the_spelling_of_a_district_or_province_meet(written: str, same: str) -> None:
    assert place_key(written) == place_key(same)


def test_a_place_that_no_district_resembles_is_itself() -> None:
    assert place_key("Trúc Khê Hạ") == "trúc khê hạ"

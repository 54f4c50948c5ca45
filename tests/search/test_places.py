"""Which places a query names, and what each is called besides; what is no place, or not plain, is left as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.eras import eras
from search.language import read
from search.language.joining import exchanged
from search.language.places import MAX_OTHERS, MAX_PLACES, places_in
from search.plan import Plan, plan
from search.query import Query


def read_places(text: str) -> dict[str, list[str]]:
    slots = joined.slots if (joined := plan(Query(text)).joined) else ()
    return {slot.typed: [other.label for other in slot.others if other.label] for slot in slots}


@pytest.mark.parametrize(
    ("text", "typed", "others"),
    [
        ("huyện Đầm Hà", "huyện Đầm Hà", {"xã Đầm Hà", "xã Quảng Tân"}),
        ("huyen dam ha tiem phong", "huyen dam ha", {"xã Đầm Hà", "xã Quảng Tân"}),
        ("HUYỆN ĐẦM HÀ", "HUYỆN ĐẦM HÀ", {"xã Đầm Hà", "xã Quảng Tân"}),
        ("Đầm Hà", "Đầm Hà", {"xã Quảng Tân"}),
        ("dam ha", "dam ha", {"xã Quảng Tân"}),
        ("xã Dực Yên", "xã Dực Yên", {"xã Quảng Tân"}),
        ("Dực Yên, Đầm Hà", "Dực Yên", {"xã Quảng Tân", "xã Dực Yên (Quảng Ninh)"}),
        ("xã Quảng Tân Đầm Hà", "xã Quảng Tân", {"xã Quảng Tân (Quảng Ninh)"}),
        ("tỉnh Phú Thọ", "tỉnh Phú Thọ", {"tỉnh Hòa Bình", "tỉnh Vĩnh Phúc"}),
        ("tinh phu tho", "tinh phu tho", {"tỉnh Hòa Bình", "tỉnh Vĩnh Phúc"}),
        ("Vĩnh Phúc", "Vĩnh Phúc", {"tỉnh Phú Thọ"}),
        ("tỉnh Hòa Bình", "tỉnh Hòa Bình", {"tỉnh Phú Thọ"}),
        ("tp Thủ Dầu Một Bình Dương", "tp Thủ Dầu Một", None),
        ("Cà Mau", "Cà Mau", {"tỉnh Bạc Liêu"}),
        ('noi:"Đầm Hà"', "đầm hà", {"xã Quảng Tân"}),
        ('noi:"Dực Yên"', "dực yên", {"xã Quảng Tân"}),
        ('noi:"Hòa Bình" bão', "hòa bình", {"tỉnh Phú Thọ"}),
        ('bão (noi:"tinh phu tho" OR noi:huế)', "tinh phu tho", {"tỉnh Hòa Bình", "tỉnh Vĩnh Phúc"}),
    ],
)
def test_a_place_is_read_with_its_other_names(text: str, typed: str, others: set[str] | None) -> None:
    found = read_places(text)
    assert list(found) == [typed]
    assert found[typed]
    assert others is None or set(found[typed]) == others


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hòa bình",
        "Hòa Bình",
        "thái bình",
        "Thái Bình Dương",
        "Nguyễn Hải Dương",
        "nguyen hai duong",
        "đường Vĩnh Phúc",
        "học tập tấm gương Hồ Chí Minh",
        "an toàn xã hội",
        "xã hội an toàn",
        "hợp tác xã Đại Bình",
        "văn bản",
        "van ban chi dao",
        "Dực Yên",  # a commune's bare name
        "xã Tân Tiến",  # in twenty provinces
        "huyện Châu Thành",
        '"huyện Đầm Hà"',
        '"xã Dực Yên" tiêm phòng',
        '-noi:"Đầm Hà" bão',
        '-"huyện Đầm Hà" bão',
        "bão -(huyện Đầm Hà)",
        'coquan:"UBND huyện Đầm Hà"',
        'tieude:"huyện Đầm Hà"',
        "huyện Đầm, Hà",
        "tỉnh Quảng Ninh",  # called so before and after
    ],
)
def test_what_is_no_place_or_not_plain_stays_as_typed(text: str) -> None:
    assert read_places(text) == {}


def test_the_unit_around_makes_a_common_name_plain() -> None:
    assert read_places("xã Tân Tiến") == {}
    for around in ("huyện Bù Đốp", "Bù Đốp", "bu dop", "ở huyện Bù Đốp", "huyện Bù Đốp, tỉnh Bình Phước"):
        assert list(read_places(f"xã Tân Tiến {around}")) == ["xã Tân Tiến"]


def test_words_for_what_lies_around_are_left_out_with_the_place() -> None:
    made = plan(Query("tiêm phòng xã Quảng Tân, huyện Đầm Hà")).joined
    assert made is not None
    assert [term.text for term in made.need] == ["tiêm", "phòng"]


def test_accents_that_were_typed_must_be_the_names() -> None:
    assert read_places("huyện Dâm Hà") == {}


def test_two_places_are_both_read() -> None:
    assert list(read_places("huyện Đầm Hà và tỉnh Phú Thọ")) == ["huyện Đầm Hà", "tỉnh Phú Thọ"]


def test_more_places_than_one_asks_for_are_a_list_and_mean_themselves() -> None:
    many = "tỉnh Phú Thọ, tỉnh Cà Mau, tỉnh Lâm Đồng, tỉnh Đồng Nai"
    assert len(many.split(",")) > MAX_PLACES
    assert read_places(many) == {}


def test_names_beyond_the_most_are_counted() -> None:
    (largest,) = places_in("đặc khu Vân Đồn", eras())
    assert (len(largest.others), largest.cut) == (MAX_OTHERS, 1)


def test_the_query_as_typed_is_the_same_joined_or_not() -> None:
    joined, alone = plan(Query("huyện Đầm Hà")), plan(Query("huyện Đầm Hà", join=False))
    assert alone.joined is None
    assert _typed(joined) == _typed(alone)


def _typed(made: Plan) -> tuple[object, ...]:
    return made.need, made.boost, made.must, made.at_least


words = st.sampled_from(
    [
        "huyện",
        "xã",
        "tỉnh",
        "Đầm",
        "Hà",
        "dam",
        "ha",
        "Vĩnh",
        "Phúc",
        "tân",
        "tiến",
        ",",
        "(",
        ")",
        '"',
        "-",
        "noi:",
        "OR",
    ]
)


@given(st.lists(words, max_size=12).map(" ".join) | st.text(max_size=60))
def test_reading_never_fails(text: str) -> None:
    plan(Query(text))


@given(
    st.lists(st.sampled_from(["huyện", "Đầm", "Hà", "xã", "Dực", "Yên", "tỉnh", "Phú", "Thọ"]), min_size=1, max_size=8)
)
def test_nothing_is_joined_in_quotes(inside: list[str]) -> None:
    for text in (f'"{" ".join(inside)}"', f'-"{" ".join(inside)}"', f'bão "{" ".join(inside)}"'):
        assert exchanged(read(text), eras()) is None

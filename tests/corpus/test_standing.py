import pytest

from corpus.standing import level, line_of_work, school, unit_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân huyện", "district"),
        ("Ủy ban nhân dân thị xã", "district"),
        ("Phó Chủ tịch UBND TP", "district"),
        ("Đảng ủy xã", "commune"),
        ("Sở Lao động - Thương binh và Xã hội", "province"),
        ("Bộ Lao động - Thương binh và Xã hội", "central"),
        ("Bộ Chỉ huy Quân sự tỉnh", "province"),
        ("Bí thư Chi bộ", None),
    ],
)
def test_the_level_of_a_body_is_read_off_its_level_word(text: str, expected: str | None) -> None:
    assert level(text) == expected


def test_a_centrally_run_city_is_a_province() -> None:
    assert level("Ủy ban nhân dân thành phố", "Hải Phòng") == "province"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Trưởng Công an xã", "police"),
        ("Đội trưởng Đội Giáo dục, Công an huyện", "police"),
        ("Giám đốc Sở GD&ĐT", "school"),
        ("Phó Hiệu trưởng", "school"),
        ("Chủ tịch Ủy ban MTTQ Việt Nam xã", "front"),
        ("Bí thư Thị đoàn", "youth"),
        ("Phó Trưởng đoàn công tác", None),
        ("Chủ tịch UBND huyện", None),
    ],
)
def test_a_line_of_work_is_read_off_the_title(title: str, expected: str | None) -> None:
    assert line_of_work(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Hiệu trưởng Trường THCS Xóm Chè", ("trường trung học cơ sở xóm chè", "xóm chè")),
        ("Hiệu trưởng Trường Tiểu học và THCS Xóm Chè", ("trường tiểu học và trung học cơ sở xóm chè", "xóm chè")),
        ("Hiệu trưởng trường tiểu học xã", None),
        ("Hiệu trưởng nhà trường", None),
        ("Giám đốc Sở Tài nguyên và Môi trường", None),
    ],
)
def test_only_a_school_with_a_name_of_its_own_is_a_place(title: str, expected: tuple[str, str] | None) -> None:
    assert school(title) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ủy ban nhân dân huyện", "huyện"),
        ("Huyện ủy", "huyện"),
        ("Thường trực Huyện ủy", "huyện"),
        ("Ban Tổ chức Tỉnh uỷ", "tỉnh"),
        ("Ban Thường vụ Thị đoàn", "thị xã"),
        ("Sở Y tế", "tỉnh"),
        ("Ủy ban nhân dân", "địa phương"),
        ("Quốc hội", None),
        ("Đoàn thanh niên", None),
    ],
)
def test_a_local_body_says_of_what_kind_of_place_it_is(body: str, expected: str | None) -> None:
    assert unit_of(body) == expected

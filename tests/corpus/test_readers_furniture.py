from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import furniture

CAPTIONS = [
    "Đồng chí Trần Văn Mẫu – Phó Chủ tịch UBND huyện phát biểu tại hội nghị",
    "ĐỒNG CHÍ TRẦN VĂN MẪU - PHÓ CHỦ TỊCH UBND HUYỆN",
    "Ông Lê Văn Thử, Chủ tịch UBND xã Đồng Mây - trao quà cho hộ nghèo",
    "Đ/c Trần Văn Mẫu trao giấy khen cho các tập thể",
    "Quang cảnh hội nghị",
    "Toàn cảnh buổi làm việc",
    "Các đại biểu biểu quyết thông qua nghị quyết",
    "Đoàn công tác kiểm tra tại cầu Đồng Mây",
    "Dân quân giúp bà con xã Đồng Mây dựng lại nhà",
    "Ảnh: Thu Hằng",
    "(Ảnh minh họa)",
    "Nông dân xã Đồng Mây thu hoạch lúa sớm. Ảnh: Thu Hằng",
]
NOT_CAPTIONS = [
    "Kết quả nổi bật",
    "Nâng cao chất lượng đời sống nhân dân",
    "I. Công tác chỉ đạo, điều hành",
    "- Các đại biểu dự hội nghị",
    "Người dân đồng thuận hiến đất mở đường",
    "Đồng chí Trần Văn Mẫu – Phó Chủ tịch UBND huyện phát biểu tại hội nghị.",
    "Phát biểu tại hội nghị, đồng chí Trần Văn Mẫu nhấn mạnh:",
    "Ảnh hưởng của bão số 3",
    "Hình thức khen thưởng",
    "Cán bộ cấp xã sau sắp xếp",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_person_or_scene_without_a_full_stop_is_a_caption(line: str) -> None:
    assert furniture.is_caption(line)


@pytest.mark.parametrize("line", NOT_CAPTIONS)
def test_subheadings_sentences_and_list_items_are_no_captions(line: str) -> None:
    assert not furniture.is_caption(line)


def test_text_of_captions_alone_has_none() -> None:
    assert furniture.captions(["Quang cảnh hội nghị", "Ảnh: Thu Hằng"]) == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ngày đăng: 05/03/2024", ("published", "05/03/2024")),
        ("Ngày đăng 16/10/2015 | 12:00 AM | View count: 1719", ("published", "16/10/2015 | 12:00 AM")),
        ("Thứ ba, 05/03/2024 16:30", ("published", "Thứ ba, 05/03/2024 16:30")),
        ("Nguồn: Báo Sông Lam", ("source", "Báo Sông Lam")),
        ("Người đăng: admin", ("poster", "admin")),
        ("Lượt xem: 312", ("views", "312")),
        ("Thời gian: 8 giờ ngày 05/03/2024", None),
        ("Sáng 05/03/2024, xã Đồng Mây ra quân", None),
    ],
)
def test_a_header_line_is_a_label_with_its_value(line: str, found: tuple[str, str] | None) -> None:
    assert furniture.header(line) == found


def test_credits_never_take_the_only_paragraph() -> None:
    assert furniture.take_closing(["Thu Hằng"]) == (["Thu Hằng"], None, None)


@given(st.text(max_size=300))
def test_every_rule_answers_for_any_line(line: str) -> None:
    assert furniture.is_banner(line, line) in (True, False)
    furniture.header(line)
    furniture.take_closing([line, line])
    assert furniture.is_caption(line) in (True, False)


@pytest.mark.parametrize(
    "line", ["Ông A " * 60, "(" * 250, "ảnh " * 60, "Ông An, " * 30 + "-", "12/12/2020 " * 20, '"' * 250]
)
def test_a_line_made_to_confuse_is_answered_at_once(line: str) -> None:
    # quadratic at worst on a bounded line: the session's time limit would show a rule that backtracks
    assert furniture.is_caption(line) in (True, False)
    assert furniture.byline(line) is None

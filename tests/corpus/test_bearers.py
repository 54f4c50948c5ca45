from hypothesis import given
from hypothesis import strategies as st

from corpus.bearers import OFFICIALS, bearers
from corpus.identity import COMMON, RARE, UNCOMMON


def test_the_commonest_names_are_borne_by_hundreds() -> None:
    assert bearers("Nguyễn Văn Hùng") > 100


def test_two_seldom_syllables_make_a_name_that_one_bears_at_most() -> None:
    assert bearers("Tống Thị Ngần") < RARE


def test_the_classes_of_names_are_told_apart() -> None:
    found = [bearers(name) for name in ("Khổng Hữu Đạc", "Lưu Thị Hậu", "Nguyễn Mạnh Thưởng", "Trần Anh Tuấn")]
    assert found[0] < RARE < found[1] < UNCOMMON < found[2] < COMMON < found[3]


def test_spellings_of_a_name_are_as_common() -> None:
    assert bearers("LÊ THỊ HOÀ") == bearers("Lê Thị Hòa")


def test_a_given_name_alone_is_more_common_than_with_a_family_name() -> None:
    assert bearers("Hùng") > bearers("Nguyễn Hùng")


@given(st.text())
def test_whatever_is_called_a_name_is_borne_by_somebody_and_not_by_more_than_all(name: str) -> None:
    assert 0 < bearers(name) <= OFFICIALS

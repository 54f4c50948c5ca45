"""A body leads to what it became in 2025, and back."""

from datetime import date
from pathlib import Path

import pytest

from corpus.reform import FILE, ReformBroken, load_reform, predecessors, successors


def names(changes):  # type: ignore[no-untyped-def]  # tuple of Change
    return [(change.name, change.place) for change in changes]


def test_a_department_leads_to_the_one_it_was_joined_to() -> None:
    assert names(successors("Sở Giao thông vận tải", "Quảng Ninh")) == [("Sở Xây dựng", "Quảng Ninh")]


def test_a_joined_department_leads_back_to_each_of_its_parts() -> None:
    found = {change.name for change in predecessors("Bộ Nông nghiệp và Môi trường", None)}
    assert found == {"Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Phát triển nông thôn"}


def test_a_department_of_a_province_that_ended_leads_to_the_same_one_there() -> None:
    assert names(successors("Sở Y tế", "Bình Dương")) == [("Sở Y tế", "Hồ Chí Minh")]


def test_a_provinces_committee_takes_the_kind_of_the_new_one() -> None:
    assert names(successors("Ủy ban nhân dân tỉnh", "Bình Dương")) == [("Ủy ban nhân dân thành phố", "Hồ Chí Minh")]


def test_a_districts_committee_leads_to_those_of_its_communes() -> None:
    found = names(successors("Ủy ban nhân dân huyện", "Đầm Hà"))
    assert found == [("Ủy ban nhân dân xã", "Đầm Hà"), ("Ủy ban nhân dân xã", "Quảng Tân")]


def test_a_new_province_leads_back_to_those_it_was_made_of() -> None:
    assert set(names(predecessors("Tỉnh ủy", "Phú Thọ"))) == {("Tỉnh ủy", "Vĩnh Phúc"), ("Tỉnh ủy", "Hòa Bình")}


def test_what_went_on_as_it_was_leads_nowhere() -> None:
    assert successors("Sở Y tế", "Quảng Ninh") == predecessors("Sở Y tế", "Quảng Ninh") == ()


def test_each_change_has_its_day() -> None:
    assert successors("Sở Kế hoạch và Đầu tư", "Huế")[0].on == date(2025, 3, 1)


@pytest.mark.parametrize(
    "entry", ['[[change]]\non = 2025-03-01\nfields = ["A"]', '[[renamed]]\nfrom = ["A"]\nto = "B"']
)
def test_a_broken_entry_is_named(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "reform.toml"
    path.write_text(
        entry + "\n" + FILE.read_text(encoding="utf-8").split("# Bodies of a district")[1].join(["#", ""]), "utf-8"
    )
    with pytest.raises(ReformBroken, match="1 needs"):
        load_reform(path)

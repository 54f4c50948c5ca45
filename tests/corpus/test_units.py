"""Old units lead to those of today and back, and a name to its province."""

from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.article import Article
from corpus.units import FILE, UnitsBroken, load_units, units

LINES = (
    "tỉnh Lam Châu\t\ttỉnh Lam Châu, tỉnh Hạ Lam\n"
    "tỉnh Lam Châu\txã Đài Vân\thuyện Đài Vân, tỉnh Lam Châu: thị trấn Đài Vân, xã Nà Phìn\n"
    "tỉnh Lam Châu\txã Nà Phìn\thuyện Đài Vân, tỉnh Lam Châu: xã Nà Phìn; huyện Trúc Lĩnh, tỉnh Hạ Lam: xã Nà Phìn\n"
)


@pytest.fixture
def invented(tmp_path: Path):  # type: ignore[no-untyped-def]  # Units
    path = tmp_path / "units.tsv"
    path.write_text(f"# comment\n{LINES}", encoding="utf-8")
    return load_units(path)


def test_an_old_commune_leads_to_all_that_hold_a_part_of_it(invented) -> None:  # type: ignore[no-untyped-def]
    assert [one.label for one in invented.successors("xã", "Nà Phìn", "Lam Châu")] == ["xã Đài Vân", "xã Nà Phìn"]


def test_a_district_leads_to_the_communes_of_today(invented) -> None:  # type: ignore[no-untyped-def]
    assert [one.label for one in invented.successors("huyện", "Đài Vân", "Lam Châu")] == ["xã Đài Vân", "xã Nà Phìn"]


def test_a_unit_of_today_leads_back(invented) -> None:  # type: ignore[no-untyped-def]
    found = invented.predecessors("xã", "đài vân", "LAM CHÂU")
    assert [one.label for one in found] == ["thị trấn Đài Vân", "xã Nà Phìn"]


def test_a_province_leads_on_to_the_one_it_joined(invented) -> None:  # type: ignore[no-untyped-def]
    assert [one.label for one in invented.successors("tỉnh", "Hạ Lam", "Hạ Lam")] == ["tỉnh Lam Châu"]


def test_a_name_in_two_provinces_lies_in_the_one_whose_district_is_named(invented) -> None:  # type: ignore[no-untyped-def]
    assert invented.province_of("xã", "Nà Phìn") is None
    assert invented.province_of("xã", "Nà Phìn", {"trúc lĩnh"}) == "Hạ Lam"


@pytest.mark.parametrize("line", ["tỉnh Lam Châu\txã A", "Lam Châu\t\ttỉnh B", "tỉnh A\txã B\thuyện C, tỉnh D: làng E"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "units.tsv"
    path.write_text(f"# comment\n{line}\n", encoding="utf-8")
    with pytest.raises(UnitsBroken, match=r"units\.tsv, line 2"):
        load_units(path)


def test_the_file_has_63_provinces_that_became_34() -> None:
    lines = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    merged = [olds.split(", ") for _, new, olds in lines if not new]
    assert (sum(map(len, merged)), len(merged)) == (63, 34)


def test_every_commune_of_today_leads_back_and_forth() -> None:
    known = units()
    for unit in known.predecessors("xã", "Đầm Hà", "Quảng Ninh"):
        assert "xã Đầm Hà" in [one.label for one in known.successors(unit.kind, unit.name, unit.province)]


def test_a_place_found_in_an_article_has_its_province() -> None:
    places = annotate(Article("b1", "Tin", "UBND huyện Đầm Hà họp với xã Dực Yên.")).places
    assert {(place.name, place.within) for place in places} == {("Đầm Hà", "Quảng Ninh"), ("Dực Yên", "Quảng Ninh")}

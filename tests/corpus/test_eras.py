"""A name is looked up in both eras: who bears it, what it lies in, what else it is called, and how that is told."""

from pathlib import Path

import pytest

from corpus.eras import Bearer, Eras, OtherName, Telling, eras, name_key, names_in
from corpus.units import FILE, UnitsBroken, load_units, pairs
from corpus.vietnamese import fold

LINES = (
    "tỉnh Lam Châu\t\ttỉnh Lam Châu, tỉnh Hạ Lam\n"
    "tỉnh Thượng Du\t\ttỉnh Thượng Du\n"
    "tỉnh Lam Châu\txã Đài Vân\thuyện Đài Vân, tỉnh Lam Châu: thị trấn Đài Vân, xã Nà Phìn\n"
    "tỉnh Lam Châu\txã Bản Mù\thuyện Đài Vân, tỉnh Lam Châu: xã Bản Mù; huyện Trúc Lĩnh, tỉnh Hạ Lam: xã Khe Mo\n"
    "tỉnh Lam Châu\txã Tà Lèng\thuyện Trúc Lĩnh, tỉnh Hạ Lam: xã Tà Pao, xã Tà Lèng\n"
    "tỉnh Lam Châu\tđặc khu Hòn Sa\thuyện Hòn Sa, tỉnh Hạ Lam: xã Bãi Đông, xã Bãi Tây\n"
    "tỉnh Thượng Du\txã Nậm Pia\thuyện Mường Pia, tỉnh Thượng Du: xã Nà Phìn, xã Nậm Pia\n"
    "tỉnh Thượng Du\tphường Bãi Đông\tthị xã Thượng, tỉnh Thượng Du: phường Bãi Đông, phường Bãi Nam\n"
)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Eras:
    path = tmp_path_factory.mktemp("units") / "units.tsv"
    path.write_text(LINES, encoding="utf-8")
    return Eras(pairs(path))


def bearer(known: Eras, folded: str, kind: str, old: bool) -> Bearer:
    (found,) = [one for one in known.named(folded) if one.place[0] == kind and one.old is old]
    return found


def labels(others: list[OtherName]) -> list[str]:
    return [other.unit.label for other in others]


def test_a_name_is_borne_by_all_units_called_so(invented: Eras) -> None:
    kinds = {(one.place[0], one.old) for one in invented.named("dai van")}
    assert kinds == {("huyện", True), ("thị trấn", True), ("xã", False)}


def test_an_old_district_is_called_by_its_communes_of_today(invented: Eras) -> None:
    assert labels(list(invented.others(bearer(invented, "dai van", "huyện", True)))) == ["xã Đài Vân", "xã Bản Mù"]


def test_a_commune_of_today_is_called_by_the_old_ones(invented: Eras) -> None:
    assert labels(list(invented.others(bearer(invented, "ban mu", "xã", False)))) == ["xã Bản Mù", "xã Khe Mo"]


def test_a_unit_that_a_whole_district_became_is_called_by_the_district_too(invented: Eras) -> None:
    assert "huyện Hòn Sa" in labels(list(invented.others(bearer(invented, "hon sa", "đặc khu", False))))


def test_a_province_of_today_is_called_by_the_old_ones(invented: Eras) -> None:
    assert labels(list(invented.others(bearer(invented, "lam chau", "tỉnh", False)))) == [
        "tỉnh Lam Châu",
        "tỉnh Hạ Lam",
    ]


def test_what_lies_in_what_holds_for_old_provinces_and_those_of_today(invented: Eras) -> None:
    old = bearer(invented, "khe mo", "xã", True)
    for outer, era in (("ha lam", True), ("lam chau", False), ("truc linh", True)):
        kind = "huyện" if outer == "truc linh" else "tỉnh"
        assert invented.within(old, bearer(invented, outer, kind, era))
    assert not invented.within(old, bearer(invented, "thuong du", "tỉnh", True))


def test_a_name_of_its_own_needs_nothing_beside_it(invented: Eras) -> None:
    (_, khe_mo) = invented.others(bearer(invented, "ban mu", "xã", False))
    assert [(way.near, way.far, way.since_reform) for way in khe_mo.ways] == [((), (), False)]


def test_a_name_borne_elsewhere_is_told_by_its_district_or_by_its_province_without_the_others_district(
    invented: Eras,
) -> None:
    (_, na_phin) = invented.others(bearer(invented, "dai van", "xã", False))
    (way,) = na_phin.ways
    assert way.near == (("huyện", "đài vân"),)
    assert way.far == (("tỉnh", "lam châu"),)
    assert way.rivals == (("huyện", "mường pia"),)


def test_a_commune_is_told_from_a_ward_of_its_name_elsewhere_for_communes_become_wards(invented: Eras) -> None:
    found = {other.unit.label: other for other in invented.others(bearer(invented, "hon sa", "đặc khu", False))}
    assert [way.near for way in found["xã Bãi Đông"].ways] == [(("huyện", "hòn sa"),)]
    assert [way.near for way in found["xã Bãi Tây"].ways] == [()]


def test_a_town_is_not_told_from_the_commune_of_its_name_that_it_became(invented: Eras) -> None:
    found = {other.unit.label: other for other in invented.others(bearer(invented, "dai van", "xã", False))}
    assert found["thị trấn Đài Vân"].ways == (Telling(),)


def test_a_name_that_was_another_units_means_this_one_only_since_the_reform(invented: Eras) -> None:
    (ban_mu,) = invented.others(bearer(invented, "khe mo", "xã", True))
    assert all(way.since_reform or way.near or way.far for way in ban_mu.ways)
    assert any(way.since_reform for way in ban_mu.ways)
    (lam_chau,) = invented.others(bearer(invented, "ha lam", "tỉnh", True))
    assert [way.since_reform for way in lam_chau.ways] == [True]


def test_a_city_inside_a_province_of_its_name_is_no_province() -> None:
    found = {(one.place[0], one.is_province) for one in eras().named("ca mau")}
    assert ("thành phố", False) in found
    assert ("tỉnh", True) in found


def test_every_commune_of_the_country_that_leads_on_leads_on_as_units_say() -> None:
    from corpus.units import FILE

    known, both = eras(), load_units(FILE)
    for one in known.named("duc yen"):
        expected = {unit.label for unit in both.successors("xã", "Dực Yên", "Quảng Ninh")}
        assert set(labels(list(known.others(one)))) == expected


def test_a_further_file_adds_to_the_country(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text(LINES, encoding="utf-8")
    assert eras(path).named("hon sa")
    assert len(eras(path).named("dam ha")) == len(eras().named("dam ha"))


def test_a_broken_further_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("tỉnh Lam Châu\txã Đài Vân\n", encoding="utf-8")
    with pytest.raises(UnitsBroken, match=r"units\.tsv, line 1"):
        eras(path)


def test_every_name_of_the_country_is_known_before_its_units_are_read() -> None:
    known, names = Eras(pairs(FILE)), names_in(FILE.read_text("utf-8"))
    assert {name for old, new in pairs(FILE) for unit in (old, new) for name in (fold(name_key(unit.name)),)} <= names
    assert all(eras().named(name) == () or known.named(name) for name in names)
    assert [len(eras().named(name)) for name in sorted(names)] == [len(known.named(name)) for name in sorted(names)]


def test_districts_of_the_country_are_asked_by_name() -> None:
    assert eras().named("dam ha")
    assert not eras().named("khong dau")

"""The lexicon loads, is small, and says which entry is broken."""

from pathlib import Path

import pytest

from corpus.annotate import lexicon
from corpus.annotate.gazetteer import FOLDER, load_units
from corpus.annotate.lexicon_files import load_agencies, load_titles
from corpus.annotate.lexicon_reading import LexiconError
from corpus.annotate.name_files import load_names

AGENCIES = (FOLDER / "agencies.toml").read_text(encoding="utf-8")
MOST_BYTES = 1_500_000  # what every process that annotates reads at its start


def test_every_file_loads() -> None:
    assert lexicon.agencies().syllables
    assert lexicon.titles().former == {"nguyên", "cựu"}
    assert "nguyễn" in lexicon.names().family
    assert lexicon.units() is lexicon.units()


def test_the_lexicon_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


def test_the_gazetteer_keeps_its_licence_beside_it() -> None:
    assert "MIT License" in (FOLDER / "units.LICENSE").read_text(encoding="utf-8")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "agencies.toml"
    path.write_text('[[level]\nname = "x"', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"agencies\.toml: .*line 1"):
        load_agencies(path)


def test_a_body_without_forms_is_named(tmp_path: Path) -> None:
    path = tmp_path / "agencies.toml"
    path.write_text(AGENCIES + '\n[[level]]\nname = "Ủy ban Thử"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="Ủy ban Thử: forms"):
        load_agencies(path)


def test_a_body_of_an_unknown_level_is_named(tmp_path: Path) -> None:
    path = tmp_path / "agencies.toml"
    path.write_text(AGENCIES + '\n[[own]]\nname = "Tổng ủy"\nlevel = "tổng"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="Tổng ủy: there is no level 'tổng'"):
        load_agencies(path)


def test_a_title_with_a_wrong_body_is_named(tmp_path: Path) -> None:
    path = tmp_path / "titles.toml"
    path.write_text('[fixed]\n"Thử" = 3\n[words]\ninfix = ["a"]\nformer = ["b"]\nacting = ["c"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="fixed 'Thử'"):
        load_titles(path)


def test_a_family_name_in_small_letters_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "family_names.txt"
    path.write_text("# comment\nNguyễn\ntrần\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"family_names\.txt, line 3: 'trần'"):
        load_names(FOLDER / "honorifics.toml", path)


def test_a_place_of_an_unknown_kind_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("Đầm Hà\thuyện\nTrúc Khê\ttổng\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"units\.tsv, line 2: 'Trúc Khê"):
        load_units(path)

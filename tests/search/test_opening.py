from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.archive import Archive, ArchiveDamaged, ArchiveMissing, ArchiveOutdated
from corpus.article import Annotations, Article, Office, Official
from corpus.registry import Registry
from search.home import Home
from search.opening import Register

TWO = [Official("Lê Văn Mẫu", (Office("Chủ tịch UBND huyện", "Ủy ban nhân dân huyện", place),)) for place in "AB"]
SLUGS = ["le-van-mau", "le-van-mau-2", "khong-co", "uy-ban-nhan-dan-huyen-a"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    with Archive.open(home.archive) as archive:
        for at, official in enumerate(TWO):
            article = Article(str(at), "Tin huyện", "UBND huyện họp.")
            archive.add([article])
            Registry(archive).record(1, [(article, Annotations(article.id, (official,)))])
    return home


@pytest.mark.parametrize("facet", ["official", "agency", "topic"])
def test_names_are_the_same_from_the_file_as_from_the_registry(home: Home, facet: str) -> None:
    with Archive.open(home.archive) as archive:
        told = Registry(archive).labels(facet, [*SLUGS, "khac"])
    register = Register(home)
    assert register.labels(facet, [*SLUGS, "khac"]) == told != {}
    assert "_archive" not in vars(register)


def test_a_missing_archive_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        Register(Home(tmp_path))


def test_a_file_that_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    Home(tmp_path).archive.write_bytes(b"khong phai kho bai" * 99)
    with pytest.raises(ArchiveDamaged):
        Register(Home(tmp_path))


def test_an_archive_of_another_version_is_refused(home: Home) -> None:
    with sqlite3.connect(home.archive) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(ArchiveOutdated):
        Register(home)


def test_an_archive_of_an_earlier_version_is_brought_up_to_date(home: Home) -> None:
    with sqlite3.connect(home.archive) as connection:
        connection.execute("ALTER TABLE held DROP COLUMN placed")
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
    register = Register(home)
    assert register.labels("official", SLUGS)["le-van-mau"] == "Lê Văn Mẫu (Chủ tịch UBND huyện A)"
    register.close()


def test_a_copied_archive_that_nobody_has_open_can_be_asked(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(home.archive, other)
    assert len(Register(Home(other)).labels("official", SLUGS)) == 2


@pytest.mark.parametrize("library", ["sqlalchemy", "flask", "trafilatura", "waitress", "asyncio", "corpus.readers"])
def test_a_search_loads_nothing_that_it_does_not_need(library: str) -> None:
    code = f"import sys, search.cli, search.asking; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

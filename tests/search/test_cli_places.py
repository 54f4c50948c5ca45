"""The command finds places by old and new names, says so, and leaves it on demand; a home may hold its own units."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import corpus
from search.cli import main

UNITS = Path(corpus.__file__).parent / "sample" / "units.tsv"
BODIES = {"cu": "UBND huyện Đài Vân tiêm phòng cho gia súc.", "moi": "UBND xã Nậm Sao tiêm phòng cho gia súc."}

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TRATIN_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    records = tmp_path / "bai.jsonl"
    rows = (json.dumps({"id": name, "title": "Tiêm phòng", "body": body}) for name, body in BODIES.items())
    records.write_text("\n".join(rows), "utf-8")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    assert invoke("add", records).exit_code == invoke("index").exit_code == 0
    return invoke


def test_a_home_s_own_units_join(run: Run, home: Path) -> None:
    assert "Nậm Sao" not in run("search", "huyện Đài Vân").output
    shutil.copyfile(UNITS, home / "units.tsv")
    found = run("search", "huyện Đài Vân").output
    assert "Old and new names are searched too: xã Đài Vân, xã Nậm Sao, xã Nà Khoang. As typed only: --no-join" in found
    assert found.index("· cu") < found.index("· moi")


def test_no_join_finds_what_was_typed_alone(run: Run, home: Path) -> None:
    shutil.copyfile(UNITS, home / "units.tsv")
    found = json.loads(run("search", "huyện Đài Vân", "--no-join", "--json").output)
    assert [hit["id"] for hit in found["hits"]] == ["cu"]
    assert found["places"][0]["names"] == ["xã Đài Vân", "xã Nậm Sao", "xã Nà Khoang"]
    assert "searched too" not in run("search", "huyện Đài Vân", "--no-join").output


def test_a_batch_joins_unless_told_not_to(run: Run, home: Path, tmp_path: Path) -> None:
    shutil.copyfile(UNITS, home / "units.tsv")
    queries = tmp_path / "queries.jsonl"
    queries.write_text(json.dumps({"id": "q", "text": "huyện Đài Vân"}), "utf-8")
    joined, alone = (
        json.loads(run("search", "--batch", queries, *switch).output)["hits"] for switch in ((), ("--no-join",))
    )
    assert (joined, alone) == (["cu", "moi"], ["cu"])


def test_units_that_cannot_be_read_are_named_in_a_sentence(run: Run, home: Path) -> None:
    (home / "units.tsv").write_text("tỉnh Lam Châu\tlàng Đài Vân\thuyện", "utf-8")
    failed = run("search", "bão")
    assert failed.exit_code == 1
    assert "units.tsv, line 1" in failed.output


def test_the_sample_s_own_units_ship_with_it() -> None:
    from corpus.eras import eras

    assert [one.unit.kind for one in eras(UNITS).named("truc linh") if one.old and one.unit.district is None] == [
        "huyện"
    ]

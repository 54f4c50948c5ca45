"""Who was renamed or merged in the registry is found by every name that is on record."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.archive import Archive
from corpus.registry import Registry
from search.cli import main
from search.engines.whoosh.schema import SCHEMA_VERSION
from search.roll import Rolls

Run = Callable[..., str]

ARTICLES = {
    "bai-1": "Sáng 4/3/2025, bà Nguyễn Thị Lụa – Phó Chủ tịch UBND huyện Đài Vân kiểm tra tiêm chủng.",
    "bai-2": "Sáng 5/3/2025, bà Trần Thị Sen – Giám đốc Sở Y tế Lam Châu dự lễ phát động.",
    "bai-3": "Sáng 6/3/2025, ông Lê Văn Đá – Chủ tịch UBND xã Khe Trúc thăm các cụ cao tuổi.",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TRATIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def invoke(*arguments: str) -> str:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exit_code == 0, result.output
        return result.output

    path = tmp_path / "bai.jsonl"
    rows = [{"id": id, "title": "Tin trong ngày", "body": body} for id, body in ARTICLES.items()]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    invoke("add", str(path))
    invoke("index")
    return invoke


def found(run: Run, text: str) -> set[str]:
    return {hit["id"] for hit in json.loads(run("search", text, "--json"))["hits"]}


def slug(run: Run, kind: str, name: str) -> str:
    return run(kind, "list", "--name", name).split()[1]


def test_a_person_renamed_is_found_by_the_new_name_and_by_the_old(run: Run) -> None:
    run("people", "rename", "nguyen-thi-lua", "Nguyễn Thị Gấm")
    run("index")
    assert [found(run, f'nguoi:"{name}"') for name in ("Nguyễn Thị Gấm", "thi gam", "Nguyễn Thị Lụa")] == [
        {"bai-1"}
    ] * 3


def test_a_renaming_undone_is_forgotten(run: Run) -> None:
    run("people", "rename", "nguyen-thi-lua", "Nguyễn Thị Gấm")
    run("index")
    run("people", "undo", "1")
    run("index")
    assert found(run, 'nguoi:"Nguyễn Thị Gấm"') == set()


def test_people_merged_are_found_by_either_name_in_all_their_articles(run: Run) -> None:
    run("people", "merge", "nguyen-thi-lua", "tran-thi-sen")
    run("index")
    assert found(run, 'nguoi:"Nguyễn Thị Lụa"') == found(run, 'nguoi:"Trần Thị Sen"') == {"bai-1", "bai-2"}


def test_a_name_that_came_by_two_mergers_goes_when_the_first_is_undone(run: Run) -> None:
    run("people", "merge", "nguyen-thi-lua", "tran-thi-sen")
    run("people", "merge", "le-van-da", "nguyen-thi-lua")
    run("index")
    assert found(run, 'nguoi:"Trần Thị Sen"') == {"bai-1", "bai-2", "bai-3"}
    run("people", "undo", "1")
    run("index")
    assert found(run, 'nguoi:"Trần Thị Sen"') == {"bai-2"}


def test_renaming_who_was_merged_away_gives_the_one_kept_that_name(run: Run) -> None:
    run("people", "merge", "nguyen-thi-lua", "tran-thi-sen")
    run("index")
    run("people", "rename", "tran-thi-sen", "Trần Thị Súng")
    run("index")
    assert found(run, 'nguoi:"Trần Thị Súng"') == {"bai-1", "bai-2"}


def test_a_body_renamed_is_found_by_the_new_name_and_by_the_old(run: Run) -> None:
    run("agencies", "rename", slug(run, "agencies", "so y te"), "Sở Chăm sóc Lam Châu")
    run("index")
    assert found(run, 'coquan:"chăm sóc"') == found(run, 'coquan:"Sở Y tế"') == {"bai-2"}


def test_bodies_merged_are_found_by_either_name_in_all_their_articles(run: Run) -> None:
    run("agencies", "merge", slug(run, "agencies", "so y te"), slug(run, "agencies", "huyen dai van"))
    run("index")
    assert found(run, 'coquan:"Sở Y tế"') == found(run, 'coquan:"UBND huyện Đài Vân"') == {"bai-1", "bai-2"}


def test_a_rebuilt_index_finds_the_same(run: Run) -> None:
    run("people", "merge", "nguyen-thi-lua", "tran-thi-sen")
    run("people", "rename", "nguyen-thi-lua", "Nguyễn Thị Gấm")
    run("index")
    asked = [f'nguoi:"{name}"' for name in ("Nguyễn Thị Gấm", "Nguyễn Thị Lụa", "Trần Thị Sen")]
    before = [found(run, text) for text in asked]
    run("index", "--rebuild")
    assert [found(run, text) for text in asked] == before == [{"bai-1", "bai-2"}] * 3


def test_a_renaming_writes_only_the_articles_that_name_the_person(run: Run) -> None:
    run("people", "rename", "nguyen-thi-lua", "Nguyễn Thị Gấm")
    assert "wrote 1," in run("index")


def test_who_was_renamed_is_completed_and_looked_up_by_either_name(run: Run, tmp_path: Path) -> None:
    run("people", "rename", "nguyen-thi-lua", "Nguyễn Thị Gấm")
    run("index")
    home = tmp_path / "home"
    with Archive.open(home / "archive.sqlite") as archive:
        roll = Rolls(Registry(archive)).of("official")
        assert [roll.matching(text) for text in ("lụa", "gấm")] == [{"nguyen-thi-lua"}] * 2
    assert ["Nguyễn Thị" in run("suggest", text) for text in ("thị lụa", "thị gấm")] == [True, True]


def test_a_filter_by_who_was_merged_goes_on_to_the_one_kept(run: Run) -> None:
    run("people", "merge", "nguyen-thi-lua", "tran-thi-sen")
    run("index")
    rows = json.loads(run("search", "--official", "tran-thi-sen", "--json"))["hits"]
    assert {row["id"] for row in rows} == {"bai-1", "bai-2"}


def test_an_index_of_another_version_is_told_before_the_articles_are_read(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "home/index/tratin.json"
    note.write_text(note.read_text().replace(f'"schema":{SCHEMA_VERSION}', '"schema":3'))
    result = CliRunner().invoke(main, ["index"])
    assert result.exit_code == 1
    assert "Reading" not in result.output


def test_the_name_on_record_is_told_as_the_reason(run: Run) -> None:
    run("people", "rename", "nguyen-thi-lua", "Nguyễn Thị Gấm")
    run("index")
    (hit,) = json.loads(run("search", 'nguoi:"thị gấm"', "--explain", "--json"))["hits"]
    assert [(one["found"], one["how"]) for one in hit["why"]["matched"]] == [("Nguyễn Thị Gấm", "name")]

"""Operators look into the registry and correct it with `tratin people` and `tratin agencies`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli import main

SLUG = "nguyen-thi-lua"


def _row(id: str, office: str) -> str:
    body = f"Sáng 4/3/2025, bà Nguyễn Thị Lụa – {office} kiểm tra công tác tiêm chủng."
    return json.dumps({"id": id, "title": "Kiểm tra tiêm chủng", "body": body}, ensure_ascii=False)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a function of the test
    monkeypatch.setenv("TRATIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    path = tmp_path / "bai.jsonl"
    offices = ("Phó Chủ tịch UBND huyện Đài Vân", "Phó Chủ tịch UBND huyện Đài Vân", "Giám đốc Sở Y tế Lam Châu")
    path.write_text("\n".join(_row(f"bai-{at}", office) for at, office in enumerate(offices)), encoding="utf-8")
    assert invoke("add", path).exit_code == 0
    assert invoke("index").exit_code == 0
    return invoke


def _hits(run, slug: str) -> set[str]:  # type: ignore[no-untyped-def]  # as above
    return {hit["id"] for hit in json.loads(run("search", "--official", slug, "--json").output)["hits"]}


def test_list_tells_slug_office_and_articles(run) -> None:  # type: ignore[no-untyped-def]
    assert f"{SLUG}  Nguyễn Thị Lụa" in run("people", "list", "--name", "nguyen lua").output


def test_show_tells_how_sure_each_link_is(run) -> None:  # type: ignore[no-untyped-def]
    assert "0.9" in run("people", "show", SLUG).output


def test_a_split_survives_annotating_and_rebuilding(run) -> None:  # type: ignore[no-untyped-def]
    assert f"{SLUG}-" in run("people", "split", SLUG, "--article", "bai-1").output
    fresh = json.loads(run("people", "corrections").output.split(" ", 1)[1])["to"]
    assert run("annotate", "--all").exit_code == run("index", "--rebuild").exit_code == 0
    assert (_hits(run, fresh) >= {"bai-1"}, "bai-1" in _hits(run, SLUG)) == (True, False)


def test_undo_brings_the_search_back(run) -> None:  # type: ignore[no-untyped-def]
    before = _hits(run, SLUG)
    run("people", "forbid", SLUG)
    run("index")
    assert _hits(run, SLUG) == set()
    run("people", "undo", 1)
    run("index")
    assert _hits(run, SLUG) == before


def test_a_person_without_articles_is_told_so(run) -> None:  # type: ignore[no-untyped-def]
    assert "No article names" in run("people", "show", "khong-ai").output


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", SLUG, "khong-ai"),
        ("merge", SLUG, SLUG),
        ("rename", "khong-ai", "Ai"),
        ("rename", SLUG, " "),
        ("split", SLUG, "--article", "bai-9"),
        ("undo", "7"),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    result = run("people", *arguments)
    assert (result.exit_code, (tmp_path / "home/corrections.jsonl").exists()) == (1, False)


def test_a_broken_file_of_corrections_stops_the_indexer_with_its_line(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "home/corrections.jsonl").write_text("{\n", encoding="utf-8")
    result = run("index")
    assert (result.exit_code, "line 1" in result.output) == (1, True)


def test_a_body_is_renamed(run) -> None:  # type: ignore[no-untyped-def]
    slug = run("agencies", "list", "--name", "so y te").output.split()[1]
    run("agencies", "rename", slug, "Sở Y tế tỉnh Lam Châu")
    assert "Sở Y tế tỉnh Lam Châu" in run("agencies", "show", slug).output

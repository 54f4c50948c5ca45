"""What `tratin people` and `tratin agencies` refuse, and that two hands at once do not undo each other."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.corrections import Forbid, Merge, Rename, Split, append, load
from search.cli import main

ON = date(2026, 3, 1)
SLUG, OTHER = "nguyen-thi-lua", "nguyen-thi-lua-2"
Run = Callable[..., Result]


def _row(id: str, office: str) -> str:
    body = f"Sáng 4/3/2025, bà Nguyễn Thị Lụa – {office} kiểm tra công tác tiêm chủng."
    return json.dumps({"id": id, "title": "Kiểm tra tiêm chủng", "body": body}, ensure_ascii=False)


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    return tmp_path / "home" / "corrections.jsonl"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TRATIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    path = tmp_path / "bai.jsonl"
    offices = ("Chủ tịch UBND xã Nà Phìn", "Chủ tịch UBND xã Nà Phìn", "Chủ tịch UBND xã Hòa Khê")
    path.write_text("\n".join(_row(f"bai-{at}", office) for at, office in enumerate(offices)), encoding="utf-8")
    assert invoke("add", path).exit_code == 0
    assert invoke("annotate").exit_code == 0
    assert OTHER in invoke("people", "list").output
    return invoke


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", "Nguyễn Thị Lụa", SLUG),
        ("merge", SLUG, "Nguyễn Thị Lụa"),
        ("rename", "Nguyễn Thị Lụa", "Lụa"),
        ("rename", SLUG, "\u200b"),
        ("forbid", " "),
        ("forbid", "\u200b"),
    ],
)
def test_a_name_is_no_slug_and_nothing_is_no_name(run: Run, corrections: Path, arguments: tuple[str, ...]) -> None:
    assert (run("people", *arguments).exit_code, corrections.exists()) == (1, False)


@pytest.mark.parametrize(
    "arguments",
    [("merge", OTHER, SLUG), ("merge", SLUG, OTHER), ("rename", SLUG, "Lụa"), ("split", SLUG, "--article", "bai-0")],
)
def test_nothing_is_decided_about_who_is_nobody(run: Run, corrections: Path, arguments: tuple[str, ...]) -> None:
    run("people", "forbid", SLUG)
    result = run("people", *arguments)
    assert (result.exit_code, "undo 1" in result.output, len(load(corrections).entries)) == (1, True, 1)


def test_who_was_merged_is_split_off_under_the_slug_kept(run: Run) -> None:
    assert run("people", "merge", SLUG, OTHER).exit_code == 0
    result = run("people", "split", SLUG, "--article", "bai-2")
    assert (result.exit_code, "nguyen-thi-lua-3" in result.output) == (0, True)
    assert "1 articles" in run("people", "show", "nguyen-thi-lua-3").output


def test_a_slug_that_a_line_not_yet_in_force_promises_is_not_given_again(run: Run, corrections: Path) -> None:
    append(corrections, Split(of="people", on=ON, who=SLUG, articles=("x",), to=f"{SLUG}-3"))
    assert f"{SLUG}-4" in run("people", "split", SLUG, "--article", "bai-0").output


def test_undo_takes_back_only_what_its_list_shows(run: Run, corrections: Path) -> None:
    run("people", "rename", SLUG, "Lụa")
    result = run("agencies", "undo", 1)
    assert (result.exit_code, len(load(corrections).entries)) == (1, 1)


def test_undo_says_what_it_took_back(run: Run) -> None:
    run("people", "rename", SLUG, "Lụa Nguyễn")
    assert "Lụa Nguyễn" in run("people", "undo", 1).output


def test_a_name_typed_in_pieces_is_stored_whole(run: Run, corrections: Path) -> None:
    run("people", "rename", SLUG, "Nguye\u0302\u0303n  Thi\u0323 Lua")
    (entry,) = load(corrections)
    assert isinstance(entry, Rename)
    assert entry.name == "Nguyễn Thị Lua"


def test_bytes_that_are_no_text_are_no_traceback(run: Run, corrections: Path) -> None:
    result = run("people", "forbid", SLUG, "--note", "\udcff")
    assert result.exit_code == 0
    assert isinstance(load(corrections).entries[0], Forbid)


def test_a_forbidden_body_may_be_named_in_short(run: Run) -> None:
    assert "0 articles linked anew" not in run("agencies", "forbid", "UBND xã Nà Phìn").output


def test_of_many_hands_at_once_each_decision_is_kept_or_refused(run: Run, corrections: Path) -> None:
    code = "from search.cli import main; main()"
    hands = [
        subprocess.Popen(
            [sys.executable, "-c", code, "people", "rename", SLUG, f"Lụa {at}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for at in range(4)
    ]
    done = sum(hand.wait() == 0 for hand in hands)
    entries = load(corrections).entries
    assert (len(entries), done >= 1) == (done, True)
    last = entries[-1]
    assert isinstance(last, Rename)
    assert last.name in run("people", "show", SLUG).output


def test_a_decision_whose_run_was_killed_is_worked_in_by_the_next(run: Run, corrections: Path) -> None:
    append(
        corrections, Merge(of="people", on=ON, keep=SLUG, others=(OTHER,))
    )  # written, and killed before the registry heard of it
    assert run("annotate").exit_code == 0
    assert "3 articles" in run("people", "show", SLUG).output


@pytest.mark.parametrize("again", [("annotate", "--all"), ("index",), ("index", "--rebuild")])
def test_decisions_survive_reading_and_indexing_again(run: Run, again: tuple[str, ...]) -> None:
    run("index")
    run("people", "merge", SLUG, OTHER)
    run("people", "rename", SLUG, "Lụa Nguyễn")
    run("agencies", "forbid", "UBND xã Nà Phìn")
    before = [run(of, "list", "--limit", 99).output for of in ("people", "agencies")]
    assert run(*again).exit_code == 0
    assert [run(of, "list", "--limit", 99).output for of in ("people", "agencies")] == before
    assert run("index").exit_code == 0
    assert len(json.loads(run("search", "--official", SLUG, "--no-fold", "--json").output)["hits"]) == 3

"""What the command says of an answer that is empty, late or past its end, and which options do not go together."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli import main
from search.engine import TooSlow
from search.page import Page
from search.query import Query
from search.terminal import errors_as_sentences, lines

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TRATIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    records = tmp_path / "bai.jsonl"
    records.write_text(json.dumps({"id": "bai-1", "title": "Tiêm phòng", "body": "Xã tiêm phòng gia súc."}), "utf-8")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    assert invoke("add", records).exit_code == invoke("index").exit_code == 0
    return invoke


def test_where_nothing_is_found_nothing_is_said_to_have_most_words(run: Run) -> None:
    assert "these have the most of them" in run("search", "tiêm", "phòng", "sởi").output
    shown = run("search", "tiêm", "phòng", "sởi", "--since", "2030-01-01").output
    assert "0 articles" in shown
    assert "these have the most of them" not in shown


def test_a_page_beyond_the_last_says_which_is_the_last(run: Run) -> None:
    assert "There is no page 3; the last is 1." in run("search", "tiêm", "--page", 3).output
    assert "There is no page" not in run("search", "tiêm").output
    assert "There is no page" not in run("search", "sởi", "--page", 3).output


@pytest.mark.parametrize(("language", "advice"), [("en_US.UTF-8", "Use fewer words"), ("vi_VN.UTF-8", "Hãy bớt từ")])
def test_a_query_that_is_too_slow_is_answered_with_what_to_change(
    language: str, advice: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit), errors_as_sentences():
        raise TooSlow("the time was up")
    assert advice in capsys.readouterr().err


def test_an_answer_that_was_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    page = Page(Query("tiêm"), 0, 0, (), (), 0.0, incomplete=True)
    assert any("stopped after" in line for line in lines(page))


@pytest.mark.parametrize(
    "option", [("--explain",), ("--page", 2), ("--page", 1), ("--sort", "newest"), ("--json",), ("--fold",)]
)
def test_a_file_of_queries_takes_nothing_that_is_about_one_page(
    run: Run, tmp_path: Path, option: tuple[object, ...]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": 1, "text": "tiêm"}\n', "utf-8")
    refused = run("search", "--batch", queries, *option)
    assert (refused.exit_code, f"--batch takes no {option[0]} beside it" in refused.output) == (2, True)
    assert run("search", "--batch", queries, "--no-fold", "--size", 3).exit_code == 0

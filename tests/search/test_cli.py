from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli import main

SHARED = Path(__file__).resolve().parents[2] / "../shared"
SEED = SHARED / "seed/damha-2023-08-04.txt"

RECORD = {
    "id": "bai-1",
    "title": "Bà Nguyễn Thị Lụa kiểm tra tiêm chủng",
    "published": "2025-03-04T08:00:00+07:00",
    "body": "Sáng 4/3, bà Nguyễn Thị Lụa – Phó Chủ tịch UBND huyện Đài Vân kiểm tra công tác tiêm chủng.",
}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "bai.jsonl"
    path.write_text(json.dumps(RECORD, ensure_ascii=False) + "\n", "utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a function of the test
    monkeypatch.setenv("TRATIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def filled(run, records: Path):  # type: ignore[no-untyped-def]  # as above
    assert run("add", records).exit_code == 0
    assert run("index").exit_code == 0
    return run


def test_add_counts_what_it_read(run, records: Path) -> None:  # type: ignore[no-untyped-def]
    assert "New: 1, changed: 0, unchanged: 0, skipped: 0." in run("add", records).output


def test_add_names_file_and_line_of_a_bad_record_and_goes_on(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "mixed.jsonl"
    path.write_text("{not json\n" + json.dumps(RECORD) + "\n", "utf-8")
    result = run("add", path)
    assert f"{path}:1:" in result.output
    assert (result.exit_code, "New: 1" in result.output) == (0, True)


def test_add_fails_where_nothing_can_be_read(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("add", tmp_path / "nothing.txt").exit_code == 1


def test_search_without_an_archive_says_what_to_run(run) -> None:  # type: ignore[no-untyped-def]
    result = run("search", "gì đó")
    assert result.exit_code == 1
    assert "add articles first" in result.output


def test_search_without_an_index_says_what_to_run(run, records: Path) -> None:  # type: ignore[no-untyped-def]
    run("add", records)
    result = run("search", "gì đó")
    assert (result.exit_code, "tratin index" in result.output) == (1, True)


def test_search_prints_the_title_that_it_found(filled) -> None:  # type: ignore[no-untyped-def]
    assert RECORD["title"] in filled("search", "tiem chung").output


def test_search_speaks_vietnamese_unless_asked_for_english(filled, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert "1 bài, trang 1/1" in filled("search", "tiem chung").output


def test_search_as_json_holds_hits_and_all_four_facets(filled) -> None:  # type: ignore[no-untyped-def]
    answer = json.loads(filled("search", "tiem chung", "--json").output)
    assert answer["hits"][0]["officials"][0]["name"] == "Nguyễn Thị Lụa"
    assert list(answer["facets"]) == ["official", "agency", "topic", "date"]


def test_search_asks_whether_another_query_was_meant(filled, records: Path) -> None:  # type: ignore[no-untyped-def]
    records.write_text(json.dumps({**RECORD, "id": "bai-2"}), "utf-8")
    filled("add", records)
    filled("index")
    output = filled("search", "kiểm tra tiêm chugn").output
    assert "Did you mean: kiểm tra tiêm chủng?" in output


def test_suggest_prints_label_kind_articles_and_office(filled) -> None:  # type: ignore[no-untyped-def]
    printed = "Nguyễn Thị Lụa  official · 1 articles · Phó Chủ tịch UBND huyện Đài Vân\n"
    assert filled("suggest", "nguyen", "thi", "l").output == printed


def test_suggest_says_so_where_there_is_nothing(filled) -> None:  # type: ignore[no-untyped-def]
    result = filled("suggest", "zzz")
    assert (result.exit_code, result.output) == (1, "There is no completion.\n")


def test_search_narrows_by_official_and_days(filled) -> None:  # type: ignore[no-untyped-def]
    options = ("--official", "nguyen-thi-lua", "--since", "2025-03-01", "--until", "2025-03-31", "--json")
    assert json.loads(filled("search", *options).output)["total"] == 1


def test_search_understands_the_query_language(filled) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(filled("search", 'nguoi:"lụa" ngay:2025-03 "tiêm chủng" -bão', "--json").output)
    assert (found["total"], found["slips"]) == (1, [])


def test_a_slip_is_said_and_the_rest_is_searched(filled) -> None:  # type: ignore[no-untyped-def]
    output = filled("search", "tiêm", "ngay:mai").output
    assert "The date “mai” is not understood" in output
    assert RECORD["title"] in output


def test_a_wrong_page_is_refused_with_a_sentence(filled) -> None:  # type: ignore[no-untyped-def]
    result = filled("search", "x", "--page", 0)
    assert (result.exit_code, result.output.strip()) == (1, "Pages count from 1.")


def test_search_tells_what_makes_a_score(filled) -> None:  # type: ignore[no-untyped-def]
    answer = json.loads(filled("search", "tiem chung", "--explain", "--json").output)
    (hit,) = answer["hits"]
    assert sum(share["score"] for share in hit["why"]["shares"]) == pytest.approx(hit["score"], abs=1e-3)
    assert f"{hit['score']:.2f} = " in filled("search", "tiem chung", "--explain").output


def test_batch_answers_a_line_for_a_line(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q1", "text": "tiêm chủng"}\n{"id": "q2", "text": "zzz"}\n', "utf-8")
    lines = filled("search", "--batch", queries, "--size", 5).output.splitlines()
    assert [json.loads(line) for line in lines] == [{"id": "q1", "hits": ["bai-1"]}, {"id": "q2", "hits": []}]


def test_batch_asks_a_pasted_question_again_without_its_signs(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    text = f'Hội thi: "không có cụm này" và {RECORD["title"]}'
    queries.write_text(json.dumps({"id": "q", "text": text}) + "\n", "utf-8")
    assert json.loads(filled("search", "--batch", queries).output)["hits"] != []


def test_batch_cuts_a_question_that_is_too_long(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_text(json.dumps({"id": "q", "text": f"{RECORD['title']} " * 100}) + "\n", "utf-8")
    assert json.loads(filled("search", "--batch", queries).output)["hits"] != []


def test_batch_names_the_line_that_is_wrong(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q1"}\n', "utf-8")
    result = filled("search", "--batch", queries)
    assert (result.exit_code, "queries.jsonl:1" in result.output) == (1, True)


@pytest.mark.parametrize(
    "row",
    [
        b'{"text": "x"}',
        b"[1]",
        b'{"id": 1, "text": 5}',
        b"\xff\xfe",
        b'{"id": 1, "text": "\\ud800"}',
        b'{"id": "\\ud800", "text": "x"}',
    ],
)
def test_batch_answers_a_line_it_cannot_use_with_a_sentence(filled, tmp_path: Path, row: bytes) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_bytes(b"\n" + row)
    result = filled("search", "--batch", queries)
    assert (result.exit_code, result.output.startswith(f"{queries}:2: ")) == (1, True)


def test_indexing_without_an_archive_makes_none(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("index")
    assert (result.exit_code, "add articles first" in result.output) == (1, True)
    assert not (tmp_path / "home").exists()


def test_a_home_that_is_a_file_is_refused_with_a_sentence(run, records: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "home").touch()
    result = run("add", records)
    assert (result.exit_code, result.output) == (1, f"Cannot read or write {tmp_path / 'home'}: File exists.\n")


def test_marks_alone_find_nothing(filled) -> None:  # type: ignore[no-untyped-def]
    assert json.loads(filled("search", "?!", "--json").output)["total"] == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "khong-co.invalid"])
def test_an_address_that_cannot_be_served_at_is_named(filled, host: str) -> None:  # type: ignore[no-untyped-def]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "search.cli", "serve", "--host", host, "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.startswith(f"{host}:{port} cannot be opened: ")) == (1, True)


@pytest.mark.parametrize("language", ["en_US.UTF-8", "vi_VN.UTF-8", "C"])
def test_every_option_of_every_command_is_explained(language: str) -> None:
    code = (
        "import click; from search.cli import main\n"
        "for command in (main, *main.commands.values()):\n"
        "    assert command.help and all(p.help for p in command.params if p.param_type_name == 'option')\n"
        "listed = ' '.join(main.get_help(click.Context(main)).split())\n"
        "assert all(command.help in listed for command in main.commands.values())"
    )
    locale = {**os.environ, "LC_ALL": language}
    assert subprocess.run([sys.executable, "-c", code], env=locale, check=False).returncode == 0


def test_the_module_and_the_installed_command_are_the_same(tmp_path: Path) -> None:
    def told(*start: str) -> str:
        return subprocess.run([*start, "search", "--help"], capture_output=True, text=True, check=True).stdout

    assert told(sys.executable, "-m", "search.cli") == told(str(Path(sys.executable).parent / "tratin"))


def test_output_that_nobody_reads_to_its_end_is_no_error(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "%s", "text": "x"}\n' % ("q" * 10_000) * 50, "utf-8")
    command = [sys.executable, "-m", "search.cli", "search", "--batch", str(queries)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_annotate_prints_a_line_an_article_and_stores_nothing(run, records: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    row = json.loads(run("annotate", records).output)
    assert {"id", "officials", "agencies", "dates", "event_date", "topics"} <= set(row)
    assert not (tmp_path / "home").exists()


def test_a_removed_article_is_gone_after_indexing_but_kept_in_the_archive(filled) -> None:  # type: ignore[no-untyped-def]
    filled("remove", "bai-1")
    filled("index")
    status = filled("status").output
    assert "0 articles, 1 removed, 1 revisions" in status


def test_removing_an_unknown_article_fails(filled) -> None:  # type: ignore[no-untyped-def]
    assert filled("remove", "bai-9").exit_code == 1


def test_status_tells_what_is_not_yet_indexed(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps({**RECORD, "id": "bai-2"}) + "\n", "utf-8")
    filled("add", path)
    assert "1 changes not yet written" in filled("status").output


@pytest.mark.skipif(not SEED.exists(), reason="the sample article lies beside the project, and is not here")
@pytest.mark.parametrize("typed", ["le binh phuong", "Lê Bình Phượng", "LÊ BÌNH PHƯỢNG", "Le\u0302 Bi\u0300nh Phượng"])
def test_the_seed_is_found_first_however_its_official_is_typed(run, records: Path, typed: str) -> None:  # type: ignore[no-untyped-def]
    run("add", SEED, records)
    run("index")
    assert json.loads(run("search", typed, "--json").output)["hits"][0]["id"] == "damha-2023-08-04"


def test_status_tells_of_the_archive_where_there_is_no_index_yet(run, records: Path) -> None:  # type: ignore[no-untyped-def]
    run("add", records)
    result = run("status")
    assert (result.exit_code, "1 articles" in result.output, "tratin index" in result.output) == (1, True, True)


@pytest.mark.parametrize("given", [("--official", "ai"), ("--since", "2024-01-01")])
def test_a_filter_beside_a_batch_is_refused(filled, tmp_path: Path, given: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_text("", "utf-8")
    assert filled("search", "--batch", queries, *given).exit_code == 2


def test_a_query_beside_a_batch_is_refused(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q1", "text": "a"}\n', "utf-8")
    assert filled("search", "--batch", queries, "tiêm").exit_code == 2


def test_search_folds_copies_and_batches_do_not(filled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path, asked = tmp_path / "bản sao.jsonl", tmp_path / "hỏi.jsonl"
    path.write_text(json.dumps({**RECORD, "id": "bai-2"}, ensure_ascii=False) + "\n", "utf-8")
    asked.write_text(json.dumps({"id": 1, "text": "tiêm chủng"}), "utf-8")
    filled("add", path)
    filled("index")
    folded, whole = filled("search", "tiêm chủng"), filled("search", "--no-fold", "tiêm chủng")
    assert "2 articles, 1 with copies folded, page 1 of 1" in folded.output
    assert "   = Bà Nguyễn Thị Lụa kiểm tra tiêm chủng · 04/03/2025 · — · bai-2" in folded.output
    assert "\n2. " in whole.output
    assert sorted(json.loads(filled("search", "--batch", asked).output)["hits"]) == ["bai-1", "bai-2"]

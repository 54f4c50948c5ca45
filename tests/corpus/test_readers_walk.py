from __future__ import annotations

import gzip
import json
import lzma
import os
from pathlib import Path

from corpus.readers import Problem, read

TEXT = "Xã Đồng Mây ra quân làm thủy lợi\nSáng 5/3, xã Đồng Mây huy động 200 người nạo vét kênh mương.\n"


def gather(*paths: Path) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    return [article.id for article in read(paths, problems.append)], problems


def record(number: int) -> str:
    return json.dumps({"id": f"bai-{number}", "title": f"Bài {number}", "body": "Nội dung."}) + "\n"


def test_a_folder_is_walked_in_sorted_order_to_its_depths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c/k.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert gather(tmp_path) == (["k", "z", "b", "c"], [])


def test_every_format_is_read_plain_and_compressed(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "two.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "three.TXT.XZ").write_bytes(lzma.compress(TEXT.encode()))
    (tmp_path / "x.jsonl").write_text(record(1), encoding="utf-8")
    (tmp_path / "y.jsonl.gz").write_bytes(gzip.compress(record(2).encode()))
    (tmp_path / "z.jsonl.xz").write_bytes(lzma.compress(record(3).encode()))
    ids, problems = gather(tmp_path)
    assert (set(ids), problems) == ({"one", "two", "three", "bai-1", "bai-2", "bai-3"}, [])


def test_other_formats_and_hidden_files_in_a_folder_are_passed_over_silently(tmp_path: Path) -> None:
    for name in ("notes.pdf", "README", ".hidden.txt", "table.csv.gz"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert gather(tmp_path) == ([], [])


def test_another_format_named_explicitly_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_text(TEXT, encoding="utf-8")
    ids, problems = gather(path)
    assert (ids, [problem.path for problem in problems]) == ([], [path])


def test_a_missing_path_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ids, problems = gather(tmp_path / "missing.txt", tmp_path / "a.txt")
    assert (ids, [problem.reason for problem in problems]) == (["a"], ["There is no such file or folder."])


def test_a_link_to_its_own_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert gather(tmp_path) == (["a"], [])


def test_a_pipe_is_a_problem_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert gather(tmp_path) == ([], [])
    assert [problem.reason for problem in gather(tmp_path / "pipe.txt")[1]] == ["Neither a file nor a folder."]


def test_the_second_article_of_an_id_is_a_problem_that_names_the_first_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(record(1) + record(2) + record(1), encoding="utf-8")
    ids, problems = gather(path)
    assert ids == ["bai-1", "bai-2"]
    assert problems[0].line == 3
    assert f"{path}:1" in problems[0].reason


def test_articles_come_one_by_one_without_reading_ahead(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    articles = read([tmp_path / "a.txt", tmp_path / "b.txt"], print)
    assert next(articles).id == "a"
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert next(articles).id == "b"


def test_a_problem_reads_as_place_and_sentence() -> None:
    assert str(Problem(Path("a.jsonl"), 7, "Not JSON.")) == "a.jsonl:7: Not JSON."

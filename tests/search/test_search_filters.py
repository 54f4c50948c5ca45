"""`tratin search` narrows as the page does: by periods, by what is excluded, by who speaks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli import main

Run = Callable[..., Result]

ARTICLES = {
    "noi": "Ông Lê Văn Đá – Chủ tịch UBND huyện Đài Vân phát biểu: “Các xã phải làm xong đường trước mùa mưa.”",
    "neu": "Ông Lê Văn Đá – Chủ tịch UBND huyện Đài Vân dự lễ cùng bà Trần Thị Sen – Phó Chủ tịch UBND huyện Đài Vân.",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TRATIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    path = tmp_path / "bai.jsonl"
    rows = [
        {"id": id, "title": "Tin", "published": f"2025-03-0{day}T08:00:00+07:00", "body": body}
        for day, (id, body) in enumerate(ARTICLES.items(), start=4)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert invoke("add", path).exit_code == invoke("index").exit_code == 0
    return invoke


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--official", "le-van-da"), {"noi", "neu"}),
        (("--official", "le-van-da", "--speaks"), {"noi"}),
        (("--official", "le-van-da", "--not-official", "tran-thi-sen"), {"noi"}),
        (("--date", "2025-03-05"), {"neu"}),
        (("--date", "2025-03", "--not-date", "2025-03-05"), {"noi"}),
        (("--not-agency", "uy-ban-nhan-dan-huyen-dai-van"), set[str]()),
        (("--not-topic", "khong-co"), {"noi", "neu"}),
    ],
)
def test_each_option_narrows(run: Run, options: tuple[str, ...], found: set[str]) -> None:
    assert {hit["id"] for hit in json.loads(run("search", "--json", *options).output)["hits"]} == found


def test_json_tells_how_many_articles_each_day_has(run: Run) -> None:
    told = json.loads(run("search", "--json", "--date", "2025-03").output)["histogram"]
    assert told["unit"] == "day"
    assert [(one["key"], one["count"]) for one in told["buckets"] if one["count"]] == [
        ("2025-03-04", 1),
        ("2025-03-05", 1),
    ]


def test_what_is_excluded_is_not_listed_among_what_was_found(run: Run) -> None:
    assert "Trần Thị Sen" not in run("search", "--not-official", "tran-thi-sen").output


def test_what_is_no_period_is_refused_with_a_sentence(run: Run) -> None:
    result = run("search", "--date", "2025-02-30")
    assert (result.exit_code, result.output) == (
        1,
        "A period is a year (2023), a month (2023-08) or a day (2023-08-04).\n",
    )


@pytest.mark.parametrize("option", [("--not-official", "x"), ("--speaks",), ("--date", "2025"), ("--not-date", "2025")])
def test_no_filter_stands_beside_a_batch(run: Run, tmp_path: Path, option: tuple[str, ...]) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text("", "utf-8")
    assert run("search", "--batch", queries, *option).exit_code == 2

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh.index import open_dir

from search.engine import Entry, IndexBusy, IndexDamaged, IndexMissing, IndexOutdated, Matches
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.commit import MAX_SEGMENTS
from search.engines.whoosh.note import NOTE
from search.engines.whoosh.schema import SCHEMA_VERSION
from search.plan import plan
from search.query import Query, Sort

MakeEntry = Callable[..., Entry]


def ask(engine: WhooshEngine, text: str = "", **choices: object) -> Matches:
    return engine.find(plan(Query(text, **choices)))  # type: ignore[arg-type]  # as the test says


@pytest.fixture
def filled(engine: WhooshEngine, entry: MakeEntry) -> WhooshEngine:
    engine.write(
        [
            entry("a", "Lê Bình Phượng làm việc", day=dt.date(2023, 8, 4), officials=("phuong", "truc"), topics=("x",)),
            entry(
                "b", "Hội nghị", "Bà Lê Bình Phượng dự", day=dt.date(2023, 9, 1), officials=("phuong",), topics=("y",)
            ),
            entry(
                "c", "Bình đẳng giới", "Lễ phát động", day=dt.date(2024, 1, 2), officials=("truc",), topics=("x", "y")
            ),
            entry("d", "Không ngày", "Hòa bình", agencies=("ubnd",)),
        ],
        upto=4,
    )
    return engine


@pytest.mark.parametrize(
    "typed", ["le binh phuong", "Lê Bình Phượng", "LÊ BÌNH PHƯỢNG", "Le\u0302 Bi\u0300nh Phu\u031bo\u031b\u0323ng"]
)
def test_a_name_is_found_however_it_is_typed(filled: WhooshEngine, typed: str) -> None:
    assert ask(filled, typed).ids == ("a", "b")


def test_both_tone_styles_find_the_same(filled: WhooshEngine) -> None:
    assert ask(filled, "hoà bình").ids == ask(filled, "hòa bình").ids == ("d",)


def test_accents_that_were_typed_must_match(filled: WhooshEngine) -> None:
    assert ask(filled, "phường").total == 0


def test_no_words_find_every_article_newest_first_and_undated_last(filled: WhooshEngine) -> None:
    assert ask(filled).ids == ("c", "b", "a", "d")


def test_oldest_first_leaves_undated_last_too(filled: WhooshEngine) -> None:
    assert ask(filled, sort=Sort.OLDEST).ids == ("a", "b", "c", "d")


def test_values_of_one_facet_are_alternatives(filled: WhooshEngine) -> None:
    assert ask(filled, topic=("x", "y")).total == 3


def test_choices_in_two_facets_must_both_hold(filled: WhooshEngine) -> None:
    assert ask(filled, topic=("x",), official=("phuong",)).ids == ("a",)


def test_a_choice_does_not_hide_the_other_values_of_its_facet(filled: WhooshEngine) -> None:
    assert ask(filled, topic=("x",)).facets["topic"] == {"x": 2, "y": 2}


def test_a_choice_narrows_the_counts_of_other_facets(filled: WhooshEngine) -> None:
    assert ask(filled, topic=("x",)).facets["official"] == {"phuong": 1, "truc": 2}


def test_a_value_that_nobody_has_finds_nothing(filled: WhooshEngine) -> None:
    assert ask(filled, official=("nobody",)).total == 0


def test_months_are_counted(filled: WhooshEngine) -> None:
    assert ask(filled).facets["date"] == {"2023-08": 1, "2023-09": 1, "2024-01": 1}


def test_a_year_chosen_holds_all_its_months(filled: WhooshEngine) -> None:
    assert set(ask(filled, date=("2023",)).ids) == {"a", "b"}


def test_a_month_chosen_holds_its_days_only(filled: WhooshEngine) -> None:
    assert ask(filled, date=("2023-09",)).ids == ("b",)


def test_a_span_of_days_includes_both_ends(filled: WhooshEngine) -> None:
    assert set(ask(filled, since=dt.date(2023, 8, 4), until=dt.date(2023, 9, 1)).ids) == {"a", "b"}


def test_pages_lie_end_to_end(filled: WhooshEngine) -> None:
    pages = [ask(filled, page=page, size=1).ids for page in (1, 2, 3, 4)]
    assert sum(pages, ()) == ask(filled).ids


def test_articles_with_all_words_are_not_crowded_out_by_a_strong_one(engine: WhooshEngine, entry: MakeEntry) -> None:
    engine.write(
        [entry("short", "hội đồng nhân dân xã"), entry("long", "", "hội đồng nhân dân xã " + "khác lạ " * 500)], upto=1
    )
    assert ask(engine, "hội đồng nhân dân xã").total == 2


def test_where_no_article_has_every_word_those_with_most_are_found(filled: WhooshEngine) -> None:
    assert set(ask(filled, "phượng phát").ids) == {"a", "b", "c"}


def test_the_answer_says_whether_words_had_to_be_left_out(filled: WhooshEngine) -> None:
    assert [ask(filled, text).relaxed for text in ("phượng phát", "le binh phuong", "zzz")] == [True, False, False]


def test_writing_an_id_again_replaces_the_article(filled: WhooshEngine, entry: MakeEntry) -> None:
    filled.write([entry("a", "Tiêu đề mới")], upto=5)
    assert (filled.count(), ask(filled, "tiêu đề mới").ids) == (4, ("a",))


def test_a_removed_article_is_not_found(filled: WhooshEngine) -> None:
    filled.write([], ["a"], upto=5)
    assert ask(filled, "le binh phuong").ids == ("b",)


def test_removing_says_how_many_were_there(filled: WhooshEngine) -> None:
    assert filled.write([], ["a", "unknown"], upto=5).removed == 1


def test_rewriting_leaves_only_what_was_written(filled: WhooshEngine, entry: MakeEntry) -> None:
    filled.rewrite([entry("z", "Mới")], upto=9)
    assert ask(filled).ids == ("z",)


def test_a_reader_opened_before_sees_the_next_commit(filled: WhooshEngine, entry: MakeEntry, tmp_path: Path) -> None:
    reader = WhooshEngine(tmp_path / "index")
    before = reader.count()
    filled.write([entry("e", "Thêm")], upto=5)
    assert (before, reader.count()) == (4, 5)


def test_what_was_written_comes_back_whole(filled: WhooshEngine, entry: MakeEntry) -> None:
    wanted = entry("e", "Đầm Hà", "Một\nHai", dt.date(2024, 1, 1), ("p",), ("q",), ("t",)).document
    filled.write([entry("e", "Đầm Hà", "Một\nHai", dt.date(2024, 1, 1), ("p",), ("q",), ("t",))], upto=5)
    assert filled.get(["e", "none"]) == [wanted, None]


def test_the_index_knows_how_far_the_archive_it_came(filled: WhooshEngine, tmp_path: Path) -> None:
    assert WhooshEngine(tmp_path / "index").upto() == 4


def test_a_write_that_fails_half_way_changes_nothing(filled: WhooshEngine, entry: MakeEntry) -> None:
    def failing() -> Iterator[Entry]:
        yield entry("e", "Thêm")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        filled.write(failing(), ["a"], upto=5)
    assert (filled.count(), filled.upto()) == (4, 4)


def test_after_a_failed_write_the_next_one_works(filled: WhooshEngine, entry: MakeEntry) -> None:
    with pytest.raises(ZeroDivisionError):
        filled.write((entry(str(1 / n)) for n in (0,)), upto=5)
    assert filled.write([entry("e")], upto=5).written == 1


def test_a_second_writer_is_told_that_the_index_is_busy(filled: WhooshEngine, entry: MakeEntry, tmp_path: Path) -> None:
    second = WhooshEngine(tmp_path / "index")

    def writing() -> Iterator[Entry]:
        with pytest.raises(IndexBusy):
            second.write([entry("f")], upto=6)
        yield entry("e")

    assert filled.write(writing(), upto=5).written == 1


def test_many_small_commits_keep_few_segments(engine: WhooshEngine, entry: MakeEntry, tmp_path: Path) -> None:
    for number in range(30):
        engine.write([entry(f"{number:02}", f"bài {number}")], upto=number + 1)
    assert engine.count() == 30
    assert len(list((tmp_path / "index").glob("*.columns"))) <= MAX_SEGMENTS


def test_threads_get_the_same_answer(filled: WhooshEngine) -> None:
    answers: list[Matches] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(filled, "le binh phuong"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 8


def test_whoosh_s_own_api_reads_the_index(filled: WhooshEngine, tmp_path: Path) -> None:
    with open_dir(str(tmp_path / "index")).searcher() as searcher:
        assert searcher.doc_frequency("folded", "phuong") == 2


def test_a_folder_without_an_index_is_said_to_miss_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="tratin index"):
        WhooshEngine(tmp_path)


def test_an_index_of_another_schema_is_said_to_be_outdated(filled: WhooshEngine, tmp_path: Path) -> None:
    note = tmp_path / "index" / NOTE
    note.write_text(note.read_text().replace(f'"schema":{SCHEMA_VERSION}', '"schema":0'))
    with pytest.raises(IndexOutdated, match="--rebuild"):
        WhooshEngine(tmp_path / "index")


# Whoosh leaves the file it could not read to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["*.toc", "*.columns"])
def test_a_cut_off_file_is_said_to_be_damage(filled: WhooshEngine, tmp_path: Path, pattern: str) -> None:
    for file in (tmp_path / "index").glob(pattern):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    with pytest.raises(IndexDamaged, match="--rebuild"):
        WhooshEngine(tmp_path / "index")

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

from corpus.archive import Archive
from corpus.article import Article
from search import indexer
from search.engine import IndexBusy, IndexOutdated
from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.parallel import WORTH_IT, parallel_map
from search.plan import plan
from search.query import Query

T = TypeVar("T")


def unseen(step: str, count: int, items: Iterable[T]) -> Iterable[T]:
    return items


def article(number: int, words: str = "họp bàn công tác") -> Article:
    body = f"Ngày {1 + number % 28}/5/2024, ông Trần Văn Sáu – Chủ tịch UBND xã Khe Trúc chủ trì {words} số {number}."
    return Article(f"bai-{number:04}", f"Bài {number}", body, published=dt.datetime(2024, 5, 30))


def add(home: Home, articles: Iterable[Article]) -> None:
    home.path.mkdir(parents=True, exist_ok=True)
    with Archive.open(home.archive) as archive:
        archive.add(articles)


def found(home: Home, text: str) -> set[str]:
    engine = WhooshEngine(home.index)
    try:
        return set(engine.find(plan(Query(text, size=100))).ids)
    finally:
        engine.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_first_run_indexes_every_article(home: Home) -> None:
    add(home, map(article, range(5)))
    assert indexer.update(home, unseen).total == 5


def test_a_rerun_without_changes_writes_nothing(home: Home) -> None:
    add(home, map(article, range(5)))
    indexer.update(home, unseen)
    done = indexer.update(home, unseen)
    assert (done.annotated, done.written, done.removed) == (0, 0, 0)


def test_a_rerun_touches_only_what_changed(home: Home) -> None:
    add(home, map(article, range(20)))
    indexer.update(home, unseen)
    add(home, [*map(article, range(20, 30)), article(3, "khánh thành cầu")])
    with Archive.open(home.archive) as archive:
        archive.remove(["bai-0007", "bai-0008"])
    done = indexer.update(home, unseen)
    assert (done.annotated, done.written, done.removed, done.total) == (11, 11, 2, 28)


def test_a_changed_article_is_found_by_its_new_words_only(home: Home) -> None:
    add(home, [article(1, "tiêm chủng")])
    indexer.update(home, unseen)
    add(home, [article(1, "khánh thành cầu")])
    indexer.update(home, unseen)
    assert (found(home, "khánh thành"), found(home, "tiêm chủng")) == ({"bai-0001"}, set())


def test_a_rebuild_writes_every_article_again(home: Home) -> None:
    add(home, map(article, range(5)))
    indexer.update(home, unseen)
    assert indexer.update(home, unseen, rebuild=True).written == 5


def test_an_index_that_was_deleted_is_made_again(home: Home) -> None:
    add(home, map(article, range(5)))
    indexer.update(home, unseen)
    for file in home.index.iterdir():
        file.unlink()
    assert indexer.update(home, unseen).written == 5


def test_an_index_of_another_archive_is_refused(home: Home, tmp_path: Path) -> None:
    add(home, map(article, range(5)))
    indexer.update(home, unseen)
    for file in tmp_path.glob("archive.sqlite*"):
        file.unlink()
    add(home, [article(1)])
    with pytest.raises(IndexOutdated, match="--rebuild"):
        indexer.update(home, unseen)


def test_a_second_indexer_says_that_one_is_at_work(home: Home) -> None:
    add(home, [article(1)])
    with FileLock(home.lock), pytest.raises(IndexBusy, match="another indexer"):
        indexer.update(home, unseen)


def test_an_empty_archive_makes_an_empty_index(home: Home) -> None:
    add(home, [])
    assert indexer.update(home, unseen).total == 0


def test_articles_added_during_a_run_are_left_to_the_next_or_counted(home: Home) -> None:
    add(home, map(article, range(5)))

    def adding(step: str, count: int, items: Iterable[T]) -> Iterable[T]:
        if step == "annotate":
            add(home, [article(9)])
        yield from items

    first, second = indexer.update(home, adding), indexer.update(home, unseen)
    assert (first.annotated + second.annotated, second.total) == (6, 6)


def test_an_article_removed_while_it_is_written_is_gone_after_the_next_run(home: Home) -> None:
    add(home, map(article, range(5)))

    def removing(step: str, count: int, items: Iterable[T]) -> Iterable[T]:
        if step == "index":
            with Archive.open(home.archive) as archive:
                archive.remove(["bai-0003"])
        yield from items

    indexer.update(home, removing)
    assert indexer.update(home, unseen).total == 4


def test_an_article_changed_while_it_is_written_is_found_by_its_new_words_after_the_next_run(home: Home) -> None:
    add(home, map(article, range(5)))

    def changing(step: str, count: int, items: Iterable[T]) -> Iterable[T]:
        if step == "index":
            add(home, [article(3, "khánh thành cầu")])
        yield from items

    indexer.update(home, changing)
    indexer.update(home, unseen)
    assert found(home, "khánh thành") == {"bai-0003"}


def test_many_items_come_back_in_order_from_several_processes() -> None:
    numbers = [-n for n in range(WORTH_IT * 3)]
    assert list(parallel_map(abs, numbers, processes=2)) == list(range(WORTH_IT * 3))


def test_a_run_killed_at_any_moment_leaves_the_old_state_and_the_next_run_completes(home: Home) -> None:
    add(home, map(article, range(10)))
    indexer.update(home, unseen)
    add(home, map(article, range(10, 40)))
    chance = random.Random(7)
    for _ in range(3):
        run = subprocess.Popen(
            [sys.executable, "-m", "search.cli", "--home", str(home.path), "index"], start_new_session=True
        )
        time.sleep(chance.uniform(0.4, 2.0))
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        assert {f"bai-{n:04}" for n in range(10)} <= found(home, "")
    assert indexer.update(home, unseen).total == 40

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from corpus.archive import Added, Archive, ArchiveDamaged, ArchiveError, ArchiveMissing, ArchiveOutdated
from corpus.article import Annotations, Article
from corpus.intake import encode
from corpus.registry import Registry


def article(id: str = "a", body: str = "Huyện họp.") -> Article:
    return Article(id, "Tin huyện", body)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as opened:
        yield opened


def test_an_article_comes_back_as_it_was_put_in(archive: Archive) -> None:
    full = Article(
        "a", "Tin", "Một\nHai", "https://x.example/1", "Báo", datetime(2024, 5, 1, 7, tzinfo=UTC), "Mục", "Tác giả",
        ("thẻ",), (1,), "Khẩu hiệu",
    )  # fmt: skip
    archive.add([full])
    assert archive.get("a") == full


def test_adding_counts_new_changed_and_unchanged(archive: Archive) -> None:
    archive.add([article("a"), article("b")])
    assert archive.add([article("a"), article("b", "Khác."), article("c")]) == Added(1, 1, 1)


def test_every_revision_is_kept_in_order(archive: Archive) -> None:
    archive.add([article("a", "Một.")])
    archive.add([article("a", "Hai.")])
    assert [(one.number, one.article.body) for one in archive.revisions("a")] == [(1, "Một."), (2, "Hai.")]


def test_of_two_articles_with_one_id_in_a_batch_the_later_stands(archive: Archive) -> None:
    archive.add([article("a", "Một."), article("a", "Hai.")])
    assert archive.get("a") == article("a", "Hai.")


def test_removing_tells_only_those_that_were_here(archive: Archive) -> None:
    archive.add([article("a"), article("b")])
    archive.remove(["b"])
    assert archive.remove(["b", "x", "a", "a"]) == ("a",)


def test_a_removed_article_is_not_got_and_not_lost(archive: Archive) -> None:
    archive.add([article("a")])
    archive.remove(["a"])
    assert (archive.get("a"), len(archive.revisions("a"))) == (None, 1)


def test_a_removed_article_that_comes_back_counts_as_changed(archive: Archive) -> None:
    archive.add([article("a")])
    archive.remove(["a"])
    assert (archive.add([article("a")]), archive.get("a")) == (Added(0, 1, 0), article("a"))


@pytest.mark.parametrize("name", [field.name for field in fields(Article) if field.name != "id"])
def test_the_hash_covers_every_field(name: str) -> None:
    other = {"published": datetime(2024, 1, 1, tzinfo=UTC), "tags": ("x",), "captions": (0,)}.get(name, "khác")
    assert encode(replace(article(), **{name: other}))[1] != encode(article())[1]  # type: ignore[arg-type]


def test_pending_articles_come_in_order_of_arrival(archive: Archive) -> None:
    archive.add([article("c"), article("a"), article("b")])
    assert [one.id for one in archive.pending(1)] == ["c", "a", "b"]


def test_pending_goes_on_while_annotations_are_stored(archive: Archive) -> None:
    archive.add(article(str(number)) for number in range(250))
    registry, read = Registry(archive), []
    for one in archive.pending(1):
        registry.record(1, [(one, Annotations(one.id))])
        read.append(one.id)
    assert (read, archive.count_pending(1)) == ([str(number) for number in range(250)], 0)


def test_another_annotator_version_makes_all_pending_again(archive: Archive) -> None:
    archive.add([article("a")])
    Registry(archive).record(1, [(article("a"), Annotations("a"))])
    assert (archive.count_pending(1), archive.count_pending(2)) == (0, 1)


def test_a_new_revision_has_no_annotations_yet(archive: Archive) -> None:
    archive.add([article("a")])
    Registry(archive).record(1, [(article("a"), Annotations("a"))])
    archive.add([article("a", "Khác.")])
    assert archive.annotations("a") is None


def test_changes_tell_the_last_change_of_each_article(archive: Archive) -> None:
    registry = Registry(archive)
    archive.add([article("a"), article("b")])
    registry.record(1, [(article(id), Annotations(id)) for id in "ab"])
    since = archive.last_change()
    registry.record(2, [(article("a"), Annotations("a"))])
    archive.remove(["a"])
    assert [(change.id, change.removed) for change in archive.changes(since)] == [("a", True)]


def test_nothing_changes_for_an_index_before_annotation(archive: Archive) -> None:
    archive.add([article("a")])
    assert list(archive.changes(0)) == []


def test_one_that_came_back_unannotated_still_counts_as_removed_for_an_index(archive: Archive) -> None:
    archive.add([article("a")])
    archive.remove(["a"])
    archive.add([article("a")])
    assert [change.removed for change in archive.changes(0)] == [True]


def test_a_missing_archive_is_not_made_where_only_reading_is_meant(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        Archive.open(tmp_path / "archive.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"Khong phai co so du lieu. " * 200)
    with pytest.raises(ArchiveDamaged):
        Archive.open(tmp_path / "archive.sqlite")


def test_another_programs_database_is_called_damaged(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "archive.sqlite")
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(ArchiveDamaged):
        Archive.open(tmp_path / "archive.sqlite")


def test_an_archive_of_another_schema_is_called_outdated(tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive.sqlite").close()
    connection = sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)
    connection.execute("UPDATE meta SET value = '0'")
    connection.close()
    with pytest.raises(ArchiveOutdated, match="schema 0"):
        Archive.open(tmp_path / "archive.sqlite")


def test_text_that_is_no_unicode_is_refused_by_name(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="'a'"):
        archive.add([article("a", "\ud800")])


def test_threads_read_while_one_writes(archive: Archive) -> None:
    archive.add(article(str(number)) for number in range(50))
    failures: list[object] = []

    def read() -> None:
        failures.extend(id for id in map(str, range(50)) if archive.get(id) != article(id))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    archive.add(article(str(number)) for number in range(50, 1500))
    for thread in threads:
        thread.join()
    assert failures == []


WRITER = """
import sys
from corpus.archive import Archive
from corpus.article import Annotations, Article
from corpus.registry import Registry
archive = Archive.open(sys.argv[1])
registry = Registry(archive)
print("ready", flush=True)
for turn in range(10**6):
    batch = [Article(str(number), "Tin", f"{turn}") for number in range(40)]
    archive.add(batch)
    registry.record(turn, [(one, Annotations(one.id)) for one in batch])
    archive.remove(["0"])
"""


@pytest.mark.parametrize("moment", [0.05, 0.2, 0.35])
def test_a_writer_killed_at_any_moment_leaves_whole_steps(tmp_path: Path, moment: float) -> None:
    path = tmp_path / "archive.sqlite"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    time.sleep(moment)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    with Archive.open(path) as archive:
        bodies = {found.body for number in range(1, 40) if (found := archive.get(str(number)))}
        numbers = [change.number for change in archive.changes(0)]
        assert len(bodies) <= 1
        assert numbers == sorted(set(numbers))
        assert archive.last_change() >= max(numbers, default=0)


class Bookkeeping(RuleBasedStateMachine):
    """The archive against a dictionary of what should be in it and how many revisions of each there should be."""

    ids, bodies = st.sampled_from("abc"), st.sampled_from(["Một.", "Hai."])

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.archive = Archive.open(self.folder / "archive.sqlite")
        self.registry = Registry(self.archive)
        self.here: dict[str, str] = {}
        self.history: dict[str, list[str]] = {}
        self.read: dict[str, str] = {}
        self.change = 0

    def teardown(self) -> None:
        self.archive.close()
        shutil.rmtree(self.folder)

    @rule(id=ids, body=bodies)
    def add(self, id: str, body: str) -> None:
        history = self.history.setdefault(id, [])
        expected = Added(not history, bool(history) and self.here.get(id) != body, self.here.get(id) == body)
        assert self.archive.add([article(id, body)]) == expected
        if self.here.get(id) != body:
            self.read.pop(id, None)
        if not history or history[-1] != body:
            history.append(body)
        self.here[id] = body

    @rule(id=ids)
    def remove(self, id: str) -> None:
        assert self.archive.remove([id]) == ((id,) if id in self.here else ())
        self.here.pop(id, None)
        self.read.pop(id, None)

    @rule(id=ids, body=bodies)
    def record(self, id: str, body: str) -> None:
        self.registry.record(1, [(article(id, body), Annotations(id))])
        if self.here.get(id) == body:
            self.read[id] = body

    @invariant()
    def the_archive_agrees(self) -> None:
        assert {id: found.body for id in "abc" if (found := self.archive.get(id))} == self.here
        assert {id: [one.article.body for one in self.archive.revisions(id)] for id in self.history} == self.history
        assert {one.id for one in self.archive.pending(1)} == self.here.keys() - self.read.keys()
        assert {one[0].id for one in self.registry.documents(list("abc"))} == self.read.keys()
        assert self.archive.last_change() >= self.change
        self.change = self.archive.last_change()


TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)


def test_an_archive_of_an_earlier_schema_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive.open(path) as archive:
        archive.add([Article("a", "Tin", "Họp.")])
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE held DROP COLUMN placed")
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
    connection.close()
    with Archive.open(path, create=False) as archive:
        assert archive.get("a") == Article("a", "Tin", "Họp.")
        Registry(archive).record(1, [(Article("a", "Tin", "Họp."), Annotations("a"))])
    with Archive.open(path, create=False) as archive:
        assert archive.counts().pending == 0

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from search.engine import Entry, IndexMissing, IndexOutdated
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.note import NOTE, write_note
from search.engines.whoosh.schema import SCHEMA_VERSION
from search.plan import plan
from search.query import Query

MakeEntry = Callable[..., Entry]

KILLED_AT = """
import importlib, os, signal, sys
from pathlib import Path
from corpus.article import Annotations, Article, Links
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine

module, _, name = sys.argv[2].partition(":")
owner = importlib.import_module(module)
*path, name = name.split(".")
for part in path:
    owner = getattr(owner, part)
setattr(owner, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
document = Document(Article("b", "", "tin"), Annotations("b"), Links((), ()))
WhooshEngine(Path(sys.argv[1])).write([Entry(document)], ["a"], upto=2)
"""

WRITING = """
import sys
from pathlib import Path
from corpus.article import Annotations, Article, Links, Topic
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine

engine = WhooshEngine(Path(sys.argv[1]))
for commit in range(1, 41):
    notes = [Annotations(name, topics=(Topic(f"commit-{commit}", 1.0),)) for name in "abcd"]
    documents = [Document(Article(one.article_id, "", "tin"), one, Links((), ())) for one in notes]
    engine.write([Entry(document) for document in documents], upto=commit)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.name != "MAIN.tmp"}


def test_an_index_of_which_only_the_note_is_left_is_made_anew(folder: Path, entry: MakeEntry) -> None:
    WhooshEngine.create(folder).write([entry("a")], upto=7)
    for file in folder.glob("*MAIN_*"):
        file.unlink()
    engine = WhooshEngine.create(folder)
    assert (engine.count(), engine.upto()) == (0, 0)


def test_an_index_without_its_note_is_made_anew_however_damaged(folder: Path, entry: MakeEntry) -> None:
    WhooshEngine.create(folder).write([entry("a")], upto=7)
    (folder / NOTE).unlink()
    next(folder.glob("*.toc")).write_bytes(b"xx")
    assert WhooshEngine.create(folder).upto() == 0


def test_a_note_of_a_commit_that_is_lost_does_not_count(folder: Path, entry: MakeEntry) -> None:
    engine = WhooshEngine.create(folder)
    engine.write([entry("a")], upto=7)
    write_note(folder, upto=9, generation=2)
    assert engine.upto() == 0


def test_a_reader_sees_an_index_that_was_made_anew_with_as_many_commits(folder: Path, entry: MakeEntry) -> None:
    WhooshEngine.create(folder).write([entry("a")], upto=1)
    reader = WhooshEngine(folder)
    shutil.rmtree(folder)
    WhooshEngine.create(folder).write([entry("b"), entry("c")], upto=1)
    assert reader.count() == 2


def test_a_reader_whose_index_is_gone_says_so(folder: Path) -> None:
    reader = WhooshEngine.create(folder)
    shutil.rmtree(folder)
    with pytest.raises(IndexMissing, match="is gone"):
        reader.count()


def test_a_reader_whose_index_was_made_anew_by_another_version_says_so(folder: Path, entry: MakeEntry) -> None:
    reader = WhooshEngine.create(folder)
    WhooshEngine.create(folder).write([entry("a")], upto=1)
    note = folder / NOTE
    note.write_text(note.read_text().replace(f'"schema":{SCHEMA_VERSION}', '"schema":0'))
    with pytest.raises(IndexOutdated):
        reader.count()


def test_what_killed_runs_leave_is_deleted_by_the_next_run_even_if_that_fails(folder: Path, entry: MakeEntry) -> None:
    engine = WhooshEngine.create(folder)
    engine.write([entry("a")], upto=1)
    before = names(folder)
    step = "search.engines.whoosh.columns.file:Writer.finish"
    assert subprocess.run([sys.executable, "-c", KILLED_AT, str(folder), step], check=False).returncode < 0
    (folder / "_MAIN_2.toc.1700000000.5").touch()
    assert len(names(folder)) > len(before) + 1
    with pytest.raises(ZeroDivisionError):
        engine.write((entry(str(1 / n)) for n in (0,)), upto=2)
    left = names(folder) - before
    assert len({name.partition(".")[0] for name in left}) <= 1  # its own, which the next one deletes
    engine.write([entry("b")], upto=2)
    assert {file.partition(".")[2] for file in names(folder)} == {"", "json", "columns", "lexicon", "toc", "whole"}


@pytest.mark.parametrize(
    ("step", "names_after"),
    [
        ("search.engines.whoosh.columns.merge:_postings", ["a"]),  # in the middle of a segment
        ("search.engines.whoosh.columns.file:Writer.finish", ["a"]),  # all of it there but the footer
        ("os:fsync", ["a"]),
        ("whoosh.index:TOC.write", ["a"]),
        ("whoosh.filedb.filestore:FileStorage.rename_file", ["a"]),  # the new table of contents lies there, unnamed
        ("whoosh.writing:SegmentWriter._finish", ["b"]),
        ("search.engines.whoosh.engine:write_note", ["b"]),
        ("pathlib:Path.replace", ["b"]),  # the note written, not in place
    ],
)
def test_killed_at_any_step_a_commit_is_whole_or_absent_and_the_next_run_does_it_again(
    folder: Path, entry: MakeEntry, step: str, names_after: list[str]
) -> None:
    WhooshEngine.create(folder).write([entry("a")], upto=1)
    killed = subprocess.run([sys.executable, "-c", KILLED_AT, str(folder), step], check=False)
    engine = WhooshEngine(folder)
    assert (killed.returncode, list(engine.find(plan(Query())).ids), engine.upto()) == (-9, names_after, 1)
    engine.write([entry("b")], ["a"], upto=2)
    assert (engine.find(plan(Query())).ids, engine.upto()) == (("b",), 2)
    assert {file.partition(".")[2] for file in names(folder)} == {"", "json", "columns", "lexicon", "toc", "whole"}


def test_deleted_articles_do_not_make_a_term_more_common(folder: Path, entry: MakeEntry) -> None:
    engine = WhooshEngine.create(folder)
    engine.write([entry(str(n), "tiêm chủng") for n in range(40)] + [entry(f"x{n}") for n in range(60)], upto=1)
    engine.write([], [str(n) for n in range(1, 30)], upto=2)
    fresh = WhooshEngine.create(folder.parent / "fresh")
    kept = [entry("0", "tiêm chủng"), *(entry(str(n), "tiêm chủng") for n in range(30, 40))]
    fresh.write(kept + [entry(f"x{n}") for n in range(60)], upto=1)
    assert engine.find(plan(Query("tiêm chủng"))) == fresh.find(plan(Query("tiêm chủng")))


def test_an_article_without_title_leaves_the_others_their_scores(folder: Path, entry: MakeEntry) -> None:
    engine = WhooshEngine.create(folder)
    engine.write([entry("untitled", "", "tiêm"), entry("titled", "tiêm")], upto=1)
    answer = engine.find(plan(Query("tiêm")))
    assert answer.ids == ("titled", "untitled")
    assert answer.scores[0] > answer.scores[1] > 0


def test_readers_beside_a_busy_writer_see_whole_commits_only(folder: Path) -> None:
    reader, seen = WhooshEngine.create(folder), set()
    with subprocess.Popen([sys.executable, "-c", WRITING, str(folder)]) as writer:
        while writer.poll() is None:
            for engine in (reader, WhooshEngine(folder)):
                answer = engine.find(plan(Query("tin")))
                seen.add((answer.total, len(answer.facets["topic"])))
                engine.get(answer.ids)
    assert writer.returncode == 0
    assert seen <= {(0, 0), (4, 1)}
    assert reader.find(plan(Query())).facets["topic"] == {"commit-40": 4}

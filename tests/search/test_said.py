"""What did X say about Y: statements by speaker and words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.article import Article, Links
from search.deadline import Deadline
from search.engine import Document, Entry, TooSlow
from search.engines.whoosh import WhooshEngine
from search.query import QueryError
from search.said import said

HEAD = "Bà Lò Thị Hiên, Chủ tịch UBND huyện Đài Vân, và ông Vi Văn Tấn, Giám đốc Sở Y tế, dự họp."
BODIES = {
    "a": "Bà Hiên yêu cầu các xã giữ sạch đường. Ông Tấn cho biết thuốc đã về.",
    "b": "Bà Hiên cho biết đường ven hồ sẽ xong trong năm.",
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    opened = WhooshEngine.create(tmp_path / "index")
    entries = []
    for day, (id, body) in enumerate(BODIES.items(), start=1):
        article = Article(id, "Họp", f"{HEAD}\n{body}", published=datetime(2026, 1, day, tzinfo=UTC))
        notes = annotate(article)
        slugs = {"Lò Thị Hiên": "hien", "Vi Văn Tấn": "tan"}
        links = Links(tuple(slugs[one.name] for one in notes.officials), ("x",) * len(notes.agencies))
        entries.append(Entry(Document(article, notes, links)))
    opened.write(entries, upto=1)
    yield opened
    opened.close()


def _passages(engine: WhooshEngine, person: str, text: str = "") -> list[str]:
    return [one.passage for one in said(engine, person, text)]


HARD, LAKE = "Bà Hiên yêu cầu các xã giữ sạch đường.", "Bà Hiên cho biết đường ven hồ sẽ xong trong năm."


def test_without_words_the_newest_statements_come_first(engine: WhooshEngine) -> None:
    assert _passages(engine, "hien") == [LAKE, HARD]


def test_only_what_the_person_said_is_found(engine: WhooshEngine) -> None:
    assert _passages(engine, "tan") == ["Ông Tấn cho biết thuốc đã về."]


def test_words_must_stand_in_the_passage(engine: WhooshEngine) -> None:
    assert _passages(engine, "hien", "thuốc") == []


@pytest.mark.parametrize("text", ["giữ sạch", "giu sach", "GIỮ SẠCH"])
def test_words_are_met_with_and_without_accents(engine: WhooshEngine, text: str) -> None:
    assert _passages(engine, "hien", text) == [HARD]


def test_an_accent_typed_means_itself(engine: WhooshEngine) -> None:
    assert _passages(engine, "hien", "hổ") == []


def test_a_query_that_is_none_is_refused(engine: WhooshEngine) -> None:
    with pytest.raises(QueryError):
        said(engine, "hien", "a" * 2_000)


def test_where_time_is_up_statements_are_those_of_what_was_looked_through(engine: WhooshEngine) -> None:
    late = Deadline(0.0, lambda: 1.0)
    assert said(engine, "hien", "đường", deadline=late) == said(engine, "hien", "đường")
    with pytest.raises(TooSlow):
        said(engine, "hien", "đường -tiền", deadline=late)

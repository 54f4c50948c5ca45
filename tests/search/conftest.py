from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.article import Annotations, Article, Links, Official, Topic
from corpus.vietnamese import clean
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine

MakeEntry = Callable[..., Entry]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine.create(tmp_path / "index")
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def entry() -> MakeEntry:
    """Make an entry from a title, a body and what facets it has."""

    def make(
        article_id: str,
        title: str = "",
        body: str = "nội dung",
        day: dt.date | None = None,
        officials: tuple[str, ...] = (),
        agencies: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
    ) -> Entry:
        article = Article(article_id, clean(title), clean(body))
        notes = Annotations(
            article_id,
            officials=tuple(Official(name) for name in officials),
            event_date=day,
            topics=tuple(Topic(topic, 1.0) for topic in topics),
        )
        document = Document(article, notes, Links(officials, agencies))
        return Entry(document)

    return make

"""A real small home, read, annotated and indexed once: the sample articles and a hostile one. app → client."""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from flask.testing import FlaskClient

import corpus
from corpus.archive import Archive
from corpus.article import Article
from corpus.readers import Problem, read
from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.home import Home, known_places
from search.indexer import update
from web.app import create_app

SAMPLE = Path(corpus.__file__).parent / "sample"

HOSTILE = Article(
    id="https://xau.example//<b>?a=1&b=2",
    title="<script>alert('Hòa Khê')</script> & \"kẻ gian\"",
    body='Đồng chí Trần <img src=x onerror=alert(1)> Văn Gian, Chủ tịch UBND xã Hòa Khê, nói: "</p><script>".',
    url="javascript:alert(document.domain)",
    source='<svg onload="alert(1)">',
    published=dt.datetime(2019, 5, 6, 7, 8),
    author="'><script>alert(2)</script>",
    captions=(0,),
    slogan="Khẩu hiệu không ai cần đọc",
)


T = TypeVar("T")


def unseen(step: str, count: int, items: Iterable[T]) -> Iterable[T]:  # the indexer names them
    return items


def ignore(_problem: Problem) -> None:
    """The sample holds a listing page on purpose; readers refuse it."""


@pytest.fixture(scope="session")
def hostile() -> Article:
    return HOSTILE


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    with Archive.open(home.archive) as archive:
        archive.add(read([SAMPLE], ignore))
        archive.add([HOSTILE])
    shutil.copyfile(SAMPLE / home.units.name, home.units)
    update(home, unseen)
    return home


@pytest.fixture(scope="session")
def archive(home: Home) -> Iterator[Archive]:
    with Archive.open(home.archive) as archive:
        yield archive


@pytest.fixture(scope="session")
def registry(archive: Archive) -> Registry:
    return Registry(archive)


@pytest.fixture(scope="session")
def engine(home: Home) -> Iterator[WhooshEngine]:
    engine = WhooshEngine(home.index)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def app(engine: WhooshEngine, registry: Registry, archive: Archive, home: Home) -> Flask:
    return create_app(engine, registry, archive, known_places(home))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()

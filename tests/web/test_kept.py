"""Pages of results are kept as they were sent, for as long as they are what would be sent."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest

from corpus.archive import Archive
from corpus.article import Article
from corpus.eras import eras
from corpus.registry import Registry
from search.deadline import BUDGET
from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.indexer import update
from web.app import create_app
from web.kept import ROOM, Kept, _Page

T = TypeVar("T")


def unseen(step: str, count: int, items: Iterable[T]) -> Iterable[T]:  # the indexer names them
    return items


PAGE = _Page(b"x" * 100, ())


def test_a_page_is_found_again_in_the_same_state_only() -> None:
    kept = Kept()
    assert kept.find(1, ("", "/tim?q=a", True)) is None
    kept.keep(1, ("", "/tim?q=a", True), PAGE)
    assert kept.find(1, ("", "/tim?q=a", True)) == PAGE
    assert kept.find(1, ("", "/tim?q=a", False)) is None
    assert kept.find(2, ("", "/tim?q=a", True)) is None
    assert kept.find(1, ("", "/tim?q=a", True)) is None


def test_a_page_of_a_state_that_has_passed_is_not_kept() -> None:
    kept = Kept()
    kept.find(1, ("", "/tim?q=a", True))
    kept.find(2, ("", "/tim?q=a", True))
    kept.keep(1, ("", "/tim?q=a", True), PAGE)
    assert kept.find(2, ("", "/tim?q=a", True)) is None


def test_those_that_nobody_asked_for_longest_give_way() -> None:
    kept, large = Kept(), _Page(b"x" * (ROOM // 3), ())
    kept.find(1, ("", "", True))
    for name in "abc":
        kept.keep(1, (name, "", True), large)
    assert kept.find(1, ("a", "", True))
    kept.keep(1, ("d", "", True), large)
    assert [kept.find(1, (name, "", True)) is not None for name in "abcd"] == [True, False, True, True]


@pytest.fixture
def alone(tmp_path: Path) -> Home:
    """A home of its own, to be written to."""
    home = Home(tmp_path)
    with Archive.open(home.archive) as archive:
        archive.add([Article("a", "Tiêm chủng", "xã Hòa Khê")])
    update(home, unseen)
    return home


def test_a_page_asked_for_again_is_the_same_until_an_article_comes(alone: Home) -> None:
    with Archive.open(alone.archive) as archive:
        client = create_app(WhooshEngine(alone.index), Registry(archive), archive, eras()).test_client()
        first = client.get("/tim?q=tiêm")
        again = client.get("/tim?q=tiêm")
        assert (again.data, dict(again.headers)) == (first.data, dict(first.headers))
        archive.add([Article("b", "Tiêm chủng nữa", "xã Hòa Khê")])
        update(alone, unseen)
        assert "Tiêm chủng nữa" not in first.text
        assert "nữa" in client.get("/tim?q=tiêm").text


def test_a_page_that_ran_out_of_time_is_made_anew(alone: Home) -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += BUDGET
        return now[0]

    with Archive.open(alone.archive) as archive:
        engine = WhooshEngine(alone.index)
        slow = create_app(engine, Registry(archive), archive, eras(), clock=clock).test_client()
        slow.get("/tim?q=tiêm")
        before = now[0]
        slow.get("/tim?q=tiêm")
        assert now[0] > before  # a page that is kept asks for no time

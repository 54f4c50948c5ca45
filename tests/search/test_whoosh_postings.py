"""Postings read by the block are those that Whoosh itself gives one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.engine import Entry
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.postings import postings

MakeEntry = Callable[..., Entry]

ARTICLES = 300  # more than two blocks of a posting list


@pytest.fixture
def filled(engine: WhooshEngine, entry: MakeEntry) -> WhooshEngine:
    bodies = [f"chung {'lẻ ' * (number % 3)} số{number}" for number in range(ARTICLES)]
    half = ARTICLES // 2
    for upto, some in enumerate((range(half), range(half, ARTICLES)), start=1):
        engine.write([entry(f"{number:03}", "", bodies[number]) for number in some], upto=upto)
    return engine


@pytest.mark.parametrize("term", ["chung", "lẻ", "số7", "không"])
@pytest.mark.parametrize("removed", [(), ("000", "007", "299"), tuple(f"{n:03}" for n in range(150) if n % 3)])
def test_postings_by_the_block_are_those_one_by_one(filled: WhooshEngine, term: str, removed: tuple[str, ...]) -> None:
    filled.write([], removed, upto=3)
    snapshot = filled._last_commit()
    numbers, weights = postings(snapshot.readers, snapshot._bases, "syllables", term)
    alive = snapshot.live[numbers]
    found = list(zip(numbers[alive].tolist(), weights[alive].tolist(), strict=True))
    expected = []
    for reader, base in zip(snapshot.readers, snapshot._bases, strict=False):
        if ("syllables", term) in reader:
            matcher = reader.postings("syllables", term)
            while matcher.is_active():
                expected.append((base + matcher.id(), matcher.weight()))
                matcher.next()
    assert found == expected

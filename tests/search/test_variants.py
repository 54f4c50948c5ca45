"""However a query is spelt, the sample articles answer it with the same hits in the same order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.vietnamese import TONES, one_tone_style
from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.query import MAX_QUERY_LENGTH, Query, QueryError
from search.serving import opened
from search.steps import add_articles, run_indexer
from tests.quality.variants import VARIANTS, differences, old_tone_style

SAMPLE = Path(corpus.__file__).parent / "sample"
LINES = Path(__file__).with_name("golden.tsv").read_text("utf-8").splitlines()
# HOẶC among capitals alone is a word, by design.
QUERIES = [text for line in LINES if not line.startswith("#") and "HOẶC" not in (text := line.split("\t")[1])]
QUERIES += ["Thuỷ lợi Hoà Khê", "khoẻ mạnh, quý và lý", "Đảng uỷ xã Đài Vân", "hội thủy lợi", "hóa đơn", "tỏa sáng"]
WORDS = st.text("".join(TONES) + "đĐqhgcQH ", max_size=20)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    home = Home(tmp_path_factory.mktemp("variants"))
    add_articles(home, [SAMPLE])
    run_indexer(home, rebuild=False)
    with opened(home) as (_, engine):
        yield engine


@pytest.mark.parametrize("text", QUERIES)
def test_every_spelling_finds_the_same_in_the_same_order(engine: WhooshEngine, text: str) -> None:
    assert list(differences(engine, [text])) == []


def test_a_spelling_that_finds_something_else_is_told(engine: WhooshEngine) -> None:
    assert [one.variant for one in differences(engine, ["sởi HOẶC đuối"])] == [
        name for name in VARIANTS if "case" in name
    ]


def test_most_queries_are_spelt_otherwise_by_most_variants() -> None:
    counted = {name: sum(write(text) != text for text in QUERIES) for name, write in VARIANTS.items()}
    assert min(counted.values()) > 3, counted


@given(WORDS)
def test_the_old_tone_style_is_undone_by_the_new_one(text: str) -> None:
    assert one_tone_style(old_tone_style(one_tone_style(text))) == one_tone_style(text)


@pytest.mark.parametrize(("new", "old"), [("hòa", "hoà"), ("THỦY", "THUỶ"), ("quý", "quý"), ("hòan", "hòan")])
def test_a_tone_moves_in_open_rhymes_alone(new: str, old: str) -> None:
    assert old_tone_style(new) == old


def test_a_decomposed_query_may_be_as_long_as_a_composed_one() -> None:
    longest = ("ở hữu " * MAX_QUERY_LENGTH)[:MAX_QUERY_LENGTH]
    assert Query(unicodedata.normalize("NFD", longest))
    with pytest.raises(QueryError):
        Query(unicodedata.normalize("NFD", longest + "ở"))


def test_marks_upon_marks_are_refused_before_they_are_put_in_order() -> None:
    with pytest.raises(QueryError):
        Query("a" + "\u0301\u0323" * MAX_QUERY_LENGTH * 2)

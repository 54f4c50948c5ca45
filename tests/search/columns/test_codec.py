"""Whoosh's own API reads what we write, and its table of contents and deletions are its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import open_dir
from whoosh.query import And, AndNot, Every, Or, Prefix, Term

from search.engine import Entry
from search.engines.whoosh import WhooshEngine, commit
from search.engines.whoosh.schema import document_of
from search.plan import plan
from search.query import Query


@pytest.fixture
def folder(tmp_path: Path, entry: Callable[..., Entry]) -> Path:
    engine = WhooshEngine.create(tmp_path / "index")
    engine.write([entry("a", "Xã họp", "về tiêm chủng tiêm", topics=("x", "y")), entry("b", "Xã", "về đường")], upto=1)
    engine.write([entry("c", "Huyện họp", "về tiêm chủng"), entry("d", "Tin")], upto=2)
    engine.write([entry("e", "Xã họp", "về tiêm chủng")], ["b"], upto=3)
    return tmp_path / "index"


def ids(searcher: Any, query: Any) -> set[str]:
    return {
        one.reader().column_reader("id")[number]
        for one, _ in searcher.leaf_searchers()
        for number in one.docs_for_query(query)
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Term("syllables", "tiêm"), {"a", "c", "e"}),
        (And([Term("syllables", "tiêm"), Term("title_syllables", "xã")]), {"a", "e"}),
        (Or([Term("pairs", "ve duong"), Term("folded", "tin")]), {"d"}),  # b is deleted
        (AndNot(Term("folded", "tiem"), Term("id", "a")), {"c", "e"}),
        (Prefix("syllables", "ti"), {"a", "c", "d", "e"}),
        (Term("words", "tiêm_chủng"), {"a", "c", "e"}),
        (Every(), {"a", "c", "d", "e"}),
    ],
)
def test_its_queries_find_what_is_there(folder: Path, query: Any, found: set[str]) -> None:
    with open_dir(str(folder)).searcher() as searcher:
        assert ids(searcher, query) == found


def test_its_own_scoring_goes_by_our_frequencies_and_lengths(folder: Path) -> None:
    with open_dir(str(folder)).searcher() as searcher:
        assert len(searcher.search(Term("syllables", "tiêm"))) == 3
        assert searcher.reader().frequency("syllables", "tiêm") == 4
        assert searcher.reader().field_length("syllables") == 6 + 5 + 3 + 5  # of a, c, d and e


def test_its_columns_give_facets_and_documents(folder: Path) -> None:
    with open_dir(str(folder)).reader() as reader:
        found = {
            leaf.column_reader("id")[number]: (
                leaf.column_reader("topic")[number],
                document_of(leaf.column_reader("document")[number]).article.id,
            )
            for leaf, _ in reader.leaf_readers()
            for number in leaf.all_doc_ids()
        }
    assert found["a"] == (b"x\x1fy", "a")
    assert set(found) == {"a", "c", "d", "e"}


def test_its_terms_come_in_order_field_by_field(folder: Path) -> None:
    with open_dir(str(folder)).reader() as reader:
        for leaf, _ in reader.leaf_readers():
            terms = list(leaf.all_terms())
            assert terms == sorted(terms)
            assert all(leaf.postings(field, text).is_active() for field, text in terms)
            assert list(leaf.terms_from("title_folded", "h")) == [
                term for term in terms if term >= ("title_folded", b"h")
            ]


def test_what_waits_to_be_written_is_bounded(
    tmp_path: Path, entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "MAX_ROOM", 1)
    monkeypatch.setattr("search.engines.whoosh.engine.PACKED_AT_ONCE", 2)
    monkeypatch.setattr("search.engines.whoosh.engine.WORTH_IT", 99)
    engine = WhooshEngine.create(tmp_path / "index")
    engine.write([entry(str(n), "Tin", "tiêm chủng") for n in range(7)], upto=1)
    assert len(list((tmp_path / "index").glob("*.columns"))) == 4
    assert engine.find(plan(Query("tiêm chủng"))).total == 7

"""What is packed is what analysis makes of each article by itself."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Annotations, Article, Links, Official, Span, Statement
from corpus.vietnamese import clean
from search.engine import Document, Entry
from search.engines.whoosh.columns.file import read, written
from search.engines.whoosh.columns.merge import Piece, merged
from search.engines.whoosh.columns.pack import packed
from search.engines.whoosh.columns.postings import MAX_DOCUMENTS, OFTEN
from search.engines.whoosh.columns.segment import DICTIONARY, DOCUMENTS, Columns
from search.engines.whoosh.schema import document_of, names_field
from search.language.tree import Kind
from search.layout import names
from search.text.analyze import SCORED, Field, analyze
from search.text.cutting import spread, syllables

WORDS = "xã hoà hòa Hoà Bình BÌNH kỹ kĩ đầm dam UBND ủy ban nhân dân HĐND 12 05 3.5 a_b"
SIGNS = "1505/QĐ-UBND 12/2023/NQ-HĐND 12/3/2023 05-NQ/HU / - – . , & _ \n \x1e ( ) ... \u200b abc.vn"
PIECES = [*WORDS.split(), *SIGNS.split(" "), "x" * 70]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", " ", "", "\n", " - ", ", "])), max_size=14
).map(lambda pieces: clean("".join(part for piece in pieces for part in piece)))


@st.composite
def documents(draw: st.DrawFn, id: str) -> Document:
    title, body = draw(TEXTS).replace("\n", " "), draw(TEXTS)
    article = Article(id, title, body)
    size = len(article.text)
    said = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, size))
        said.append(Statement(0, "nói", "say", False, Span(start, draw(st.integers(start, size)))))
    officials = tuple(Official(name) for name in draw(st.lists(st.sampled_from(["Lê An", "Trần B"]), max_size=2)))
    links = Links(tuple(name.replace(" ", "-").lower() for name in (one.name for one in officials)), ())
    return Document(article, Annotations(id, officials=officials, statements=tuple(said)), links)


COLLECTIONS = st.integers(0, 5).flatmap(lambda size: st.tuples(*(documents(f"bài-{n}") for n in range(size))))


def columns(collection: tuple[Document, ...]) -> Columns:
    return Columns(packed([Entry(one) for one in collection]))


def terms(segment: Columns, field: str) -> Iterator[tuple[int, str, int]]:
    """Yield document, term and frequency of every posting of a field."""
    postings = segment.postings(field)
    for number in np.flatnonzero(postings.counts()).tolist():
        term = segment.pair(number) if field == Field.PAIRS else segment.strings(DICTIONARY[field])[number]
        for document, times in zip(postings.documents_of(number), postings.times(number), strict=True):
            yield int(document), term.decode(), int(times)


@given(collection=COLLECTIONS)
def test_each_field_holds_what_analysis_counts(collection: tuple[Document, ...]) -> None:
    segment = columns(collection)
    for field in SCORED:
        counted = [analyze(one.article.title, one.article.body)[field] for one in collection]
        expected = sorted((n, term, count) for n, of in enumerate(counted) for term, count in of.items())
        assert sorted(terms(segment, field)) == expected
        assert segment.lengths(field).tolist() == [sum(of.values()) for of in counted]


@given(collection=COLLECTIONS)
def test_what_is_said_is_counted_apart(collection: tuple[Document, ...]) -> None:
    segment = columns(collection)
    for field, form in ((Field.SAID_SYLLABLES, "key"), (Field.SAID_FOLDED, "folded")):
        expected = []
        for n, one in enumerate(collection):
            passages = dict.fromkeys(said.span.of(one.article.text) for said in one.annotations.statements)
            counted = Counter(getattr(word, form) for text in passages for word in spread(syllables(text)))
            expected += [(n, term, count) for term, count in counted.items()]
        assert sorted(terms(segment, field)) == sorted(expected)


@given(collection=COLLECTIONS)
def test_names_and_documents_come_back(collection: tuple[Document, ...]) -> None:
    segment = columns(collection)
    assert [document_of(stored) for stored in segment.strings(DOCUMENTS)] == list(collection)
    for kind in Kind:
        held = [names(one.article, one.annotations, one.links)[kind] for one in collection]
        expected = sorted((n, name, 1) for n, of in enumerate(held) for name in of)
        assert sorted(terms(segment, names_field(kind))) == expected


@given(collection=COLLECTIONS, cuts=st.lists(st.integers(0, 5), max_size=3), data=st.data())
def test_merged_is_as_packed_at_once_without_the_dead(
    collection: tuple[Document, ...], cuts: list[int], data: st.DataObject
) -> None:
    alive = data.draw(st.lists(st.booleans(), min_size=len(collection), max_size=len(collection)))
    bounds = [0, *sorted(min(cut, len(collection)) for cut in cuts), len(collection)]
    pieces = [
        Piece(columns(collection[first:last]), np.array(alive[first:last], np.bool_))
        for first, last in itertools.pairwise(bounds)
    ]
    got = Columns(dict(merged(pieces)))
    expected = columns(tuple(one for one, lives in zip(collection, alive, strict=True) if lives))
    assert list(got.ids) == list(expected.ids)
    for field in DICTIONARY:
        assert sorted(terms(got, field)) == sorted(terms(expected, field))
    assert sorted(terms(got, Field.PAIRS)) == sorted(terms(expected, Field.PAIRS))
    for name in ("days", "title_ends", "signatures", "ids.order", *(f"{field}.lengths" for field in SCORED)):
        assert got.arrays[name].tolist() == expected.arrays[name].tolist()
    assert list(got.strings(DOCUMENTS)) == list(expected.strings(DOCUMENTS))


def test_a_term_that_stands_very_often_is_counted_in_full(tmp_path: Path) -> None:
    document = Document(Article("a", "", "xã " * (OFTEN + 3)), Annotations("a"), Links((), ()))
    path = tmp_path / "x"
    with written(path) as file:
        for name, array in merged([Piece(columns((document,)), np.ones(1, np.bool_))] * 2):
            file.add(name, array)
    found = Columns(read(path))
    number = found.term(Field.SYLLABLES, "xã")
    assert number is not None
    assert found.postings(Field.SYLLABLES).times(number).tolist() == [OFTEN + 3] * 2


def test_more_documents_than_a_number_of_two_bytes_tells_are_refused() -> None:
    document = Document(Article("a", "", ""), Annotations("a"), Links((), ()))
    piece = Piece(columns((document,)), np.ones(1, np.bool_))
    with pytest.raises(ValueError, match=str(MAX_DOCUMENTS)):
        next(merged([piece] * (MAX_DOCUMENTS + 1)))


@pytest.mark.parametrize("field", [Field.SYLLABLES, Field.FOLDED, Field.PAIRS, Field.WORDS])
def test_a_term_is_found_by_its_text(field: Field, entry: Callable[..., Entry]) -> None:
    segment = Columns(packed([entry("a", "Xã Hòa Bình", "họp về kỹ thuật"), entry("b", "Xã", "họp 12/2023/NQ-HĐND")]))
    for _, term, _ in terms(segment, field):
        assert segment.term(field, term) is not None
    assert segment.term(field, "không có") is None

"""Annotation passes over most words after a quick look: none of the readers would have found anything there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.annotate import lexicon
from corpus.annotate.bodies import body_at
from corpus.annotate.documents import _led_by_so
from corpus.annotate.items import _begins
from corpus.annotate.people import person_at
from corpus.annotate.placenames import bare_at, place_at
from corpus.annotate.titles import title_at
from corpus.annotate.tokens import LOWER, Words, words_of
from corpus.readers import read

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
READERS = {
    lexicon.OFFICE: title_at,
    lexicon.BODY: body_at,
    lexicon.PERSON: person_at,
    lexicon.LEVEL: place_at,
    lexicon.PLACE: bare_at,
}


def sample() -> Iterator[Words]:
    for article in read([SAMPLE], lambda problem: None):
        yield words_of(article.text)
        yield words_of(article.text.upper())
        yield words_of(article.text.lower())


def test_nothing_begins_at_a_small_word_that_is_passed_over() -> None:
    passed = 0
    for words in sample():
        begins = set(_begins(words))
        for at in set(range(len(words))) - begins:
            assert words.cases[at] == LOWER
            assert [read(words, at) for read in READERS.values()] == [None] * len(READERS), words.said(at, at + 1)
            passed += 1
    assert passed > 10_000


@pytest.mark.parametrize("kind", READERS)
def test_a_reader_finds_nothing_at_a_word_that_begins_nothing_of_its_kind(kind: int) -> None:
    known = lexicon.beginnings()
    for words in sample():
        for at, key in enumerate(words.keys):
            if not known.get(key, 0) & kind:
                assert READERS[kind](words, at) is None, words.said(at, at + 1)


@pytest.mark.parametrize("before", ["Nghị quyết số ", "Nghị quyết SỐ: ", "Nghị quyết số\n:\t"])
def test_a_bare_number_may_be_led_by_its_word_in_any_capitals_and_blanks(before: str) -> None:
    assert _led_by_so(before)
    assert not _led_by_so(f"{before}5, ")

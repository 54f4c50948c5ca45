from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Annotations, Article, Links, Official, Span, Statement
from web.marking import Mark, Part, Piece, lay_out
from web.voices import EXCERPT, Speaker, Voice, by_speaker, excerpt, voices

AN, BINH = Speaker("Lê An", "le-an"), Speaker("Vi Bình", "vi-binh")


def said(speaker: int, start: int, end: int) -> Statement:
    return Statement(speaker, "nói", "say", False, Span(start, end))


def noted(*statements: Statement) -> Annotations:
    return Annotations("a", officials=(Official("Lê An"), Official("Vi Bình")), statements=statements)


BOTH = Links(("le-an", "vi-binh"))


def test_passages_are_numbered_in_order() -> None:
    found = voices(noted(said(1, 5, 9), said(0, 12, 20)), BOTH)
    assert found == (Voice(1, Span(5, 9), (BINH,)), Voice(2, Span(12, 20), (AN,)))


def test_what_two_say_together_is_one_passage_of_both() -> None:
    (voice,) = voices(noted(said(0, 5, 9), said(1, 5, 9)), BOTH)
    assert (voice.speakers, voice.label) == ((AN, BINH), "Lời của Lê An và Vi Bình")


def test_what_is_said_by_nobody_on_record_is_no_passage() -> None:
    assert voices(noted(said(0, 5, 9), said(1, 12, 20)), Links(("", "vi-binh"))) == (Voice(1, Span(12, 20), (BINH,)),)


def test_an_article_that_is_not_linked_yet_has_no_passages() -> None:
    assert voices(noted(said(0, 5, 9)), Links()) == ()


@given(st.lists(st.builds(said, st.integers(0, 1), st.integers(0, 30), st.integers(0, 30))))
def test_passages_never_overlap(statements: list[Statement]) -> None:
    found = voices(noted(*statements), BOTH)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


def test_a_speaker_has_all_passages_in_order_with_their_words() -> None:
    article = Article("a", "T", "Ông An nói. Trời mưa. Ông lại nói.")
    first, second = Voice(1, Span(2, 13), (AN,)), Voice(2, Span(24, 36), (AN,))
    (lines,) = by_speaker(article, [first, second])
    assert (lines.speaker, lines.passages) == (AN, ((first, "Ông An nói."), (second, "Ông lại nói.")))


@given(st.text())
def test_an_excerpt_is_short_and_begins_as_the_passage_does(passage: str) -> None:
    words, whole = excerpt(passage), " ".join(passage.split())
    assert len(words) <= EXCERPT + 1
    assert words == whole or whole.startswith(words[:-1])


def test_a_mark_over_the_edge_of_a_passage_is_cut_there() -> None:
    voice = Voice(1, Span(5, 10), (AN,))
    (paragraph,) = lay_out(Article("a", "T", "abcdefghij"), [Mark(Span(3, 7), "official", "x")], [voice])
    assert paragraph.parts == (
        Part((Piece("a"), Piece("bc", "official", "x"))),
        Part((Piece("de", "official", "x"), Piece("fgh")), voice, True),
        Part((Piece("ij"),)),
    )


def test_a_passage_over_two_paragraphs_opens_once() -> None:
    voice = Voice(1, Span(2, 8), (AN,))
    paragraphs = lay_out(Article("a", "T", "abc\ndef"), [], [voice])
    assert [part.opens for paragraph in paragraphs for part in paragraph.parts if part.voice] == [True, False]


@pytest.mark.parametrize(("between", "second", "goes_on"), [(" ", AN, True), (" x ", AN, False), (" ", BINH, False)])
def test_a_passage_goes_on_where_the_same_person_says_the_next(between: str, second: Speaker, goes_on: bool) -> None:
    body = f"abc{between}def"
    start = 2 + len(body) - 3
    found = [Voice(1, Span(2, 5), (AN,)), Voice(2, Span(start, start + 3), (second,))]
    (paragraph,) = lay_out(Article("a", "T", body), [], found)
    assert [part.goes_on for part in paragraph.parts if part.voice] == [goes_on, False]


@given(st.text(alphabet="ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_parts_are_the_body_whatever_is_said(body: str, ends: list[tuple[int, int]]) -> None:
    found = voices(noted(*(said(0, start, end) for start, end in ends)), BOTH)
    paragraphs = lay_out(Article("a", "Tựa", body), [], found)
    assert "\n".join("".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs) == body

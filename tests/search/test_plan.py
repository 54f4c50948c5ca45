from __future__ import annotations

import unicodedata

import pytest

from search.plan import ALL_REQUIRED, BARE_PAIRS, MAX_SYLLABLES, OPENING, PAIRS, USUAL_ARTICLES, plan, rarity
from search.query import MAX_QUERY_LENGTH, Query, Sort
from search.text.analyze import Field


@pytest.mark.parametrize("blank", ["", "  ", "\n", "\u200b", "\x00"])
def test_a_text_that_shows_nothing_asks_for_every_article_newest_first(blank: str) -> None:
    made = plan(Query(blank))
    assert (made.need, made.sort) == ((), Sort.NEWEST)


@pytest.mark.parametrize("marks", ["?!", "🙂", "\u200f…"])
def test_marks_alone_do_not_ask_for_every_article(marks: str) -> None:
    assert plan(Query(marks)).need


def test_few_syllables_must_all_be_there() -> None:
    made = plan(Query("đầm hà mới"))
    assert (made.at_least, made.share_of_best) == (ALL_REQUIRED, 0.0)


def test_a_syllable_typed_twice_is_needed_once() -> None:
    assert [term.text for term in plan(Query("hà hà HÀ")).need] == ["hà"]


def test_the_longest_query_has_no_more_terms_than_are_looked_up() -> None:
    text = " ".join(f"t{number}" for number in range(1000))[:MAX_QUERY_LENGTH]
    assert len(plan(Query(text)).need) == MAX_SYLLABLES


def test_a_document_number_is_looked_up_in_one_piece_however_typed() -> None:
    typed = ["1505/QĐ-UBND", "1505/qđ-ubnd", "1505/qd-ubnd"]
    assert [[term.text for term in plan(Query(one)).need] for one in typed] == [
        ["1505/qđ-ubnd"],
        ["1505/qđ-ubnd"],
        ["1505/qd-ubnd"],
    ]


def test_joints_of_an_abbreviation_ask_for_neighbours() -> None:
    pairs = [term.text for term in plan(Query("LĐ-TB&XH")).boost if term.weight == PAIRS and term.field is Field.PAIRS]
    assert pairs == ["ld tb", "tb xh"]


@pytest.mark.parametrize(("typed", "weight"), [("nông thôn mới", PAIRS), ("nong thon moi", BARE_PAIRS)])
def test_neighbours_weigh_more_where_no_accent_tells_which_word_is_meant(typed: str, weight: float) -> None:
    assert {term.weight for term in plan(Query(typed)).boost if term.field is Field.PAIRS} == {weight}


@pytest.mark.parametrize(
    ("typed", "field"), [("họp", Field.OPENING_SYLLABLES), ("hop", Field.OPENING_FOLDED)], ids=["accents", "bare"]
)
def test_a_syllable_is_looked_for_in_the_opening_as_it_was_typed(typed: str, field: Field) -> None:
    made = plan(Query(typed)).boost
    assert [(term.field, term.text) for term in made if term.weight == OPENING] == [(field, typed)]


def test_a_word_rare_in_a_small_archive_is_not_held_for_rare_where_all_news_have_it() -> None:
    assert rarity(10, 1, usual=0.9) < rarity(10, 1, usual=0.0) / 5


def test_in_a_large_archive_what_is_usual_elsewhere_hardly_counts() -> None:
    large = 1_000 * USUAL_ARTICLES
    assert rarity(large, large // 10, usual=0.9) == pytest.approx(rarity(large, large // 10, usual=None), rel=0.01)


@pytest.mark.parametrize("usual", [None, 0.0, 0.97])
@pytest.mark.parametrize(("articles", "having"), [(1, 1), (5, 1), (5, 5), (100_000, 99_999)])
def test_no_term_is_worth_less_than_nothing(articles: int, having: int, usual: float | None) -> None:
    assert rarity(articles, having, usual) > 0


TYPED = "Ông Lý Hoà Đầm, Chủ tịch UBND huyện Quý Thuỷ, kiểm tra thuỷ lợi và quy hoạch sân bay ở đâu?"


@pytest.mark.parametrize(
    "variant",
    [
        unicodedata.normalize("NFD", TYPED),
        TYPED.upper(),
        TYPED.lower(),
        TYPED.replace("Đ", "Ð"),
        TYPED.replace("oà", "òa").replace("uỷ", "ủy"),
        TYPED.replace("Lý", "Lí").replace("Quý", "Quí").replace("quy", "qui"),
        TYPED.replace(" ", "\u00a0 "),
    ],
    ids=["NFD", "capitals", "small letters", "Ð", "new tone style", "i for y", "blanks"],
)
def test_however_a_query_is_typed_the_plan_is_the_same(variant: str) -> None:
    assert plan(Query(variant)) == plan(Query(TYPED))

"""The reasons given for hits are true: what is said to match stands there, what is said to be missing does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

import pytest

import corpus
from corpus.article import Agency, Annotations, Article, Links, Official, Place, Span, Statement
from corpus.registry import Registry
from corpus.vietnamese import clean, lower, match_key
from search.deadline import Deadline
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine
from search.find import find
from search.home import Home
from search.page import Page
from search.plan import plan
from search.query import Query
from search.serving import opened
from search.steps import add_articles, run_indexer
from search.text.analyze import Field
from search.why import Factor, How, Matched, View, Where, Why, explained, sentences, why

MakeEntry = Callable[..., Entry]
SAMPLE = Path(corpus.__file__).parent / "sample"
GOLDEN = [
    line.split("\t")[1]
    for line in (Path(__file__).with_name("golden.tsv")).read_text("utf-8").splitlines()
    if not line.startswith("#")
]


class Nameless:
    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        return {}


def asked(engine: WhooshEngine, text: str) -> Why:
    page = find(engine, Query(text), Nameless())
    assert page.total == 1, text
    told = why(engine, page)[0]
    assert told is not None
    return told


def ways(told: Why) -> list[tuple[str, str, How]]:
    return [(one.asked, one.found, one.how) for one in told.matched]


BODY = "Sáng 4/8, UBND huyện Đầm Hà họp. Ông Lê Văn An nói: tiền đã tới. " + "Và thế là " * 12 + "kỹ thuật hòa nhập."


@pytest.fixture
def filled(engine: WhooshEngine) -> WhooshEngine:
    article = Article("a", "Bão lũ ở Đầm Hà", clean(BODY))
    text = article.text

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    notes = Annotations(
        "a",
        officials=(Official("Lê Văn An", mentions=(span("Lê Văn An"),)),),
        agencies=(Agency("Ủy ban nhân dân huyện", "Đầm Hà", (span("UBND huyện Đầm Hà"),)),),
        event_date=dt.date(2023, 8, 4),
        places=(Place("Đầm Hà", "huyện", (span("Đầm Hà"),), within="Quảng Ninh"),),
        statements=(Statement(0, "nói", "say", False, span("tiền đã tới")),),
    )
    document = Document(article, notes, Links(("le-van-an",), ("ubnd-dam-ha",)))
    engine.write([Entry(document)], upto=1)
    return engine


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dam ha", [("dam ha", "Đầm Hà", How.FOLDED)]),
        ("đầm hà", [("đầm hà", "Đầm Hà", How.TYPED)]),
        ("hoà nhập", [("hoà nhập", "hòa nhập", How.SPELLING)]),
        ("Kĩ thuật", [("Kĩ thuật", "kỹ thuật", How.SPELLING)]),
        ("lũ bão", [("lũ", "lũ", How.TYPED), ("bão", "Bão", How.TYPED)]),
        ('"dam ha"', [("dam ha", "Đầm Hà", How.FOLDED)]),
        ("thuậ*", [("thuậ*", "thuật", How.PREFIX)]),
        ('coquan:"UBND Đầm Hà"', [("UBND Đầm Hà", "UBND huyện Đầm Hà", How.TYPED)]),
        ('coquan:"ubnd dam ha"', [("ubnd dam ha", "UBND huyện Đầm Hà", How.FOLDED)]),
        ('coquan:"ủy ban nhân dân đầm hà"', [("ủy ban nhân dân đầm hà", "UBND huyện Đầm Hà", How.ABBREVIATION)]),
        ('nguoi:"an le"', [("an le", "Lê Văn An", How.FOLDED)]),
        ("noi:quảng", [("quảng", "Quảng Ninh", How.NAME)]),
        ("phatbieu:tiền", [("tiền", "tiền", How.TYPED)]),
        ("lốc OR bão", [("bão", "Bão", How.TYPED)]),
        ("bão -lốc", [("bão", "Bão", How.TYPED)]),
        ("ngay:2023", []),
    ],
)
def test_what_matched_is_told_with_how(filled: WhooshEngine, text: str, expected: list[tuple[str, str, How]]) -> None:
    assert ways(asked(filled, text)) == expected


def test_each_place_where_words_stand_is_told(filled: WhooshEngine) -> None:
    where = {one.asked: (one.where, one.times) for one in asked(filled, "đầm hà, thuật, sáng").matched}
    assert where == {
        "đầm hà": ((Where.TITLE, Where.OPENING), 2),
        "thuật": ((Where.BODY,), 1),
        "sáng": ((Where.OPENING,), 1),
    }


def test_words_that_the_article_has_not_are_told_as_typed(filled: WhooshEngine) -> None:
    assert asked(filled, "bão lũ Đà Nẵng").missing == ("Đà", "Nẵng")


def test_a_word_with_other_accents_is_missing(filled: WhooshEngine) -> None:
    assert asked(filled, "bão lũ đàm tiến").missing == ("đàm", "tiến")


def test_without_time_there_are_words_but_no_scores(filled: WhooshEngine) -> None:
    page = find(filled, Query("bão lũ"), Nameless())
    told = why(filled, page, deadline=Deadline(0.0, lambda: 1.0))[0]
    assert told is not None
    assert (ways(told), told.factors, told.shares) == ([("bão lũ", "Bão lũ", How.TYPED)], (), ())


def test_a_page_says_that_there_was_no_time_for_all_reasons(filled: WhooshEngine) -> None:
    page = find(filled, Query("bão lũ"), Nameless())
    assert explained(filled, page, deadline=Deadline(0.0, lambda: 1.0))[0].incomplete
    assert explained(filled, page) == (page, why(filled, page))
    nothing = find(filled, Query("vắng"), Nameless())
    assert explained(filled, nothing, deadline=Deadline(0.0, lambda: 1.0)) == (nothing, ())


def test_a_hit_that_was_removed_since_has_no_reasons(filled: WhooshEngine) -> None:
    page = find(filled, Query("bão"), Nameless())
    filled.write([], ["a"], upto=2)
    assert why(filled, page) == (None,)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WhooshEngine, Registry]]:
    home = Home(tmp_path_factory.mktemp("why"))
    add_articles(home, [SAMPLE])
    run_indexer(home, rebuild=False)
    with opened(home) as (archive, engine):
        yield engine, Registry(archive)


def page_of(sample: tuple[WhooshEngine, Registry], text: str) -> Page:
    return find(sample[0], Query(text), sample[1])


@pytest.mark.parametrize("text", GOLDEN)
def test_what_is_missing_is_what_scores_nothing(sample: tuple[WhooshEngine, Registry], text: str) -> None:
    page, fields = page_of(sample, text), (Field.SYLLABLES, Field.FOLDED)
    needed = {term.text: term for term in plan(page.query).need if term.field in fields}
    for told in why(sample[0], page):
        assert told is not None
        scored = {share.term.text for share in told.shares if share.term.field in fields}
        missing = {match_key(word) for word in told.missing}
        assert missing.isdisjoint(scored)
        assert missing >= {text for text, term in needed.items() if term.text not in scored}


def test_hits_that_there_is_no_time_for_have_no_reasons(sample: tuple[WhooshEngine, Registry]) -> None:
    told = why(sample[0], page_of(sample, "xã"), deadline=Deadline(0.0, lambda: 1.0))
    assert told[0] is not None
    assert set(told[1:]) == {None}


@pytest.mark.parametrize("text", GOLDEN)
def test_what_is_said_to_be_found_stands_there(sample: tuple[WhooshEngine, Registry], text: str) -> None:
    page = page_of(sample, text)
    documents = sample[0].get([hit.id for hit in page.hits])
    for document, told in zip(documents, why(sample[0], page), strict=True):
        assert document is not None
        assert told is not None
        for one in told.matched:
            inside = {
                Where.TITLE: document.article.title,
                Where.OPENING: document.article.body,
                Where.BODY: document.article.body,
            }
            on_record = one.how in (How.NAME, How.OTHER_NAME)
            assert on_record or any(lower(one.found) in lower(inside[where]) for where in one.where)


@pytest.mark.parametrize("text", GOLDEN)
def test_shares_of_the_largest_factors_are_parts_of_one(sample: tuple[WhooshEngine, Registry], text: str) -> None:
    for told in why(sample[0], page_of(sample, text)):
        assert told is not None
        shares = [one.share for one in told.factors]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 1.002


def test_reasons_are_sentences_in_either_language() -> None:
    told = Why(
        (
            Matched("ha", "Hà", How.FOLDED, (Where.TITLE, Where.BODY), 3),
            Matched("ha", "hạ", How.FOLDED, (Where.BODY,), 1),
        ),
        ("sởi",),
        (Factor(View.TITLE, 0.625), Factor(View.TEXT, 0.25)),
    )
    assert sentences(told) == (
        "“ha” (gõ không dấu) khớp với Hà, hạ; ở tiêu đề, thân bài",
        "Không có: sởi",
        "Xếp cao chủ yếu nhờ: có trong tiêu đề 62%, có trong bài 25%",
    )
    assert sentences(told, english=True)[:2] == (
        "“ha” (typed without accents) matches Hà, hạ; in title, body",
        "Missing: sởi",
    )


def test_forms_met_in_different_ways_each_say_how() -> None:
    told = Why((Matched("ha", "ha", How.TYPED, (Where.BODY,)), Matched("ha", "Hà", How.FOLDED, (Where.BODY,))))
    assert sentences(told) == ("“ha” khớp với ha (đúng như đã gõ), Hà (gõ không dấu); ở thân bài",)


def test_a_hit_without_words_was_found_by_filters() -> None:
    assert sentences(Why()) == ("Bài hợp với bộ lọc và điều kiện đã đặt.",)

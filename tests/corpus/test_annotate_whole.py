"""Whatever the text, all annotators together stand by what they promise of each other."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.annotate import annotate
from corpus.article import Annotations, Article, Span
from corpus.vietnamese import clean

PIECES = (
    "ông", "Bà", "đồng chí", "Lê Văn Hoa", "Giàng A Páo", "Hoa", "VI VĂN TẤN", "Chủ tịch UBND huyện", "nguyên", "Phó",
    "Bí thư", "Giám đốc Sở Y tế", "Thủ tướng", "Đầm Hà", "tỉnh Quảng Ninh", "huyện", "UBND", "Sở GD&ĐT", "Ban Quản lý",
    "các", "Công an", "Mỹ", "ngày 4/8/2023", "sáng 30/2", "từ 5 đến 7/9", "kỷ niệm 20/11", "cho biết", "yêu cầu", "5",
    "“", "”", '"', ":", ",", ".", "-", "–", "(", ")", "\n", "1505/QĐ-UBND", "Theo", "và", "là", "kiêm", "x", "…",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(max_size=200),
)


def _article(title: str, body: str) -> Article:
    return Article("a", clean(title), clean(body))


def _spans(notes: Annotations) -> list[Span]:
    named = (*notes.officials, *notes.agencies, *notes.dates, *notes.places)
    return [span for one in named for span in one.mentions] + [one.span for one in notes.statements]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_every_span_lies_in_the_text_and_holds_something(title: str, body: str) -> None:
    article = _article(title, body)
    for span in _spans(annotate(article)):
        assert 0 <= span.start < span.end <= len(article.text)
        assert span.of(article.text).strip()


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_letters_are_two_peoples(title: str, body: str) -> None:
    notes = annotate(_article(title, body))
    spans = sorted((span.start, span.end) for one in notes.officials for span in one.mentions)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_statements_come_in_order_from_officials_of_the_article(title: str, body: str) -> None:
    notes = annotate(_article(title, body))
    assert all(0 <= one.speaker < len(notes.officials) for one in notes.statements)
    assert all(
        left.span.end <= right.span.start or (left.span == right.span and left.speaker != right.speaker)
        for left, right in pairwise(notes.statements)
    )


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_an_office_has_its_body_among_the_agencies(title: str, body: str) -> None:
    notes = annotate(_article(title, body))
    names = {agency.name for agency in notes.agencies}
    assert {office.agency for one in notes.officials for office in one.offices if office.agency} <= names


@settings(deadline=None)
@given(TEXTS)
def test_the_event_is_on_one_of_the_days_and_topics_are_one_to_three(body: str) -> None:
    notes = annotate(_article("", body))
    days: set[date | None] = {one.day for one in notes.dates}
    assert notes.event_date is None or notes.event_date in days
    assert 1 <= len(notes.topics) <= 3


@settings(deadline=None, max_examples=50)
@given(TEXTS, TEXTS)
def test_annotating_again_finds_the_same(title: str, body: str) -> None:
    article = _article(title, body)
    assert annotate(article) == annotate(article)

import datetime as dt
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Agency, Annotations, Article, Day, Links, Official, Span
from web.marking import KINDS, Mark, Piece, apart, cut, lay_out, marks

TEXT = "Ông An gặp bà Bình ở huyện Hòa Khê ngày 4/8/2023."


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="aộđ<&\n ", max_size=40))
    ends = st.integers(-2, len(text) + 2)
    found = draw(
        st.lists(
            st.builds(Mark, st.builds(Span, ends, ends), st.sampled_from(KINDS), st.sampled_from(["an", "binh"])),
            max_size=8,
        )
    )
    return text, found


def mark(words: str, kind: str = "official", key: str = "an") -> Mark:
    start = TEXT.index(words)
    return Mark(Span(start, start + len(words)), kind, key)


def spans(found: Sequence[Mark]) -> list[tuple[int, int]]:
    return [(one.span.start, one.span.end) for one in found]


@given(marked_texts())
def test_the_pieces_are_the_text_whatever_the_marks(given_marks: tuple[str, list[Mark]]) -> None:
    text, found = given_marks
    pieces = cut(text, Span(0, len(text)), apart(found, len(text)))
    assert "".join(piece.text for piece in pieces) == text


@given(marked_texts())
def test_no_piece_is_empty(given_marks: tuple[str, list[Mark]]) -> None:
    text, found = given_marks
    assert all(piece.text for piece in cut(text, Span(0, len(text)), apart(found, len(text))))


@given(marked_texts())
def test_marks_that_stay_are_in_order_inside_the_text_and_apart(given_marks: tuple[str, list[Mark]]) -> None:
    text, found = given_marks
    edges = [edge for span in spans(apart(found, len(text))) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@given(marked_texts())
def test_a_mark_is_let_go_only_for_one_as_long_that_overlaps_it(given_marks: tuple[str, list[Mark]]) -> None:
    text, found = given_marks
    kept = apart(found, len(text))
    for start, end in spans([one for one in found if one not in kept]):
        outside = not 0 <= start < end <= len(text)
        assert outside or any(s < end and start < e and e - s >= end - start for s, e in spans(kept))


@given(marked_texts())
def test_the_paragraphs_are_the_body_line_by_line(given_marks: tuple[str, list[Mark]]) -> None:
    body, found = given_marks
    paragraphs = lay_out(Article(id="a", title="Tựa", body=body), found)
    assert "\n".join("".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs) == body


def test_of_a_person_inside_an_agencys_name_the_longer_agency_stays() -> None:
    agency = mark("huyện Hòa Khê", "agency", "hoa-khe")
    assert apart([mark("Hòa"), agency], len(TEXT)) == [agency]


def test_of_two_marks_on_the_same_words_the_official_stays() -> None:
    official = mark("Bình", "official", "binh")
    assert apart([mark("Bình", "agency", "x"), official], len(TEXT)) == [official]


def test_a_mark_across_two_paragraphs_is_cut_at_the_line() -> None:
    article = Article(id="a", title="T", body="Hòa\nKhê")
    paragraphs = lay_out(article, [Mark(Span(2, 9), "agency", "hoa-khe")])
    assert [paragraph.pieces for paragraph in paragraphs] == [
        (Piece("Hòa", "agency", "hoa-khe"),),
        (Piece("Khê", "agency", "hoa-khe"),),
    ]


def test_captions_are_known_by_their_number() -> None:
    paragraphs = lay_out(Article(id="a", title="T", body="Một\nHai\nBa", captions=(1,)), [])
    assert [paragraph.caption for paragraph in paragraphs] == [False, True, False]


def test_marks_pair_what_was_found_with_the_registers_ids() -> None:
    annotations = Annotations(
        "a",
        officials=(Official("An", mentions=(Span(0, 2),)), Official("Bình", mentions=(Span(3, 7), Span(9, 13)))),
        agencies=(Agency("Sở Y tế", mentions=(Span(20, 27),)),),
        dates=(Day(dt.date(2023, 8, 4), mentions=(Span(30, 38),)),),
    )
    assert marks(annotations, Links(("an", "binh"), ("so-y-te",))) == [
        Mark(Span(0, 2), "official", "an"),
        Mark(Span(3, 7), "official", "binh"),
        Mark(Span(9, 13), "official", "binh"),
        Mark(Span(20, 27), "agency", "so-y-te"),
        Mark(Span(30, 38), "date", "2023-08-04"),
    ]

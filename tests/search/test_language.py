from __future__ import annotations

import datetime as dt
import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import clean, fold
from search.language import Reading, without_operators
from search.language import read as read_query
from search.language.read import MAX_CONDITIONS, MAX_NESTING, MAX_SLIPS
from search.language.tree import AllOf, AnyOf, Form, Has, Kind, Named, Node, Not, Part, Phrase, Prefix, Within, wanted
from search.plan import plan
from search.query import Query, QueryError, Sort

TODAY = dt.date(2024, 3, 31)


def read(text: str) -> Reading:
    return read_query(text, TODAY)


def kinds(text: str) -> list[str]:
    return [slip.kind for slip in read(text).slips]


def phrase(text: str, part: Part = Part.TEXT) -> Phrase:
    return Phrase(part, tuple(Form(word, fold(word)) for word in text.split()))


def named(kind: Kind, text: str, *, start: str = "") -> Named:
    return Named(kind, phrase(text).forms, start)


@pytest.mark.parametrize(
    ("text", "free", "must"),
    [
        ("bão lũ", "bão lũ", None),
        ('"bão lũ"', "", phrase("bão lũ")),
        ("“bão lũ”", "", phrase("bão lũ")),
        ('mưa "bão lũ" gió', "mưa\ngió", phrase("bão lũ")),
        ("mưa -bão", "mưa", Not(phrase("bão"))),
        ('-"bão lũ"', "", Not(phrase("bão lũ"))),
        ("-(bão lũ)", "", Not(AllOf((phrase("bão"), phrase("lũ"))))),
        ("-nguoi:an", "", Not(named(Kind.PERSON, "an"))),
        ("bão OR lũ", "", AnyOf((phrase("bão"), phrase("lũ")))),
        ("bão HOẶC lũ gió", "gió", AnyOf((phrase("bão"), phrase("lũ")))),
        ("bão OR -lũ", "", AnyOf((phrase("bão"), Not(phrase("lũ"))))),
        ("a OR b OR c", "", AnyOf((phrase("a"), phrase("b"), phrase("c")))),
        ("gió (bão OR lũ)", "gió", AnyOf((phrase("bão"), phrase("lũ")))),
        ("(bão (lũ OR gió))", "", AllOf((phrase("bão"), AnyOf((phrase("lũ"), phrase("gió")))))),
        ("tiền*", "", Prefix(Part.TEXT, "tiền", "tiền", bare=False)),
        ("tien*", "", Prefix(Part.TEXT, "tien", "tien", bare=True)),
        ("hoà*", "", Prefix(Part.TEXT, "hoà", "hòa", bare=False)),
        ("nguoi:an", "", named(Kind.PERSON, "an")),
        ("NGƯỜI:an", "", named(Kind.PERSON, "an")),
        ('person:"lê an"', "", named(Kind.PERSON, "lê an")),
        ("nguoi:phư*", "", named(Kind.PERSON, "phư", start="phư")),
        ("nguoi:(an OR ba)", "", AnyOf((named(Kind.PERSON, "an"), named(Kind.PERSON, "ba")))),
        ("coquan:UBND", "", named(Kind.AGENCY, "ủy ban nhân dân")),
        ("noi:hà", "", named(Kind.PLACE, "hà")),
        ("so:1505/QĐ-UBND", "", named(Kind.NUMBER, "1505 qđ ubnd")),
        ("tieude:bão", "", phrase("bão", Part.TITLE)),
        ('phatbieu:"bão lũ"', "", phrase("bão lũ", Part.SAID)),
        ("said:bão", "", phrase("bão", Part.SAID)),
        ("chude:y-te", "", Has("topic", ("y-te",))),
        ('chude:"giáo dục"', "", Has("topic", ("giao-duc",))),
        ("topic:health", "", Has("topic", ("y-te",))),
        ("8:30 OR lđ-tb", "", AnyOf((AllOf((phrase("8"), phrase("30"))), phrase("lđ tb")))),
    ],
)
def test_an_operator_is_read_as_it_is_written(text: str, free: str, must: Node | None) -> None:
    assert read(text) == Reading(free, must)


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2/2024", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023-08-04", dt.date(2023, 8, 4), dt.date(2023, 8, 4)),
        ("4/8/2023", dt.date(2023, 8, 4), dt.date(2023, 8, 4)),
        ("2023-08..2023-12", dt.date(2023, 8, 1), dt.date(2023, 12, 31)),
        ("4/8/2023..2024", dt.date(2023, 8, 4), dt.date(2024, 12, 31)),
        ("2023-08..", dt.date(2023, 8, 1), None),
        ("..2023-08", None, dt.date(2023, 8, 31)),
        ("30d", dt.date(2024, 3, 1), TODAY),
        ("30d..", dt.date(2024, 3, 1), None),
        ("2023,", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        ("4/8/2023.", dt.date(2023, 8, 4), dt.date(2023, 8, 4)),
    ],
)
def test_a_date_is_the_span_of_days_it_means(value: str, since: dt.date | None, until: dt.date | None) -> None:
    assert read(f"ngay:{value}").must == read(f'date:"{value}"').must == Within(since, until)


@pytest.mark.parametrize(
    ("text", "slips", "free", "must"),
    [
        ('mưa "bão lũ', ["open_quote"], 'mưa "bão lũ', None),
        ('mưa ""', ["empty_quotes"], "mưa", None),
        ("(mưa OR gió", ["open_group"], "", AnyOf((phrase("mưa"), phrase("gió")))),
        ("mưa) gió", ["stray_close"], "mưa) gió", None),
        ("mưa ()", ["empty_group"], "mưa", None),
        ("OR mưa", ["dangling_or"], "mưa", None),
        ("mưa OR", ["dangling_or"], "mưa", None),
        ("mưa OR OR gió", ["dangling_or"], "", AnyOf((phrase("mưa"), phrase("gió")))),
        ("(-) mưa", ["dangling_not"], "mưa", None),
        ("abc:mưa gió", ["unknown_field"], "abc:mưa gió", None),
        ("nguoi: mưa", ["empty_field"], "nguoi: mưa", None),
        ('mưa nguoi:"', ["empty_field", "open_quote"], 'mưa\n"', None),
        ("mưa nguoi:!!", ["empty_value"], "mưa", None),
        ("mưa ngay:mai", ["bad_date"], "mưa", None),
        ("mưa ngay:2023-13", ["bad_date"], "mưa", None),
        ("mưa ngay:31/4/2023", ["bad_date"], "mưa", None),
        ("mưa ngay:..", ["bad_date"], "mưa", None),
        ("mưa ngay:2023*", ["bad_date"], "mưa", None),
        ("mưa ngay:999999d..", ["bad_date"], "mưa", None),
        ("mưa ngay:2024..2023", ["reversed_dates"], "mưa", None),
        ("mưa chude:khongco", ["unknown_topic"], "mưa", None),
        ("mưa chude:khongco*", ["unknown_topic"], "mưa", None),
        ("*", ["bad_star"], "*", None),
        ("*h*", ["bad_star"], "*h*", None),
        ("h* mưa", ["bad_star"], "h* mưa", None),
        ("tieude:*h*", ["bad_star"], "", phrase("h", Part.TITLE)),
    ],
)
def test_after_a_slip_the_rest_is_searched(text: str, slips: list[str], free: str, must: Node | None) -> None:
    reading = read(text)
    assert (sorted(slip.kind for slip in reading.slips), reading.free, reading.must) == (slips, free, must)


def test_a_slip_says_where_it_is_in_both_languages() -> None:
    text = "mưa ngay:mai gió"
    (slip,) = read(text).slips
    assert (text[slip.start : slip.end], slip.text) == ("mai", "mai")
    assert "Không hiểu thời gian “mai”" in slip.vietnamese
    assert "date “mai”" in slip.english


@pytest.mark.parametrize(
    "plain",
    [
        "Hà Nội: mở lại 12 tuyến phố",
        "huyện Đài Vân - vùng cao",
        "nhiệm kỳ 2025 - 2030",
        "LĐ-TB&XH",
        "12/2023/QĐ-UBND",
        "https://xau.example/tin?a=1",
        "lúc 8:30, tại (thôn) Khe Trúc",
        "or hoặc Or",
        "TIN HOẶC BÀI",
        "–5 -- - độ",
        "nhiệt độ -5 độ C",
        "Câu hỏi:\n-Khai giảng ở đâu\n-Có bao nhiêu học sinh",
    ],
)
def test_what_only_looks_like_an_operator_is_text(plain: str) -> None:
    assert read(plain) == Reading(plain)


LETTERS = st.characters(exclude_characters='"“”„«»＂()（）*-:：', exclude_categories=["Cs"])


@given(st.text(LETTERS, max_size=200))
def test_words_without_operators_are_read_unchanged(text: str) -> None:
    if not re.search(r"\b(OR|HOẶC)\b", clean(text)):
        assert read(text) == Reading(clean(text))


WRITTEN = '" ( ) - * OR HOẶC : nguoi: ngay: so: chude: abc: tieude: phatbieu: 2023 .. 30d bão lũ tiền* ? 12/NQ-HĐND'
SIGNS = st.lists(st.sampled_from(WRITTEN.split()), max_size=40)


@given(st.one_of(st.text(max_size=300), SIGNS.map("".join), SIGNS.map(" ".join)))
def test_any_text_is_read_and_every_slip_lies_inside_it(text: str) -> None:
    reading = read(text)
    assert len(reading.slips) <= MAX_SLIPS
    for slip in reading.slips:
        assert 0 <= slip.start <= slip.end <= len(clean(text))
        assert slip.vietnamese.endswith(".")
        assert slip.english.endswith(".")
    assert all(not isinstance(leaf, Phrase | Named) or leaf.forms for leaf in wanted(reading.must))


@given(SIGNS.map(" ".join))
def test_reading_does_not_depend_on_how_accents_are_encoded(text: str) -> None:
    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_a_headline_that_quotes_is_searched_as_it_stands() -> None:
    headline = "Trao 450 suất quà “Tết vì người nghèo” tại Đài Vân"
    assert (read(headline).free, read(headline).must, kinds(headline)) == (headline, None, ["quotation"])


@pytest.mark.parametrize("asked", ["“bão lũ” miền núi", "“bão lũ” ở miền núi cao -gió", '"bão lũ" ở miền núi cao'])
def test_few_words_an_operator_or_straight_marks_tell_a_phrase_from_a_quotation(asked: str) -> None:
    assert phrase("bão lũ") in list(wanted(read(asked).must))


def test_groups_nested_too_deeply_are_read_without_their_parentheses() -> None:
    deep = "(" * (MAX_NESTING + 3) + "bão lũ" + ")" * (MAX_NESTING + 3)
    assert kinds(deep) == ["too_deep"]
    assert read(deep).must == AllOf((phrase("bão"), phrase("lũ")))


def test_too_many_conditions_are_cut_with_a_slip() -> None:
    reading = read(" ".join(f'"chữ{n}"' for n in range(MAX_CONDITIONS + 20)))
    assert [slip.kind for slip in reading.slips] == ["too_many"]
    assert len(list(wanted(reading.must))) == MAX_CONDITIONS


def test_the_words_of_a_query_are_without_its_dates_topics_and_what_it_leaves_out() -> None:
    asked = "bão ngay:(2019 OR 2018) chude:(y-te OR giao-duc) -(mưa gió) nguoi:loan"
    assert without_operators(asked) == "bão loan"


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 1000,
        '"' * 1000,
        ")" * 1000,
        "*h* " * 250,
        "so:" * 333,
        "a:b " * 250,
        "-(" * 500,
        "a OR " * 200,
        "(a OR " * 160,
    ],
)
def test_a_hostile_query_is_read_in_no_time(hostile: str) -> None:
    def seconds(day: dt.date) -> float:  # each day anew: readings are remembered
        begun = time.process_time()
        assert read_query(hostile, day).slips
        return time.process_time() - begun

    assert min(seconds(TODAY.replace(day=day)) for day in (1, 2, 3)) < 0.05


def test_ten_thousand_characters_are_refused_at_once_with_a_sentence() -> None:
    begun = time.process_time()
    with pytest.raises(QueryError, match=r"dài quá 1\.000 ký tự"):
        Query("(" * 10_000)
    assert time.process_time() - begun < 0.1


def test_words_in_conditions_score_and_excluded_ones_do_not() -> None:
    texts = {term.text for term in plan(Query('"bão lũ" OR gió -mưa')).boost}
    assert {"bão", "lũ", "bao lu", "gió"} <= texts
    assert "mưa" not in texts


@pytest.mark.parametrize("text", ["ngay:2023", "chude:y-te", "-bão", "tiền*"])
def test_without_words_to_score_the_newest_come_first(text: str) -> None:
    assert plan(Query(text)).sort is Sort.NEWEST


def test_a_query_of_slips_alone_finds_nothing_rather_than_everything() -> None:
    assert all(plan(Query(text)).need for text in ("*", '""', "OR", "()", "ngay:mai"))

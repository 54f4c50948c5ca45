import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import MAX_DEPTH, MAX_PAGE_SIZE, Query, QueryError, Sort
from web.params import read, write
from web.spelling import API, PAGES, Spelling

slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,4}", fullmatch=True)
years = st.integers(1000, 9999).map(str)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
days = st.dates(min_value=dt.date(1000, 1, 1))
periods = st.lists(years | months | days.map(dt.date.isoformat), max_size=4, unique=True).map(tuple)
chosen = st.lists(slugs, max_size=4, unique=True).map(tuple)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    since, until = draw(st.none() | days), draw(st.none() | days)
    if since and until and since > until:
        since, until = until, since
    size = draw(st.integers(1, MAX_PAGE_SIZE))
    return Query(
        text=draw(st.text(max_size=80)).strip(),
        official=draw(chosen),
        agency=draw(chosen),
        topic=draw(chosen),
        date=draw(periods),
        not_official=draw(chosen),
        not_agency=draw(chosen),
        not_topic=draw(chosen),
        not_date=draw(periods),
        speaks=draw(st.booleans()),
        since=since,
        until=until,
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, MAX_DEPTH // size)),
        size=size,
        fold=draw(st.booleans()),
    )


@given(queries(), st.sampled_from([PAGES, API]))
def test_a_query_written_as_an_address_reads_back_the_same(query: Query, spelling: Spelling) -> None:
    assert read(write(query, spelling), spelling) == query


@given(st.lists(st.tuples(st.sampled_from(PAGES.names), st.text(max_size=30))), st.sampled_from([PAGES, API]))
def test_whatever_an_address_says_it_reads_as_a_query_or_is_refused_in_a_sentence(
    pairs: list[tuple[str, str]], spelling: Spelling
) -> None:
    query, sentence = read_or_sentence(pairs, spelling)
    assert sentence.endswith(".") if query is None else read(write(query, spelling), spelling) == query


def read_or_sentence(pairs: list[tuple[str, str]], spelling: Spelling) -> tuple[Query | None, str]:
    try:
        return read(pairs, spelling), ""
    except QueryError as error:
        return None, str(error)


def test_pages_spell_their_parameters_in_vietnamese_without_accents() -> None:
    query = Query("đất", ("an",), ("so-y-te",), ("dat-dai",), ("2023-08",), sort=Sort.OLDEST, page=2)
    assert write(query, PAGES) == [
        ("q", "đất"),
        ("nguoi", "an"),
        ("coquan", "so-y-te"),
        ("chude", "dat-dai"),
        ("ngay", "2023-08"),
        ("sap", "cu"),
        ("trang", "2"),
    ]


def test_what_is_excluded_is_spelt_beside_what_is_chosen() -> None:
    query = Query("đất", ("an",), not_official=("binh",), not_date=("2023-08-04",), speaks=True)
    assert write(query, PAGES) == [
        ("q", "đất"),
        ("nguoi", "an"),
        ("tru-nguoi", "binh"),
        ("tru-ngay", "2023-08-04"),
        ("phatbieu", "co"),
    ]
    assert [name for name, _ in write(query, API)] == ["q", "official", "not-official", "not-date", "speaks"]


def test_a_question_without_anything_special_has_the_shortest_address() -> None:
    assert write(Query("bão"), PAGES) == [("q", "bão")]


def test_blank_values_are_no_values() -> None:
    pairs = [("q", " "), ("tu", ""), ("den", ""), ("trang", ""), ("sap", " "), ("nguoi", "")]
    assert read(pairs, PAGES) == Query()


def test_a_value_chosen_twice_counts_once() -> None:
    assert read([("nguoi", "an"), ("nguoi", "binh"), ("nguoi", "an")], PAGES).official == ("an", "binh")


@pytest.mark.parametrize("typed", ["2023-08-04", "4/8/2023", "04/08/2023", "4-8-2023", "04.08.2023"])
def test_days_are_read_as_browsers_send_and_as_people_type_them(typed: str) -> None:
    assert read([("tu", typed)], PAGES).since == dt.date(2023, 8, 4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tu", "hôm qua"),
        ("den", "2023-02-30"),
        ("den", "31/4/2023"),
        ("ngay", "2023-13"),
        ("ngay", "23"),
        ("ngay", "2023-02-29"),
        ("tru-ngay", "0999"),
        ("tru-nguoi", "../an"),
        ("phatbieu", "có"),
        ("sap", "relevance"),
        ("trang", "hai"),
        ("trang", "-1"),
        ("trang", "0"),
        ("size", "1000"),
        ("nguoi", "../an"),
        ("nguoi", "a" * 201),
        ("q", "a" * 1001),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence(name: str, value: str) -> None:
    with pytest.raises(QueryError, match=r"\.$"):
        read([(name, value)], PAGES)


def test_the_sentence_repeats_only_the_beginning_of_a_long_wrong_value() -> None:
    with pytest.raises(QueryError) as refused:
        read([("tu", "x" * 500)], PAGES)
    assert len(str(refused.value)) < 120


def test_pages_ignore_parameters_that_other_sites_add_to_links() -> None:
    assert read([("q", "bão"), ("fbclid", "123")], PAGES) == Query("bão")


def test_the_api_refuses_a_parameter_it_does_not_know() -> None:
    with pytest.raises(QueryError, match="offical"):
        read([("offical", "an")], API)

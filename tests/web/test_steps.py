import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from search.query import Query, Sort
from web import steps

FACETS: list[steps.FacetName] = ["official", "agency", "topic"]
keys = st.lists(st.sampled_from(["an", "binh", "cuong", "dung"]), unique=True).map(tuple)


@given(keys, st.sampled_from(["an", "binh", "cuong", "dung", "em"]), st.sampled_from(FACETS))
def test_toggling_a_value_twice_leaves_the_same_choice(
    chosen: tuple[str, ...], key: str, facet: steps.FacetName
) -> None:
    query = Query()
    for one in chosen:
        query = steps.choose(query, facet, one)
    again = steps.toggle(steps.toggle(query, facet, key), facet, key)
    assert set(steps.chosen(again, facet)) == set(chosen)


def test_choosing_goes_back_to_the_first_page() -> None:
    assert steps.choose(Query("đất", page=7), "topic", "dat-dai").page == 1


def test_choosing_in_one_facet_keeps_the_others() -> None:
    query = Query("đất", official=("an",), date=("2023",), sort=Sort.NEWEST)
    assert steps.choose(query, "topic", "dat-dai") == Query(
        "đất", official=("an",), topic=("dat-dai",), date=("2023",), sort=Sort.NEWEST
    )


def test_a_month_takes_its_years_place() -> None:
    assert steps.choose(Query(date=("2023", "2022")), "date", "2023-08").date == ("2022", "2023-08")


def test_a_year_takes_its_months_place() -> None:
    assert steps.choose(Query(date=("2023-08", "2022-01", "2023-09")), "date", "2023").date == ("2022-01", "2023")


def test_letting_go_of_all_filters_keeps_words_and_order() -> None:
    query = Query("đất", official=("an",), agency=("so-y-te",), date=("2023",), sort=Sort.OLDEST, page=3)
    assert steps.unfiltered(query) == Query("đất", sort=Sort.OLDEST)


def test_words_order_and_page_are_not_filters() -> None:
    assert not steps.is_filtered(Query("đất", sort=Sort.OLDEST, page=3, size=20))


def test_a_chosen_value_is_a_filter() -> None:
    assert steps.is_filtered(Query(topic=("dat-dai",)))


def test_fewer_words_lets_go_of_the_last_then_of_the_first_then_of_accents() -> None:
    tried = [query.text for query in steps.fewer_words(Query("đất đai, Hòa Khê"))]
    assert tried == ["đất đai Hòa", "đai Hòa Khê", "dat dai Hoa Khe"]


def test_a_query_with_operators_is_tried_without_them_first() -> None:
    query = Query('"đất đai" -"bão lũ" -(gió OR mưa) nguoi:"thúy loan" ngay:2023 tiền* -noi:an')
    assert steps.fewer_words(query)[0].text == "đất đai thúy loan tiền"


def test_one_word_without_accents_leaves_nothing_gentler_to_try() -> None:
    assert steps.fewer_words(Query("bao")) == ()


def test_a_document_number_is_one_word() -> None:
    assert [query.text for query in steps.fewer_words(Query("12/2023/QĐ-UBND"))] == ["12/2023/QD-UBND"]


@given(st.text(max_size=40))
def test_gentler_queries_differ_from_the_query_and_from_each_other(text: str) -> None:
    tried = [query.text for query in steps.fewer_words(Query(text))]
    assert text not in tried
    assert len(set(tried)) == len(tried)


@given(keys, keys, st.sampled_from(["an", "binh", "em"]), st.sampled_from(FACETS))
def test_what_is_excluded_is_not_chosen_and_the_other_way_round(
    chosen: tuple[str, ...], barred: tuple[str, ...], key: str, facet: steps.FacetName
) -> None:
    query = Query()
    for one in chosen:
        query = steps.choose(query, facet, one)
    for one in barred:
        query = steps.bar(query, facet, one)
    assert set(steps.chosen(query, facet)).isdisjoint(steps.barred(query, facet))
    assert key in steps.chosen(steps.choose(query, facet, key), facet)
    assert key not in steps.barred(steps.choose(query, facet, key), facet)
    assert key not in steps.barred(steps.unbar(query, facet, key), facet)


def test_excluding_a_year_lets_go_of_its_months_and_keeps_other_years() -> None:
    query = Query(date=("2023-08", "2022"), not_date=("2023-09",))
    assert steps.bar(query, "date", "2023") == Query(date=("2022",), not_date=("2023",))


def test_a_month_can_be_left_out_of_its_year() -> None:
    assert steps.bar(Query(date=("2023",)), "date", "2023-08") == Query(date=("2023",), not_date=("2023-08",))


def test_choosing_a_day_lifts_what_excludes_it() -> None:
    assert steps.choose(Query(not_date=("2023", "2022")), "date", "2023-08-04") == Query(
        date=("2023-08-04",), not_date=("2022",)
    )


def test_narrowing_to_a_period_leaves_it_alone_and_narrowing_again_goes_a_step_up() -> None:
    query = steps.narrow_to(Query("đất", date=("2022", "2023"), page=3), "2023-08")
    assert query == Query("đất", date=("2023-08",))
    assert steps.narrow_to(query, "2023-08") == Query("đất", date=("2023",))


def test_without_periods_a_step_up_leaves_days_from_and_to() -> None:
    assert steps.widen(Query("đất", since=dt.date(2023, 8, 4), page=2)) == Query("đất")

import itertools

from hypothesis import given
from hypothesis import strategies as st

from search.page import Bucket, Facet, Page
from search.query import Query, Sort
from web import listing


def page(query: Query, *facets: Facet, total: int = 100) -> Page:
    return Page(query, total, total, (), facets, 0.0)


def topics(count: int, chosen: str = "") -> Facet:
    keys = [f"t{number}" for number in range(count)]
    return Facet("topic", tuple(Bucket(key, key.upper(), 9, key == chosen) for key in keys), count + 5)


@given(st.integers(1, 60), st.integers(1, 60))
def test_the_first_the_last_and_the_current_page_are_always_offered(current: int, last: int) -> None:
    current = min(current, last)
    assert {1, current, last} <= set(listing.numbers(current, last))


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_gap_between_page_numbers_hides_two_pages_or_more(current: int, last: int) -> None:
    offered = listing.numbers(min(current, last), last)
    for before, here, after in zip(offered, offered[1:], offered[2:], strict=False):
        if here is None:
            assert before is not None
            assert after is not None
            assert after - before > 2


@given(st.integers(1, 60), st.integers(1, 60))
def test_page_numbers_ascend_by_one_where_no_gap_is_shown(current: int, last: int) -> None:
    offered = listing.numbers(min(current, last), last)
    pairs = itertools.pairwise(offered)
    assert all(after - before == 1 for before, after in pairs if before is not None and after is not None)


def test_no_page_beyond_the_depth_limit_is_offered() -> None:
    assert listing.reachable(page(Query("đất"), total=1_000_000)) == 1000


def test_a_long_facet_folds_what_does_not_fit() -> None:
    (panel,) = listing.panels(page(Query(), topics(12)))
    assert (len(panel.shown), len(panel.folded), panel.unlisted) == (listing.UNFOLDED, 4, 5)


def test_a_chosen_value_is_never_folded_away() -> None:
    (panel,) = listing.panels(page(Query(topic=("t11",)), topics(12, chosen="t11")))
    assert panel.shown[0].label == "T11"


def test_clicking_a_chosen_value_lets_go_of_it() -> None:
    (panel,) = listing.panels(page(Query("đất", topic=("t1",)), topics(3, chosen="t1")))
    assert panel.shown[0].then == Query("đất")


def test_months_are_written_short_under_their_year() -> None:
    year = Bucket("2023", "2023", 3, children=(Bucket("2023-08", "08/2023", 3),))
    (panel,) = listing.panels(page(Query(), Facet("date", (year,), 1)))
    assert (panel.shown[0].label, panel.shown[0].children[0].label) == ("Năm 2023", "Tháng 8")


def test_a_year_whose_month_is_chosen_stands_open() -> None:
    year = Bucket("2023", "2023", 3, children=(Bucket("2023-08", "08/2023", 3, chosen=True),))
    (panel,) = listing.panels(page(Query(date=("2023-08",)), Facet("date", (year,), 1)))
    assert panel.shown[0].opened


def test_of_many_years_only_the_one_chosen_lists_its_months() -> None:
    years = tuple(
        Bucket(year, year, 3, children=(Bucket(f"{year}-08", "", 3),)) for year in ["2020", "2021", "2022", "2023"]
    )
    (panel,) = listing.panels(page(Query(date=("2022",)), Facet("date", years, 4)))
    assert [one.label for one in panel.shown if one.children] == ["Năm 2022"]


def test_a_facet_without_values_is_not_shown() -> None:
    assert listing.panels(page(Query(), Facet("official", (), 0))) == []


def test_every_choice_has_a_chip_that_lets_go_of_it_alone() -> None:
    query = Query("đất", topic=("t1",), date=("2023-08",))
    chips = listing.chips(page(query, topics(3, chosen="t1")))
    assert [(chip.label, chip.without) for chip in chips] == [
        ("T1", Query("đất", date=("2023-08",))),
        ("Tháng 8/2023", Query("đất", topic=("t1",))),
    ]


def test_without_words_there_is_no_order_by_closeness() -> None:
    assert [order.label for order in listing.orders(Query())] == ["Mới nhất", "Cũ nhất"]


def test_with_words_the_order_in_force_is_marked() -> None:
    orders = listing.orders(Query("đất", sort=Sort.OLDEST))
    assert [order.label for order in orders if order.chosen] == ["Cũ nhất"]


def test_where_nothing_is_found_filters_are_let_go_before_words() -> None:
    query = Query("đất đai", topic=("t1",), date=("2023",))
    chips = listing.chips(page(query, topics(3, chosen="t1")))
    assert [one.label for one in listing.tries(query, chips)] == [
        "Tìm “đất đai” không kèm bộ lọc",
        "Bỏ bộ lọc “T1”",
        "Bỏ bộ lọc “Năm 2023”",
        "Tìm “đất”",
        "Tìm “đai”",
        "Tìm “dat dai”",
        "Tìm “đất” không kèm bộ lọc",
        "Tìm “đai” không kèm bộ lọc",
        "Tìm “dat dai” không kèm bộ lọc",
    ]


def test_where_a_day_has_nothing_its_month_is_tried_first() -> None:
    query = Query(date=("2025-08-04",))
    first = listing.tries(query, listing.chips(page(query)))[0]
    assert (first.label, first.query) == ("Tìm trong tháng 8 năm 2025", Query(date=("2025-08",)))


def test_a_bare_word_without_accents_leaves_nothing_else_to_ask() -> None:
    assert listing.tries(Query("bao"), []) == []

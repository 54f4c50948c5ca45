import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from web.timeline import LEAST, WIDTH, Bar, scale

days = st.dates(min_value=dt.date(1945, 1, 1), max_value=dt.date(2099, 12, 31))


@given(st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=5))
def test_every_bar_lies_inside_the_drawing(spans: list[list[dt.date]]) -> None:
    drawn = scale((first, last) for first, last in spans)
    assert drawn is not None
    for first, last in spans:
        bar = drawn.bar(first, last)
        assert bar is not None
        assert bar.x >= 0
        assert bar.width >= LEAST
        assert bar.x + bar.width <= WIDTH


@given(days, days)
def test_a_later_day_never_lies_further_left(one: dt.date, other: dt.date) -> None:
    drawn = scale([(one, other)])
    assert drawn is not None
    assert (one <= other) == (drawn.at(one) <= drawn.at(other)) or drawn.at(one) == drawn.at(other)


def test_a_whole_years_office_fills_its_year() -> None:
    drawn = scale([(dt.date(2022, 1, 1), dt.date(2023, 12, 31))])
    assert drawn is not None
    assert drawn.bar(dt.date(2022, 1, 1), dt.date(2023, 1, 1)) == Bar(0, WIDTH // 2)


def test_years_are_marked_where_they_begin() -> None:
    drawn = scale([(dt.date(2022, 3, 1), dt.date(2025, 4, 1))])
    assert drawn is not None
    assert drawn.ticks == (250, 500, 750)


def test_without_days_there_is_nothing_to_draw() -> None:
    assert scale([(None, None)]) is None


def test_an_office_without_days_has_no_bar_on_anothers_scale() -> None:
    drawn = scale([(dt.date(2022, 3, 1), None), (None, None)])
    assert drawn is not None
    assert drawn.bar(None, None) is None

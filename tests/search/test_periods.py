import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import periods
from search.histogram import YEARS_SHOWN, histogram
from search.query import Query

days = st.dates()
units: st.SearchStrategy[periods.Unit] = st.sampled_from(["year", "month", "day"])
keys = st.builds(periods.key, days, units)


@given(days, units)
def test_a_day_lies_in_its_period(day: dt.date, unit: periods.Unit) -> None:
    first, last = periods.span(periods.key(day, unit))
    assert first <= day <= last


@given(keys)
def test_the_ends_of_a_period_lie_in_it_and_their_neighbours_do_not(key: str) -> None:
    first, last = periods.span(key)
    unit = periods.unit_of(key)
    assert periods.key(first, unit) == periods.key(last, unit) == key
    if last < dt.date.max:
        assert periods.key(last + dt.timedelta(days=1), unit) != key


@pytest.mark.parametrize("key", ["", "23", "0000", "2023-13", "2023-02-29", "2023-8", "2023-08-4", "2023-08-04-01"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        periods.span(key)


@given(days, st.integers(0, 900), units)
def test_the_axis_has_no_gap(first: dt.date, length: int, unit: periods.Unit) -> None:
    last = min(first, dt.date.max - dt.timedelta(days=length)) + dt.timedelta(days=length)
    found = list(periods.between(last - dt.timedelta(days=length), last, unit))
    assert found[-1] == periods.key(last, unit)
    assert found == sorted(set(found))
    for before, after in pairwise(found):
        assert periods.span(before)[1] + dt.timedelta(days=1) == periods.span(after)[0]


@pytest.mark.parametrize(
    ("chosen", "up"),
    [
        (("2023-08-04", "2023-08-05"), ("2023-08",)),
        (("2023-08-04", "2022"), ("2023-08", "2022")),
        (("2023-08", "2023-09"), ("2023",)),
        (("2023",), ()),
        ((), ()),
    ],
)
def test_one_step_up_widens_the_finest_choices(chosen: tuple[str, ...], up: tuple[str, ...]) -> None:
    assert periods.wider(chosen) == up


def axis(query: Query, months: dict[str, int], days: dict[str, int] | None = None) -> list[tuple[str, int]]:
    found = histogram(query, months, days or {})
    assert found is not None
    return [(one.key, one.count) for one in found.buckets]


def test_without_a_choice_years_are_counted_and_empty_ones_are_there() -> None:
    assert axis(Query(), {"2020-01": 2, "2020-05": 1, "2023-08": 4}) == [
        ("2020", 3),
        ("2021", 0),
        ("2022", 0),
        ("2023", 4),
    ]


def test_two_years_at_most_are_counted_by_month() -> None:
    months = axis(Query(), {"2022-01": 2, "2023-12": 4})
    assert (len(months), months[0], months[-1]) == (24, ("2022-01", 2), ("2023-12", 4))


def test_a_chosen_year_is_counted_by_its_twelve_months() -> None:
    months = axis(Query(date=("2023",)), {"2020-01": 2, "2023-08": 4})
    assert (len(months), months[7]) == (12, ("2023-08", 4))


def test_a_chosen_month_is_counted_by_all_its_days() -> None:
    days = axis(Query(date=("2024-02",)), {"2024-02": 2}, {"2024-02-29": 2})
    assert (len(days), days[-1]) == (29, ("2024-02-29", 2))


def test_a_chosen_day_shows_its_month_with_the_day_marked() -> None:
    found = histogram(Query(date=("2023-08-04",)), {"2023-08": 3}, {"2023-08-04": 1, "2023-08-09": 2})
    assert found is not None
    assert (found.unit, len(found.buckets)) == ("day", 31)
    assert [one.key for one in found.buckets if one.chosen] == ["2023-08-04"]


def test_a_span_of_days_within_a_month_is_counted_by_day_across_months() -> None:
    query = Query(since=dt.date(2023, 8, 30), until=dt.date(2023, 9, 2))
    assert [key for key, _ in axis(query, {"2023-08": 1})] == ["2023-08-30", "2023-08-31", "2023-09-01", "2023-09-02"]


def test_without_any_day_there_is_no_axis() -> None:
    assert histogram(Query(), {}, {}) is None


def test_years_beyond_the_axis_are_counted_beside_it() -> None:
    found = histogram(Query(), {"1860-01": 2, "2001-01": 5, "2023-08": 40, "2099-01": 1}, {})
    assert found is not None
    assert [found.buckets[0].key, found.buckets[-1].key] == ["2001", "2023"]
    assert (found.before, found.after) == (2, 1)


def test_what_is_beyond_the_periods_chosen_is_not_beyond_the_axis() -> None:
    found = histogram(Query(date=("2019", "2023")), {"2001-01": 5, "2019-08": 1}, {})
    assert found is not None
    assert (len(found.buckets), found.before) == (5, 0)


months = st.dictionaries(st.builds(periods.key, days, st.just("month")), st.integers(1, 9), min_size=1)
choices = st.lists(keys, max_size=3, unique=True).map(tuple)


@given(months, choices, st.none() | days, st.none() | days)
def test_no_hit_is_lost_or_counted_twice_and_the_axis_is_never_long(
    months: dict[str, int], date: tuple[str, ...], since: dt.date | None, until: dt.date | None
) -> None:
    if since and until and since > until:
        since, until = until, since
    query = Query(date=date, since=since, until=until)
    found = histogram(query, months, {})
    if found is None:
        return
    shown = sum(one.count for one in found.buckets) + found.before + found.after
    assert shown <= sum(months.values())
    if not date and not since and not until:
        assert shown == sum(months.values())
    assert 1 <= len(found.buckets) <= max(YEARS_SHOWN, periods.MONTHS_UPTO, periods.DAYS_UPTO)

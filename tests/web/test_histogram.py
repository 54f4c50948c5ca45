import datetime as dt
import re
from collections import Counter

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search.histogram import histogram
from search.page import Page
from search.periods import daily, key
from search.query import Query
from web import histogram as drawing
from web.histogram import Chart, chart

MONTHS = {"2021-03": 2, "2023-08": 4, "2023-09": 1}


def page(query: Query, months: dict[str, int], days: dict[str, int] | None = None, total: int = 7) -> Page:
    return Page(query, total, total, (), (), 0.0, histogram=histogram(query, months, days or {}))


def drawn(query: Query, months: dict[str, int], days: dict[str, int] | None = None) -> Chart:
    found = chart(page(query, months, days))
    assert found is not None
    return found


def test_a_column_narrows_to_its_period_from_the_first_page() -> None:
    columns = drawn(Query("đất", page=3), {"2021-03": 2, "2024-08": 4}).columns
    assert columns[0].then == Query("đất", date=("2021",))


def test_an_empty_period_keeps_its_place_without_a_column() -> None:
    columns = drawn(Query(), {"2021-03": 2, "2024-08": 4}).columns
    assert [(one.name, one.height) for one in columns[1:3]] == [("năm 2022", 0), ("năm 2023", 0)]


def test_a_period_is_named_in_full() -> None:
    days = drawn(Query(date=("2023-08",)), MONTHS, {"2023-08-04": 4}).columns
    assert days[3].name == "ngày 4 tháng 8 năm 2023"
    assert drawn(Query(date=("2023",)), MONTHS).columns[7].name == "tháng 8 năm 2023"


def test_from_a_month_one_step_up_is_its_year() -> None:
    found = drawn(Query("đất", date=("2023-08",)), MONTHS, {"2023-08-04": 4})
    assert (found.up, found.up_label) == (Query("đất", date=("2023",)), "Năm 2023")


def test_without_a_choice_there_is_no_step_up() -> None:
    assert drawn(Query(), MONTHS).up is None


def test_one_period_alone_is_nothing_to_choose_from() -> None:
    assert chart(page(Query(), {"2023-08": 4})) is None


def test_articles_without_a_day_are_counted_beside_the_axis() -> None:
    found = chart(page(Query(), MONTHS, total=20))
    assert found is not None
    assert found.undated == 13


def test_years_before_the_axis_stand_in_one_column_that_leads_to_them() -> None:
    first = drawn(Query("đất"), {"1860-01": 1, "2001-05": 3, "2023-08": 40}).columns[0]
    assert (first.name, first.count, first.then) == (
        "trước năm 2001",
        1,
        Query("đất", until=dt.date(2000, 12, 31)),
    )


def test_beyond_the_axis_the_years_asked_for_bound_what_a_column_leads_to() -> None:
    chosen = drawn(
        Query(date=("2021-01", "1982")), {"1970-01": 5, "1985-01": 2, "2012-01": 4, "2021-01": 9, "2023-01": 8}
    )
    assert (chosen.columns[0].name, chosen.columns[0].count) == ("trước năm 2012", 2)
    assert chosen.columns[0].then == Query(since=dt.date(1982, 1, 1), until=dt.date(2011, 12, 31))
    from_day = drawn(Query(since=dt.date(1900, 5, 1)), {"1900-06": 9, "1985-01": 1, "1986-02": 1})
    assert from_day.columns[-1].then == Query(since=dt.date(1901, 1, 1), until=None)


days = st.dates(dt.date(1900, 1, 1), dt.date(2026, 12, 31))


@given(
    st.lists(days, min_size=1, max_size=30),
    st.lists(days.map(lambda day: key(day, "month")), max_size=3, unique=True).map(tuple),
    st.none() | days,
    st.none() | days,
)
def test_a_column_at_an_end_leads_to_as_many_articles_as_it_shows(
    held: list[dt.date], date: tuple[str, ...], since: dt.date | None, until: dt.date | None
) -> None:
    if since and until and since > until:
        since, until = until, since

    def within(since: dt.date | None, until: dt.date | None) -> list[dt.date]:
        return [day for day in held if (since or day) <= day <= (until or day)]

    query = Query(date=date, since=since, until=until)
    axis = within(since, until)
    asked = set(daily(date, since, until))
    made = chart(
        page(
            query,
            Counter(key(day, "month") for day in axis),
            Counter(key(day, "day") for day in axis if key(day, "month") in asked),
        )
    )
    for column in made.columns if made else ():
        if column.name.startswith(("trước", "sau")):
            assert column.then.date == ()
            assert len(within(column.then.since, column.then.until)) == column.count


months = st.dictionaries(st.dates().map(lambda day: key(day, "month")), st.integers(1, 10**6), min_size=2)
choices = st.lists(st.dates().map(lambda day: key(day, "year")), max_size=2, unique=True).map(tuple)


@given(months, choices)
def test_columns_stand_side_by_side_within_the_drawing(months: dict[str, int], date: tuple[str, ...]) -> None:
    found = chart(page(Query(date=date), months))
    if found is None:
        return
    right = 0.0
    for column in found.columns:
        left, wide = float(column.left[:-1]), float(column.wide[:-1])
        assert abs(left - right) < 0.01
        right = left + wide
        assert column.y + column.height == drawing.TOP + drawing.PLOT
        assert (column.height > 0) == (column.count > 0)
        assert column.height <= drawing.PLOT
    assert abs(right - 100) < 0.5


def test_every_column_of_the_page_is_a_link_with_a_name_and_leads_to_as_many_articles(client: FlaskClient) -> None:
    shown = client.get("/tim?ngay=2024&ngay=2025").text
    links = re.findall(
        r'<a href="([^"]+)" rel="nofollow" class="column[^"]*" aria-label="([^"]+): ([\d.]+) bài">', shown
    )
    assert links
    for address, _, count in links:
        assert f"Tìm thấy <strong>{count}</strong> bài" in client.get(address.replace("&amp;", "&")).text


def test_the_table_says_the_same_as_the_columns(client: FlaskClient) -> None:
    shown = client.get("/tim").text
    columns = re.findall(r'aria-label="([^"]+): ([\d.]+) bài"', shown)
    rows = re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a></th><td class="figure">([\d.]+)</td>', shown)
    assert [(name.capitalize(), count) for name, count in columns] == rows != []


def test_the_drawing_needs_no_inline_style(client: FlaskClient) -> None:
    assert " style=" not in client.get("/tim").text

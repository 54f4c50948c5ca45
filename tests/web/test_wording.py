import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import wording


@given(st.integers(min_value=0))
def test_a_number_keeps_its_digits(value: int) -> None:
    assert wording.number(value).replace(".", "") == str(value)


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567")])
def test_a_number_has_points_between_thousands(value: int, written: str) -> None:
    assert wording.number(value) == written


def test_a_day_is_written_day_first() -> None:
    assert wording.day(dt.date(2023, 8, 4)) == "04/08/2023"


def test_a_moment_at_midnight_is_a_day() -> None:
    assert wording.moment(dt.datetime(2023, 8, 4)) == "04/08/2023"


def test_a_moment_with_a_clock_keeps_it() -> None:
    assert wording.moment(dt.datetime(2023, 8, 4, 7, 5)) == "04/08/2023, 07:05"


def test_a_period_has_both_ends() -> None:
    assert wording.period(dt.date(2023, 8, 4), dt.date(2024, 1, 12)) == "04/08/2023 – 12/01/2024"


def test_a_period_of_one_day_is_that_day() -> None:
    assert wording.period(dt.date(2023, 8, 4), dt.date(2023, 8, 4)) == "04/08/2023"


def test_a_period_with_one_end_known_is_that_end() -> None:
    assert wording.period(None, dt.date(2023, 8, 4)) == "04/08/2023"


@pytest.mark.parametrize(("key", "written"), [("2023", "Năm 2023"), ("2023-08", "Tháng 8/2023")])
def test_a_year_or_month_is_written_out(key: str, written: str) -> None:
    assert wording.year_or_month(key) == written


def test_a_month_under_its_year_leaves_the_year_out() -> None:
    assert wording.year_or_month("2023-08", short=True) == "Tháng 8"


def test_a_topics_dash_stays_with_the_word_before_it() -> None:
    assert wording.tied("Giáo dục - Đào tạo") == "Giáo dục\u00a0- Đào tạo"


@pytest.mark.parametrize("url", ["https://hoakhe.example/tin/1", "http://hoakhe.example"])
def test_web_addresses_may_be_linked(url: str) -> None:
    assert wording.outward(url) == url


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//hoakhe.example", "https:///x", "http://[", "/bai/1"]
)
def test_nothing_else_may_be_linked(url: str | None) -> None:
    assert wording.outward(url) is None


def test_a_site_is_named_without_its_www() -> None:
    assert wording.site("https://www.hoakhe.example/tin/1") == "hoakhe.example"

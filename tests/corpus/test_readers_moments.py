from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.moments import BadDate, parse

NOW = datetime(2025, 6, 1, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-08-04", datetime(2023, 8, 4)),
        ("2023-08-04 07:11:46", datetime(2023, 8, 4, 7, 11, 46)),
        ("2023-08-04T07:11", datetime(2023, 8, 4, 7, 11)),
        ("2023-08-04T07:11:46.123Z", datetime(2023, 8, 4, 14, 11, 46, tzinfo=HANOI)),
        ("2023-08-04T07:11:46+07:00", datetime(2023, 8, 4, 7, 11, 46, tzinfo=HANOI)),
        ("4/8/2023", datetime(2023, 8, 4)),
        ("04-08-2023", datetime(2023, 8, 4)),
        ("04/08/2023 16:30", datetime(2023, 8, 4, 16, 30)),
        ("04/08/2023 | 10:36 PM", datetime(2023, 8, 4, 22, 36)),
        ("21/12/2012 | 12:00 AM", datetime(2012, 12, 21)),
        ("Thứ sáu, 04/08/2023, 16:30 (GMT+7)", datetime(2023, 8, 4, 16, 30, tzinfo=HANOI)),
        ("16:30, ngày 04/08/2023", datetime(2023, 8, 4, 16, 30)),
        ("ngày 04/08/2023 lúc 16h30", datetime(2023, 8, 4, 16, 30)),
    ],
)
def test_the_ways_portals_write_a_moment_are_read(text: str, moment: datetime) -> None:
    found = parse(text, NOW)
    assert (found, found.tzinfo) == (moment, moment.tzinfo)


@pytest.mark.parametrize(
    "text", ["", "hôm qua", "2023-02-30", "31/04/2023", "04/08/2023 25:10", "00/00/0000", "20230804"]
)
def test_what_names_no_moment_is_a_bad_date(text: str) -> None:
    with pytest.raises(BadDate):
        parse(text, NOW)


def test_a_date_more_than_two_days_ahead_is_bad_and_one_within_them_is_not() -> None:
    assert parse("02/06/2025 08:00", NOW).day == 2
    with pytest.raises(BadDate, match="future"):
        parse("04/06/2025", NOW)


def test_a_date_before_there_were_newspapers_is_bad() -> None:
    with pytest.raises(BadDate, match="before"):
        parse("0001-01-01T00:00:00", NOW)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2025, 5, 1), timezones=st.sampled_from([None, UTC, HANOI])))
def test_iso_dates_round_trip_to_the_second(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert parse(moment.isoformat(), NOW) == moment


@given(st.text("0123456789/-:T Zhg+.,|APMngàyThứ", max_size=40))
def test_any_text_is_a_moment_or_a_bad_date(text: str) -> None:
    with contextlib.suppress(BadDate):
        assert 1865 <= parse(text, NOW).year <= 2025


def test_a_moment_elsewhere_is_told_in_vietnams_time() -> None:
    assert parse("2025-02-05T23:00:00+00:00", NOW).isoformat() == "2025-02-06T06:00:00+07:00"

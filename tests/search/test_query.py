from __future__ import annotations

import datetime as dt

import pytest

from search.query import MAX_CHOICES, MAX_DEPTH, MAX_PAGE_SIZE, MAX_QUERY_LENGTH, Query, QueryError


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "a" * (MAX_QUERY_LENGTH + 1)},
        {"text": "đ\udcff"},
        {"official": ("\udcff",)},
        {"official": ("x",) * (MAX_CHOICES + 1)},
        {"size": 0},
        {"size": MAX_PAGE_SIZE + 1},
        {"page": 0},
        {"page": MAX_DEPTH, "size": 2},
        {"since": dt.date(2024, 2, 1), "until": dt.date(2024, 1, 1)},
        {"date": ("2024-13",)},
        {"date": ("hôm qua",)},
    ],
)
def test_a_query_past_a_limit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(QueryError):
        Query(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_a_refusal_tells_the_reader_in_vietnamese_what_to_change() -> None:
    with pytest.raises(QueryError, match="Hãy giữ lại những từ chính"):
        Query("a" * (MAX_QUERY_LENGTH + 1))


def test_the_limits_themselves_are_allowed() -> None:
    assert Query("a" * MAX_QUERY_LENGTH, size=MAX_PAGE_SIZE, page=MAX_DEPTH // MAX_PAGE_SIZE)

"""Under which day an article is filed."""

from datetime import date, datetime

import pytest

from corpus.article import Annotations, Article
from corpus.filing import filed_on

TODAY = date(2026, 3, 1)


def filed(event: date | None, published: datetime | None = None) -> date | None:
    return filed_on(Article("a", "Tin", "Tin.", published=published), Annotations("a", event_date=event), TODAY)


def test_publication_is_the_day() -> None:
    assert filed(date(2026, 2, 1), datetime(2026, 2, 3)) == date(2026, 2, 3)


def test_without_publication_the_event_is_the_day() -> None:
    assert filed(TODAY) == TODAY


@pytest.mark.parametrize("event", [date(2030, 1, 1), date(1945, 9, 2), None])
def test_what_is_to_come_or_history_is_no_day(event: date | None) -> None:
    assert filed(event) is None

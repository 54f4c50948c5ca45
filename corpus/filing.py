"""The day under which an article is filed: for the order of hits, the facet of dates, and offices over time."""

from __future__ import annotations

from datetime import date

from corpus.article import Annotations, Article

# Newspapers went online around the year 2000: an undated article whose event lies before tells history.
ONLINE = date(2000, 1, 1)


def filed_on(article: Article, annotations: Annotations, today: date) -> date | None:
    """Return the day of publication, else of the event that the article reports; None where neither can be.

    Without publication an event that is still to come on `today`, or that is history, says nothing of when the article
    was written.
    """
    if article.published is not None:
        return article.published.date()
    event = annotations.event_date
    return event if event is not None and ONLINE <= event <= today else None

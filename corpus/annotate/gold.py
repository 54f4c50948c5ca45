"""Annotations as one JSON object in the form of the gold articles: what `tratin annotate` prints."""

from __future__ import annotations

from typing import TypedDict

from corpus.article import Annotations


class OfficialRow(TypedDict):
    """A named official: fullest name, titles as written, and whether every office is a past one."""

    name: str
    titles: list[str]
    former: bool


class AgencyRow(TypedDict):
    """A public body: canonical name with its level word, and its proper place (None if not plain)."""

    name: str
    place: str | None


class Row(TypedDict):
    """One article's annotations; days are ISO dates, topics ids with the main topic first."""

    id: str
    officials: list[OfficialRow]
    agencies: list[AgencyRow]
    dates: list[str]
    event_date: str | None
    topics: list[str]


def to_row(annotations: Annotations) -> Row:
    """Return `annotations` without spans, weights, places and documents, ready for any JSON encoder."""
    return Row(
        id=annotations.article_id,
        officials=[
            OfficialRow(name=official.name, titles=list(official.titles), former=official.former)
            for official in annotations.officials
        ],
        agencies=[AgencyRow(name=agency.name, place=agency.place) for agency in annotations.agencies],
        dates=[day.day.isoformat() for day in annotations.dates],
        event_date=annotations.event_date.isoformat() if annotations.event_date is not None else None,
        topics=[topic.id for topic in annotations.topics],
    )

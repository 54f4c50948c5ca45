"""A query that chooses somebody who was merged into somebody else: it goes on to the one kept, as the page does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from search.query import Query

if TYPE_CHECKING:
    from corpus.corrections import Kind


class Register(Protocol):
    """Who knows what became of whom; the registry does."""

    def moved(self, kind: Kind, slug: str) -> str | None:
        """Return the slug that took the place of a merged one, None where it stands for itself."""
        ...


def led_on(query: Query, register: Register) -> Query:
    """Return `query` with those in place of whom people put somebody else replaced."""

    def now(kind: Kind, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(register.moved(kind, slug) or slug for slug in slugs))

    return replace(
        query,
        official=now("people", query.official),
        not_official=now("people", query.not_official),
        agency=now("agencies", query.agency),
        not_agency=now("agencies", query.not_agency),
    )

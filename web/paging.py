"""Addresses of results, as links, form fields and page numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from flask import g, request, url_for

from search.page import Page
from search.query import Query
from web import listing, params
from web.spelling import PAGES, WHY

ENCODED = 512  # parameters kept as an address has them: the links of a page share most of theirs


@dataclass(frozen=True, slots=True)
class Pager:
    """Page numbers to offer (None for a gap), and the address of each, of the one before and the one after."""

    current: int
    last: int
    numbers: list[int | None]
    urls: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Links:
    """What the links of one page share: the path of results, and the parameter that asks for each hit's reasons."""

    results: str
    why: list[tuple[str, str]]


def _links() -> _Links:
    """Return what this request's links share, looked at once for all of them."""
    try:
        shared: _Links = g.links
    except AttributeError:
        word = next((value.strip() for value in request.args.getlist(WHY) if value.strip()), "")
        why = [(WHY, word)] if PAGES.switches.get(word) else []
        shared = g.links = _Links(url_for("pages.results"), why)
    return shared


def asked_why() -> list[tuple[str, str]]:
    """Return the parameter by which this request asks for each hit's reasons, so that its links and forms do too."""
    return list(_links().why)


def href(query: Query, *, why: bool | None = None) -> str:
    """Return the address of a query's results, with `why` each hit's reasons among them; as in this one if left out."""
    shared = _links()
    asked = shared.why if why is None else [(WHY, "co")] if why else []
    written = "&".join([_written(name, value) for name, value in (*params.write(query, PAGES), *asked)])
    return f"{shared.results}?{written}" if written else shared.results


@lru_cache(ENCODED)
def _written(name: str, value: str) -> str:
    return urlencode([(name, value)])


def href_day(day: dt.date | str) -> str:
    """Return the address of all articles filed under one day, given as a date or in ISO form."""
    only = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return href(Query(since=only, until=only))


def fields(query: Query, *without: str) -> list[tuple[str, str]]:
    """Return the hidden fields that carry a query through a form which sets the fields named in `without` itself."""
    pairs = [*params.write(query, PAGES), *asked_why()]
    return [(name, value) for name, value in pairs if name not in (*without, PAGES.page)]


def pager_of(page: Page, address: Callable[[int], str]) -> Pager:
    """Return the pager of a page of hits; `address` gives the address of the page with a number."""
    last = listing.reachable(page)
    offered = listing.numbers(page.query.page, last)
    urls = {number: address(number) for number in {*offered, page.query.page - 1, page.query.page + 1} if number}
    return Pager(page.query.page, last, offered, urls)


def own_pager(page: Page) -> Pager:
    """Return the pager of a page that lists its own articles: the same address with another number."""
    endpoint, parts = request.endpoint or "", request.view_args or {}
    return pager_of(page, lambda number: url_for(endpoint, **parts, trang=number if number > 1 else None))

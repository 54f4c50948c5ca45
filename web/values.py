"""All values of a facet: a page to look one up in and to choose from, and the same for programs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for

from search.deadline import Deadline
from search.engine import TooSlow
from search.find import find
from search.page import INCOMPLETE, Page
from search.query import MAX_PAGE_SIZE, MAX_QUERY_LENGTH, Query, QueryError
from search.values import VALUED, Values, to_json, values
from web import listing, params, steps
from web.paging import Pager, asked_why
from web.sources import Sources, sources
from web.spelling import API, PAGES, Spelling

SIZE = 60  # values a page: three columns of a screen
MAX_PAGE = 100_000  # beyond it there is no page of any facet

WITHIN, ORDER, BY_NAME = "trong", "xep", "az"  # the page's own parameters, beside those of the query
PAGE_ORDERS = ("nhieu", BY_NAME)
API_ORDERS = ("count", "name")

facet_values = Blueprint("facet_values", __name__)


@facet_values.get("/loc/<address>")
def page_of_values(address: str) -> str:
    """Show the values of a facet over the address's query."""
    facet = listing.ADDRESSES.get(address)
    if facet is None:
        abort(404)
    at = sources()
    query, deadline = _query((WITHIN, ORDER, PAGES.page), PAGES), at.deadline()
    by_name = _order(ORDER, PAGE_ORDERS) == BY_NAME
    number = _number(PAGES.page, 1, MAX_PAGE)
    found = values(
        at.engine, query, facet, at.rolls, at.registry, at.known,
        within=_within(WITHIN), by_name=by_name, page=number, size=SIZE, deadline=deadline,
    )  # fmt: skip
    return render_template(
        "values.html",
        found=found,
        query=query,
        address=address,
        facet=facet,
        title=listing.TITLES[facet],
        example=_EXAMPLES[address],
        chips=_chips(at, query, deadline),
        incomplete=INCOMPLETE[0],
        choices=[listing.choice(query, facet, bucket) for bucket in found.buckets],
        bare=steps.unfiltered(query),
        orders=[(label, kind == by_name, _address(address, query, found.within, kind)) for label, kind in _ORDERS],
        every=_address(address, query, "", by_name),
        pager=_pager(address, query, found),
    )


# Letters, and a name that they find, for those whose letters found none.
_EXAMPLES = {
    "nguoi": ("ph le", "Lê Bình Phượng"),
    "coquan": ("so giao", "Sở Giáo dục và Đào tạo"),
    "chude": ("y te", "Y tế"),
}


def _chips(at: Sources, query: Query, deadline: Deadline) -> list[listing.Chip]:
    """Return what narrows the query; what there was no time to look the name up of goes by its key."""
    if not steps.is_filtered(query):
        return []
    try:
        page = find(at.engine, steps.at_page(query, 1), at.registry, at.known, deadline=deadline)
    except TooSlow:
        page = Page(query, 0, 0, (), (), 0.0)
    return listing.chips(page)


_ORDERS = (("Nhiều bài nhất", False), ("A–Z", True))


@facet_values.get("/api/v1/facets/<facet>")
def api_of_values(facet: str) -> Response:
    """Answer with the values of a facet over a query.

    Parameters: those of /api/v1/search, of which page and size count values here; `within`, letters with which words
    of a value's name begin; `order`, count or name.
    """
    if facet not in VALUED:
        abort(404)
    query = _query(("within", "order", API.page, API.size), API)
    order = _order("order", API_ORDERS)
    number, size = _number(API.page, 1, MAX_PAGE), _number(API.size, Query().size, MAX_PAGE_SIZE)
    at = sources()
    found = values(
        at.engine, query, facet, at.rolls, at.registry, at.known,
        within=_within("within"), by_name=order == "name", page=number, size=size, deadline=at.deadline(),
    )  # fmt: skip
    return jsonify(to_json(found))


def _query(own: Collection[str], spelling: Spelling) -> Query:
    """Return the query that the address spells beside the parameters of values."""
    pairs = ((name, value) for name, value in request.args.items(multi=True) if name not in own)
    return params.read(pairs, spelling, (name for name in own if name not in spelling.names))


def _order(name: str, orders: Sequence[str]) -> str:
    """Return which of `orders` the address asks for, the first where it asks for none."""
    order = request.args.get(name, "").strip() or orders[0]
    if order not in orders:
        raise QueryError(f"{name} là {' hoặc '.join(orders)}.", f"{name} is {' or '.join(orders)}: {order!r}")
    return order


def _number(name: str, default: int, most: int) -> int:
    number = params.number((request.args.get(name) or "").strip() or None, default)
    if not 1 <= number <= most:
        raise QueryError(f"{name} phải từ 1 đến {most}.", f"{name} must be from 1 to {most}")
    return number


def _within(name: str) -> str:
    return " ".join(request.args.get(name, "").split())[:MAX_QUERY_LENGTH]


def _address(address: str, query: Query, within: str, by_name: bool, page: int = 1) -> str:
    own = (
        (WITHIN, within),
        (ORDER, BY_NAME if by_name else ""),
        (PAGES.page, str(page) if page > 1 else ""),
        *asked_why(),
    )
    pairs = [*params.write(steps.at_page(query, 1), PAGES), *((name, value) for name, value in own if value)]
    path = url_for("facet_values.page_of_values", address=address)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def all_values(address: str, query: Query) -> str:
    """Return the address of the page of all values of a facet over a query."""
    return _address(address, query, "", by_name=False)


def _pager(address: str, query: Query, found: Values) -> Pager:
    offered = listing.numbers(min(found.page, max(found.pages, 1)), max(found.pages, 1))
    near = {number for number in offered if number} | {found.page - 1, found.page + 1}
    urls = {number: _address(address, query, found.within, found.by_name, number) for number in near}
    return Pager(found.page, found.pages, offered, urls)

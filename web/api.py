"""The interface for programs: one address, answered in JSON; errors as problem details (RFC 9457)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from search.find import find, to_json
from search.moved import led_on
from search.why import explained
from web import params
from web.sources import sources
from web.spelling import API, EXPLAIN

PREFIX = "/api/"

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/search")
def search() -> Response:
    """Answer a query with hits and facets.

    Parameters: q, official, agency, topic, date, the same four after not- (each of these may be repeated), since,
    until, sort (relevance, newest, oldest), page, size; and yes or no for speaks (a chosen official does), join (places
    by their names before and after the reform of 2025 as well) and fold (copies of a report as one).
    explain=yes tells of each hit why it is one.
    """
    pairs, explain = params.explained(request.args.items(multi=True), EXPLAIN, API)
    at = sources()
    query = led_on(params.read(pairs, API, (EXPLAIN,)), at.registry)
    deadline = at.deadline()
    page = find(at.engine, query, at.registry, at.known, deadline=deadline)
    page, reasons = explained(at.engine, page, at.known, at.registry, deadline=deadline) if explain else (page, None)
    return jsonify(to_json(page, at.suggester.did_you_mean(query, deadline), reasons))


def problem(status: int, title: str, detail: str = "") -> Response:
    """Return an error as problem details: a Vietnamese title for people, an English detail for programmers."""
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    answer = jsonify(body)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer

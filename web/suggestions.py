"""Completion as one types: in JSON for programs, and as a page of plain links, which needs no script."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from search.query import MAX_QUERY_LENGTH, QueryError
from search.suggest.complete import Completion
from web.sources import sources

PARAMETER = "q"
KINDS = {
    "official": "Cán bộ",
    "agency": "Cơ quan",
    "topic": "Chủ đề",
    "place": "Địa danh",
    "phrase": "Cụm từ",
}

suggestions = Blueprint("suggestions", __name__)


@suggestions.get("/api/v1/suggest")
def suggest() -> Response:
    """Answer what `q` may become: at most ten objects of text, kind, id, gloss, articles and url, best first."""
    unknown = next((name for name in request.args if name != PARAMETER), None)
    if unknown is not None:
        raise QueryError(f"Chỉ có tham số {PARAMETER}.", f"unknown parameter {unknown!r}; there is only {PARAMETER!r}")
    found = sources().suggester.complete(request.args.get(PARAMETER, ""))
    return jsonify([{**asdict(one), "url": address(one)} for one in found])


@suggestions.get("/goi-y")
def completions() -> str:
    """Show what the address's `q` may become."""
    asked = request.args.get(PARAMETER, "").strip()[:MAX_QUERY_LENGTH]
    found = sources().suggester.complete(asked)
    return render_template(
        "suggestions.html", asked=asked, found=[(one, KINDS[one.kind], address(one)) for one in found]
    )


def address(one: Completion) -> str:
    """Return the page of a completion: who or what it is, or the articles that hold it."""
    if one.kind == "official":
        return url_for("pages.person", slug=one.id)
    if one.kind == "agency":
        return url_for("pages.agency", slug=one.id)
    if one.kind == "topic":
        return url_for("pages.topic", topic_id=one.id)
    return url_for("pages.results", q=f'noi:"{one.text}"' if one.kind == "place" else one.text)

"""The application: what it reads from, its pages, its API, and the rules that hold for every answer."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from corpus.archive import Archive
from corpus.eras import Eras, eras
from corpus.registry import Registry
from search.deadline import Clock
from search.engine import Engine
from search.query import MAX_QUERY_LENGTH
from search.roll import Rolls
from search.suggest.suggester import Suggester
from web import errors, kept, listing, wording
from web.api import api
from web.compression import compress
from web.pages import pages
from web.paging import fields, href, href_day
from web.sources import KEY, Sources
from web.suggestions import suggestions
from web.values import all_values, facet_values

MAX_BODY = 16 * 1024  # bytes: no page reads a body; what is larger is not looked at
MAX_ADDRESS = 32 * 1024  # bytes: the longest query in four-byte letters, percent-encoded, and every facet full
STATIC_SECONDS = 365 * 24 * 3600  # a file's address holds its content's hash, so it may be kept for good

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip


def create_app(
    engine: Engine, registry: Registry, archive: Archive, known: Eras | None = None, *, clock: Clock = time.monotonic
) -> Flask:
    """Return the WSGI application over one archive and its index. It reads from all three and writes to none.

    `known` are the places with names old and new, those of the country if left out. `clock` measures how long an answer
    takes.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.merge_slashes = False  # an article's id is its publisher's, two slashes included
    places = known or eras()
    suggester, rolls = Suggester(engine, registry, places), Rolls(registry)
    app.extensions[KEY] = Sources(engine, registry, archive, suggester, rolls, places, clock)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has both switches
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(pages)
    app.register_blueprint(api)
    app.register_blueprint(suggestions)
    app.register_blueprint(facet_values)
    errors.register(app)
    _teach_templates(app)
    app.before_request(_refuse_oversize)
    kept.register(app)  # what is done last to an answer is registered first
    app.after_request(compress)
    app.after_request(_guard)
    return app


def _teach_templates(app: Flask) -> None:
    versions = {path.name: _version(path) for path in Path(app.static_folder or "").iterdir() if path.is_file()}

    def static_url(name: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    app.jinja_env.filters.update(
        href=href,  # beside the global of that name: called as a filter it takes half the time
        number=wording.number,
        day=wording.day,
        moment=wording.moment,
        outward=wording.outward,
        site=wording.site,
        tied=wording.tied,
    )
    app.jinja_env.globals.update(
        static_url=static_url,
        fields=fields,
        href=href,
        href_day=href_day,
        period=wording.period,
        facet_titles=listing.TITLES,
        all_values=all_values,
        speaking_label=listing.SPEAKING,
        max_query_length=MAX_QUERY_LENGTH,
    )


def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _refuse_oversize() -> None:
    if (request.content_length or 0) > MAX_BODY:
        abort(413)
    if len(request.environ.get("PATH_INFO", "")) + len(request.query_string) > MAX_ADDRESS:
        abort(414)


def _guard(response: Response) -> Response:
    """Set what every answer carries: a policy that lets nothing foreign in, and how long it may be kept."""
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint == "static" and request.args.get("v") and response.status_code < 400:
        response.headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response

"""Answers made smaller for those who say that they can read gzip: a page of results goes from 60 KB to 8."""

from __future__ import annotations

import gzip

from flask import Response, request

# Of 200 pages of results, 60 KB each: level 1 leaves 9.4 KB in 0.24 ms, 4 leaves 8.5 in 0.39, 6 leaves 8.1 in 0.68.
LEVEL = 4
LEAST = 1024  # bytes: what fits one packet anyway is left as it is
TYPES = frozenset(
    {"text/html", "application/json"}
)  # what is written anew for each request; files are kept by browsers


def compress(response: Response) -> Response:
    """Compress an answer where its reader accepts that, and say that it depends on it. No page holds any secret."""
    if response.mimetype not in TYPES or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and "Content-Encoding" not in response.headers:
        body = response.get_data()
        if len(body) >= LEAST:
            response.set_data(gzip.compress(body, LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response

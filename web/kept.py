"""Pages of results kept as they were sent, until the index or the archive changes: many ask for the same.

A page is the same for all who ask for its address on one day, so that nothing in it may depend on who asks. Pages that
ran out of time are not kept: the next reader may get a whole one.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass

from flask import Flask, Response, g, request

from web.sources import sources

ROOM = 16 << 20  # bytes: some 1,500 pages as they are sent to those who read gzip
ENDPOINTS = frozenset({"pages.results"})

_Key = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    headers: tuple[tuple[str, str], ...]


class Kept:
    """The pages last asked for. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: object = None
        self._pages: OrderedDict[_Key, _Page] = OrderedDict()
        self._room = 0

    def find(self, state: object, key: _Key) -> _Page | None:
        """Return a page of this state of index and archive; with a new state all are forgotten."""
        with self._lock:
            if state != self._state:
                self._state, self._room = state, 0
                self._pages.clear()
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, state: object, key: _Key, page: _Page) -> None:
        """Keep a page, and drop those that nobody asked for longest."""
        with self._lock:
            if state == self._state and key not in self._pages and len(page.body) < ROOM:
                self._pages[key] = page
                self._room += len(page.body)
                while self._room > ROOM:
                    _, dropped = self._pages.popitem(last=False)
                    self._room -= len(dropped.body)


def register(app: Flask) -> None:
    """Have an application keep its pages; to be called before anything else that changes answers is registered."""
    kept = Kept()

    def look_up() -> Response | None:
        if request.method != "GET" or request.endpoint not in ENDPOINTS:
            return None
        # One lexicon object is one commit of the index.
        state = sources().engine.lexicon(), sources().archive.last_change(), dt.date.today()
        key = request.host_url, request.full_path, request.accept_encodings["gzip"] > 0
        page = kept.find(state, key)
        if page is None:
            g.to_keep = state, key
            return None
        return Response(page.body, headers=list(page.headers))

    def keep(response: Response) -> Response:
        asked: tuple[object, _Key] | None = g.pop("to_keep", None)
        if asked is not None and g.pop("settled", False) and response.status_code == 200:
            state, key = asked
            kept.keep(state, key, _Page(response.get_data(), tuple(response.headers.items())))
        return response

    app.before_request(look_up)
    app.after_request(keep)


def settle() -> None:
    """Say of the page that is being made that it is whole, so that it may be kept."""
    g.settled = True

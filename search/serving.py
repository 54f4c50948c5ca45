"""Opening a home to read it, and serving its pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import click
import waitress

from corpus.archive import Archive
from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.home import Home, known_places
from search.terminal import fail, say

PORTS_TRIED = 20  # by the demo, from the one asked for upwards
THREADS = 8  # of the web server: requests are short, and two cores answer them


@contextmanager
def opened(home: Home) -> Iterator[tuple[Archive, WhooshEngine]]:
    """Open archive and engine of a home that has both; raises ArchiveMissing or IndexMissing."""
    with Archive.open(home.archive, create=False) as archive:
        engine = WhooshEngine(home.index)
        try:
            yield archive, engine
        finally:
            engine.close()


def serve_pages(home: Home, host: str, port: int) -> None:
    """Print the address and serve until stopped."""
    from web.app import create_app  # here alone does this floor reach up: it starts the web and knows nothing of it

    with opened(home) as (archive, engine):
        app = create_app(engine, Registry(archive), archive, known_places(home))
        try:
            server = waitress.create_server(app, host=host, port=port, threads=THREADS)
        except (OSError, ValueError) as error:  # waitress raises the second for a host that has no address
            reason = error.strerror if isinstance(error, OSError) else error
            fail(say(f"Không mở được {host}:{port}: {reason}", f"{host}:{port} cannot be opened: {reason}"))
        click.secho(say(f"Mở http://{host}:{port}/ (Ctrl+C để dừng)", f"Open http://{host}:{port}/ (Ctrl+C stops)"))
        server.run()


def free_port(first: int) -> int:
    """Return the first port from `first` on that nobody listens at, `first` itself where all are taken."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return first

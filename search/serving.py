"""Serving the pages of a home: `tratin serve` and `tratin demo`."""

from __future__ import annotations

import gc
import importlib.resources
import os
import shutil
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import click
import waitress

from corpus.archive import Archive
from corpus.registry import Registry
from search import workers
from search.engines.whoosh import WhooshEngine
from search.home import Home, default_home, known_places
from search.opening import opened
from search.steps import add_articles, run_indexer
from search.terminal import Command, errors_as_sentences, fail, say

PORTS_TRIED = 20  # by the demo, from the one asked for upwards
THREADS = 8  # of the web server: requests are short, and two cores answer them
USUAL_PROCESSES = 2  # on a machine that has the cores: a hundred pages a second, which a town does not ask for
WARMED_BY = "xã họp"  # any words that are in most archives
MOST_PROCESSES = 64  # more than the cores of any machine that this is for; each has its own copy of what it keeps

T = TypeVar("T")

_port = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8017,
    show_default=True,
    help=say("Cổng của trang web.", "The page's port."),
)


def serve_pages(home: Home, host: str, port: int, processes: int = 1) -> None:
    """Print the address and serve until stopped."""
    with opened(home) as (archive, engine):  # first of all, so that what is wrong with a home is said once
        if processes == 1:
            server = _serving(lambda: _server(archive, engine, home, host=host, port=port), host, port)
            _say_where(host, port)
            server.run()
            return
    sockets = _serving(lambda: workers.listening(host, port), host, port)
    _say_where(host, port)
    if not workers.run(processes, _work, home, sockets):
        fail(say("Một tiến trình phục vụ đã dừng.", "A serving process ended."))


def _work(home: Home, sockets: Sequence[socket.socket]) -> None:
    """Serve at sockets that other processes serve at too."""
    with errors_as_sentences(), opened(home) as (archive, engine):
        _server(archive, engine, home, sockets=sockets).run()


def _server(archive: Archive, engine: WhooshEngine, home: Home, **where: object) -> Any:
    from web.app import create_app  # here alone does this floor reach up: it starts the web and knows nothing of it

    app = create_app(engine, Registry(archive), archive, known_places(home))
    # The first page reads tables and lays columns out: before anybody waits for it. What is there by then stays, and
    # looking through it for garbage again and again would take a tenth of each page's time.
    app.test_client().get(f"/tim?q={quote(WARMED_BY)}")
    gc.collect()
    gc.freeze()
    return waitress.create_server(app, threads=THREADS, **where)


def _serving(start: Callable[[], T], host: str, port: int) -> T:
    try:
        return start()
    except (OSError, ValueError) as error:  # waitress raises the second for a host that has no address
        reason = error.strerror if isinstance(error, OSError) else error
        fail(say(f"Không mở được {host}:{port}: {reason}", f"{host}:{port} cannot be opened: {reason}"))


def _say_where(host: str, port: int) -> None:
    click.secho(say(f"Mở http://{host}:{port}/ (Ctrl+C để dừng)", f"Open http://{host}:{port}/ (Ctrl+C stops)"))


def free_port(first: int) -> int:
    """Return the first port from `first` on that nobody listens at, `first` itself where all are taken."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return first


@click.command(cls=Command, help=say("Mở trang web tìm kiếm.", "Serve the web page."))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=say("Địa chỉ lắng nghe; 0.0.0.0 cho mọi máy.", "Where to listen; 0.0.0.0 for every machine."),
)
@_port
@click.option(
    "--processes",
    type=click.IntRange(1, MOST_PROCESSES),
    default=min(os.cpu_count() or 1, USUAL_PROCESSES),
    show_default=True,
    help=say("Số tiến trình phục vụ, mỗi nhân một.", "How many processes serve: one a core."),
)
@click.pass_obj
def serve(home: Path | None, host: str, port: int, processes: int) -> None:
    """Serve until stopped."""
    with errors_as_sentences():
        serve_pages(Home(home or default_home()), host, port, processes)


@click.command(
    cls=Command,
    help=say(
        "Nạp các bài mẫu, lập chỉ mục và mở trang web.", "Load the sample articles, index them and serve the web page."
    ),
)
@_port
@click.pass_obj
def demo(home: Path | None, port: int) -> None:
    """Show everything on the articles that ship with the project."""
    place = Home(home or default_home() / "demo")
    sample = importlib.resources.files("corpus") / "sample"
    with errors_as_sentences(), importlib.resources.as_file(sample) as folder:
        add_articles(place, [folder])
        shutil.copyfile(folder / place.units.name, place.units)  # the invented province's, which no list knows
        run_indexer(place, rebuild=False)
        serve_pages(place, "127.0.0.1", free_port(port))

"""Serving the pages of a home: `tratin serve` and `tratin demo`."""

from __future__ import annotations

import importlib.resources
import shutil
import socket
from pathlib import Path

import click
import waitress

from corpus.registry import Registry
from search.home import Home, default_home, known_places
from search.opening import opened
from search.steps import add_articles, run_indexer
from search.terminal import Command, errors_as_sentences, fail, say

PORTS_TRIED = 20  # by the demo, from the one asked for upwards
THREADS = 8  # of the web server: requests are short, and two cores answer them

_port = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8017,
    show_default=True,
    help=say("Cổng của trang web.", "The page's port."),
)


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


@click.command(cls=Command, help=say("Mở trang web tìm kiếm.", "Serve the web page."))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=say("Địa chỉ lắng nghe; 0.0.0.0 cho mọi máy.", "Where to listen; 0.0.0.0 for every machine."),
)
@_port
@click.pass_obj
def serve(home: Path | None, host: str, port: int) -> None:
    """Serve until stopped."""
    with errors_as_sentences():
        serve_pages(Home(home or default_home()), host, port)


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

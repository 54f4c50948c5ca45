"""Several processes that serve one address: Python runs one thread at a time, so a second core takes a second process.

The parent holds the sockets and serves nothing. Each worker opens the home by itself; whoever is free takes the next
connection. Where one ends, all end, so that whatever watches the command starts it anew.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from multiprocessing.process import BaseProcess

from waitress.adjustments import Adjustments


def listening(host: str, port: int) -> list[socket.socket]:
    """Return sockets bound to every address of a host, as the web server binds its own; raises OSError, ValueError."""
    found = []
    for family, kind, protocol, address in Adjustments(host=host, port=port).listen:
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind(address)
        bound.setblocking(False)
        found.append(bound)
    return found


def run(number: int, work: Callable[..., None], *given: object) -> bool:
    """Run `work(*given)` in `number` processes until one ends (False) or the command is stopped (True)."""
    context = get_context("spawn")  # nothing of this process but what is given: no thread, no connection
    workers = [context.Process(target=_watched, args=(work, *given)) for _ in range(number)]
    try:
        for worker in workers:
            worker.start()
        connection.wait([worker.sentinel for worker in workers])
    except KeyboardInterrupt:
        return True
    finally:
        _end(workers)
    return False


def _end(workers: Sequence[BaseProcess]) -> None:
    for worker in workers:
        if worker.pid is not None:  # one that was never started has none
            worker.terminate()
            worker.join()


def _watched(work: Callable[..., None], *given: object) -> None:
    """Work, and end with the parent, however that ends."""
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(0)

    threading.Thread(target=follow, daemon=True).start()
    with suppress(KeyboardInterrupt):
        work(*given)

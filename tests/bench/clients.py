"""Readers at once: threads that ask a server for pages, each over one connection; started by the bench as a process.

    python -m tests.bench.clients PORT CLIENTS TIMES < ADDRESSES

Prints one JSON object: `seconds` from first to last, `each` page's seconds in order of arrival, `errors`.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from collections.abc import Iterator

TIMEOUT = 30  # seconds


class _Shared:
    """Addresses handed out one by one, and what came of them."""

    def __init__(self, addresses: list[str]) -> None:
        self._rest: Iterator[str] = iter(addresses)
        self._lock = threading.Lock()
        self.each: list[float] = []
        self.errors: list[str] = []

    def next(self) -> str | None:
        with self._lock:
            return next(self._rest, None)


def _client(port: int, shared: _Shared) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    while (address := shared.next()) is not None:
        begun = time.perf_counter()
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            shared.errors.append(f"{address}: {error}")
            connection.close()
            continue
        shared.each.append(time.perf_counter() - begun)
        if answer.status != http.client.OK:
            shared.errors.append(f"{address}: {answer.status}")
    connection.close()


def main() -> None:
    """Run the command."""
    port, clients, times = map(int, sys.argv[1:])
    addresses = sys.stdin.read().split()
    shared = _Shared(addresses * times)
    threads = [threading.Thread(target=_client, args=(port, shared)) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - begun
    sys.stdout.write(json.dumps({"seconds": taken, "each": shared.each, "errors": shared.errors}))


if __name__ == "__main__":
    main()

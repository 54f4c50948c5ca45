"""The results page over HTTP: `tratin serve` as a process, readers in another, on the same machine."""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.ground import Ground, say
from tests.bench.processes import family, memory, resident, tratin
from tests.bench.table import Bar, Row
from tests.bench.timing import percentile
from web import params
from web.spelling import PAGES

CLIENTS = 8
ROUNDS = 3  # at most
TIMES = 2  # the mix is asked in each round, spelt otherwise
READY = 60.0  # seconds that the server may take to listen
MS = 1_000.0
RESIDENT = 1_024.0  # MB at most


@dataclass(frozen=True, slots=True)
class _Round:
    seconds: float
    each: Sequence[float]
    errors: Sequence[str]


def rows(ground: Ground, size: int) -> Iterator[Row]:
    """Yield pages a second, p50 and p99, errors, and the server's memory after it all."""
    home = ground.home(size)
    with ground.opened(size) as (engine, _):
        mix = ground.mix(size, engine)
    queries = [replace(one.query, join=True, fold=True) for one in mix]
    addresses = [f"/tim?{urlencode(params.write(query, PAGES))}" for query in queries]
    say(f"{len(addresses)} pages over HTTP, {CLIENTS} clients")
    with _served(home) as (port, pid):
        first = _asked(port, addresses, 1)
        # Pages are kept as they were sent, so each round spells its addresses otherwise: every page is made anew.
        spellings = range(1, 1 + TIMES * min(ground.options.rounds, ROUNDS))
        anew = [[f"{address}{'&' * spelling}" for address in addresses] for spelling in spellings]
        rounds = [_asked(port, [*anew[n], *anew[n + 1]], 1) for n in range(0, len(anew), TIMES)]
        again = _asked(port, [*anew[-2], *anew[-1]], 1)
        held, added = sum(map(memory, family(pid))), resident(pid)
    rates = [len(one.each) / one.seconds for one in rounds]
    every = [one for of_round in rounds for one in of_round.each]
    errors = [error for of_round in (first, *rounds, again) for error in of_round.errors]
    for error in errors[:3]:
        say(f"   {error}")
    before = f"{len(first.each) / first.seconds:,.0f}/s, p99 {percentile(first.each, 0.99) * MS:,.0f} ms"
    yield Row(
        "results page over HTTP, 8 clients",
        statistics.median(rates),
        "pages/s",
        len(rounds),
        (min(rates), max(rates)),
        bars=[Bar(100, at_least=True)],
        note=f"the first time {before}",
    )
    yield Row("   p50", percentile(every, 0.5) * MS, "ms", len(rounds))
    yield Row("   p99", percentile(every, 0.99) * MS, "ms", len(rounds), bars=[Bar(150)])
    yield Row("   asked again", len(again.each) / again.seconds, "pages/s", note="kept as they were sent")
    yield Row("   errors", len(errors), "", len(rounds), bars=[Bar(0)])
    yield Row(
        "resident memory of the server after it",
        held,
        "MB",
        bars=[Bar(RESIDENT)],
        note=f"of all its processes, what they share counted once; {added:,.0f} MB where counted for each",
    )


@contextmanager
def _served(home: Path) -> Iterator[tuple[int, int]]:
    """Serve a home, and yield port and process number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = tratin(home, "serve", "--port", str(port))
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield port, server.pid
        finally:
            server.kill()  # it is asked nothing more, and keeps nothing


def _wait(port: int) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens at port {port}")


def _asked(port: int, addresses: Sequence[str], times: int) -> _Round:
    words = (sys.executable, "-m", "tests.bench.clients", str(port), str(CLIENTS), str(times))
    found = subprocess.run(words, input="\n".join(addresses), capture_output=True, text=True, check=True)
    return _Round(**json.loads(found.stdout))

"""How hostile queries are answered: each one's time and what came of it, against a real home, end to end.

    python -m tests.bench.queries HOME [--only WORD]

Each query is asked of an engine that was just opened, with nothing read before, and then as a page, by way of the
whole application. Of both the time of the clock is told, and that of the processor, which others on the machine do not
lengthen. Exits with 1 where one takes longer than LIMIT, or a page is no page.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flask.testing import FlaskClient

from corpus.registry import Registry
from search.deadline import Deadline
from search.engine import Engine, EngineError
from search.engines.whoosh import WhooshEngine
from search.find import Names, find
from search.home import Home
from search.query import Query, QueryError
from search.serving import opened
from tests.bench.hostile import hostile
from web.app import create_app

FREQUENT = 100  # syllables, the most frequent ones of the archive, that queries are made of
SLOWEST = 5  # named at the end
LIMIT = 2.5  # seconds: the budget, and what it takes to say that it is spent
SANE = (200, 400, 414, 503)  # a page, or a sentence of what is wrong


class Times(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> Times:
        """Return both as they stand."""
        return cls(time.perf_counter(), time.process_time())

    @classmethod
    def since(cls, begun: Times) -> Times:
        """Return how much of both has passed since."""
        now = cls.now()
        return cls(now.clock - begun.clock, now.processor - begun.processor)

    def __str__(self) -> str:
        return f"{self.clock * 1000:7.0f} {self.processor * 1000:7.0f}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query's times (see `Times`), as `find` and as a page, the page's status, and what was answered."""

    name: str
    found: Times
    page: Times
    status: int
    answer: str


def most_frequent(engine: Engine, number: int = FREQUENT) -> list[str]:
    """Return the syllables that most articles hold, the most frequent first."""
    counted = engine.lexicon().syllables
    return sorted((one for one in counted if one.isalpha()), key=lambda one: (-counted[one], one))[:number]


def asked(name: str, text: str, fresh: Engine, names: Names, client: FlaskClient) -> Asked:
    """Ask one query both ways."""
    begun = Times.now()
    answer = _answer(fresh, names, text)
    found = Times.since(begun)
    sent = {"q": text.encode("utf-8", "surrogatepass")}
    begun = Times.now()
    status = client.get("/tim", query_string=sent).status_code
    return Asked(name, found, Times.since(begun), status, answer)


def _answer(engine: Engine, names: Names, text: str) -> str:
    try:
        page = find(engine, Query(text), names, deadline=Deadline.after())
    except (QueryError, EngineError) as error:
        return str(error)
    flags = [name for name in ("relaxed", "incomplete") if getattr(page, name)]
    slips = ", ".join(dict.fromkeys(slip.kind for slip in page.slips))
    return " · ".join(filter(None, (f"{page.total} bài", *flags, slips)))


def rows(home: Home, only: str) -> Iterator[Asked]:
    """Yield every query's times and answer."""
    with opened(home) as (archive, engine):
        registry = Registry(archive)
        client = create_app(engine, registry, archive).test_client()
        client.get("/tim?q=h%C3%B2a+b%C3%ACnh")  # what suggestions need is made once after a commit
        for name, text in hostile(most_frequent(engine)).items():
            if only in name:
                fresh = WhooshEngine(home.index)
                yield asked(name, text, fresh, registry, client)
                fresh.close()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--only", default="", metavar="WORD", help="only queries whose name has this")
    options = parser.parse_args()
    sys.stdout.write(f"{'query':34s} {'find, ms (cpu)':>15s} {'page, ms (cpu)':>16s}  status  answer\n")
    every = []
    for one in rows(Home(options.home), options.only):
        every.append(one)
        sys.stdout.write(f"{one.name:34s} {one.found}  {one.page}  {one.status:6d}  {one.answer}\n")
        sys.stdout.flush()
    every.sort(key=lambda one: -max(one.found, one.page).clock)
    slowest = ", ".join(f"{one.name} {max(one.found, one.page).clock * 1000:.0f} ms" for one in every[:SLOWEST])
    sys.stdout.write(f"{len(every)} queries; slowest: {slowest}\n")
    wrong = [one for one in every if max(one.found, one.page).clock > LIMIT or one.status not in SANE]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

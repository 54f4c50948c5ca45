"""Archives written through the engine's own door, and questions asked of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from search.engine import Written
from search.engines.whoosh import WhooshEngine
from tests.search.oracle.answers import Undecided
from tests.search.oracle.comparing import Compared, compare
from tests.search.oracle.drafts import entry_of
from tests.search.oracle.drawing import Commit, after
from tests.search.oracle.questions import Question
from tests.search.oracle.stock import Stock


@contextmanager
def opened() -> Iterator[WhooshEngine]:
    """Make an empty index in a folder of its own."""
    with TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        yield engine
        engine.close()


@contextmanager
def filled(history: Sequence[Commit]) -> Iterator[tuple[WhooshEngine, Stock]]:
    """Write an archive commit by commit, and what is left of it to stock Whoosh at once."""
    with opened() as engine, TemporaryDirectory() as folder:
        for number, commit in enumerate(history, start=1):
            write(engine, commit, number)
        stock = Stock(Path(folder) / "stock", after(history).values())
        yield engine, stock
        stock.close()


def write(engine: WhooshEngine, commit: Commit, upto: int) -> Written:
    """Make one commit."""
    entries = (entry_of(draft) for draft in commit.write)
    return engine.rewrite(entries, upto=upto) if commit.fresh else engine.write(entries, commit.remove, upto=upto)


def ask(engine: WhooshEngine, stock: Stock, question: Question) -> Compared | None:
    """Compare the answers to one question; None where a score lies on a bound, so that either is right."""
    try:
        return compare(engine, stock, question.plan)
    except Undecided:
        return None
    except AssertionError as error:
        error.add_note(f"asked: {question}")
        raise

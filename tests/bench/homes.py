"""Homes of a chosen size: read in, annotated and indexed by the command itself, each step timed; kept between runs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from corpus.annotate import VERSION
from search.engine import EngineError
from search.engines.whoosh import WhooshEngine
from search.home import Home
from tests.bench.processes import Run, run, tratin

_NOTE = "steps.json"


@dataclass(frozen=True, slots=True)
class Steps:
    """What making a home took: each step's process, start included. None where it was not done, or not here."""

    add: Run | None = None
    annotate: Run | None = None
    index: Run | None = None

    @property
    def done(self) -> dict[str, Run]:
        """The steps that were done, by name."""
        named = {"add": self.add, "annotate": self.annotate, "index": self.index}
        return {name: one for name, one in named.items() if one}


def annotated(home: Path, lines: Path) -> Steps:
    """Make a home from a JSONL file, without an index; whatever was there is thrown away."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    add = run(tratin(home, "add", str(lines)))
    return _noted(home, Steps(add, run(tratin(home, "annotate"))))


def adopted(home: Path, archive: Path) -> Steps:
    """Make a home from a copy of an archive, without an index; what its annotator did not read is annotated."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copyfile(archive, home / "archive.sqlite")
    run(tratin(home, "annotate"))
    return _noted(home, Steps())


def indexed(home: Path, steps: Steps) -> Steps:
    """Index a home's annotated archive anew, its old index thrown away."""
    shutil.rmtree(home / "index", ignore_errors=True)
    return _noted(home, replace(steps, index=run(tratin(home, "index"))))


def kept(home: Path) -> Steps | None:
    """Return what making this home took, None where it is not there or was annotated by another version."""
    try:
        version, steps = msgspec.json.decode((home / _NOTE).read_bytes(), type=tuple[int, Steps])
    except (OSError, msgspec.DecodeError):
        return None
    return steps if version == VERSION else None


def can_be_asked(home: Path) -> bool:
    """Tell whether a home has an index that this version reads."""
    try:
        WhooshEngine(Home(home).index).close()
    except EngineError:
        return False
    return True


def _noted(home: Path, steps: Steps) -> Steps:
    (home / _NOTE).write_bytes(msgspec.json.encode((VERSION, steps)))
    return steps

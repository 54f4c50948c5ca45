"""Commands run as processes of their own, timed, with the most memory that they and their children held at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LOOKED_EVERY = 0.1  # seconds: a peak that is shorter is missed


class Failed(Exception):
    """A command ended with an error; `str()` is what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """How long a command took, in seconds; its peak of proportional memory (PSS), children included, in MB; output."""

    seconds: float
    peak: float
    said: str


def tratin(home: Path, *words: str) -> tuple[str, ...]:
    """Return the words of a `tratin` command in this environment."""
    return (sys.executable, "-m", "search.cli", "--home", str(home), *words)


def run(words: Sequence[str], *, watched: bool = True) -> Run:
    """Run a command to its end; raises Failed where that is an error. Watching costs some hundredths of a core."""
    begun = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        watch = _Watch(process.pid)
        if watched:
            watch.start()
        said, wrong = process.communicate()
        taken = time.perf_counter() - begun
        watch.ended.set()
    if process.returncode:
        raise Failed(f"{' '.join(words[1:])}: {wrong.strip() or said.strip()}")
    return Run(taken, watch.peak, said)


class _Watch(threading.Thread):
    """Looks at a process and its descendants until told that it has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self.peak, self.ended = pid, 0.0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(LOOKED_EVERY):
            self.peak = max(self.peak, sum(memory(pid) for pid in family(self._pid)))


def family(pid: int) -> list[int]:
    """Return a process and its descendants, those that are still there."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory(pid: int) -> float:
    """Return a process's proportional share of memory in MB, 0 where it is gone."""
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def resident(pid: int) -> float:
    """Return the resident memory in MB of a process and its children, mapped files included, 0 where it is gone.

    What processes share is counted for each.
    """
    return sum(_kilobytes(Path(f"/proc/{one}/status"), "VmRSS:") for one in family(pid)) / 1024


def _kilobytes(file: Path, name: str) -> float:
    with suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(name):
                return float(line.split()[1])
    return 0.0


def size(folder: Path) -> int:
    """Return the bytes of all files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

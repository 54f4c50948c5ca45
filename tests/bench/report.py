"""What a run found, and keeping it: RESULTS.md and the drawings beside it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from tests.bench.ground import Ground
from tests.bench.table import Row, markdown

FOLDER = Path(__file__).parent
FILE = FOLDER / "RESULTS.md"
_PEERS = ("pyvi", "whoosh", "tantivy")
_ALT = {"peers": "The engines side by side", "growth": "Time a query as the archive grows"}


@dataclass(slots=True)
class Report:
    """Rows of the table in order; texts (Markdown) by heading; drawings (SVG) by name."""

    rows: list[Row] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)


def machine() -> str:
    """Return what the run ran on: processor, cores, memory, system, and the versions that matter."""
    model = platform.machine()
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    libraries = ", ".join(f"{name} {version(name)}" for name in _PEERS)
    return (
        f"{model}, {os.cpu_count()} cores, {memory / 1024**2:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {libraries}"
    )


def write(found: Report, ground: Ground, command: str) -> Path:
    """Write RESULTS.md and its drawings; returns the file."""
    for name, drawing in found.drawings.items():
        (FOLDER / f"{name}.svg").write_text(drawing, encoding="utf-8")
    collection = "articles made by chance" if not (ground.options.files or ground.options.archive) else "real articles"
    parts = [
        "# What the bench found\n",
        f"{dt.date.today().isoformat()}, commit {_commit()}, {ground.largest:,} {collection}.\n",
        f"{machine()}.\n",
        f"```sh\n{command}\n```\n",
        "Ratios are ours over the peer's, in one run. Every engine gave the same totals and facet counts for every "
        "query that it was asked, before any was timed.\n",
        markdown(found.rows) + "\n",
        *(f"![{_ALT.get(name, name)}]({name}.svg)\n" for name in found.drawings),
        *(f"## {title}\n\n{text}\n" for title, text in found.texts.items()),
    ]
    FILE.write_text("\n".join(parts), encoding="utf-8")
    return FILE


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _commit() -> str:
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=FOLDER, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"

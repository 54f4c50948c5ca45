"""What people decided about the registry: one decision a line, in a file that can be read, edited and kept by git.

    {"do":"merge","of":"people","on":"2026-03-01","keep":"le-van-an","others":["le-van-an-2"],"note":"…"}

The file is the truth about corrections: what the registry holds of them is made from it (see corpus/rulings.py). A
decision is undone by taking its line out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

Kind = Literal["people", "agencies"]
# Larger than any file of decisions that people made by hand.
MOST_BYTES = 16_000_000


class CorrectionsBroken(ValueError):
    """A line of the corrections cannot be read; the message names file and line."""


class Merge(msgspec.Struct, frozen=True, tag_field="do", tag="merge"):
    """`others` are the same person or body as `keep`."""

    of: Kind
    on: date
    keep: str
    others: tuple[str, ...]
    note: str = ""


class Split(msgspec.Struct, frozen=True, tag_field="do", tag="split"):
    """Whom these articles name as `who` is somebody else, called `to` from then on."""

    of: Literal["people"]
    on: date
    who: str
    articles: tuple[str, ...]
    to: str
    note: str = ""


class Rename(msgspec.Struct, frozen=True, tag_field="do", tag="rename"):
    """`who` is shown by another name; the slug stays."""

    of: Kind
    on: date
    who: str
    name: str
    note: str = ""


class Forbid(msgspec.Struct, frozen=True, tag_field="do", tag="forbid"):
    """`who` is nobody: a slug, or a name as written of which no sighting counts."""

    of: Kind
    on: date
    who: str
    note: str = ""


Correction = Merge | Split | Rename | Forbid
_decode = msgspec.json.Decoder(Correction).decode


@dataclass(frozen=True, slots=True)
class Corrections:
    """All decisions in force, in the order in which they were made."""

    entries: tuple[Correction, ...] = ()

    def __iter__(self) -> Iterator[Correction]:
        return iter(self.entries)

    def text(self) -> str:
        """Return the file's text, a line each."""
        return "".join(f"{msgspec.json.encode(entry).decode()}\n" for entry in self.entries)


def parse(text: str, name: str = "corrections.jsonl") -> Corrections:
    """Read corrections, passing over empty lines and comments (#); raises CorrectionsBroken with name and line."""
    entries: list[Correction] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            entry = _decode(line)
        except (msgspec.MsgspecError, UnicodeEncodeError) as error:
            raise CorrectionsBroken(f"{name}, line {number}: {error}") from error
        if isinstance(entry, Merge) and (entry.keep in entry.others or not entry.others):
            raise CorrectionsBroken(f"{name}, line {number}: a merge needs others than the one kept")
        entries.append(entry)
    return Corrections(tuple(entries))


def load(path: Path) -> Corrections:
    """Read the corrections of a home; none where there is no file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CorrectionsBroken(f"{path} is larger than {MOST_BYTES} bytes")
        return parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return Corrections()
    except UnicodeDecodeError as error:
        raise CorrectionsBroken(f"{path} is not UTF-8 text: {error}") from error


def append(path: Path, entry: Correction) -> Corrections:
    """Put a decision at the file's end, whole or not at all; comments and empty lines stay. Return all in force."""
    before = load(path)  # a broken file is not built upon
    text = path.read_text(encoding="utf-8") if before.entries or path.exists() else ""
    gap = "" if not text or text.endswith("\n") else "\n"
    _replace(path, f"{text}{gap}{Corrections((entry,)).text()}")
    return Corrections((*before.entries, entry))


def without(path: Path, number: int) -> tuple[Correction, Corrections]:
    """Take the decision with this number (from 1) out of the file; return it, and what is left in force.

    Raises IndexError where there is no such number.
    """
    before = load(path)
    if not 1 <= number <= len(before.entries):
        raise IndexError(number)
    lines, seen = path.read_text(encoding="utf-8").splitlines(keepends=True), 0
    kept: list[str] = []
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            seen += 1
            if seen == number:
                continue
        kept.append(line)
    _replace(path, "".join(kept))
    entries: Sequence[Correction] = before.entries
    return entries[number - 1], Corrections((*entries[: number - 1], *entries[number:]))


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)

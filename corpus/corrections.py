"""What people decided about the registry: one decision a line, in a file that can be read, edited and kept by git.

    {"do":"merge","of":"people","on":"2026-03-01","keep":"le-van-an","others":["le-van-an-2"],"note":"…"}

The file is the truth about corrections: what the registry holds of them is made from it (see corpus/rulings.py). A
decision is undone by taking its line out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corpus.trouble import CorrectionsBroken as CorrectionsBroken  # whoever reads corrections finds it here

Kind = Literal["people", "agencies"]
# As slugs are made (corpus/spelling.py): what is spelled otherwise was never anybody's.
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, Meta(pattern=r"\S")]
# Larger than any file of decisions that people made by hand.
MOST_BYTES = 16_000_000


class Merge(msgspec.Struct, frozen=True, tag_field="do", tag="merge"):
    """`others` are the same person or body as `keep`."""

    of: Kind
    on: date
    keep: Slug
    others: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    note: str = ""


class Split(msgspec.Struct, frozen=True, tag_field="do", tag="split"):
    """Whom these articles name as `who` is somebody else, called `to` from then on."""

    of: Literal["people"]
    on: date
    who: Slug
    articles: Annotated[tuple[str, ...], Meta(min_length=1)]
    to: Slug
    note: str = ""


class Rename(msgspec.Struct, frozen=True, tag_field="do", tag="rename"):
    """`who` is shown by another name; the slug stays."""

    of: Kind
    on: date
    who: Slug
    name: Words
    note: str = ""


class Forbid(msgspec.Struct, frozen=True, tag_field="do", tag="forbid"):
    """`who` is nobody: a slug, or a name as written of which no sighting counts."""

    of: Kind
    on: date
    who: Words
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
    """Read corrections, passing over empty lines and comments (#); raises CorrectionsBroken with name and line.

    Lines end in \\n, \\r\\n or \\r, and in nothing else: a note may hold letters at which other programs part lines.
    """
    entries: list[Correction] = []
    for number, line in enumerate(_lines(text), start=1):
        if not _decides(line):
            continue
        try:
            entry = _decode(line)
        except (msgspec.MsgspecError, UnicodeEncodeError) as error:
            raise CorrectionsBroken(f"{name}, line {number}: {error}") from error
        if isinstance(entry, Merge) and entry.keep in entry.others:
            raise CorrectionsBroken(f"{name}, line {number}: nobody can be merged with themselves")
        if isinstance(entry, Split) and entry.to == entry.who:
            raise CorrectionsBroken(f"{name}, line {number}: who is split off needs another slug")
        entries.append(entry)
    return Corrections(tuple(entries))


def load(path: Path) -> Corrections:
    """Read the corrections of a home; none where there is no file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CorrectionsBroken(f"{path} is larger than {MOST_BYTES} bytes")
        return parse(_text(path), str(path))
    except FileNotFoundError:
        return Corrections()
    except UnicodeDecodeError as error:
        raise CorrectionsBroken(f"{path} is not UTF-8 text: {error}") from error


def append(path: Path, entry: Correction) -> Corrections:
    """Put a decision at the file's end, whole or not at all; comments and empty lines stay. Return all in force."""
    before = load(path)  # a broken file is not built upon
    lines = _lines(_text(path)) if path.exists() else []
    _replace(path, [*lines, Corrections((entry,)).text().rstrip("\n")])
    return Corrections((*before.entries, entry))


def without(path: Path, number: int) -> tuple[Correction, Corrections]:
    """Take the decision with this number (from 1) out of the file; return it, and what is left in force.

    Raises IndexError where there is no such number.
    """
    before = load(path).entries
    if not 1 <= number <= len(before):
        raise IndexError(number)
    lines = _lines(_text(path))
    del lines[[at for at, line in enumerate(lines) if _decides(line)][number - 1]]
    _replace(path, lines)
    return before[number - 1], Corrections((*before[: number - 1], *before[number:]))


def _text(path: Path) -> str:
    """Return a file's text; some editors open it with a mark of its encoding."""
    return path.read_text(encoding="utf-8-sig")


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _decides(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _replace(path: Path, lines: list[str]) -> None:
    """Put lines in a file's place, whole or not at all; a link goes on leading to it, and who may read it still may."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, fresh)
    fresh.replace(target)

"""The note beside the index: in which schema it is written, and how far the archive is indexed."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from search.engines.whoosh.schema import SCHEMA_VERSION

NOTE = "tratin.json"


class Note(msgspec.Struct, frozen=True):
    """What stands beside the index: its schema, and the archive's change that generation `generation` reached.

    It is written after the commit. Where a run is killed between the two, the note names an older generation, and the
    next run writes the same documents again, which changes nothing.
    """

    schema: int
    generation: int
    upto: int


def read_note(folder: Path) -> Note | None:
    """Return the note of an index folder, None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def write_note(folder: Path, upto: int, generation: int) -> None:
    """Put the note in place whole: a reader sees the old one or the new one."""
    note = Note(schema=SCHEMA_VERSION, generation=generation, upto=upto)
    new = folder / f"{NOTE}.new"  # one name always: what a killed run leaves, the next one writes over
    with new.open("wb") as file:
        file.write(msgspec.json.encode(note))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / NOTE)

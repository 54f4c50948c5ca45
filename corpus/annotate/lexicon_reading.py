"""Reading what people edit: every error names the file and the entry, so that they are told where to look."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class LexiconError(ValueError):
    """A lexicon file cannot be used; the message names the file and the entry."""


def read_toml(path: Path) -> dict[str, Any]:
    """Read a lexicon file; a LexiconError says where it is broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def strings(path: Path, where: str, value: object) -> list[str]:
    """Return `value`, which stands at `where` in a file, if it is a list of words."""
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item.strip() for item in value):
        raise LexiconError(f"{path.name}: {where} must be a list of words, and is {value!r}")
    return value


def string(path: Path, where: str, value: object) -> str:
    """Return `value`, which stands at `where` in a file, if it is a word."""
    if not isinstance(value, str) or not value.strip():
        raise LexiconError(f"{path.name}: {where} must be a word, and is {value!r}")
    return value

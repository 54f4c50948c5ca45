"""Who issued a document: the body named right behind its number, or whom the letters of the number mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.annotate.gazetteer import FOLDER
from corpus.annotate.lexicon_reading import LexiconError, read_toml
from corpus.article import Agency

# "… ngày 2/6/2023 của", then the body, or an office in it ("của Chủ tịch UBND tỉnh").
_OF = re.compile(r"[^.;\n]{0,40}?\bcủa (?:Chủ tịch |Thường trực |Ban Thường vụ )?")
_LETTERS = re.compile(r"[-/](?P<letters>[A-ZĐƯ][A-Za-zĐđƯư&]*)\d*$")


@dataclass(frozen=True, slots=True)
class Issuers:
    """issuers.toml: bodies by the letters that mean them alone, and openings of names by letters that mean a kind."""

    letters: dict[str, str]
    kinds: dict[str, tuple[str, ...]]


def load_issuers(path: Path) -> Issuers:
    """Read a file in the form of issuers.toml; a LexiconError says which entry is wrong."""
    data = read_toml(path)
    letters, kinds = data.get("letters"), data.get("kinds")
    if not isinstance(letters, dict) or not isinstance(kinds, dict):
        raise LexiconError(f"{path.name}: needs [letters] and [kinds]")
    for short, name in letters.items():
        if not isinstance(name, str) or not name:
            raise LexiconError(f"{path.name}: letters {short!r} must name a body, and says {name!r}")
    for short, names in kinds.items():
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise LexiconError(f"{path.name}: kinds {short!r} must be a list of names, and is {names!r}")
    return Issuers(letters, {short: tuple(names) for short, names in kinds.items()})


@cache
def issuers() -> Issuers:
    """Return whom annotation knows as issuers."""
    return load_issuers(FOLDER / "issuers.toml")


class Bodies:
    """The bodies that an article names, by where each mention starts."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._all = tuple(agencies)
        mentions = sorted((span.start, at) for at, body in enumerate(agencies) for span in body.mentions)
        self._starts = [start for start, _ in mentions]
        self._mentions = [(start, agencies[at]) for start, at in mentions]

    def issuer(self, text: str, number: str, end: int) -> tuple[str | None, str | None]:
        """Return name and place of who issued the document whose number ends at `end`, None where it is not plain."""
        known = issuers()
        found = _LETTERS.search(number)
        letters = found["letters"] if found else ""
        kinds = known.kinds.get(letters, ())
        behind = _OF.match(text, end)
        if behind is not None and (body := self._at(behind.end())) is not None and _fits(body, letters, kinds):
            return body.name, body.place
        if letters in known.letters:
            return known.letters[letters], None
        fitting = [body for body in self._all if body.name.startswith(kinds)] if kinds else []
        return (fitting[0].name, fitting[0].place) if len(fitting) == 1 else (None, None)

    def _at(self, position: int) -> Agency | None:
        at = bisect_left(self._starts, position)
        return self._mentions[at][1] if at < len(self._starts) and self._starts[at] == position else None


def _fits(body: Agency, letters: str, kinds: tuple[str, ...]) -> bool:
    """Tell whether a body can have issued a document with these letters: any, where they say nothing."""
    known = issuers()
    if letters in known.letters:
        return body.name == known.letters[letters]
    return not kinds or body.name.startswith(kinds)

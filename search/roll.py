"""The roll of all who and what articles name, in the order of the dictionary, to look values of a facet up in."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.spelling import title_key
from corpus.vietnamese import clean, fold, lower, match_key

_WORD = re.compile(r"\w+")


class Register(Protocol):
    """Who knows what the facets' keys are called; the registry does."""

    def roll(self, facet: str) -> Sequence[tuple[str, str]]:
        """Return key and name of all values of a facet on record, in the order of the dictionary; then other names."""
        ...

    def change(self) -> int:
        """Return a number that grows with every change to what `roll` returns."""
        ...


@dataclass(frozen=True, slots=True)
class _Line:
    """A value with its name as words, a blank before each: as written and in the form where spellings meet."""

    key: str
    exact: str
    bare: str


class Roll:
    """The values of one facet, in the order of the dictionary."""

    def __init__(self, facet: str, entries: Sequence[tuple[str, str]]) -> None:
        self._facet = facet
        self._lines = [_line(key, name) for key, name in entries]
        self.rank = {line.key: at for at, line in reversed(list(enumerate(self._lines)))}

    def matching(self, text: str) -> set[str]:
        """Return the keys whose name has, for each word of `text`, a word that begins so; in any order.

        A word without accents stands for all its forms. Of bodies also what abbreviations stand for is tried.
        """
        written = [clean(text)]
        if self._facet == "agency":
            written.append(title_key(written[0]))
        found: set[str] = set()
        for words in {tuple(_WORD.findall(lower(one))) for one in written}:
            left = self._lines
            for word in words:  # word by word: each leaves few lines to the next
                left = _beginning(left, word)
            found.update(line.key for line in left)
        return found


def _beginning(lines: Sequence[_Line], word: str) -> list[_Line]:
    """Return the lines in which a word begins as `word` does, or as it does where spellings meet."""
    starts = dict.fromkeys((f" {word}", f" {match_key(word)}"))
    if fold(word) == word:
        return [line for start in starts for line in lines if start in line.bare]
    return [line for start in starts for line in lines if start in line.exact]


def _line(key: str, name: str) -> _Line:
    written = _WORD.findall(lower(name))
    exact = "".join(f" {word}" for word in dict.fromkeys((*written, *_WORD.findall(match_key(name)))))
    return _Line(key, exact, fold(exact))


class Rolls:
    """The rolls of one register, each made when first asked for after a change. Threads may share it."""

    def __init__(self, register: Register) -> None:
        self._register, self._lock = register, threading.Lock()
        self._made: dict[str, tuple[int, Roll]] = {}

    def of(self, facet: str) -> Roll:
        """Return the roll of a facet."""
        with self._lock:
            now = self._register.change()
            made = self._made.get(facet)
            if made is None or made[0] != now:
                made = self._made[facet] = now, Roll(facet, self._register.roll(facet))
            return made[1]

"""What goes by an abbreviation and in full: who asks for one form finds the others.

abbreviations.tsv lists the forms, a line for each thing; a person can add to it. Its forms are met as syllables in a
row, so that "LĐ-TB&XH", "LĐ - TB&XH" and "lđ tb xh" are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from corpus.vietnamese import clean, has_accents
from search.text.cutting import Syllable, syllables
from search.text.passages import Numbers, Passages

TABLE = Path(__file__).with_name("abbreviations.tsv")


@dataclass(frozen=True, slots=True)
class Form:
    """One form, as written and as syllables, and its meaning: the first form of its line in the table."""

    meaning: str
    text: str
    found: tuple[Syllable, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a form stands among syllables: from number `start` up to `end`."""

    form: Form
    start: int
    end: int


def written(found: Sequence[Syllable]) -> Iterator[Stretch]:
    """Yield where a text has the table's forms, those of a name within another too."""
    for start, first in enumerate(found):
        for form in _by_first().get(first.key, ()):
            if _row(found, start, form, lambda one, other: one.key == other.key):
                yield Stretch(form, start, start + len(form.found))


def meanings(passages: Passages) -> tuple[list[str], Numbers, Numbers]:
    """Return all meanings in order, and of each form that is written the number of its meaning and its passage."""
    syllables, owner, joined = passages.whole()
    number_of = {key: number for number, key in enumerate(passages.keys)}
    terms = sorted({form.meaning for form in _forms()})
    found, where = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    opens = np.zeros(len(passages.keys), np.bool_)
    opens[[number_of[key] for key in _by_first() if key in number_of]] = True
    places = np.flatnonzero(opens[syllables]) if len(syllables) else np.empty(0, np.int64)
    places = places[np.argsort(syllables[places], kind="stable")]
    first = syllables[places]
    for key, forms in _by_first().items():
        if key not in number_of:
            continue
        here = places[slice(*np.searchsorted(first, (number_of[key], number_of[key] + 1)))]
        for form in forms:
            row = [number_of.get(one.key, -1) for one in form.found]
            at = here[here + len(row) <= len(syllables)]
            for ahead, number in enumerate(row[1:], start=1):
                at = at[joined[at + ahead] & (syllables[at + ahead] == number)]
            found.append(np.full(len(at), terms.index(form.meaning), np.uint32))
            where.append(owner[at])
    return terms, np.concatenate(found), np.concatenate(where)


def asked(found: Sequence[Syllable]) -> list[Stretch]:
    """Return where a query has the table's forms, the longest from each place on, apart; accents may be left out."""
    stretches, done = list[Stretch](), 0
    for start, first in enumerate(found):
        if start < done:
            continue
        forms = (form for form in _by_folded().get(first.folded, ()) if _row(found, start, form, _typed_as))
        if longest := max(forms, key=lambda form: len(form.found), default=None):
            done = start + len(longest.found)
            stretches.append(Stretch(longest, start, done))
    return stretches


def others(of: Iterable[Form]) -> list[Form]:
    """Return the other forms of what these forms stand for, in the table's order."""
    there = {(form.meaning, form.text) for form in of}
    meanings = {meaning for meaning, _ in there}
    return [form for form in _forms() if form.meaning in meanings and (form.meaning, form.text) not in there]


def _row(found: Sequence[Syllable], start: int, form: Form, alike: Callable[[Syllable, Syllable], bool]) -> bool:
    inside = found[start : start + len(form.found)]
    return (
        len(inside) == len(form.found) and all(one.joined for one in inside[1:]) and all(map(alike, inside, form.found))
    )


def _typed_as(typed: Syllable, other: Syllable) -> bool:
    return typed.folded == other.folded and (typed.key == other.key or not has_accents(typed.key))


@cache
def _forms() -> tuple[Form, ...]:
    """Read the table."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(Form(row[0], text, tuple(syllables(clean(text)))) for row in rows for text in row)


@cache
def _by_first() -> dict[str, list[Form]]:
    table: dict[str, list[Form]] = {}
    for form in _forms():
        table.setdefault(form.found[0].key, []).append(form)
    return table


@cache
def _by_folded() -> dict[str, list[Form]]:
    table: dict[str, list[Form]] = {}
    for form in _forms():
        table.setdefault(form.found[0].folded, []).append(form)
    return table

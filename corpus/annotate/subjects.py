"""Who may be speaking where a verb of speech stands: the people and offices right before it, one or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.annotate.found import Found
from corpus.annotate.holders import Holders
from corpus.annotate.items import Item, begin_of
from corpus.annotate.people import Person
from corpus.annotate.titles import Title
from corpus.annotate.tokens import Words
from corpus.article import Official

# What may stand between a name and its offices.
_MARKS = re.compile(r"[\s,–—\-():;\"“”«»]*")
# What joins two who speak together; where more do, commas stand before it.
_AND = re.compile(r",? (?:và|cùng|cùng với) ")
_COMMA = ", "


@dataclass(frozen=True, slots=True)
class Subject:
    """Who may be speaking: the official (None: somebody else), and the words of the name with offices and all.

    `beside` are the officials who speak with that one, in order, their words included; `listed` are those before a
    comma, who only do if an "and" follows, and `opened` is the word with which they begin.
    """

    official: int | None
    first: int
    end: int
    beside: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    opened: int = -1

    @property
    def speakers(self) -> tuple[int, ...]:
        """All officials who speak, in order, each once."""
        if not self.beside:
            return () if self.official is None else (self.official,)
        return _officials(*self.beside, self.official)


class Subjects:
    """Tells, item by item, who may be speaking in one article."""

    def __init__(self, words: Words, officials: Sequence[Official]) -> None:
        self._words = words
        self._by_start = {span.start: at for at, one in enumerate(officials) for span in one.mentions}
        self._holders = Holders(words, officials)

    def after(self, item: Item, before: Subject | None) -> Subject:
        """Return who may be speaking after `item`, when it was `before` until then."""
        if before is None:
            return self._alone(item, None)
        gap = self._gap(before, item)
        alone = self._alone(item, before if _MARKS.fullmatch(gap) else None)
        if alone.first <= before.first:
            return alone  # more is said of the same one
        if _AND.fullmatch(gap):
            return self._together(before, alone)
        if gap == _COMMA:
            opened = before.opened if before.opened >= 0 else before.first
            return replace(alone, listed=_officials(*before.listed, *before.speakers), opened=opened)
        return alone

    def _alone(self, item: Item, before: Subject | None) -> Subject:
        """Return who may be speaking by `item`, to which `before` leads up if it is not None."""
        words, begin = self._words, begin_of(item)
        if isinstance(item, Person):
            official = self._by_start.get(words.starts[item.first])
            if before is not None and before.official in (None, official):
                return replace(before, official=official, end=item.end)
            return Subject(official, begin, item.end)
        if isinstance(item, Title):
            if before is not None and before.official is not None:
                return replace(before, end=item.end)
            if (called := self._holders.called(item)) is not None:
                return Subject(called, begin, item.end + 1)
            return Subject(self._holders.of(item), begin, item.end)
        if before is not None and not (isinstance(item, Found) and "," in self._gap(before, item)):
            return replace(before, end=item.end)
        return Subject(None, begin, item.end)

    def _together(self, before: Subject, last: Subject) -> Subject:
        """Return `before` and `last`, joined by "and", as who speak; those listed before them do from the start on."""
        if before.listed and self._leads(before.opened):
            return replace(last, first=before.opened, beside=_officials(*before.listed, *before.speakers))
        return replace(last, first=before.first, beside=before.speakers)

    def _leads(self, at: int) -> bool:
        """Tell whether a list that begins at the word `at` opens its sentence, or follows "Theo"."""
        gap = self._words.gaps[at]
        return at == 0 or gap != " " or self._words.keys[at - 1] == "theo"

    def _gap(self, before: Subject, item: Item) -> str:
        words = self._words
        return words.text[words.ends[before.end - 1] : words.starts[begin_of(item)]]


def _officials(*numbers: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number is not None))

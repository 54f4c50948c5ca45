"""Who alone holds an office in an article, however it is said there: "Phó Thủ tướng", "Chủ tịch TP", "Bộ trưởng"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.annotate.items import Item, begin_of
from corpus.annotate.titles import Title
from corpus.annotate.tokens import LOWER, Words
from corpus.article import Official, Span
from corpus.vietnamese import match_key


class Holders:
    """The offices held in one article by those who are found in it; numbers count in its officials from 0."""

    def __init__(self, words: Words, officials: Sequence[Official]) -> None:
        self._words = words
        self._held = [
            (number, match_key(office.title), office.agency)
            for number, one in enumerate(officials)
            for office in one.offices
            if not office.former
        ]
        self._known: dict[str, int | None] = {}
        self._by_given: dict[str, list[tuple[int, str]]] = {}
        for number, key, _ in self._held:
            given = match_key(officials[number].name).rpartition(" ")[2]
            self._by_given.setdefault(given, []).append((number, key))

    def of(self, title: Title) -> int | None:
        """Return who alone holds an office, None where nobody does or several do."""
        said = match_key(self._words.said(title.start, title.name_end))
        if said not in self._known:
            self._known[said] = self._only(said, title)
        return self._known[said]

    def called(self, title: Title) -> int | None:
        """Return who is called by office and given name alone: "Bí thư Thăng"; None for nobody."""
        words, at = self._words, title.end
        if at >= len(words) or words.gaps[at] != " " or words.cases[at] == LOWER:
            return None
        if at + 1 < len(words) and words.gaps[at + 1] == " " and words.cases[at + 1] != LOWER:
            return None  # a longer name
        bearers = self._by_given.get(words.keys[at], ())
        said = match_key(words.said(title.start, title.name_end)) if bearers else ""
        found = {number for number, key in bearers if _opens(key, said)}
        return found.pop() if len(found) == 1 else None

    def _only(self, said: str, title: Title) -> int | None:
        holders = {number for number, key, _ in self._held if key == said}
        if not holders:
            body = title.body.name if title.body is not None else None
            rank = match_key(title.rank.name)
            holders = {
                number
                for number, key, agency in self._held
                if _opens(key, said) or (body is not None and body == agency and _opens(key, rank))
            }
        return holders.pop() if len(holders) == 1 else None


def with_called(words: Words, items: Sequence[Item], officials: tuple[Official, ...]) -> tuple[Official, ...]:
    """Return `officials` with their mentions by office and given name alone among the others."""
    if not officials:
        return ()
    holders = Holders(words, officials)
    by_office = [
        (item.end, one) for item in items if isinstance(item, Title) and (one := holders.called(item)) is not None
    ]
    if not by_office:
        return officials
    begins = {begin_of(item) for item in items}
    called: dict[int, list[Span]] = {}
    for at, one in by_office:
        if at not in begins:
            called.setdefault(one, []).append(words.span(at, at + 1))
    return tuple(
        replace(official, mentions=tuple(sorted((*official.mentions, *called[at]), key=lambda span: span.start)))
        if at in called
        else official
        for at, official in enumerate(officials)
    )


def _opens(title: str, words: str) -> bool:
    return title == words or title.startswith(f"{words} ")

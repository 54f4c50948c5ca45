"""Who alone holds an office in an article, however it is said there: "Phó Thủ tướng", "Chủ tịch TP", "Bộ trưởng"."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.annotate.titles import Title
from corpus.annotate.tokens import Words
from corpus.article import Official
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
        self._given = [match_key(one.name).split()[-1:] for one in officials]

    def of(self, title: Title) -> int | None:
        """Return who alone holds an office, None where nobody does or several do."""
        said = match_key(self._words.said(title.start, title.name_end))
        if said not in self._known:
            self._known[said] = self._only(said, title)
        return self._known[said]

    def called(self, title: Title, given: str) -> int | None:
        """Return whose given name, as a key, stands behind an office of theirs: "Bí thư Thăng"; None for nobody."""
        said = match_key(self._words.said(title.start, title.name_end))
        found = {number for number, key, _ in self._held if _opens(key, said) and self._given[number] == [given]}
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


def _opens(title: str, words: str) -> bool:
    return title == words or title.startswith(f"{words} ")

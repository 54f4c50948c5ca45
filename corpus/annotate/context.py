"""Filling in what an article leaves to its reader: the district of "UBND huyện", the Sở of "Phó giám đốc Sở"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.annotate.found import PROVINCIAL, Found
from corpus.annotate.items import Item
from corpus.annotate.placenames import central
from corpus.annotate.titles import PARTY, Title
from corpus.annotate.tokens import Words
from corpus.article import Place

# How many characters further on a body may say the level for the one before it.
_NEARBY = 40
# Where somebody comes from says nothing about where the bodies of the article are.
_HOME = re.compile(r"\b(?:quê|nguyên quán|sinh ra)\b[^.;()\n]*$", re.IGNORECASE)
_REACH = 80
_COMMITTEES = frozenset({"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"})
_COUNTERPARTS = {"Hội đồng nhân dân": "Ủy ban nhân dân", "Ủy ban nhân dân": "Hội đồng nhân dân"}
# A bare one of these says what is done, not who does it.
_ALSO_VERBS = frozenset({"Thanh tra", "Thanh tra giao thông", "Thanh tra xây dựng"})
# Boards that belong to a body which is left out beside it.
_SERVING = {"Ban Cán sự đảng": "Ban Cán sự đảng Ủy ban nhân dân"}
# Boards of the Party's committees.
_PARTY_BOARDS = frozenset({"Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ban Tổ chức", "Ủy ban Kiểm tra"})
_ALL_LEVELS = frozenset({"tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu"})


class Context:
    """The places and the whole bodies that an article names, by where each stands in its text.

    What is asked again and again is looked up by name and position, so that a long article costs no more a word.
    """

    def __init__(self, words: Words, places: dict[str, list[tuple[int, str]]], bodies: list[tuple[int, Found]]) -> None:
        self._words, self._places, self._bodies = words, places, bodies
        self._starts = [where for where, _ in bodies]
        self._beginning: dict[str, list[tuple[int, Found]]] = {}
        for where, body in bodies:
            if not body.generic and body.parent is None:
                for size in _blanks(body.name):
                    self._beginning.setdefault(body.name[:size], []).append((where, body))
        self._committee = next((body for _, body in bodies if body.name in _COMMITTEES), None)
        self._sides: dict[str, set[tuple[str, str | None]]] = {
            name: {
                (body.level, body.place)
                for _, body in bodies
                if body.name.startswith(name) and body.level in _ALL_LEVELS
            }
            for name in _COUNTERPARTS
        }

    def place(self, found: Found) -> Found:
        """Return `found` with the place of its level that the article makes plain, if any."""
        if found.place is not None or not found.level:
            return found
        name = self._nearest(found.level, self._words.starts[found.first])
        return replace(found, place=name) if name is not None else found

    def _nearest(self, level: str, at: int) -> str | None:
        known = self._places.get(level)
        if not known:
            return None
        return known[max(0, bisect_right(known, at, key=_where) - 1)][1]

    def whole(self, found: Found) -> Found | None:
        """Return the body that a bare one ("Sở", "UBND") stands for: the nearest of its kind before it, else after."""
        like = self._beginning.get(found.name)
        if like:
            before = bisect_left(like, self._words.starts[found.first], key=_where)
            return self.place(like[max(0, before - 1)][1])
        if found.name == "Ban Thường vụ":
            return self._of_committee(found)
        if found.name in _ALSO_VERBS:
            return None
        return self._levelled(found) or self._beside(found)

    def _of_committee(self, found: Found) -> Found | None:
        """Name a bare "Ban Thường vụ" after the Party committee that the article speaks of."""
        body = self._committee
        if body is None:
            return None
        whole = replace(found, name=f"{found.name} {body.name}", level=body.level, place=body.place, generic=False)
        return self.place(whole)

    def _beside(self, found: Found) -> Found | None:
        """Give a bare council the level of the committee of the same place, and the other way about."""
        levels = self._sides.get(_COUNTERPARTS.get(found.name, ""), set())
        if len({level for level, _ in levels}) != 1:
            return None
        level, place = min(levels, key=lambda side: (side[1] is None, side[1] or ""))
        return self.place(replace(found, name=f"{found.name} {level}", level=level, place=place, generic=False))

    def _levelled(self, found: Found) -> Found | None:
        """Give a bare body the level of the one right after it: "Bí thư Đảng ủy, Chủ tịch HĐND xã"."""
        start = self._words.ends[found.end - 1]
        for at in range(bisect_right(self._starts, start), len(self._starts)):
            where, body = self._bodies[at]
            if where >= start + _NEARBY:
                break
            if body.level in _ALL_LEVELS:
                level = PARTY.get(body.level or "") if found.name in _PARTY_BOARDS else None
                name = f"{_SERVING.get(found.name, found.name)} {level or body.level}"
                return self.place(replace(found, name=name, level=body.level, place=body.place, generic=False))
        return None


def _home(text: str, at: int) -> bool:
    return _HOME.search(text, max(0, at - _REACH), at) is not None


def _where(entry: tuple[int, object]) -> int:
    return entry[0]


def _blanks(name: str) -> list[int]:
    """Return where the words of `name` but the last end: what a bare body may be called."""
    return [at for at, letter in enumerate(name) if letter == " "]


def body_of(item: Item) -> Found | None:
    """Return the body that an item names: itself, or the one inside an office."""
    if isinstance(item, Found):
        return item
    return item.body if isinstance(item, Title) else None


def context_of(words: Words, items: Sequence[Item], places: Sequence[Place]) -> Context:
    """Collect what an article names in full: its bodies, and its places by level."""
    bodies = [(words.starts[item.first], found) for item in items if (found := body_of(item)) is not None]
    bodies.sort(key=_where)
    named: dict[str, list[tuple[int, str]]] = {}
    for place in places:
        levels = [place.kind or ""]
        if place.kind == "tỉnh" or (place.kind == "thành phố" and central(place.name)):
            levels.append(PROVINCIAL)
        for level in levels:
            named.setdefault(level, []).extend((span.start, place.name) for span in place.mentions)
    for level, mentions in named.items():
        at_work = [mention for mention in mentions if not _home(words.text, mention[0])]
        named[level] = sorted(at_work or mentions)
    return Context(words, named, bodies)

"""Filling in what an article leaves to its reader: the district of "UBND huyện", the Sở of "Phó giám đốc Sở"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.annotate.found import PROVINCIAL, Found
from corpus.annotate.items import Item
from corpus.annotate.lexicon_files import CENTRAL_CITY
from corpus.annotate.placenames import gazetteer_at
from corpus.annotate.titles import Title
from corpus.annotate.tokens import Words, words_of
from corpus.article import Place

# How many characters further on a body may say the level for the one before it.
_NEARBY = 40
_COMMITTEES = frozenset({"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"})
_COUNTERPARTS = {"Hội đồng nhân dân": "Ủy ban nhân dân", "Ủy ban nhân dân": "Hội đồng nhân dân"}
_ALL_LEVELS = frozenset({"tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu"})


@dataclass(frozen=True, slots=True)
class Context:
    """The places and the whole bodies that an article names, by where each stands in its text."""

    words: Words
    places: dict[str, list[tuple[int, str]]]
    bodies: list[tuple[int, Found]]

    def place(self, found: Found) -> Found:
        """Return `found` with the place of its level that the article makes plain, if any."""
        if found.place is not None or not found.level:
            return found
        name = self._nearest(found.level, self.words.starts[found.first])
        return replace(found, place=name) if name is not None else found

    def _nearest(self, level: str, at: int) -> str | None:
        known = self.places.get(level, [])
        before = [name for where, name in known if where <= at]
        if before:
            return before[-1]
        return known[0][1] if known else None

    def whole(self, found: Found) -> Found | None:
        """Return the body that a bare one ("Sở", "UBND") stands for: the nearest of its kind before it, else after."""
        like = [
            (where, body)
            for where, body in self.bodies
            if body.name.startswith(found.name + " ") and not body.generic and body.parent is None
        ]
        before = [body for where, body in like if where < self.words.starts[found.first]]
        if before:
            return self.place(before[-1])
        if like:
            return self.place(like[0][1])
        if found.name == "Ban Thường vụ":
            return self._of_committee(found)
        return self._levelled(found) or self._beside(found)

    def _of_committee(self, found: Found) -> Found | None:
        """Name a bare "Ban Thường vụ" after the Party committee that the article speaks of."""
        for _, body in self.bodies:
            if body.name in _COMMITTEES:
                whole = replace(
                    found, name=f"{found.name} {body.name}", level=body.level, place=body.place, generic=False
                )
                return self.place(whole)
        return None

    def _beside(self, found: Found) -> Found | None:
        """Give a bare council the level of the committee of the same place, and the other way about."""
        other = _COUNTERPARTS.get(found.name)
        sides = {
            (body.level, body.place) for _, body in self.bodies if other is not None and body.name.startswith(other)
        }
        levels = {(level, place) for level, place in sides if level in _ALL_LEVELS}
        if len({level for level, _ in levels}) != 1:
            return None
        level, place = sorted(levels, key=lambda side: side[1] is None)[0]
        return self.place(replace(found, name=f"{found.name} {level}", level=level, place=place, generic=False))

    def _levelled(self, found: Found) -> Found | None:
        """Give a bare body the level of the one right after it: "Bí thư Đảng ủy, Chủ tịch HĐND xã"."""
        start = self.words.ends[found.end - 1]
        for where, body in self.bodies:
            if start < where < start + _NEARBY and body.level in _ALL_LEVELS:
                return self.place(
                    replace(found, name=f"{found.name} {body.level}", level=body.level, place=body.place, generic=False)
                )
        return None


def body_of(item: Item) -> Found | None:
    """Return the body that an item names: itself, or the one inside an office."""
    if isinstance(item, Found):
        return item
    return item.body if isinstance(item, Title) else None


def context_of(words: Words, items: Sequence[Item], places: Sequence[Place]) -> Context:
    """Collect what an article names in full: its bodies, and its places by level."""
    bodies = [(words.starts[item.first], found) for item in items if (found := body_of(item)) is not None]
    named: dict[str, list[tuple[int, str]]] = {}
    for place in places:
        levels = [place.kind or ""]
        if place.kind == "tỉnh" or (place.kind == "thành phố" and _central(place.name)):
            levels.append(PROVINCIAL)
        for level in levels:
            named.setdefault(level, []).extend((span.start, place.name) for span in place.mentions)
    for mentions in named.values():
        mentions.sort()
    return Context(words, named, bodies)


def _central(name: str) -> bool:
    known = gazetteer_at(words_of(name), 0)
    return known is not None and CENTRAL_CITY in known[2]

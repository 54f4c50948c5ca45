"""The units of both eras by their names: what bears a name, what lies in what, and what else a place is called.

`corpus.units` follows one unit that is known. Here a name is given, as people ask for it, and may be borne by many.
"""

from __future__ import annotations

import gc
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corpus.units import FILE, KINDS, Unit, pairs, unit_of
from corpus.vietnamese import fold, match_key

WHOLE = 0.75  # of an old district's communes: a unit that took in so many goes by the district's name in older articles

Place = tuple[str, str]
"""Kind and key of the name: what a place is called, wherever it lies."""

_COMMUNES = ("xã", "phường", "thị trấn")
_SYLLABLE = re.compile(r"[^\W_]+")
_NO_SYLLABLE = re.compile(r"[^\w\n]+|_+")
_LABEL = re.compile(rf"(?:{'|'.join(sorted(KINDS, key=len, reverse=True))}) ([^\t\n,;:]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """A unit of one era that bears a name; there is one object of each. Old communes of two districts are two.

    `place` is its kind and the key of its name, `today` the key of the name of the province in which it lies now.
    `is_province` tells a province, or a city run as one.
    """

    unit: Unit
    old: bool
    is_province: bool
    place: Place
    today: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How an article shows that it means one unit and none of its rivals, which bear its name elsewhere.

    It names one of `near`, or one of `far` and none of `rivals`, the districts of these; where all are empty there are
    no rivals. With `since_reform` it is an article from the day of the reform on.
    """

    near: tuple[Place, ...] = ()
    far: tuple[Place, ...] = ()
    rivals: tuple[Place, ...] = ()
    since_reform: bool = False


@dataclass(frozen=True, slots=True)
class OtherName:
    """What a place is called besides, and the ways in which an article shows that it means it by that: one at least."""

    unit: Unit
    ways: tuple[Telling, ...]


class Eras:
    """Both eras, asked by name. Made of (old, new) pairs of communes and of provinces, as `corpus.units` reads them."""

    def __init__(self, became: Iterable[tuple[Unit, Unit]]) -> None:
        became = list(became)
        # Names come again and again, those of provinces thousands of times.
        ways = key, _, provinces = cache(name_key), cache(fold), cache(_provinces)
        self._today = {key(old.name): key(new.name) for old, new in became if old.district is None}
        self._after: dict[Bearer, dict[Bearer, None]] = {}
        self._before: dict[Bearer, dict[Bearer, None]] = {}
        self._around: dict[Bearer, dict[Place, None]] = {}
        self._named: dict[str, list[Bearer]] = {}
        self._bearers: dict[Place, list[Bearer]] = {}
        known: tuple[dict[Unit, Bearer], dict[Unit, Bearer]] = ({}, {})  # today's, and the old ones
        districts: dict[tuple[str, str], Bearer] = {}
        shares: dict[Bearer, Counter[Bearer]] = {}
        for old, new in became:
            province = old.district is None
            was = known[1].get(old) or self._bearer(old, True, province, known[1], ways)
            now = known[0].get(new) or self._bearer(new, False, province, known[0], ways)
            self._after.setdefault(was, {})[now] = None
            self._before.setdefault(now, {})[was] = None
            if old.district is not None:  # of a commune
                district = districts.get((old.district, old.province))
                if district is None:
                    unit = unit_of(old.district, None, old.province)
                    district = known[1].get(unit) or self._bearer(unit, True, False, known[1], ways)
                    districts[old.district, old.province], shares[district] = district, Counter()
                self._after.setdefault(district, {})[now] = None
                shares[district][now] += 1
                self._around[was][district.place] = None
                around = self._around[now]
                around[district.place] = None
                for place in provinces(key(old.province)):
                    around[place] = None
        for district, communes in shares.items():
            now, most = communes.most_common(1)[0]
            if most >= WHOLE * communes.total():
                self._before[now][district] = None

    def _bearer(self, unit: Unit, old: bool, province: bool, known: dict[Unit, Bearer], ways: _Ways) -> Bearer:
        """Return a new bearer for a unit that is not `known` yet."""
        key, folded, provinces = ways
        name, lies_in = key(unit.name), key(unit.province)
        today = self._today.get(lies_in, lies_in) if old else lies_in
        known[unit] = found = Bearer(unit, old, province, (unit.kind, name), today)
        self._named.setdefault(folded(name), []).append(found)
        self._bearers.setdefault(found.place, []).append(found)
        self._around[found] = {} if province else dict.fromkeys(provinces(lies_in) + provinces(today))
        return found

    def named(self, folded: str) -> Sequence[Bearer]:
        """Return the units of both eras whose name has this key without accents."""
        return self._named.get(folded, ())

    def within(self, bearer: Bearer, outer: Bearer) -> bool:
        """Tell whether a unit lies in a district or province, old or new."""
        return outer.place in self._around[bearer] and outer.today == bearer.today

    def others(self, bearer: Bearer) -> Iterator[OtherName]:
        """Yield what holds the land of a unit in the other era, under the same name or another, if it can be told."""
        for now in self._after.get(bearer, ()):
            rivals = [
                one
                for one in self._alike(now)
                if one not in (now, bearer) and not (one.old and self.within(one, bearer))
            ]
            ways = self._told(now, rivals)
            if ways != [Telling()]:
                later = self._told(now, [one for one in rivals if not one.old])
                ways += [replace(way, since_reform=True) for way in later]
            if ways:
                yield OtherName(now.unit, tuple(ways))
        for was in self._before.get(bearer, ()):
            yield from self.itself(was)

    def itself(self, bearer: Bearer) -> Iterator[OtherName]:
        """Yield a unit's own name, for asking without the words for what lies around it, if it can be told so."""
        same = (*self._after.get(bearer, ()), *self._before.get(bearer, ()), bearer)
        if ways := self._told(bearer, [one for one in self._alike(bearer) if one not in same]):
            yield OtherName(bearer.unit, tuple(ways))

    def _alike(self, bearer: Bearer) -> Iterator[Bearer]:
        """Yield what bears a unit's name: of its kind anywhere, and of any of a commune's kinds in other districts.

        A commune becomes a ward, and older articles tell of it as it was.
        """
        yield from self._bearers[bearer.place]
        kind, name = bearer.place
        if kind in _COMMUNES:
            for other in (one for one in _COMMUNES if one != kind):
                for one in self._bearers.get((other, name), ()):
                    if not any(place in self._around[one] for place in self._districts(bearer)):
                        yield one

    def _districts(self, bearer: Bearer) -> Iterator[Place]:
        return (place for place in self._around[bearer] if place in self._bearers and not self._is_province(place))

    def _told(self, bearer: Bearer, rivals: Sequence[Bearer]) -> list[Telling]:
        """Return how a unit is told from its rivals: not at all where there is no place around it but theirs."""
        if not rivals:
            return [Telling()]
        theirs = {place for one in rivals for place in self._around[one]}
        own = [place for place in self._around[bearer] if place in self._bearers and place not in theirs]
        districts = tuple(place for place in own if not self._is_province(place))
        near = districts if not bearer.unit.name.isdigit() else ()  # one district named of many: whose is phường 5?
        far = tuple(place for place in own if place not in near)
        others = tuple(place for place in theirs if place in self._bearers and not self._is_province(place))
        return [Telling(near, far, tuple(sorted(set(others) - set(self._around[bearer]))))] if own else []

    def _is_province(self, place: Place) -> bool:
        return any(one.is_province for one in self._bearers[place])


_Ways = tuple[Callable[[str], str], Callable[[str], str], Callable[[str], tuple[Place, ...]]]
"""How a name becomes a key, that one without accents, and the provinces of that name, each remembered."""


def name_key(name: str) -> str:
    """Return the key of a place's name: its syllables' keys with blanks between, as an index keeps names."""
    return " ".join(_SYLLABLE.findall(match_key(name)))


def _provinces(key: str) -> tuple[Place, ...]:
    return ("tỉnh", key), ("thành phố", key)


class _AtNeed(Eras):
    """The country's units and a few more, of which nothing is made before a name is asked for that one of them bears.

    Reading all of them takes a third of the time that a search from the command line may take; most name no place.
    """

    def __init__(self, more: Sequence[tuple[Unit, Unit]]) -> None:
        labels = [f"{unit.kind} {unit.name}" for pair in more for unit in pair]
        labels += [old.district for old, _ in more if old.district]
        self._more, self._lock, self._made = more, threading.Lock(), False
        self._names = names_in("\n".join((FILE.read_text(encoding="utf-8"), *labels)))

    def named(self, folded: str) -> Sequence[Bearer]:
        if folded not in self._names:
            return ()
        with self._lock:
            if not self._made:
                with _nothing_thrown_away():
                    super().__init__((*pairs(FILE), *self._more))
                self._made = True
        return super().named(folded)


def names_in(text: str) -> frozenset[str]:
    """Return the names of all units whose labels stand in a text of the form of units_reform.tsv, without accents."""
    names = "\n".join(_LABEL.findall(text))
    keys = _NO_SYLLABLE.sub(" ", fold(match_key(names)))
    return frozenset(key.strip() for key in keys.split("\n"))


@cache
def eras(more: Path | None = None) -> Eras:
    """Return the units of the country, and those in a further file of the same form; UnitsBroken where it is wrong."""
    return _AtNeed(list(pairs(more)) if more is not None else [])


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Look for no garbage meanwhile: what is made stays, and looking takes a third of the time that making takes."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()

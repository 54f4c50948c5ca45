"""The units of both eras by their names: what bears a name, what lies in what, and what else a place is called.

`corpus.units` follows one unit that is known. Here a name is given, as people ask for it, and may be borne by many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.units import FILE, Unit, pairs, unit_of
from corpus.vietnamese import fold, match_key

WHOLE = 0.75  # of an old district's communes: a unit that took in so many goes by the district's name in older articles

Place = tuple[str, str]
"""Kind and key of the name: what a place is called, wherever it lies."""

_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """A unit of one era that bears a name; there is one object of each. Old communes of two districts are two.

    `place` is its kind and the key of its name, `today` the key of the name of the province in which it lies now.
    """

    unit: Unit
    old: bool
    place: Place
    today: str

    @property
    def is_province(self) -> bool:
        """Whether it is a province, or a city run as one."""
        return self.unit.kind == "tỉnh" or (self.unit.kind == "thành phố" and self.unit.name == self.unit.province)


@dataclass(frozen=True, slots=True)
class OtherName:
    """What a place is called besides, and when an article that says so means it.

    Where units elsewhere bear the name too, one of the places in `beside` must be named as well (empty: none need be).
    `since_reform` tells that an older article means another unit by it.
    """

    unit: Unit
    beside: tuple[Place, ...] = ()
    since_reform: bool = False


class Eras:
    """Both eras, asked by name. Made of (old, new) pairs of communes and of provinces, as `corpus.units` reads them."""

    def __init__(self, became: Iterable[tuple[Unit, Unit]]) -> None:
        became = list(became)
        self._today = {name_key(old.name): name_key(new.name) for old, new in became if old.district is None}
        self._after: dict[Bearer, dict[Bearer, None]] = {}
        self._before: dict[Bearer, dict[Bearer, None]] = {}
        self._around: dict[Bearer, dict[Place, None]] = {}
        self._named: dict[str, list[Bearer]] = {}
        self._bearers: dict[Place, list[Bearer]] = {}
        known: dict[tuple[Unit, bool], Bearer] = {}
        shares: dict[Bearer, Counter[Bearer]] = {}
        for old, new in became:
            was, now = self._bearer(old, True, known), self._bearer(new, False, known)
            self._after.setdefault(was, {})[now] = None
            self._before.setdefault(now, {})[was] = None
            if old.district is not None:
                district = self._bearer(unit_of(old.district, None, old.province), True, known)
                self._after.setdefault(district, {})[now] = None
                shares.setdefault(district, Counter())[now] += 1
                self._around[was][district.place] = self._around[now][district.place] = None
                self._around[now].update(dict.fromkeys(_provinces(name_key(old.province))))
        for district, communes in shares.items():
            now, most = communes.most_common(1)[0]
            if most >= WHOLE * communes.total():
                self._before[now][district] = None

    def _bearer(self, unit: Unit, old: bool, known: dict[tuple[Unit, bool], Bearer]) -> Bearer:
        found = known.get((unit, old))
        if found is None:
            name, province = name_key(unit.name), name_key(unit.province)
            today = self._today.get(province, province) if old else province
            known[unit, old] = found = Bearer(unit, old, (unit.kind, name), today)
            self._named.setdefault(fold(name), []).append(found)
            self._bearers.setdefault(found.place, []).append(found)
            around = (*_provinces(province), *_provinces(today)) if not found.is_province else ()
            self._around[found] = dict.fromkeys(around)
        return found

    def named(self, folded: str) -> Sequence[Bearer]:
        """Return the units of both eras whose name has this key without accents."""
        return self._named.get(folded, ())

    def within(self, bearer: Bearer, outer: Bearer) -> bool:
        """Tell whether a unit lies in a district or province, old or new."""
        return outer.place in self._around[bearer] and outer.today == bearer.today

    def others(self, bearer: Bearer) -> Iterator[OtherName]:
        """Yield what holds the land of a unit in the other era, under the same name or another."""
        for now in self._after.get(bearer, ()):
            yield OtherName(now.unit, self._beside(now), since_reform=self._meant_another(now, bearer))
        for was in self._before.get(bearer, ()):
            yield OtherName(was.unit, self._beside(was))

    def itself(self, bearer: Bearer) -> OtherName:
        """Return a unit's own name, for asking without the words for what lies around it."""
        return OtherName(bearer.unit, self._beside(bearer))

    def _beside(self, bearer: Bearer) -> tuple[Place, ...]:
        if all(other.today == bearer.today for other in self._bearers[bearer.place]):
            return ()
        return tuple(place for place in self._around[bearer] if place in self._bearers)

    def _meant_another(self, now: Bearer, typed: Bearer) -> bool:
        """Tell whether a unit's name of today was in its province that of an old unit outside the one typed."""
        return any(
            other.old and other is not typed and other.today == now.today and not self.within(other, typed)
            for other in self._bearers[now.place]
        )


def name_key(name: str) -> str:
    """Return the key of a place's name: its syllables' keys with blanks between, as an index keeps names."""
    return " ".join(_SYLLABLE.findall(match_key(name)))


def _provinces(key: str) -> tuple[Place, ...]:
    return ("tỉnh", key), ("thành phố", key)


@cache
def eras(more: Path | None = None) -> Eras:
    """Return the units of the country, and those in a further file of the same form; UnitsBroken where it is wrong."""
    return Eras((*pairs(FILE), *(pairs(more) if more is not None else ())))

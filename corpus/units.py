"""The administrative units before and after 1 July 2025, and which became which.

On that day districts ended and 63 provinces became 34. An article keeps the names of its day; this is the bridge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from corpus.vietnamese import match_key

REFORM = date(2025, 7, 1)
FILE = Path(__file__).parent / "lexicon" / "units_reform.tsv"

KINDS = frozenset(("thành phố", "thị trấn", "thị xã", "đặc khu", "tỉnh", "quận", "huyện", "phường", "xã"))


class UnitsBroken(ValueError):
    """The file of units cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its kind ("xã"), its name, the old district around it (None for others), and its province's name."""

    kind: str
    name: str
    district: str | None
    province: str

    @property
    def label(self) -> str:
        """Kind and name, as one says them."""
        return f"{self.kind} {self.name}"


class Units:
    """Both eras. Units are asked for by kind, name and province, in any spelling of tones, case and i/y."""

    def __init__(self, pairs: Iterable[tuple[Unit, Unit]]) -> None:
        self._after: dict[tuple[str, str, str], dict[Unit, None]] = {}
        self._before: dict[tuple[str, str, str], dict[Unit, None]] = {}
        self._provinces: dict[tuple[str, str], dict[str, None]] = {}
        self._districts: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        for old, new in pairs:
            for unit in (old, new):
                province = self._provinces.setdefault((unit.kind, match_key(unit.name)), {})
                province[unit.province] = None
            self._after.setdefault(_key(old), {})[new] = None
            self._before.setdefault(_key(new), {})[old] = None
            if old.district is not None:
                district = unit_of(old.district, None, old.province)
                self._after.setdefault(_key(district), {})[new] = None
                self._provinces.setdefault((district.kind, match_key(district.name)), {})[old.province] = None
                around = self._districts.setdefault((old.kind, match_key(old.name)), {})
                around[(match_key(district.name), old.province)] = None

    def successors(self, kind: str, name: str, province: str) -> tuple[Unit, ...]:
        """Return the units of today that hold something of an old province, district or commune; empty if unknown."""
        return tuple(self._after.get((kind, match_key(name), match_key(province)), ()))

    def predecessors(self, kind: str, name: str, province: str) -> tuple[Unit, ...]:
        """Return the old units of which a unit of today was made; empty if unknown."""
        return tuple(self._before.get((kind, match_key(name), match_key(province)), ()))

    def province_of(self, kind: str, name: str, named: Collection[str] = ()) -> str | None:
        """Return the province in which a unit lies, None where several can be meant.

        `named` are the match keys of places that stand beside it in an article: a province or a district decides.
        """
        provinces = self._provinces.get((kind, match_key(name)), {})
        if len(provinces) > 1:
            by_district = {
                province: None
                for district, province in self._districts.get((kind, match_key(name)), ())
                if district in named
            }
            said = {province: None for province in provinces if match_key(province) in named}
            provinces = by_district if len(by_district) == 1 else said
        return next(iter(provinces)) if len(provinces) == 1 else None


def load_units(path: Path) -> Units:
    """Read a file in the form of units_reform.tsv; UnitsBroken names the line that is wrong."""
    return Units(pairs(path))


def pairs(path: Path) -> Iterator[tuple[Unit, Unit]]:
    """Yield each old commune or province with the unit of today that holds something of it; UnitsBroken as above."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            province, new, olds = line.split("\t")
            inside = _parted(province)[1]
            if not new:
                today = unit_of(province, None, inside)
                for old in olds.split(", "):
                    yield unit_of(old, None, _parted(old)[1]), today
                continue
            today = unit_of(new, None, inside)
            for group in filter(None, olds.split("; ")):
                around, _, communes = group.partition(": ")
                district, _, old_province = around.rpartition(", ")
                was_inside = _parted(old_province)[1]
                for commune in communes.split(", "):
                    yield unit_of(commune, district, was_inside), today
        except ValueError as error:
            raise UnitsBroken(f"{path.name}, line {number}: {error}") from error


def unit_of(label: str, district: str | None, province: str) -> Unit:
    """Return the unit that a label as "xã Đầm Hà" names; ValueError where it opens with no kind."""
    return Unit(*_parted(label), district, province)


def _parted(label: str) -> tuple[str, str]:
    """Part a label into kind and name; ValueError where it opens with no kind."""
    first, _, rest = label.partition(" ")
    if first not in KINDS:
        second, _, rest = rest.partition(" ")
        first = f"{first} {second}"
    if not rest or first not in KINDS:
        raise ValueError(f"{label!r} opens with no kind of unit")
    return first, rest


def _key(unit: Unit) -> tuple[str, str, str]:
    return unit.kind, match_key(unit.name), match_key(unit.province)


@cache
def units() -> Units:
    """Return the units of both eras."""
    return load_units(FILE)

"""What became of a public body in the reforms of 2025, and what it was before: read from lexicon/agency_reform.toml.

Two things change a body: its own field is joined to another (Sở Giao thông vận tải), or its place is (Sở Y tế of a
province that became part of another). Bodies of a district ended with the districts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corpus.units import REFORM, Unit, units
from corpus.vietnamese import match_key

FILE = Path(__file__).parent / "lexicon" / "agency_reform.toml"
_DISTRICTS = ("huyện", "quận", "thị xã", "thành phố")
_HEADS = ("Bộ", "Sở")


class ReformBroken(ValueError):
    """The file of reforms cannot be used; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Change:
    """A body that another became, or was before: its name and place, from which day, and what else is to be said."""

    name: str
    place: str | None
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reform:
    """agency_reform.toml, both ways: from the key of a name to the names it leads to, with day and note."""

    after: dict[str, list[tuple[str, date, str]]]
    before: dict[str, list[tuple[str, date, str]]]
    district_bodies: dict[str, str]


def load_reform(path: Path) -> Reform:
    """Read a file in the form of agency_reform.toml; ReformBroken says which entry is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReformBroken(f"{path.name}: {error}") from error
    after: dict[str, list[tuple[str, date, str]]] = {}
    before: dict[str, list[tuple[str, date, str]]] = {}
    for old, new, on, note in _renamings(path, data):
        after.setdefault(match_key(old), []).append((new, on, note))
        before.setdefault(match_key(new), []).append((old, on, note))
    bodies = data.get("district", {}).get("bodies")
    if not isinstance(bodies, dict) or not all(isinstance(name, str) for name in bodies.values()):
        raise ReformBroken(f"{path.name}: district.bodies must lead from names to names")
    return Reform(after, before, bodies)


def _renamings(path: Path, data: dict[str, Any]) -> Iterator[tuple[str, str, date, str]]:
    for number, entry in enumerate(data.get("change", []), start=1):
        try:
            for head in _HEADS:
                for old in entry["fields"]:
                    for new in entry["into"]:
                        yield f"{head} {old}", f"{head} {new}", _day(entry["on"]), entry.get("note", "")
        except (KeyError, TypeError) as error:
            raise ReformBroken(f"{path.name}: change {number} needs on, fields and into: {error}") from error
    for number, entry in enumerate(data.get("renamed", []), start=1):
        try:
            for old in entry["from"]:
                yield old, entry["to"], _day(entry["on"]), entry.get("note", "")
        except (KeyError, TypeError) as error:
            raise ReformBroken(f"{path.name}: renamed {number} needs on, from and to: {error}") from error


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no day")
    return value


def successors(name: str, place: str | None) -> tuple[Change, ...]:
    """Return what the body `name` of `place` became, one step on; empty where it goes on as it is."""
    known, both = reform(), units()
    named = tuple(Change(new, place, on, note) for new, on, note in known.after.get(match_key(name), ()))
    if named or place is None:
        return named
    body, kind = _levelled(name)
    if kind in _DISTRICTS[:3] and body in known.district_bodies:
        province = both.province_of(kind, place)
        into = both.successors(kind, place, province) if province is not None else ()
        return tuple(_at(known.district_bodies[body], unit) for unit in into)
    return tuple(
        Change(_of_province(name, unit), unit.name, REFORM)
        for unit in _provinces(both.successors, name, place)
        if match_key(unit.name) != match_key(place)
    )


def predecessors(name: str, place: str | None) -> tuple[Change, ...]:
    """Return the bodies that became the body `name` of `place`; empty where it has always been this one.

    A body of a commune is not led back to those of the communes it was made of, which seldom are in the news.
    """
    known, both = reform(), units()
    found = [Change(old, place, on, note) for old, on, note in known.before.get(match_key(name), ())]
    if place is not None:
        found += [
            Change(_of_province(name, unit), unit.name, REFORM)
            for unit in _provinces(both.predecessors, name, place)
            if match_key(unit.name) != match_key(place)
        ]
    return tuple(found)


def _provinces(ask: Callable[[str, str, str], tuple[Unit, ...]], name: str, place: str) -> tuple[Unit, ...]:
    """Return the provinces to which a provincial body's own leads by `ask`."""
    _, kind = _levelled(name)
    if kind not in ("tỉnh", "thành phố") and not name.startswith(("Sở ", "Tỉnh ủy", "Thành ủy")):
        return ()
    for level in ("tỉnh", "thành phố"):
        found = ask(level, place, place)
        if found:
            return found
    return ()


def _of_province(name: str, province: Unit) -> str:
    """Return a provincial body's name for another province, whose kind it may bear."""
    body, kind = _levelled(name)
    if name in ("Tỉnh ủy", "Thành ủy"):
        return "Tỉnh ủy" if province.kind == "tỉnh" else "Thành ủy"
    return f"{body} {province.kind}" if kind in ("tỉnh", "thành phố") else name


def _at(body: str, unit: Unit) -> Change:
    return Change(f"{body} {unit.kind}", unit.name, REFORM)


def _levelled(name: str) -> tuple[str, str | None]:
    """Part a body's name from the level word at its end."""
    for kind in (*_DISTRICTS, "tỉnh", "phường", "xã"):
        if name.endswith(f" {kind}"):
            return name[: -len(kind) - 1], kind
    return name, None


@cache
def reform() -> Reform:
    """Return the reforms that the registry knows."""
    return load_reform(FILE)

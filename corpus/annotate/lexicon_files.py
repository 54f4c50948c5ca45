"""Reading the files in corpus/lexicon.

Every loader names the file and the entry that is wrong, so that who edits a file by hand is told where to look.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.annotate.tokens import Trie
from corpus.vietnamese import match_key

# Level words as written, and the level each means. Single letters count only with a full stop or a number after them.
LEVELS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "TP": "thành phố",
    "Tp": "thành phố",
    "T.P": "thành phố",
    "quận": "quận",
    "huyện": "huyện",
    "thị xã": "thị xã",
    "TX": "thị xã",
    "thị trấn": "thị trấn",
    "TT": "thị trấn",
    "xã": "xã",
    "huyện đảo": "huyện",
    "xã đảo": "xã",
    "phường": "phường",
    "đặc khu": "đặc khu",
    "Q": "quận",
    "H": "huyện",
    "P": "phường",
    "X": "xã",
}
# How "Trung ương" is shortened in the names of central bodies.
CENTRE = ("T.Ư", "TƯ", "TW")
CENTRAL_CITY = "thành phố trung ương"
KINDS = frozenset({*LEVELS.values(), CENTRAL_CITY})


Kind = Literal["level", "own", "central", "inner", "head"]


class LexiconError(ValueError):
    """A lexicon file cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Body:
    """An entry of agencies.toml: its canonical name, how it is read on, and the level it has of its own."""

    name: str
    kind: Kind
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """An entry of titles.toml, where the fields are explained. `fixed` is None for a rank that something follows."""

    name: str
    fixed: str | None = None
    inside: bool = False
    alone: bool = False
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Agencies:
    """agencies.toml, ready for matching."""

    bodies: Trie[Body]
    sectors: Trie[str]
    initials: dict[str, str]
    syllables: frozenset[str]
    private: Trie[bool]
    verbs: Trie[bool]
    expand: dict[str, str]
    ministries: frozenset[str]
    commas: frozenset[tuple[str, str]]
    compounds: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Houses:
    """Schools, hospitals and the like: how their names open, words they are made of, and what private ones have."""

    opens: Trie[bool]
    words: frozenset[str]
    private: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """titles.toml, ready for matching."""

    ranks: Trie[Rank]
    infix: Trie[bool]
    former: frozenset[str]
    acting: frozenset[str]
    houses: Houses


@dataclass(frozen=True, slots=True)
class Names:
    """honorifics.toml and family_names.txt, ready for matching. `before` maps a word before a name to its kind.

    `sure` are the family names that are nothing else besides (no mark * in the file). `opening` are words that a
    sentence opens with before a name.
    """

    family: frozenset[str]
    sure: frozenset[str]
    before: Trie[str]
    things: Trie[bool]
    history: frozenset[str]
    opening: frozenset[str]


def read_toml(path: Path) -> dict[str, Any]:
    """Read a lexicon file; a LexiconError says where it is broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def _strings(path: Path, where: str, value: object) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item.strip() for item in value):
        raise LexiconError(f"{path.name}: {where} must be a list of words, and is {value!r}")
    return value


def _string(path: Path, where: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise LexiconError(f"{path.name}: {where} must be a word, and is {value!r}")
    return value


def load_agencies(path: Path) -> Agencies:
    """Read a file in the form of agencies.toml."""
    data = read_toml(path)
    entries: list[tuple[str, Body]] = []
    for kind in ("central", "local"):
        heads = _strings(path, f"head.{kind}", data.get("head", {}).get(kind))
        entries += [(head, Body(head, "head", "central" if kind == "central" else None)) for head in heads]
    for number, entry in enumerate(data.get("level", []), start=1):
        name = _string(path, f"the name of level entry {number}", entry.get("name"))
        entries += [(form, Body(name, "level")) for form in _strings(path, f"{name}: forms", entry.get("forms"))]
    for name, forms in data.get("inner", {}).items():
        entries += [(form, Body(name, "inner")) for form in _strings(path, f"inner {name}", forms)]
    for number, entry in enumerate(data.get("own", []), start=1):
        name = _string(path, f"the name of own entry {number}", entry.get("name"))
        level = _string(path, f"{name}: level", entry.get("level"))
        if level not in KINDS:
            raise LexiconError(f"{path.name}: {name}: there is no level {level!r}")
        entries.append((name, Body(name, "own", level)))
    for name, forms in data.get("central", {}).items():
        known = _strings(path, f"central {name}", forms)
        shorter = [form.replace("Trung ương", short) for form in known if "Trung ương" in form for short in CENTRE]
        shorter += [form.replace(" của Quốc hội", " Quốc hội") for form in known]
        entries += [(form, Body(name, "central")) for form in (*shorter, *known)]
    sectors: list[tuple[str, str]] = []
    initials: dict[str, str] = {}
    for name, forms in data.get("sector", {}).items():
        for form in _strings(path, f"sector {name}", forms):
            sectors.append((form, name))
            if form.isupper():
                initials[match_key(form)] = name
    words = _string(path, "words.syllables", data.get("words", {}).get("syllables"))
    verbs = _strings(path, "verbs.forms", data.get("verbs", {}).get("forms"))
    private = _strings(path, "private.heads", data.get("private", {}).get("heads"))
    return Agencies(
        Trie(_inner_last(entries)),
        Trie(sectors),
        initials,
        frozenset(match_key(words).split()),
        Trie((head, True) for head in private),
        Trie((verb, True) for verb in verbs),
        {short: _string(path, f"expand {short}", full) for short, full in data.get("expand", {}).items()},
        frozenset(_strings(path, "ministry.fields", data.get("ministry", {}).get("fields"))),
        frozenset(_pairs(path, "commas.pairs", ", ", data.get("commas", {}).get("pairs"))),
        frozenset(_pairs(path, "words.compounds", " ", data.get("words", {}).get("compounds"))),
    )


def _pairs(path: Path, where: str, joint: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the two syllables of each entry, which stand on the two sides of `joint`."""
    for pair in _strings(path, where, value):
        before, found, after = pair.partition(joint)
        if not found or not before or not after or " " in before + after:
            raise LexiconError(f"{path.name}: {where}: {pair!r} is not two syllables with {joint!r} between them")
        yield match_key(before), match_key(after)


def _inner_last(entries: list[tuple[str, Body]]) -> list[tuple[str, Body]]:
    """Of two entries with one form the later wins: put those that may stand inside another body before the rest."""
    return sorted(entries, key=lambda entry: entry[1].kind not in ("head",))


def load_titles(path: Path) -> Titles:
    """Read a file in the form of titles.toml."""
    data = read_toml(path)
    entries: list[tuple[str, Rank]] = []
    for number, entry in enumerate(data.get("rank", []), start=1):
        forms = _strings(path, f"the forms of rank {number}", entry.get("forms"))
        rank = Rank(forms[0], None, bool(entry.get("inside")), bool(entry.get("alone")), entry.get("level"))
        for form in forms:
            entries.append((form, rank))
            if entry.get("deputy"):
                deputy = Rank(f"Phó {rank.name}", None, rank.inside, rank.alone, rank.level)
                entries += [(f"Phó {form}", deputy), (f"P. {form}", deputy)]
        deputy = Rank(f"Phó {rank.name}", None, rank.inside, rank.alone, rank.level)
        entries += [(form, deputy) for form in entry.get("short", [])]
    for title, body in data.get("fixed", {}).items():
        if not isinstance(body, str):
            raise LexiconError(f"{path.name}: fixed {title!r} must name a body, and says {body!r}")
        entries.append((title, Rank(title.removesuffix(" Chính phủ"), body, alone=True)))
    words = data.get("words", {})
    infix = _strings(path, "words.infix", words.get("infix"))
    return Titles(
        Trie(entries),
        Trie((word, True) for word in infix),
        frozenset(_strings(path, "words.former", words.get("former"))),
        frozenset(_strings(path, "words.acting", words.get("acting"))),
        _houses(path, data.get("house", {})),
    )


def _houses(path: Path, data: dict[str, Any]) -> Houses:
    return Houses(
        Trie((opening, True) for opening in _strings(path, "house.opens", data.get("opens"))),
        frozenset(match_key(_string(path, "house.words", data.get("words"))).split()),
        tuple(map(match_key, _strings(path, "house.private", data.get("private")))),
    )


def load_names(honorifics: Path, family: Path) -> Names:
    """Read files in the form of honorifics.toml and family_names.txt."""
    data = read_toml(honorifics)
    before: list[tuple[str, str]] = []
    for kind in ("honorifics", "ranks", "degrees", "plural"):
        before += [(word, kind) for word in _strings(honorifics, kind, data.get(kind))]
    names, sure = set(), set()
    for number, line in enumerate(family.read_text(encoding="utf-8").splitlines(), start=1):
        name = line.rstrip("*").strip()
        if not name or name.startswith("#"):
            continue
        if not name[0].isupper():
            raise LexiconError(f"{family.name}, line {number}: {name!r} is no family name")
        names.add(match_key(name))
        if not line.endswith("*"):
            sure.add(match_key(name))
    things = _strings(honorifics, "things", data.get("things"))
    history = _strings(honorifics, "history", data.get("history"))
    return Names(
        frozenset(names),
        frozenset(sure),
        Trie(before),
        Trie((thing, True) for thing in things),
        frozenset(map(match_key, history)),
        frozenset(map(match_key, _strings(honorifics, "opening", data.get("opening")))),
    )


def load_units(path: Path) -> Trie[tuple[str, frozenset[str]]]:
    """Read a file in the form of units.tsv: names of places, the kinds of unit that bear them, the name to show."""
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        name, tab, rest = line.partition("\t")
        kinds, _, official = rest.partition("\t")
        known = frozenset(kinds.split(";"))
        if not tab or not name or not known <= KINDS:
            raise LexiconError(f"{path.name}, line {number}: {line!r} is no name with kinds of unit")
        entries.append((name, (official or name, known)))
    city = ("Hồ Chí Minh", frozenset({CENTRAL_CITY}))
    entries.append(("HN", ("Hà Nội", frozenset({CENTRAL_CITY}))))
    entries.append(("HCM", city))
    return Trie(entries)

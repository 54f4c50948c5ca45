"""Reading agencies.toml and titles.toml: the bodies and the offices that annotation knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.annotate.gazetteer import KINDS
from corpus.annotate.lexicon_reading import LexiconError, read_toml, string, strings
from corpus.annotate.tokens import Trie
from corpus.vietnamese import match_key

# How "Trung ương" is shortened in the names of central bodies.
CENTRE = ("T.Ư", "TƯ", "TW")

Kind = Literal["level", "own", "central", "inner", "head"]


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
    abroad: Trie[bool]
    powers: Trie[bool]
    houses: Houses


def load_agencies(path: Path) -> Agencies:
    """Read a file in the form of agencies.toml."""
    data = read_toml(path)
    entries: list[tuple[str, Body]] = []
    for kind in ("central", "local"):
        heads = strings(path, f"head.{kind}", data.get("head", {}).get(kind))
        entries += [(head, Body(head, "head", "central" if kind == "central" else None)) for head in heads]
    for number, entry in enumerate(data.get("level", []), start=1):
        name = string(path, f"the name of level entry {number}", entry.get("name"))
        entries += [(form, Body(name, "level")) for form in strings(path, f"{name}: forms", entry.get("forms"))]
    for name, forms in data.get("inner", {}).items():
        entries += [(form, Body(name, "inner")) for form in strings(path, f"inner {name}", forms)]
    for number, entry in enumerate(data.get("own", []), start=1):
        name = string(path, f"the name of own entry {number}", entry.get("name"))
        level = string(path, f"{name}: level", entry.get("level"))
        if level not in KINDS:
            raise LexiconError(f"{path.name}: {name}: there is no level {level!r}")
        entries.append((name, Body(name, "own", level)))
    for name, forms in data.get("central", {}).items():
        known = strings(path, f"central {name}", forms)
        shorter = [form.replace("Trung ương", short) for form in known if "Trung ương" in form for short in CENTRE]
        shorter += [form.replace(" của Quốc hội", " Quốc hội") for form in known]
        entries += [(form, Body(name, "central")) for form in (*shorter, *known)]
    sectors: list[tuple[str, str]] = []
    initials: dict[str, str] = {}
    for name, forms in data.get("sector", {}).items():
        for form in strings(path, f"sector {name}", forms):
            sectors.append((form, name))
            if form.isupper():
                initials[match_key(form)] = name
    words = string(path, "words.syllables", data.get("words", {}).get("syllables"))
    verbs = strings(path, "verbs.forms", data.get("verbs", {}).get("forms"))
    private = strings(path, "private.heads", data.get("private", {}).get("heads"))
    return Agencies(
        Trie(_inner_last(entries)),
        Trie(sectors),
        initials,
        frozenset(match_key(words).split()),
        Trie((head, True) for head in private),
        Trie((verb, True) for verb in verbs),
        {short: string(path, f"expand {short}", full) for short, full in data.get("expand", {}).items()},
        frozenset(strings(path, "ministry.fields", data.get("ministry", {}).get("fields"))),
        frozenset(_pairs(path, "commas.pairs", ", ", data.get("commas", {}).get("pairs"))),
        frozenset(_pairs(path, "words.compounds", " ", data.get("words", {}).get("compounds"))),
    )


def _pairs(path: Path, where: str, joint: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the two syllables of each entry, which stand on the two sides of `joint`."""
    for pair in strings(path, where, value):
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
        forms = strings(path, f"the forms of rank {number}", entry.get("forms"))
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
    infix = strings(path, "words.infix", words.get("infix"))
    return Titles(
        Trie(entries),
        Trie((word, True) for word in infix),
        frozenset(strings(path, "words.former", words.get("former"))),
        frozenset(strings(path, "words.acting", words.get("acting"))),
        Trie((country, True) for country in strings(path, "words.abroad", words.get("abroad"))),
        Trie((country, True) for country in strings(path, "words.powers", words.get("powers"))),
        _houses(path, data.get("house", {})),
    )


def _houses(path: Path, data: dict[str, Any]) -> Houses:
    return Houses(
        Trie((opening, True) for opening in strings(path, "house.opens", data.get("opens"))),
        frozenset(match_key(string(path, "house.words", data.get("words"))).split()),
        tuple(map(match_key, strings(path, "house.private", data.get("private")))),
    )

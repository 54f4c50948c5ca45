"""Reading honorifics.toml and family_names.txt: the words that names are told by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.annotate.lexicon_reading import LexiconError, read_toml, strings
from corpus.annotate.tokens import Trie
from corpus.vietnamese import match_key


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


def load_names(honorifics: Path, family: Path) -> Names:
    """Read files in the form of honorifics.toml and family_names.txt."""
    data = read_toml(honorifics)
    before: list[tuple[str, str]] = []
    for kind in ("honorifics", "ranks", "degrees", "plural"):
        before += [(word, kind) for word in strings(honorifics, kind, data.get(kind))]
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
    things = strings(honorifics, "things", data.get("things"))
    history = strings(honorifics, "history", data.get("history"))
    return Names(
        frozenset(names),
        frozenset(sure),
        Trie(before),
        Trie((thing, True) for thing in things),
        frozenset(map(match_key, history)),
        frozenset(map(match_key, strings(honorifics, "opening", data.get("opening")))),
    )

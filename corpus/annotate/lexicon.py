"""The words behind the rules, read once from corpus/lexicon (see lexicon_files.py, name_files.py, gazetteer.py)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corpus.annotate.gazetteer import FOLDER, LEVELS, UNITS, load_units
from corpus.annotate.lexicon_files import Agencies, Titles, load_agencies, load_titles
from corpus.annotate.name_files import Names, load_names
from corpus.annotate.tokens import Trie

# Words that open a body named after a field of work (see bodies.py).
_SECTOR_OPENERS = frozenset({"sở", "bộ", "phòng", "chi", "cục", "ti"})


@cache
def agencies() -> Agencies:
    """Return the bodies that annotation knows."""
    return load_agencies(FOLDER / "agencies.toml")


@cache
def titles() -> Titles:
    """Return the offices that annotation knows."""
    return load_titles(FOLDER / "titles.toml")


@cache
def names() -> Names:
    """Return family names and the words that stand before a name."""
    return load_names(FOLDER / "honorifics.toml", FOLDER / "family_names.txt")


@cache
def units() -> Trie[tuple[str, frozenset[str]]]:
    """Return the gazetteer."""
    return load_units(UNITS)


@cache
def openers() -> Mapping[str, frozenset[str] | None]:
    """Return the keys of all words, written small, that can open an office, a body, a level word or an honorific.

    Each leads to the words of which one then has to follow, or to None where there need not be any.
    """
    known = titles()
    always = known.former | known.acting | _SECTOR_OPENERS
    tries = (known.ranks, agencies().bodies, levels(), names().before)
    found: dict[str, frozenset[str] | None] = dict.fromkeys(always)
    for first in frozenset().union(*(trie.first_words() for trie in tries)) - always:
        seconds = [trie.seconds(first) for trie in tries]
        following = [some for some in seconds if some is not None]
        found[first] = frozenset().union(*following) if len(following) == len(seconds) else None
    return found


# What can begin with a word, as `beginnings` says it.
OFFICE, BODY, PERSON, LEVEL, PLACE = 1, 2, 4, 8, 16
NAME = PERSON | LEVEL | PLACE


@cache
def beginnings() -> Mapping[str, int]:
    """Return by its key what can begin with a word, the kinds added up: most words can begin one kind or none."""
    known, found = titles(), dict[str, int]()
    for kind, keys in (
        (OFFICE, known.former | known.acting | known.ranks.first_words()),
        (BODY, _SECTOR_OPENERS | agencies().bodies.first_words()),
        (PERSON, names().family | names().before.first_words()),
        (LEVEL, levels().first_words()),
        (PLACE, units().first_words()),
    ):
        for key in keys:
            found[key] = found.get(key, 0) | kind
    return found


@cache
def starts() -> frozenset[str]:
    """Return the keys of all words that can be the first of anything that annotation reads, names included."""
    return frozenset(openers()) | names().family | units().first_words() | agencies().sectors.first_words()


@cache
def levels() -> Trie[str]:
    """Return the level words."""
    return Trie(LEVELS.items())

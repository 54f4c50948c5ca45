"""Reading a person's name off the words of an article, with the honorific, rank or degree before it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.annotate import lexicon
from corpus.annotate.placenames import starts_something
from corpus.annotate.tokens import LOWER, TITLE, UPPER, Words

MOST_SYLLABLES = 5
# Honorifics, ranks and degrees before one name; a longer row of them is no person's.
MOST_BEFORE = 8
# Given names that also open a body's or a place's name.
_GIVEN_NAMES = frozenset(
    {"huyện", "quận", "tỉnh", "xã", "phường", "vụ", "viện", "cục", "ban", "hội", "đội", "sở", "hạt", "trạm", "quỹ"}
)
# What may stand between an honorific, a rank, a degree and the name: "Đ/c Đại tá, TS. Nguyễn …".
_CHAIN_GAPS = frozenset({" ", ". ", ".", ", ", ",", " - ", "/", ": "})


@dataclass(frozen=True, slots=True)
class Person:
    """A name at the words `first` to `end`; `start` is where its honorifics begin. One syllable is a short form.

    `rank` tells whether a rank of the army or the police is among them.
    """

    start: int
    first: int
    end: int
    honorific: bool
    rank: bool = False


def person_at(words: Words, at: int) -> Person | None:
    """Return the person whose name, or honorifics and name, start at word `at`."""
    kinds: set[str] = set()
    here = at
    for _ in range(MOST_BEFORE):
        found = lexicon.names().before.match(words, here)
        if found is None:
            break
        end, kind = found
        if end >= len(words) or words.gaps[end] not in _CHAIN_GAPS:
            break
        if kind == "degrees" and words.cases[here] == LOWER and words.keys[here] not in ("tiến", "thạc", "bác", "luật"):
            break
        kinds.add(kind)
        here = end
    if here > at and words.gaps[here] in (", ", ",") and kinds <= {"honorifics", "plural"}:
        return None
    if here > at and lexicon.titles().ranks.match(words, here) is not None:
        return None  # "Cô Hiệu trưởng …"
    name_end = _name_end(words, here, bool(kinds))
    if name_end is None:
        return None
    return Person(at, here, name_end, bool(kinds & {"honorifics", "ranks"}), "ranks" in kinds)


def _name_end(words: Words, at: int, introduced: bool) -> int | None:
    """Return the word after the name that starts at `at`: capitals, the first a family name unless introduced."""
    if at >= len(words) or words.cases[at] == LOWER:
        return None
    family = lexicon.names().family
    if not introduced and words.keys[at] not in family:
        return None
    end = at
    style = words.cases[at]
    while end < len(words) and end - at < MOST_SYLLABLES and _syllable(words, end, style, at):
        end += 1
    size = end - at
    if size == 0 or (size == 1 and not introduced):
        return None
    if end < len(words) and size == 1 and words.gaps[end] in (".", ". ") and words.ends[at] - words.starts[at] == 1:
        return None  # initials
    return end


def _syllable(words: Words, at: int, style: int, first: int) -> bool:
    if words.cases[at] == LOWER or (at > first and words.gaps[at] != " "):
        return False
    if words.cases[at] != style and words.ends[at] - words.starts[at] > 1 and not (style == TITLE and at == first):
        return False
    if style == TITLE and words.cases[at] == UPPER:
        return False
    if any(char.isdigit() for char in words.keys[at]):
        return False
    if words.ends[at] - words.starts[at] == 1 and words.keys[at] not in "aáàảãạăâêôơưoóòyýỳiíìuúùeéèuổốởửữ":
        return False
    return at == first or not (_stops(words, at))


def _stops(words: Words, at: int) -> bool:
    """Tell whether an office, a body or a level word begins at `at`, so that the name is over."""
    if words.keys[at] in ("hà", "hội", "cảnh", "viện", "an", "công", "ban", "bí", "đội"):
        after = at + 1
        if words.keys[at] not in ("bí", "công", "ban", "viện") or after >= len(words):
            return False
    follows = at + 1 < len(words) and words.gaps[at + 1] == " " and words.cases[at + 1] != LOWER
    if words.keys[at] in _GIVEN_NAMES and not follows:
        return False  # "Nguyễn Văn Huyện", "Vũ Văn Viện"
    if words.keys[at] == "ông" and follows:
        return True  # "Vi Văn Tấn Ông Tô Mạnh", where a line's end was lost
    return starts_something(words, at)


def display(words: Words, person: Person) -> str:
    """Return the name in ordinary capitals."""
    said = words.said(person.first, person.end)
    if not said.isupper():
        return said
    return " ".join(part[:1] + part[1:].lower() for part in said.split(" "))


def names_a_thing(words: Words, at: int, floor: int) -> bool:
    """Tell whether a word before `at`, not before `floor`, makes a name that of a street, a school, an artist."""
    if words.gaps[at] not in (" ", ": "):
        return False
    things = lexicon.names().things
    for back in range(max(floor, at - 3), at):
        found = things.match(words, back)
        if found is not None and found[0] == at:
            return True
    return False

"""What reading a public body off the words yields."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.annotate.tokens import Words

# The level of what belongs to a province or to a centrally run city without saying which: a Sở.
PROVINCIAL = "tỉnh, thành phố"
JOINTS = frozenset({" ", ", ", ",", " - ", " – ", "-", "–", " & ", "&", "/", "; ", " -", "- "})
PLURAL = frozenset({"các", "những", "mọi", "nhiều", "hai", "ba", "mấy", "từng", "mỗi"})


@dataclass(frozen=True, slots=True)
class Found:
    """A body at the words `first` to `end`, its place included; `name_end` is the word after the title-worthy part.

    `level` is the level whose place it takes ("tỉnh" for a Sở, "" for a central body, None where unknown).
    `generic` marks what names no single body: "UBND các xã", a bare "Sở"; `several` the members of "UBND 2 xã A và B";
    `within` is a larger body named after it in its own right.
    """

    first: int
    name_end: int
    end: int
    name: str
    level: str | None
    place: str | None = None
    generic: bool = False
    parent: str | None = None
    several: bool = False
    within: Found | None = None


def near(words: Words, at: int) -> bool:
    """Tell whether the word `at` exists and only a blank stands before it."""
    return at < len(words) and words.gaps[at] == " "


def keys_are(words: Words, at: int, *keys: str) -> bool:
    """Tell whether the words at `at` have these keys."""
    return words.keys[at : at + len(keys)] == list(keys)

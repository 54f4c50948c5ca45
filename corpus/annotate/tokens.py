"""An article's text as words with positions, and the tries that read phrases off them.

All rules for people and bodies work on words, not on characters: a phrase of the lexicon meets the text word by word,
whatever stands between them ("LĐ-TB&XH", "Lao động – Thương binh và Xã hội"), and a word's position leads back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from corpus.article import Span
from corpus.vietnamese import match_key

T = TypeVar("T")

# "TPHCM" is a level word and a name, as "TP.HCM" is.
_WORD = re.compile(r"tp(?=hcm\b|hồ chí minh\b)|\w+(?:['’]\s?\w+)*")
# What may stand between two words of one phrase.
_PHRASE = frozenset({" ", "-", "–", " - ", " – ", " -", "- ", " –", "– ", "&", " & ", ".", "/"})
# What may stand between two words of a field of work: "LĐ, TB&XH", "Văn hóa, Thể thao và Du lịch".
LOOSE = _PHRASE | {",", ", ", ". ", " / "}
# What may stand between two syllables of one proper name.
CLOSE = frozenset({" ", "-", " - ", " – ", "–"})

LOWER, TITLE, UPPER = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of `text`: where each starts and ends, its matching key, its case, and what stands before it."""

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]
    cases: list[int]
    gaps: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words `first` (included) to `end` (excluded)."""
        return Span(self.starts[first], self.ends[end - 1])

    def said(self, first: int, end: int) -> str:
        """Return the text of the words `first` to `end`, as written."""
        return self.text[self.starts[first] : self.ends[end - 1]]


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """Return the words of `text` (NFC). The last few results are kept, as several annotators ask for the same text."""
    key = match_key(text).replace("’", "'")
    starts, ends, keys, cases, gaps = [], [], [], [], []
    last = 0
    for match in _WORD.finditer(key):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        keys.append(key[start:end] if " " not in match[0] else match[0].replace(" ", ""))
        first = text[start]
        if not first.isupper():
            cases.append(LOWER)
        elif end - start > 1 and text[start:end].isupper():
            cases.append(UPPER)
        else:
            cases.append(TITLE)
        gaps.append(text[last:start])
        last = end
    return Words(text, starts, ends, keys, cases, gaps)


class _Node(dict[str, "_Node[T]"], Generic[T]):
    __slots__ = ("upper", "value")

    def __init__(self) -> None:
        self.value: T | None = None
        self.upper = False


class Trie(Generic[T]):
    """Phrases and what they stand for; the longest phrase at a word wins.

    A phrase written as one word of capitals ("CA", "VP") is met only by capitals; "và" may come and go.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in entries:
            node = self._root
            for match in _WORD.finditer(match_key(phrase)):
                if match[0] == "và":
                    continue
                if match[0] not in node:
                    node[match[0]] = _Node()
                node = node[match[0]]
            node.value = value
            node.upper = phrase.isupper() and len(phrase) < 8 and " " not in phrase

    def first_words(self) -> frozenset[str]:
        """Return the keys with which a phrase can start."""
        return frozenset(self._root)

    def match(self, words: Words, at: int, gaps: frozenset[str] = _PHRASE) -> tuple[int, T] | None:
        """Return the word after the longest phrase that starts at word `at`, and its value; None without one."""
        keys, size = words.keys, len(words.keys)
        if at >= size or keys[at] not in self._root:
            return None
        found, node, here = None, self._root, at
        while here < size:
            key = keys[here]
            if here > at and words.gaps[here] not in gaps:
                break
            following = node.get(key)
            if following is None:
                if key == "và" and here > at:
                    here += 1
                    continue
                break
            node = following
            here += 1
            if node.value is not None and not (node.upper and not _capitals(words, here - 1)):
                found = (here, node.value)
        return found


def _capitals(words: Words, at: int) -> bool:
    return words.cases[at] == UPPER or (words.cases[at] == TITLE and words.ends[at] - words.starts[at] == 1)

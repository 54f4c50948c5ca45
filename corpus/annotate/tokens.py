"""An article's text as words with positions, and the tries that read phrases off them.

All rules for people and bodies work on words, not on characters: a phrase of the lexicon meets the text word by word,
whatever stands between them ("LĐ-TB&XH", "Lao động – Thương binh và Xã hội"), and a word's position leads back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, pairwise
from typing import Generic, TypeVar

from corpus.annotate.seams import lost, seams
from corpus.article import Article, Span
from corpus.vietnamese import match_key

T = TypeVar("T")

# "TPHCM" is a level word and a name, as "TP.HCM" is.
_WORD = re.compile(r"tp(?=hcm\b|hồ chí minh\b)|\w+(?:['’]\s?\w+)*")
_SPLIT = re.compile(f"({_WORD.pattern})")
# The same for a text without apostrophes and "TPHCM", as nearly all are; and what tells such a text.
_PLAIN_SPLIT, _SPECIAL = re.compile(r"(\w+)"), ("'", "tph")
# What may stand between two words of one phrase.
_PHRASE = frozenset({" ", "-", "–", " - ", " – ", " -", "- ", " –", "– ", "&", " & ", ".", "/"})
# What may stand between two words of a field of work: "LĐ, TB&XH", "Văn hóa, Thể thao và Du lịch".
LOOSE = _PHRASE | {",", ", ", ". ", " / "}
# What may stand between two syllables of one proper name.
CLOSE = frozenset({" ", "-", " - ", " – ", "–"})

LOWER, TITLE, UPPER = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of `text`: where each starts and ends, its matching key, its case, and what stands before it.

    `seams` are the starts of those that are glued to the word before (see corpus/annotate/seams.py).
    """

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]
    cases: list[int]
    gaps: list[str]
    seams: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words `first` (included) to `end` (excluded)."""
        return Span(self.starts[first], self.ends[end - 1])

    def said(self, first: int, end: int) -> str:
        """Return the text of the words `first` to `end`, as written, a blank where one was lost."""
        if self.seams and not self.seams.isdisjoint(self.starts[first + 1 : end]):
            return " ".join(self.said(*ends) for ends in pairwise((first, *self._glued(first + 1, end), end)))
        return self.text[self.starts[first] : self.ends[end - 1]]

    def _glued(self, first: int, end: int) -> list[int]:
        return [at for at in range(first, end) if self.starts[at] in self.seams]


@lru_cache(maxsize=8)
def text_of(article: Article) -> str:
    """Return the text of `article`, for all annotators the same object, so that its hash is worked out but once."""
    return article.text


@lru_cache(maxsize=8)
def key_of(text: str) -> str:
    """Return `text` (NFC) in the form in which spellings meet, as long as it is; the last few results are kept."""
    return match_key(text)


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """Return the words of `text` (NFC). The last few results are kept, as several annotators ask for the same text."""
    key = key_of(text).replace("’", "'")
    # Gaps and words by turns, a gap first and last; they are as long as what they stand for in the text.
    split = _SPLIT if any(sign in key for sign in _SPECIAL) else _PLAIN_SPLIT
    parts = split.split(key)
    edges = list(accumulate(map(len, parts)))
    starts, ends = edges[:-1:2], edges[1::2]
    keys = parts[1::2] if "'" not in key else [word.replace(" ", "") for word in parts[1::2]]
    gaps = parts[:-1:2]
    cuts = frozenset(seams(text)).difference(ends)  # "TPHồ Chí Minh" is cut already
    if cuts:
        starts, ends, keys, gaps = _parted(text, cuts, starts, ends, keys, gaps)
    cases = [LOWER] * len(keys)
    for at in compress(range(len(keys)), map(str.isupper, map(text.__getitem__, starts))):
        start, end = starts[at], ends[at]
        cases[at] = UPPER if end - start > 1 and text[start:end].isupper() else TITLE
    return Words(text, starts, ends, keys, cases, gaps, cuts)


def _parted(
    text: str, cuts: frozenset[int], starts: list[int], ends: list[int], keys: list[str], gaps: list[str]
) -> tuple[list[int], list[int], list[str], list[str]]:
    """Return starts, ends, keys and gaps of the words where those that are glued are cut at `cuts`."""
    whole = {start: (end, key, gap) for start, end, key, gap in zip(starts, ends, keys, gaps, strict=True)}
    starts, ends = sorted((*starts, *cuts)), sorted((*ends, *cuts))
    keys, gaps = [], []
    for start, end in zip(starts, ends, strict=True):
        known = whole.get(start)
        keys.append(known[1] if known is not None and known[0] == end else match_key(text[start:end]))
        gaps.append(known[2] if known is not None else lost(text[starts[len(gaps) - 1] : start], text[start:end]))
    return starts, ends, keys, gaps


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

    def seconds(self, first: str) -> frozenset[str] | None:
        """Return with which words a phrase can go on that starts with `first`, written small; None if it need not."""
        node = self._root.get(first)
        if node is None:
            return frozenset()
        return None if node.value is not None and not node.upper else frozenset(node) | {"và"}

    def match(self, words: Words, at: int, gaps: frozenset[str] = _PHRASE) -> tuple[int, T] | None:
        """Return the word after the longest phrase that starts at word `at`, and its value; None without one."""
        keys, size = words.keys, len(words.keys)
        node = self._root.get(keys[at]) if at < size else None
        if node is None:
            return None
        here = at + 1
        found = (here, node.value) if node.value is not None and (not node.upper or _capitals(words, at)) else None
        while node and here < size and words.gaps[here] in gaps:
            key = keys[here]
            following = node.get(key)
            here += 1
            if following is None:
                if key == "và":
                    continue
                break
            node = following
            if node.value is not None and (not node.upper or _capitals(words, here - 1)):
                found = (here, node.value)
        return found


def _capitals(words: Words, at: int) -> bool:
    return words.cases[at] == UPPER or (words.cases[at] == TITLE and words.ends[at] - words.starts[at] == 1)

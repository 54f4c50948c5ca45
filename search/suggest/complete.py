"""Completion as one types: entries by the beginnings of their words, in any order, accents optional, most named first.

The words of all entries stand sorted, each with the numbers of the entries that have it, in one array end to end:
whatever begins alike is one slice of it. Entries are numbered by how many articles name them.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern

import numpy as np
import numpy.typing as npt

from corpus.keystrokes import decode
from corpus.vietnamese import clean, has_accents
from search.text.cutting import Syllable, syllables

MAX_TYPED = 120  # code points looked at: longer than any name; nobody completes what is longer
MAX_WORDS = 12  # of what was typed: "Ủy ban nhân dân thành phố Hồ Chí Minh" has 9
COMPLETIONS = 10  # shown: what one sees at a glance, as many as hits on a page
POOL = 600  # of the most named that fit, those put in order: 600 take about 2 ms
KINDS = ("official", "agency", "topic", "place", "phrase")  # in this order where all else is the same

_LAST = "\U0010ffff"  # sorts after whatever begins a word


@dataclass(frozen=True, slots=True)
class Completion:
    """What typing may lead to. `id` is a registry id or a topic's, "" for places and phrases; `gloss` an office."""

    text: str
    kind: str
    id: str
    articles: int
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class _Typed:
    """The words typed so far; the last one may go on."""

    words: tuple[Syllable, ...]
    open: bool


class Completions:
    """All entries of one commit, ready to be asked."""

    def __init__(self, entries: Iterable[Completion]) -> None:
        ordered = sorted(entries, key=lambda one: (-one.articles, KINDS.index(one.kind), one.text, one.id))
        self._entries = ordered
        self._keys: list[tuple[str, ...]] = []
        self._folded: list[tuple[str, ...]] = []
        postings: dict[str, list[int]] = {}
        for number, entry in enumerate(ordered):
            words = syllables(entry.text)
            self._keys.append(tuple(intern(one.key) for one in words))
            self._folded.append(tuple(intern(one.folded) for one in words))
            for word in dict.fromkeys(self._folded[number]):
                postings.setdefault(word, []).append(number)
        self._words = sorted(postings)
        lengths = [len(postings[word]) for word in self._words]
        self._starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        self._postings = np.array([number for word in self._words for number in postings[word]], np.int32)

    def of(self, text: str, limit: int = COMPLETIONS) -> list[Completion]:
        """Return what `text` may become, best first; as Telex or VNI keys where it leads nowhere as it is."""
        typed = _typed(clean(text[:MAX_TYPED]))
        found = self._best(typed, limit)
        if not found and all(word.key.isascii() for word in typed.words):
            decoded = clean(" ".join(decode(word) for word in text[:MAX_TYPED].split()))
            found = self._best(_typed(decoded), limit)
        return found

    def _best(self, typed: _Typed, limit: int) -> list[Completion]:
        if not typed.words:
            return []
        whole = self._having(typed, begun=False)
        numbers = (whole if len(whole) else self._having(typed, begun=True))[:POOL].tolist()
        accents = {word.key for word in typed.words if has_accents(word.key)}
        asked = tuple(word.folded for word in typed.words)

        def rank(number: int) -> tuple[bool, int, bool, int]:
            """Accents as typed, how well the words fit, the last one whole; numbers follow how many articles name."""
            keys, own = self._keys[number], self._folded[number]
            kept = all(any(key.startswith(typed) for key in keys) for typed in accents)
            return not kept, _fit(self._entries[number].kind, own, asked), asked[-1] not in own, number

        return [self._entries[number] for number in heapq.nsmallest(limit, numbers, key=rank)]

    def _having(self, typed: _Typed, *, begun: bool) -> npt.NDArray[np.intp]:
        """Return the entries that have every word typed; the open one, or with `begun` all, as the beginning of one."""
        mask = np.ones(len(self._entries), np.bool_)
        for at, word in enumerate(typed.words):
            first = bisect_left(self._words, word.folded)
            if begun or (typed.open and at == len(typed.words) - 1):
                after = bisect_left(self._words, word.folded + _LAST)
            else:
                after = first + (self._words[first : first + 1] == [word.folded])
            having = np.zeros(len(mask), np.bool_)
            having[self._postings[self._starts[first] : self._starts[after]]] = True
            mask &= having
        return np.flatnonzero(mask)


def _typed(text: str) -> _Typed:
    words = tuple(syllables(text)[:MAX_WORDS])
    return _Typed(words, open=bool(words) and words[-1].end == len(text))


def _fit(kind: str, own: tuple[str, ...], asked: tuple[str, ...]) -> int:
    """Return how well an entry's words fit those typed, best at 0.

    0  all of them were typed, or the last ones of a person's name
    1  the same of a place, which follow its kind, or all of a phrase
    2  the first ones
    3  others, and the first ones of a phrase
    """
    number = len(asked)
    later = 1 if kind == "phrase" else 0
    if len(own) == number and (number > 1 or own == asked):
        return later
    if number > 1 and kind in ("official", "place") and _opens(own[-number:], asked):
        return 0 if kind == "official" else 1
    return 2 + later if _opens(own, asked) else 3


def _opens(own: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Tell whether `own` begins with the words typed, the last of which may go on."""
    return own[: len(asked) - 1] == asked[:-1] and len(own) >= len(asked) and own[len(asked) - 1].startswith(asked[-1])

"""What titles hold that is worth keeping for suggestions: neighbours, phrases that come again, spellings. Pure.

Titles are arrays of word numbers here, so that all of them are counted at once: a stretch of words is numbered by its
two shorter halves, level by level, and only where both of these came again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.vietnamese import lower, match_key, one_tone_style

LONGEST = 6  # syllables of a phrase: "xây dựng nông thôn mới nâng" is one too many already
COHESION = 0.1  # of the rarer of two neighbours, the share that must stand beside the other: else they are no phrase
AGAIN = 2  # titles of one part of the index that a phrase must stand in to be counted further

# No phrase begins or ends with one of these: it would be cut out of the middle of something.
_EDGES = frozenset(
    re.findall(
        r"\w+",
        "ai bị bởi các cái cho chưa có còn của cùng cũng do dưới đã đang đây để đến đều được gì giữa hay hoặc "
        "hơn khi không là lại mà một này nào nên nếu ngày nhiều những như nhưng ở qua rất sau sẽ số tại "
        "theo thì trên trong trước từ và vẫn vào vì về việc với vừa",
    )
)

Codes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
_HALF, _LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Words:
    """The words of many titles end to end.

    `words[i]` is the number of a form, that is, of a key as some title writes it, in one tone style; it stands in title
    `owner[i]`, and `joined[i]` tells that it follows its predecessor with nothing but a joint between. Form `n` is
    `forms[n]`, and its key `keys[key_of[n]]`.
    """

    keys: Sequence[str]
    forms: Sequence[str]
    key_of: Ints
    words: Ints
    owner: Ints
    joined: Mask

    @cached_property
    def key(self) -> Ints:
        """The key's number of each word."""
        return self.key_of[self.words]

    @cached_property
    def in_run(self) -> Mask:
        """Whether each word is joined to another one."""
        in_run: Mask = self.joined | np.append(self.joined[1:], False)
        return in_run

    @cached_property
    def lit(self) -> Mask:
        """Whether the title of each word has small letters: one in capitals hides how its words are written."""
        titles = int(self.owner[-1]) + 1 if len(self.owner) else 0
        upper = np.array([form.isupper() for form in self.forms], np.bool_)
        cased = np.array([form.lower() != form or form.upper() != form for form in self.forms], np.bool_)
        any_upper = np.bincount(self.owner[upper[self.words]], minlength=titles) > 0
        any_small = np.bincount(self.owner[(cased & ~upper)[self.words]], minlength=titles) > 0
        lit: Mask = (any_small | ~any_upper)[self.owner]
        return lit


def pairs(words: Words) -> tuple[Codes, Ints]:
    """Return the neighbours, two keys' numbers in one, the left one in the upper half, and how often each pair is."""
    right = np.flatnonzero(words.joined)
    return np.unique(_coded(words.key[right - 1], words.key[right]), return_counts=True)


def written(words: Words) -> dict[tuple[str, str], int]:
    """Count how the keys are written, in small letters, that some title writes otherwise: kĩ, which most write kỹ."""
    times = np.bincount(words.words[words.in_run], minlength=len(words.forms)).tolist()
    small = one_tone_style(lower("\n".join(words.forms))).split("\n")
    keys = [words.keys[number] for number in words.key_of.tolist()]
    otherwise = {key for key, form, count in zip(keys, small, times, strict=False) if count and form != key}
    counted: dict[tuple[str, str], int] = {}
    for key, form, count in zip(keys, small, times, strict=False):
        if count and key in otherwise:
            counted[key, form] = counted.get((key, form), 0) + count
    return counted


def phrases(words: Words) -> dict[str, int]:
    """Count runs of two to `LONGEST` syllables, by words as most titles write them."""
    texts = _Texts(words)
    return {text: count for level in _levels(words) for text, count in texts.of(level)}


@dataclass(frozen=True, slots=True)
class _Level:
    """The stretches of `length` words that may be phrases.

    They stand at the words `at`; `sequence` is the number of each by its forms, and `phrase_of` of each such number
    that of its keys. `counts` are how often phrases are found, `kept` tells which are often enough.
    """

    length: int
    at: Ints
    sequence: Ints
    phrase_of: Ints
    counts: Ints
    kept: Mask


def _levels(words: Words) -> Iterator[_Level]:
    """Yield stretches, longer and longer; one is looked at only where its shorter halves came again."""
    alone = np.bincount(words.key[words.in_run], minlength=len(words.keys))
    at = np.flatnonzero(words.in_run)
    sequence, phrase_of = words.words[at], words.key_of
    for length in range(2, LONGEST + 1):
        goes_on = at[1:] == at[:-1] + 1
        if length == 2:
            goes_on &= words.joined[at[1:]]
        left = np.flatnonzero(goes_on)
        distinct, number = np.unique(_coded(sequence[left], sequence[left + 1]), return_inverse=True)
        halves, of_distinct = np.unique(
            _coded(phrase_of[distinct >> _HALF], phrase_of[distinct & _LOWER]), return_inverse=True
        )
        counts = np.bincount(of_distinct[number], minlength=len(halves))
        kept = counts >= AGAIN
        if length == 2:
            kept &= counts >= COHESION * np.minimum(alone[halves >> _HALF], alone[halves & _LOWER])
        again = kept[of_distinct[number]]
        at, sequence, phrase_of = at[left[again]], number[again], of_distinct
        yield _Level(length, at, sequence, phrase_of, counts, kept)


class _Texts:
    """Says which stretches are phrases, and how they are written."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._edge = np.array([key in _EDGES for key in words.keys], np.bool_)
        digits = np.array([key.isdigit() for key in words.keys], np.bool_)
        capitals = np.array([sum(map(str.isupper, form)) for form in words.forms], np.int64)
        self._digits_before = _before(digits[words.key])
        self._capitals_before = _before(capitals[words.words])

    def of(self, level: _Level) -> Iterator[tuple[str, int]]:
        """Yield the phrases of a level as most titles write them, of equals with the fewest capitals; and the counts.

        A capital opens every title. What only titles in capitals hold is written by its keys.
        """
        words, length = self._words, level.length
        place_of = np.zeros(len(level.phrase_of), np.int64)  # of a sequence: a word that it begins with
        place_of[level.sequence] = level.at
        place = np.zeros(len(level.counts), np.int64)  # the same of a phrase
        place[level.phrase_of[level.sequence]] = level.at
        last = np.minimum(place + length, len(words.words)) - 1
        says = ~self._edge[words.key[place]] & ~self._edge[words.key[last]] if len(place) else np.zeros(0, np.bool_)
        says &= level.kept & (self._digits_before[last + 1] == self._digits_before[place])
        times = np.bincount(level.sequence[words.lit[level.at]], minlength=len(level.phrase_of))
        some = np.flatnonzero((times > 0) & says[level.phrase_of])
        best = self._best(times[some], level.phrase_of[some], place_of[some], length)
        for phrase in np.flatnonzero(says).tolist():
            text = best.get(phrase) or self._joined(words.keys, words.key, int(place[phrase]), length)
            yield text, int(level.counts[phrase])

    def _best(self, times: Ints, phrase: Ints, place: Ints, length: int) -> dict[int, str]:
        capitals = self._capitals_before[place + length] - self._capitals_before[place]
        order = np.lexsort((-capitals, times, phrase))
        phrase, times, capitals, place = phrase[order], times[order], capitals[order], place[order]
        top = np.searchsorted(phrase, phrase, side="right") - 1  # the last one of the same phrase
        equal = np.flatnonzero((times == times[top]) & (capitals == capitals[top]))
        found: dict[int, str] = {}
        for number, at in zip(phrase[equal].tolist(), place[equal].tolist(), strict=True):
            text = self._joined(self._words.forms, self._words.words, at, length)
            found[number] = max(found.get(number, ""), text)
        return found

    @staticmethod
    def _joined(names: Sequence[str], numbers: Ints, at: int, length: int) -> str:
        return " ".join([names[number] for number in numbers[at : at + length].tolist()])


def _coded(left: Ints, right: Ints) -> Codes:
    return left.astype(np.uint64) << _HALF | right.astype(np.uint64)


def _before(counts: npt.NDArray[np.generic]) -> Ints:
    """Return the sum of all before each one, and of all at the end."""
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def place_label(name: str, kind: str | None) -> str:
    """Return a place as one says it: "huyện Đại Vân"."""
    return f"{kind} {name}" if kind and not match_key(name).startswith(match_key(kind)) else name

"""What an archive's language is: how many articles hold each syllable, which stand beside which, what titles repeat.

An engine counts a `Part` for each piece of its index that never changes, and `join` makes one `Lexicon` of them.
Syllables are keys of `search.text.analyze` (lower case, one tone style, i for y); pairs are neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.folding import fold_small

MIN_PHRASE = 3  # titles that hold a phrase worth offering: what stands in two may be one release on two portals
COVERED = 0.7  # of a phrase's titles: where a longer one has as many, the shorter is but a piece of it

Codes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint32]
_HALF = np.uint64(32)


def code(left: npt.ArrayLike, right: npt.ArrayLike) -> Codes:
    """Return pairs of syllable numbers as one number each: the left one in the upper half."""
    return (np.asarray(left, np.uint64) << _HALF) | np.asarray(right, np.uint64)


@dataclass(frozen=True, slots=True)
class Pairs:
    """How often syllables stand side by side: `counts[i]` is of the pair `codes[i]`; codes ascend.

    Syllables are numbered by their place in `vocabulary`, which is sorted.
    """

    vocabulary: tuple[str, ...] = ()
    codes: Codes = field(default_factory=lambda: np.empty(0, np.uint64))
    counts: Counts = field(default_factory=lambda: np.empty(0, np.uint32))

    def of(self, codes: Codes) -> npt.NDArray[np.float64]:
        """Return the counts of pairs, 0 for those never seen; the shape is that of `codes`."""
        if not len(self.codes):
            return np.zeros(codes.shape)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, self.counts[at], 0).astype(np.float64)

    def openings(self) -> npt.NDArray[np.float64]:
        """Return for each syllable how often it is the left one of a pair."""
        left = (self.codes >> _HALF).astype(np.int64)
        return np.bincount(left, weights=self.counts, minlength=len(self.vocabulary)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Part:
    """The counts of one piece of an index.

    `syllables` and `folded` count articles; `pairs` counts titles, and articles for compounds; `folded_pairs` articles.
    `written` has how often titles write a key in each way; `phrases` counts titles by words as written, `places`
    articles by label ("huyện Đại Vân").
    """

    syllables: Mapping[str, int]
    folded: Mapping[str, int]
    pairs: Pairs
    folded_pairs: Pairs
    written: Mapping[str, Mapping[str, int]]
    phrases: Mapping[str, int]
    places: Mapping[str, int]


@dataclass(frozen=True)
class Lexicon:
    """One commit's language. It never changes, so that whatever is made of it may be kept for as long as it is."""

    syllables: Mapping[str, int]
    folded: Mapping[str, int]
    pairs: Pairs
    folded_pairs: Pairs
    written: Mapping[str, str]
    phrases: Mapping[str, int]
    places: Mapping[str, int]

    @cached_property
    def bare(self) -> Mapping[str, str]:
        """Each syllable without accents: keys are small, so that all are folded as one text."""
        return dict(zip(self.syllables, fold_small("\n".join(self.syllables)).split("\n"), strict=False))

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """The syllables behind each folded one, those in most articles first."""
        found: dict[str, list[str]] = defaultdict(list)
        for _, key in sorted([(-count, key) for key, count in self.syllables.items()]):
            found[self.bare[key]].append(key)
        return {folded: tuple(keys) for folded, keys in found.items()}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each syllable in `pairs`."""
        return {key: n for n, key in enumerate(self.pairs.vocabulary)}

    @cached_property
    def folded_numbers(self) -> Mapping[str, int]:
        """The number of each folded syllable in `folded_pairs`."""
        return {key: n for n, key in enumerate(self.folded_pairs.vocabulary)}


def join(parts: Sequence[Part]) -> Lexicon:
    """Add the parts of an index up."""
    syllables, folded = _added(part.syllables for part in parts), _added(part.folded for part in parts)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for part in parts:
        for key, forms in part.written.items():
            written[key].update(forms)
    usual = {key: max(forms, key=lambda form: (forms[form], form)) for key, forms in written.items()}
    return Lexicon(
        syllables=syllables,
        folded=folded,
        pairs=_joined([part.pairs for part in parts], syllables),
        folded_pairs=_joined([part.folded_pairs for part in parts], folded),
        written={key: form for key, form in usual.items() if form != key},
        phrases=_whole(_added(part.phrases for part in parts)),
        places=_added(part.places for part in parts),
    )


def pairs_of(counted: Mapping[tuple[str, str], int], vocabulary: Iterable[str]) -> Pairs:
    """Return counted pairs in order; pairs with a syllable that is not in `vocabulary` are left out."""
    names = tuple(sorted(vocabulary))
    numbers = {name: n for n, name in enumerate(names)}
    known = [
        (numbers[left], numbers[right], count)
        for (left, right), count in counted.items()
        if left in numbers and right in numbers
    ]
    table = np.array(known, np.int64).reshape(-1, 3)
    codes = code(table[:, 0], table[:, 1])
    order = np.argsort(codes)
    return Pairs(names, codes[order], table[order, 2].astype(np.uint32))


def _added(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(total)


def _joined(parts: Sequence[Pairs], vocabulary: Iterable[str]) -> Pairs:
    names = tuple(sorted(vocabulary))
    if len(parts) == 1 and parts[0].vocabulary == names:
        return parts[0]
    numbers = {name: n for n, name in enumerate(names)}
    codes, counts = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
    for part in parts:
        anew = np.array([numbers[name] for name in part.vocabulary], np.uint64)
        codes.append(code(anew[part.codes >> _HALF], anew[part.codes & np.uint64(0xFFFFFFFF)]))
        counts.append(part.counts)
    found, at = np.unique(np.concatenate(codes), return_inverse=True)
    added = np.bincount(at, weights=np.concatenate(counts), minlength=len(found))
    return Pairs(names, found, added.astype(np.uint32))


def _whole(phrases: Mapping[str, int]) -> dict[str, int]:
    """Keep the phrases of enough titles that are no mere piece of a longer one."""
    frequent = {phrase: count for phrase, count in phrases.items() if count >= MIN_PHRASE}
    longer: dict[str, int] = defaultdict(int)
    for phrase, count in frequent.items():
        for piece in (phrase.partition(" ")[2].lower(), phrase.rpartition(" ")[0].lower()):
            longer[piece] = max(longer[piece], count)
    return {phrase: count for phrase, count in frequent.items() if longer[phrase.lower()] < COVERED * count}

"""What an archive's language is: how many articles hold each syllable, which stand beside which, what titles repeat.

An engine counts a `Part` for each piece of its index that never changes, and `join` makes one `Lexicon` of them.
Syllables are keys of `search.text.analyze` (lower case, one tone style, i for y); pairs are neighbours. Parts are added
up at the first use of what needs it: "did you mean" asks for no phrases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.counted import Counts, Listed, Numbers, Pairs, Terms, added
from search.summed import ByTerm, JoinedPairs, JoinedTerms

MIN_PHRASE = 3  # titles that hold a phrase worth offering: what stands in two may be one release on two portals
COVERED = 0.7  # of a phrase's titles: where a longer one has as many, the shorter is but a piece of it


@dataclass(frozen=True, slots=True)
class Part:
    """The counts of one piece of an index.

    `syllables` and `folded` count articles, and `fold_of` has the number of each syllable's form without accents.
    `pairs` counts titles, and articles for compounds; `folded_pairs` articles. `written` has how often titles write a
    key in each way ("kĩ kỹ": the key, a blank, the way); `phrases` counts titles by words as written, `places` articles
    by label ("huyện Đại Vân").
    """

    syllables: Terms
    folded: Terms
    fold_of: Counts
    pairs: Pairs
    folded_pairs: Pairs
    written: Listed
    phrases: Listed
    places: Listed


class Forms(Mapping[str, tuple[str, ...]]):
    """The syllables behind each folded one, those in most articles first."""

    def __init__(self, syllables: JoinedTerms, folded: JoinedTerms, fold_of: Numbers) -> None:
        self._syllables, self._folded = syllables, folded
        self._order = np.argsort(fold_of, kind="stable")
        self._starts = np.searchsorted(fold_of[self._order], np.arange(len(folded) + 1))

    def __getitem__(self, folded: str) -> tuple[str, ...]:
        number = self._folded.number(folded)
        if number < 0:
            raise KeyError(folded)
        counts = self._syllables.counts
        found = self._order[self._starts[number] : self._starts[number + 1]].tolist()
        return tuple(name for _, name in sorted((-int(counts[one]), self._syllables.name(one)) for one in found))

    def __iter__(self) -> Iterator[str]:
        return iter(self._folded.names)

    def __len__(self) -> int:
        return len(self._folded)


class Lexicon:
    """One commit's language. It never changes, so that whatever is made of it may be kept for as long as it is."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    @cached_property
    def _syllables(self) -> JoinedTerms:
        return JoinedTerms([part.syllables for part in self._parts])

    @cached_property
    def _folded(self) -> JoinedTerms:
        return JoinedTerms([part.folded for part in self._parts])

    @cached_property
    def syllables(self) -> Mapping[str, int]:
        """In how many articles each syllable stands."""
        return ByTerm(self._syllables, self._syllables.counts)

    @cached_property
    def folded(self) -> Mapping[str, int]:
        """In how many articles each syllable stands, accents apart."""
        return ByTerm(self._folded, self._folded.counts)

    @cached_property
    def pairs(self) -> JoinedPairs:
        """How often two syllables stand side by side in titles and compounds."""
        return JoinedPairs(self._syllables, [part.pairs for part in self._parts])

    @cached_property
    def folded_pairs(self) -> JoinedPairs:
        """In how many articles two syllables without accents stand side by side."""
        return JoinedPairs(self._folded, [part.folded_pairs for part in self._parts])

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each syllable in `pairs`."""
        return ByTerm(self._syllables)

    @cached_property
    def folded_numbers(self) -> Mapping[str, int]:
        """The number of each folded syllable in `folded_pairs`."""
        return ByTerm(self._folded)

    @property
    def articles(self) -> Numbers:
        """In how many articles each syllable stands, by its number in `pairs`."""
        return self._syllables.counts

    @cached_property
    def fold_of(self) -> Numbers:
        """The number in `folded_pairs` of each syllable's form without accents, by its number in `pairs`."""
        fold_of = np.zeros(len(self._syllables), np.int64)
        for part, places, forms in zip(self._parts, self._syllables.places, self._folded.places, strict=True):
            fold_of[places] = forms[part.fold_of]
        return fold_of

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """The syllables behind each folded one, those in most articles first."""
        return Forms(self._syllables, self._folded, self.fold_of)

    @cached_property
    def written(self) -> Mapping[str, str]:
        """How most titles write a key, where that is otherwise."""
        ways: dict[str, dict[str, int]] = defaultdict(dict)
        for entry, count in added(part.written for part in self._parts).items():
            key, _, form = entry.partition(" ")
            ways[key][form] = count
        usual = {key: max(forms, key=lambda form: (forms[form], form)) for key, forms in ways.items()}
        return {key: form for key, form in usual.items() if form != key}

    @cached_property
    def phrases(self) -> Mapping[str, int]:
        """In how many titles each phrase stands."""
        return _whole(added(part.phrases for part in self._parts))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """In how many articles each place stands."""
        return added(part.places for part in self._parts)


def join(parts: Sequence[Part]) -> Lexicon:
    """Add the parts of an index up."""
    return Lexicon(tuple(parts))


def _whole(phrases: Mapping[str, int]) -> dict[str, int]:
    """Keep the phrases of enough titles that are no mere piece of a longer one."""
    frequent = {phrase: count for phrase, count in phrases.items() if count >= MIN_PHRASE}
    longer: dict[str, int] = defaultdict(int)
    for phrase, count in frequent.items():
        for piece in (phrase.partition(" ")[2].lower(), phrase.rpartition(" ")[0].lower()):
            longer[piece] = max(longer[piece], count)
    return {phrase: count for phrase, count in frequent.items() if longer[phrase.lower()] < COVERED * count}

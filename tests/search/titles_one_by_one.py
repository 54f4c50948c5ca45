"""What titles hold, counted one by one in plain Python: what `search.phrases` counts on arrays must come to this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.vietnamese import fold, lower, one_tone_style
from search.counted import Listed, Pairs, Terms, code
from search.lexicon import Part
from search.phrases import _EDGES, AGAIN, COHESION, LONGEST
from search.text.cutting import Syllable, syllables


@dataclass(frozen=True, slots=True)
class Titles:
    """What many titles hold together: see `search.lexicon.Part`."""

    pairs: Mapping[tuple[str, str], int]
    written: Mapping[str, Mapping[str, int]]
    phrases: Mapping[str, int]


def read(titles: Sequence[str]) -> Titles:
    """Count what these titles hold."""
    pairs: Counter[tuple[str, str]] = Counter()
    written: Counter[tuple[str, str]] = Counter()
    runs: list[list[tuple[str, str]]] = []
    for title in titles:
        found = syllables(title)
        pairs.update((left.key, right.key) for left, right in pairwise(found) if right.joined)
        shout = title.isupper()
        for run in _runs(found):
            runs.append([(one.key, "" if shout else one_tone_style(title[one.start : one.end])) for one in run])
            for one in run:
                written[one.key, one_tone_style(lower(title[one.start : one.end]))] += 1
    return Titles(pairs, _of_two_ways(written), _phrases(runs))


def _of_two_ways(written: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """Return the counts of the keys that some title writes otherwise: kĩ, which most write kỹ."""
    otherwise = {key for key, form in written if form != key}
    forms: dict[str, dict[str, int]] = {key: {} for key in otherwise}
    for (key, form), count in written.items():
        if key in otherwise:
            forms[key][form] = count
    return forms


def _runs(found: Sequence[Syllable]) -> list[list[Syllable]]:
    """Cut where something else than a joint stands between two, and at numbers of documents."""
    runs: list[list[Syllable]] = []
    for one in found:
        if not one.joined or not runs:
            runs.append([])
        runs[-1].append(one)
    return [run for run in runs if len(run) > 1]


def _phrases(runs: Sequence[Sequence[tuple[str, str]]]) -> dict[str, int]:
    """Count runs of two to `LONGEST` syllables; a run is looked at only where its shorter halves came again."""
    alone = Counter(key for run in runs for key, _ in run)
    kept: dict[tuple[str, ...], int] = {}
    before: Mapping[tuple[str, ...], int] = {}
    for length in range(2, LONGEST + 1):
        counted = Counter(
            gram for _, gram in _grams(runs, length) if length == 2 or (gram[:-1] in before and gram[1:] in before)
        )
        before = {
            gram: count
            for gram, count in counted.items()
            if count >= AGAIN and (length > 2 or count >= COHESION * min(alone[gram[0]], alone[gram[1]]))
        }
        kept.update(before)
    kept = {
        gram: count
        for gram, count in kept.items()
        if gram[0] not in _EDGES and gram[-1] not in _EDGES and not any(key.isdigit() for key in gram)
    }
    written = _as_written(runs, kept)
    return {written.get(gram, " ".join(gram)): count for gram, count in kept.items()}


def _grams(runs: Sequence[Sequence[tuple[str, str]]], length: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each stretch of `length` syllables: as written, "" where a title in capitals hides that, and its keys."""
    for run in runs:
        keys = tuple(key for key, _ in run)
        for at in range(len(keys) - length + 1):
            forms = [form for _, form in run[at : at + length]]
            yield " ".join(forms) if all(forms) else "", keys[at : at + length]


def _as_written(
    runs: Sequence[Sequence[tuple[str, str]]], wanted: Mapping[tuple[str, ...], int]
) -> dict[tuple[str, ...], str]:
    """Return phrases as most titles write them, of equals with the fewest capitals: one opens every title."""
    forms: Counter[tuple[tuple[str, ...], str]] = Counter()
    for length in range(2, LONGEST + 1):
        forms.update((gram, form) for form, gram in _grams(runs, length) if form and gram in wanted)
    best = sorted(forms, key=lambda one: (forms[one], [-sum(char.isupper() for char in one[1]), one[1]]))
    return dict(best)  # of one gram the last stays


def pairs_of(counted: Mapping[tuple[str, str], int], vocabulary: Iterable[str]) -> Pairs:
    """Return counted pairs in order; pairs with a syllable that is not in `vocabulary` are left out."""
    numbers = {name: n for n, name in enumerate(vocabulary)}
    known = [
        (numbers[left], numbers[right], count)
        for (left, right), count in counted.items()
        if left in numbers and right in numbers
    ]
    table = np.array(known, np.int64).reshape(-1, 3)
    return Pairs.counted(code(table[:, 0], table[:, 1]), table[:, 2], len(numbers))


def terms_of(counted: Mapping[str, int]) -> Terms:
    """Lay counted terms out."""
    counts = np.fromiter(counted.values(), np.uint32, len(counted))
    return Terms.of([term.encode() for term in counted], counts)[0]


def part_of(
    syllables: Mapping[str, int],
    folded: Mapping[str, int],
    titles: Titles,
    pairs: Mapping[tuple[str, str], int],
    bare: Mapping[tuple[str, str], int],
    places: Mapping[str, int],
) -> Part:
    """Return what was counted as an engine gives it."""
    terms, bare_terms = terms_of(syllables), terms_of(folded)
    number_of = {key: n for n, key in enumerate(bare_terms.names)}
    return Part(
        terms,
        bare_terms,
        np.array([number_of[fold(key)] for key in terms.names], np.uint32),
        pairs_of(pairs, terms.names),
        pairs_of(bare, bare_terms.names),
        Listed.of({f"{key} {form}": count for key, forms in titles.written.items() for form, count in forms.items()}),
        Listed.of(titles.phrases),
        Listed.of(places),
    )

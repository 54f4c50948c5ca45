"""What may have been meant by a syllable: the archive's syllables that typical slips turn into what stands there."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from corpus.keystrokes import decode
from corpus.vietnamese import ALPHABET, TONES, fold, i_for_y, match_key, one_tone_style
from search.lexicon import Lexicon
from search.suggest.likelihood import Candidate

CANDIDATES = 24  # for one syllable, the most frequent ones: more than the forms of any but a few
MIN_ARTICLES = 2  # that hold a syllable worth correcting to: what stands in one may be a slip itself
LONG = 6  # letters from which a syllable may miss its accents beside a wrong letter

# -ln of the chance of each slip, and of no slip at 0: a choice, held by tests/quality/suggestions.py.
KEYS, ACCENT, TRANSPOSED, LETTER, BARE = 3.0, 5.0, 6.0, 7.0, 3.0

_LETTERS = sorted({letter for row in TONES for letter in row} | set(ALPHABET))
_BARE_LETTERS = [letter for letter in ALPHABET if letter.isascii()]


def meant(key: str, lexicon: Lexicon) -> list[Candidate]:
    """Return what may have been meant by one syllable, itself first at no cost, then the most frequent."""
    folded, costs = fold(key), {key: 0.0}

    def offer(candidate: str, cost: float) -> None:
        if lexicon.syllables.get(candidate, 0) >= MIN_ARTICLES and cost < costs.get(candidate, 99.0):
            costs[candidate] = cost

    offer(match_key(decode(key)), KEYS)
    for form in lexicon.forms.get(folded, ()):
        offer(form, BARE if key == folded else ACCENT)
    for edited, cost in _edits(key, _LETTERS):
        if edited in lexicon.syllables:
            offer(edited, cost)
    if key == folded or len(key) >= LONG:
        for edited, cost in _edits(folded, _BARE_LETTERS):
            for form in lexicon.forms.get(edited, ()):
                offer(form, cost + (BARE if key == folded else ACCENT))
    others = heapq.nlargest(
        CANDIDATES, costs.keys() - {key}, key=lambda other: (lexicon.syllables[other] * 2.7 ** -costs[other], other)
    )
    return [Candidate(key), *(Candidate(other, costs[other]) for other in others)]


def accented(folded: str, lexicon: Lexicon) -> list[Candidate]:
    """Return the forms that a syllable typed without accents stands for; itself where the archive has none."""
    return [Candidate(form) for form in lexicon.forms.get(folded, ())[:CANDIDATES]] or [Candidate(folded)]


def _edits(word: str, letters: list[str]) -> Iterator[tuple[str, float]]:
    """Yield what is one letter away from `word` (Damerau, 1964), as keys, with the cost of that slip."""
    for at in range(len(word) - 1):
        yield _key(word[:at] + word[at + 1] + word[at] + word[at + 2 :]), TRANSPOSED
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield _key(before + after[1:]), LETTER
        for letter in letters:
            yield before + letter + after, LETTER
            yield before + letter + after[1:], LETTER


def _key(word: str) -> str:
    return i_for_y(one_tone_style(word))

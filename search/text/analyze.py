"""The one analysis that index and query share: text becomes terms, by field.

    words      pyvi's words, accents kept: they sharpen ranking
    syllables  every syllable, accents kept: they carry recall
    folded     every syllable without accents: what is typed without accents finds all its forms
    pairs      neighbouring syllables without accents: they reward adjacency
    title_*    the title alone, once more
    opening_*  the first syllables of title and body, once each: what an article is about, it says first
    meanings   what a text has abbreviated or in full, by one name for both, once each
    said_*     what officials are reported to say, once more; for conditions only, never scored

A document number ("12/2023/QĐ-UBND") is one term beside its parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from search.text.abbreviations import written
from search.text.cutting import Syllable, pairs, parts, syllables
from search.text.words import words

OPENING_LENGTH = 30  # syllables: a title and a little, or the heading of a text without; 20 or 40 rank worse


class Field(StrEnum):
    """Where a term stands."""

    WORDS = "words"
    SYLLABLES = "syllables"
    FOLDED = "folded"
    PAIRS = "pairs"
    TITLE_SYLLABLES = "title_syllables"
    TITLE_FOLDED = "title_folded"
    OPENING_SYLLABLES = "opening_syllables"
    OPENING_FOLDED = "opening_folded"
    MEANINGS = "meanings"
    SAID_SYLLABLES = "said_syllables"
    SAID_FOLDED = "said_folded"


SCORED = tuple(field for field in Field if field not in (Field.SAID_SYLLABLES, Field.SAID_FOLDED))
"""The fields that analysis fills from title and body alone, and that a score may come from."""

Terms = Mapping[Field, Mapping[str, int]]
"""How often each term stands in each field of one article."""


def analyze(title: str, body: str) -> Terms:
    """Return the terms of an article with their frequencies (counts, not shares)."""
    cut_title, cut_body = syllables(title), syllables(body)
    in_title, in_body = _with_parts(cut_title), _with_parts(cut_body)
    everything = in_title + in_body
    opening = everything[:OPENING_LENGTH]
    return {
        Field.WORDS: Counter(words(title) + words(body)),
        Field.SYLLABLES: Counter(syllable.key for syllable in everything),
        Field.FOLDED: Counter(syllable.folded for syllable in everything),
        Field.PAIRS: Counter(pairs(in_title) + pairs(in_body)),
        Field.TITLE_SYLLABLES: Counter(syllable.key for syllable in in_title),
        Field.TITLE_FOLDED: Counter(syllable.folded for syllable in in_title),
        Field.OPENING_SYLLABLES: dict.fromkeys((syllable.key for syllable in opening), 1),
        Field.OPENING_FOLDED: dict.fromkeys((syllable.folded for syllable in opening), 1),
        Field.MEANINGS: dict.fromkeys((one.form.meaning for cut in (cut_title, cut_body) for one in written(cut)), 1),
    }


def _with_parts(found: list[Syllable]) -> list[Syllable]:
    """Put the parts of document numbers behind the numbers themselves."""
    return [part for syllable in found for part in ([syllable, *parts(syllable)] if syllable.is_number else [syllable])]

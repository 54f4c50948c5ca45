"""pyvi's words as terms: of one text, and of many passages at once.

pyvi is given keys, not what was typed: it cuts "HÒA BÌNH" and "hoà bình" elsewhere than "Hòa Bình", and a query must
find the same however it is typed. Its words rank no worse so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.vietnamese import match_key
from search.text.cutting import MAX_TERM, SYLLABLE
from search.text.passages import Numbers, Passages
from search.text.segment import cut, segment


def words(text: str) -> list[str]:
    """Return the keys of pyvi's words in NFC text, syllables joined by "_", line by line; punctuation left out."""
    found = []
    for line in text.split("\n"):
        keys = match_key(line)
        found += [_key(keys[start:end]) for start, end in segment(keys)]
    return [key for key in found if key]


def _key(word: str) -> str:
    return "_".join(SYLLABLE.findall(word))[:MAX_TERM]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of many passages: `words[i]` is the number of a term, of passage `owner[i]`; `terms` are sorted."""

    terms: list[str]
    words: Numbers
    owner: Numbers


def words_of(passages: Passages, count: int) -> Words:
    """Return the words of the first `count` passages."""
    lines = passages.text.split("\n")
    # A passage may have several lines.
    ends = passages.ends[:count]
    found = cut("\n".join(lines[: int(ends[-1])] if count else []))
    begins = np.flatnonzero(found.begins)
    ends_of_words = np.append(begins[1:], len(found.tokens))
    tokens = found.tokens
    written = [tokens[at] for at in begins.tolist()]
    several = np.flatnonzero(ends_of_words - begins > 1)
    for word, start, end in zip(
        several.tolist(), begins[several].tolist(), ends_of_words[several].tolist(), strict=True
    ):
        written[word] = "_".join(tokens[start:end])
    keys = {word: _key(word) for word in dict.fromkeys(written)}
    terms = sorted({key for key in keys.values() if key})
    rank = {term: number for number, term in enumerate(terms)}
    nothing = len(terms)
    number_of = {word: rank.get(key, nothing) for word, key in keys.items()}
    numbers = np.fromiter(map(number_of.__getitem__, written), np.uint32, len(written))
    owner = np.searchsorted(ends, found.lines[begins], side="right").astype(np.uint32)
    kept = numbers != nothing
    return Words(terms, numbers[kept], owner[kept])

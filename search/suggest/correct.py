"""Did you mean: a better reading of a query, judged by what the archive holds, or none. Pure.

A query without any accent is given its likely ones, keys of Telex or VNI are read, and in a query with accents those
syllables are looked at that stand beside none they are known beside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.keystrokes import decode
from corpus.vietnamese import clean, has_accents, lower, match_key
from search.language.tokens import Sign, tokens
from search.suggest.likelihood import Candidate, Reading, Speech
from search.suggest.slips import accented, meant
from search.text.cutting import Syllable, syllables

# What belongs to the query language, or looks so, is not to be touched.
_SYNTAX = (Sign.FIELD, Sign.MINUS, Sign.OR)
_FIELD_LIKE = re.compile(r"[^\W\d_]+[:：](?=\S)")

MAX_LENGTH = 300  # code points of a query that is corrected: longer than any title; longer texts are no slips of a hand
MAX_SYLLABLES = 64  # of a query; as many as a plan looks up
MAX_DOUBTED = 24  # syllables looked at: a query with more of them is another language, not a slip
# ln by which a correction must be likelier than what was typed, for each syllable changed. Of 500 titles with two slips
# 84 % were mended at 4, 83 % at 5, 79 % at 6; of 500 good titles unknown to the archive 9, 7 and 3 were harmed.
GAIN = 6.0
# Share of all readings that the likely accents must have. Stretches of bodies: at 0.5 half were offered, 87 % of them
# right; at 0.6 two in five, 89 %; at 0.7 less than a third, 94 %.
CLEARLY = 0.6
PLAIN = 20  # times as many articles must hold what keys decode to as hold the keys themselves


def correct(text: str, speech: Speech) -> str | None:
    """Return what was probably meant by `text`, None where it stands as it is or nothing is clearly better."""
    text = clean(text)
    if len(text) > MAX_LENGTH or _FIELD_LIKE.search(text):
        return None
    if "*" in text or any(token.sign in _SYNTAX for token in tokens(text)[0]):
        return None
    found = syllables(text)
    if not 0 < len(found) <= MAX_SYLLABLES:
        return None
    keys = _of_keys(found, speech)
    if keys is None:
        keys = _corrected(found, _initials(text, found), speech) if has_accents(text) else _with_accents(found, speech)
    if keys is None or keys == [one.key for one in found]:
        return None
    return _rewritten(text, found, keys, speech)


def _of_keys(found: Sequence[Syllable], speech: Speech) -> list[str] | None:
    """Read raw Telex or VNI, where that makes every syllable one of the archive's that were not all so before."""
    lexicon = speech.lexicon
    if any(not one.key.isascii() for one in found):
        return None
    keys, for_certain = [], False
    for one in found:
        key = match_key(decode(one.key)) if _is_word(one) or any(char.isalpha() for char in one.key) else one.key
        articles, typed = lexicon.syllables.get(key, 0), lexicon.folded.get(one.key, 0)
        if one.is_number or key == one.key or articles <= PLAIN * typed:
            key = one.key
        else:
            for_certain = True
        if key not in lexicon.syllables and not one.is_number:
            return None
        keys.append(key)
    return keys if for_certain else None


def _with_accents(found: Sequence[Syllable], speech: Speech) -> list[str] | None:
    """Return the likely accents of a line without any; slips in it are mended first, where the archive lacks a word."""
    lexicon = speech.lexicon
    if len(found) < 2:
        return None
    strange = [one for one in found if _is_word(one) and one.folded not in lexicon.folded]
    if len(strange) > MAX_DOUBTED:
        return None
    places = []
    for one in found:
        if not _is_word(one):
            places.append([Candidate(one.key)])
        else:
            places.append(meant(one.folded, lexicon) if one in strange else accented(one.folded, lexicon))
    read = _read(places, found, speech)
    return list(read.keys) if read.share >= CLEARLY else None


def _corrected(found: Sequence[Syllable], initials: Collection[int], speech: Speech) -> list[str] | None:
    doubted = [
        at for at, one in enumerate(found) if _is_word(one) and at not in initials and _is_doubtful(found, at, speech)
    ]
    if not 0 < len(doubted) <= MAX_DOUBTED:
        return None
    as_typed = [[Candidate(one.key)] for one in found]
    places = [meant(one.key, speech.lexicon) if at in doubted else as_typed[at] for at, one in enumerate(found)]
    read = _read(places, found, speech)
    changed = sum(key != one.key for key, one in zip(read.keys, found, strict=True))
    gain = read.score - _read(as_typed, found, speech).score
    return list(read.keys) if gain >= GAIN * changed else None


def _is_doubtful(found: Sequence[Syllable], at: int, speech: Speech) -> bool:
    """Tell whether a syllable stands beside one that it is never seen beside, or is not known at all."""
    if found[at].key not in speech.lexicon.syllables:
        return True
    left = at > 0 and found[at].joined and not speech.seen_together(found[at - 1].key, found[at].key)
    right = at + 1 < len(found) and found[at + 1].joined
    return left or (right and not speech.seen_together(found[at].key, found[at + 1].key))


def _initials(text: str, found: Sequence[Syllable]) -> set[int]:
    """Return which syllables are capitals without accents among small letters: no dictionary lists all of those."""
    if text.isupper():
        return set()
    typed = [text[one.start : one.end] for one in found]
    return {at for at, word in enumerate(typed) if len(word) > 1 and word.isupper() and not has_accents(word)}


def _read(places: Sequence[Sequence[Candidate]], found: Sequence[Syllable], speech: Speech) -> Reading:
    return speech.read(places, [one.joined for one in found])


def _is_word(one: Syllable) -> bool:
    return one.key.isalpha()


def _rewritten(text: str, found: Sequence[Syllable], keys: Sequence[str], speech: Speech) -> str:
    """Put the new syllables in their places, as most titles write them, in the capitals of what stood there."""
    cut, at = [], 0
    for one, key in zip(found, keys, strict=True):
        if key != one.key:
            cut += [text[at : one.start], _as(text[one.start : one.end], speech.lexicon.written.get(key, key))]
            at = one.end
    return "".join([*cut, text[at:]])


def _as(typed: str, word: str) -> str:
    if typed == lower(typed):
        return word
    return word.upper() if typed.isupper() and len(typed) > 1 else word[:1].upper() + word[1:]

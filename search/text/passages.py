"""Many passages cut into syllables at once, as arrays: what `search.text.cutting` says of each, for all of them.

A syllable is a number into the sorted list of all different ones, so that whatever is counted, paired or compared
afterwards is done on arrays of numbers. That the outcome is the same, syllable by syllable, a property test holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.vietnamese import fold, match_key
from search.text.cutting import JOINT, MAX_TERM, NUMBER, SYLLABLE

Numbers = npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]

_BETWEEN = "\x1e"  # ASCII's record separator stands between passages …
_INSIDE = "\x1f"  # … and gives way to this inside one, which joins as little
_PIECES = re.compile(f"({SYLLABLE.pattern})")
_JOINED, _SLASHED, _PASSAGE = 1, 2, 2  # of what stands between: two flags, and from which bit on passages are counted
_WINDOW = 64  # pieces, syllables and what is between: no document number has more


@dataclass(frozen=True, slots=True)
class Passages:
    """The syllables of many passages end to end.

    `keys` are the different syllables, `folded` their different forms without accents, both sorted, and `fold_of` the
    form of each key. `syllables[i]` is the number of a key, of passage `owner[i]`; `joined[i]` tells that nothing but a
    joint is between it and the one before. A document number is one syllable, marked in `numbers`; its parts follow it,
    marked in `parts`, the first of them not joined. `text` are the keys of all passages, one behind the other line by
    line, and `ends` how many lines there are up to the end of each.
    """

    keys: list[str]
    folded: list[str]
    fold_of: Numbers
    syllables: Numbers
    owner: Numbers
    joined: Mask
    numbers: Mask
    parts: Mask
    text: str
    ends: Numbers

    def whole(self) -> tuple[Numbers, Numbers, Mask]:
        """Return syllables, owners and joints with document numbers in one piece, without their parts."""
        kept = ~self.parts
        return self.syllables[kept], self.owner[kept], self.joined[kept]

    def spread(self) -> tuple[Numbers, Numbers, Mask]:
        """Return syllables, owners and joints with the parts of document numbers in the numbers' place."""
        kept, joined = ~self.numbers, self.joined.copy()
        at = np.flatnonzero(self.numbers)
        joined[at + 1] = self.joined[at]
        return self.syllables[kept], self.owner[kept], joined[kept]


def cut(passages: Sequence[str]) -> Passages:
    """Cut passages of NFC text."""
    text = match_key(_BETWEEN.join(one.replace(_BETWEEN, _INSIDE) for one in passages))
    pieces = _PIECES.split(text)
    between = pieces[0:-1:2]
    kinds = {gap: _kind(gap) for gap in dict.fromkeys(between)}
    kind = np.fromiter(map(kinds.__getitem__, between), np.uint32, len(between))
    joined = (kind & _JOINED).astype(np.bool_)
    joined[:1] = False
    stretches = list(_numbers(pieces, joined, np.flatnonzero(kind[1:] & _SLASHED).tolist()))
    found = _with_numbers(pieces[1::2], np.cumsum(kind >> _PASSAGE, dtype=np.uint32), joined, stretches)
    keys, syllables = _numbered(found.syllables)
    forms = fold("\n".join(keys)).split("\n") if keys else []
    folded, fold_of = _numbered(forms)
    return Passages(
        keys, folded, fold_of, syllables, found.owner, found.joined, found.numbers, found.parts,
        text.replace(_BETWEEN, "\n"), np.cumsum([one.count("\n") + 1 for one in passages], dtype=np.uint32),
    )  # fmt: skip


def _kind(gap: str) -> int:
    """Say of what stands between two syllables whether it joins them, is in a document's number, or ends passages."""
    joins = JOINT.fullmatch(gap) is not None
    return gap.count(_BETWEEN) << _PASSAGE | (gap in ("/", "-")) * _SLASHED | joins


def _numbered(words: Sequence[str]) -> tuple[list[str], Numbers]:
    """Return the different words, no longer than a term, in order, and each word's number among them."""
    shortened = {word: word[:MAX_TERM] for word in dict.fromkeys(words)}
    distinct = sorted(set(shortened.values()))
    rank = {word: number for number, word in enumerate(distinct)}
    number_of = {word: rank[short] for word, short in shortened.items()}
    return distinct, np.fromiter(map(number_of.__getitem__, words), np.uint32, len(words))


def _numbers(pieces: Sequence[str], joined: Mask, candidates: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Yield where document numbers stand: the first syllable's place, the place after the last one, and the number.

    `candidates` are places of syllables behind which a slash or a dash stands; `joined` is mended where a number
    reaches into what is behind its last syllable.
    """
    done = 0
    for at in candidates:
        before = pieces[2 * at][-1:]
        if at < done or not pieces[2 * at + 1].isdecimal() or before in ("_", "/"):
            continue
        match = NUMBER.match("".join(pieces[2 * at + 1 : 2 * at + 1 + _WINDOW]))
        if match:
            inside = list(SYLLABLE.finditer(match[0]))
            done = at + len(inside)
            yield at, done, match[0]
            over = match.end() - inside[-1].end()  # of "12/QĐ-UB&" the last sign is the number's, not what joins
            if over and done < len(joined):
                joined[done] = JOINT.fullmatch(pieces[2 * done], over) is not None


@dataclass(frozen=True, slots=True)
class _Found:
    syllables: list[str]
    owner: Numbers
    joined: Mask
    numbers: Mask
    parts: Mask


def _with_numbers(found: list[str], owner: Numbers, joined: Mask, stretches: Sequence[tuple[int, int, str]]) -> _Found:
    """Put document numbers before their parts."""
    if not stretches:
        nothing = np.zeros(len(found), np.bool_)
        return _Found(found, owner, joined, nothing, nothing)
    syllables, taken, done = list[str](), list[int](), 0  # `taken` are the places that owners and joints come from
    numbers, parts = list[int](), list[int]()
    for start, end, number in stretches:
        inside = SYLLABLE.findall(number[:MAX_TERM])
        syllables += found[done:start]
        taken += range(done, start)
        numbers.append(len(syllables))
        parts += range(len(syllables) + 1, len(syllables) + 1 + len(inside))
        syllables += [number, *inside]
        taken += [start] * (1 + len(inside))
        done = end
    syllables += found[done:]
    taken += range(done, len(found))
    joints, is_number, is_part = joined[taken], np.zeros(len(taken), np.bool_), np.zeros(len(taken), np.bool_)
    is_number[numbers] = is_part[parts] = True
    joints[parts] = True
    joints[np.array(numbers) + 1] = False  # the first part follows the number, not what is before it
    return _Found(syllables, owner[taken], joints, is_number, is_part)

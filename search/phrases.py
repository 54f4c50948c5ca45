"""What titles hold that is worth keeping for suggestions: neighbours, phrases that come again, spellings. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.vietnamese import lower, match_key, one_tone_style
from search.text.analyze import Syllable, syllables

LONGEST = 6  # syllables of a phrase: "xây dựng nông thôn mới nâng" is one too many already
AGAIN = 2  # titles of one part of the index that a phrase must stand in to be counted further

# No phrase begins or ends with one of these: it would be cut out of the middle of something.
_EDGES = frozenset(
    re.findall(
        r"\w+",
        "ai bằng bị bởi các cái cho chưa có còn của cùng cũng do dưới đã đang đây để đến đều được gì giữa hay hoặc "
        "hơn khi không là lại làm lên mà một này nào nên nếu ngày nhiều những như nhưng ở qua ra rất sau sẽ số tại "
        "theo thì trên trong trước từ và vẫn vào vì về việc với vừa",
    )
)


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
    kept: dict[tuple[str, ...], int] = {}
    forms: dict[tuple[str, ...], str] = {}
    before: Mapping[tuple[str, ...], int] = {}
    for length in range(2, LONGEST + 1):
        counted: Counter[tuple[str, ...]] = Counter()
        for run in runs:
            keys = tuple(key for key, _ in run)
            for at in range(len(keys) - length + 1):
                gram = keys[at : at + length]
                if length == 2 or (gram[:-1] in before and gram[1:] in before):
                    counted[gram] += 1
                    # The first word of a title has a capital that tells nothing.
                    if gram not in forms and at and all(form for _, form in run[at : at + length]):
                        forms[gram] = " ".join(form for _, form in run[at : at + length])
        before = {gram: count for gram, count in counted.items() if count >= AGAIN}
        kept.update(before)
        forms = {gram: form for gram, form in forms.items() if gram in kept}
        if not before:
            break
    return {
        forms.get(gram, " ".join(gram)): count
        for gram, count in kept.items()
        if gram[0] not in _EDGES and gram[-1] not in _EDGES and not any(key.isdigit() for key in gram)
    }


def place_label(name: str, kind: str | None) -> str:
    """Return a place as one says it: "huyện Đại Vân"."""
    return f"{kind} {name}" if kind and not match_key(name).startswith(match_key(kind)) else name

"""How common a full name is: about how many officials of a country bear it, from counts of its syllables.

Family name and last syllable tell names apart; what stands between them (Văn, Thị, Hữu …) hardly does, and the two are
taken to be chosen independently. "Nguyễn Văn Hùng" comes to some hundreds, "Tống Thị Ngần" to far less than one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from corpus.spelling import REMEMBERED, name_key

COUNTS = Path(__file__).parent / "lexicon" / "name_counts.tsv"
# Officials whom the news of a whole country names within some years, as far as orders of magnitude matter here.
OFFICIALS = 100_000


@lru_cache(REMEMBERED)
def bearers(name: str) -> float:
    """Return how many officials of a country probably bear a name, at 1e5 officials; it need not be one on record."""
    syllables = name_key(name).split()
    if not syllables:
        return float(OFFICIALS)
    total, family, last = _counts()
    expected = OFFICIALS * last.get(syllables[-1], 1) / total
    return expected if len(syllables) == 1 else expected * family.get(syllables[0], 1) / total


@cache
def _counts() -> tuple[int, dict[str, int], dict[str, int]]:
    """Return how many names were counted, and how often each syllable was family name and last syllable."""
    lines = COUNTS.read_text(encoding="utf-8").splitlines()
    (_, total, _), *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    family = {name_key(syllable): int(times) for syllable, times, _ in rows if times != "0"}
    last = {name_key(syllable): int(times) for syllable, _, times in rows if times != "0"}
    return int(total), family, last

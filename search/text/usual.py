"""How usual a syllable is in news of any kind: what a small archive cannot tell by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from search.text.analyze import Field

TABLE = Path(__file__).with_name("usual_syllables.tsv")  # written by tests/quality/count_syllables.py

_COUNTED = {
    Field.SYLLABLES: "syllables",
    Field.TITLE_SYLLABLES: "syllables",
    Field.OPENING_SYLLABLES: "syllables",
    Field.FOLDED: "folded",
    Field.TITLE_FOLDED: "folded",
    Field.OPENING_FOLDED: "folded",
}


def usual_share(field: Field, term: str) -> float | None:
    """Return the share of news articles, 0 to 1, that have a term; None in fields where terms were not counted.

    Terms of fewer than one article in twenty are given 0. In titles and openings it is the share of whole articles:
    what is usual there is as little worth as a word of the title.
    """
    counted = _COUNTED.get(field)
    return None if counted is None else _shares()[counted].get(term, 0.0)


@cache
def _shares() -> Mapping[str, Mapping[str, float]]:
    shares: dict[str, dict[str, float]] = {"syllables": {}, "folded": {}}
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            field, term, percent = line.split("\t")
            shares[field][term] = int(percent) / 100
    return shares

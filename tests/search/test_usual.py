from __future__ import annotations

import pytest

from corpus.vietnamese import fold, match_key
from search.text.analyze import Field
from search.text.usual import TABLE, usual_share

ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]


def test_every_syllable_is_written_as_analysis_writes_it() -> None:
    assert [term for field, term, _ in ROWS if term != (match_key(term) if field == "syllables" else fold(term))] == []


def test_every_share_is_a_percentage() -> None:
    assert all(0 < int(percent) <= 100 for _, _, percent in ROWS)


@pytest.mark.parametrize("field", [Field.FOLDED, Field.TITLE_FOLDED, Field.OPENING_FOLDED])
def test_without_accents_a_syllable_is_as_usual_as_all_its_forms(field: Field) -> None:
    assert (usual_share(field, "va") or 0) >= (usual_share(Field.SYLLABLES, "và") or 0) > 0.9


def test_what_is_not_in_the_table_is_rare() -> None:
    assert usual_share(Field.SYLLABLES, "đầmhà") == 0.0


def test_of_pairs_nothing_is_known() -> None:
    assert usual_share(Field.PAIRS, "va cac") is None

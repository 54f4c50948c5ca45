from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine import Entry
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.columns import sequences
from search.engines.whoosh.columns.sequences import encoded
from search.plan import plan
from search.query import Query

SIZE = 9


@pytest.fixture(params=[0, 3, SIZE])
def most_common(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequences, "MAX_COMMON", request.param)


@pytest.mark.usefixtures("most_common")
def test_what_was_encoded_is_decoded_whole_and_in_pieces() -> None:
    @given(st.lists(st.lists(st.integers(0, SIZE), max_size=12), max_size=4), st.integers(0, 30), st.integers(0, 30))
    def holds(parts: list[list[int]], first: int, last: int) -> None:
        every = [number for part in parts for number in part]
        found = encoded(np.zeros(1, np.uint32), [np.array(part, np.uint32) for part in parts], SIZE)
        assert found.all().tolist() == every
        places = np.arange(len(every))[first:last]
        assert found.decoded(found.values[places], places).tolist() == every[first:last]

    holds()


@pytest.mark.usefixtures("most_common")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"tiêm chủng trẻ"', {"a"}),
        ('"tiem chung tre"', {"a"}),
        ('"chủng trẻ em"', {"a", "c"}),
        ('"trẻ tiêm"', set()),
        ('tieude:"tiêm chủng"', {"b"}),
    ],
)
def test_a_phrase_is_found_however_rare_its_syllables(
    tmp_path: Path, entry: Callable[..., Entry], query: str, ids: set[str]
) -> None:
    engine = WhooshEngine.create(tmp_path / "index")
    engine.write([entry("x", "", "kỹ sư họp"), entry("a", "", "Họp về tiêm chủng trẻ em, tiêm")], upto=1)
    engine.write([entry("b", "Tiêm chủng", "trẻ em họp"), entry("c", "", "chủng, chủng trẻ em tiêm")], upto=2)
    assert set(engine.find(plan(Query(query))).ids) == ids

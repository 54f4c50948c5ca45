"""Eight times the text takes about eight times as long, whatever the text."""

import pytest

from tests.bench.annotation import HOSTILE, babble, filled, seconds

SMALL, TIMES = 6_000, 8
# A rule that looks at every pair would take TIMES as often again.
MOST = TIMES * 3
# Quicker than this nothing can be told.
LEAST = 0.002


def _growth(one: str, other: str) -> float:
    return min(seconds(other) for _ in range(3)) / max(LEAST, min(seconds(one) for _ in range(3)))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_takes_time_by_its_length(name: str) -> None:
    assert _growth(filled(HOSTILE[name], SMALL), filled(HOSTILE[name], SMALL * TIMES)) < MOST


def test_babble_takes_time_by_its_length() -> None:
    assert _growth(babble(SMALL), babble(SMALL * TIMES)) < MOST

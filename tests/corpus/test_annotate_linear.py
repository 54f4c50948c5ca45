"""Eight times the text takes about eight times as long, whatever the text."""

import time
from timeit import Timer

import pytest

from corpus.annotate import annotate
from corpus.article import Article
from tests.bench.annotation import HOSTILE, babble, filled

SMALL, TIMES = 6_000, 8
# A rule that looks at every pair would take TIMES as often again.
MOST = TIMES * 3
# Quicker than this nothing can be told.
LEAST = 0.002


def _seconds(text: str) -> float:
    """Return the processor's time for one article: other processes, and the collector's passes, tell nothing here."""
    article = Article("bench", "Tin", text)
    return min(Timer(lambda: annotate(article), timer=time.process_time).repeat(3, 1))


def _growth(one: str, other: str) -> float:
    return _seconds(other) / max(LEAST, _seconds(one))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_takes_time_by_its_length(name: str) -> None:
    assert _growth(filled(HOSTILE[name], SMALL), filled(HOSTILE[name], SMALL * TIMES)) < MOST


def test_babble_takes_time_by_its_length() -> None:
    assert _growth(babble(SMALL), babble(SMALL * TIMES)) < MOST

"""The engine answers as stock Whoosh and plain counting do, whatever the archive and whatever is asked."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.search.oracle.asking import ask, filled
from tests.search.oracle.drawing import Commit
from tests.search.oracle.questions import Question, cases

ARCHIVES, QUESTIONS = 40, 20  # a minute at most; `python -m tests.search.oracle N` goes on for as long as one likes


@settings(max_examples=ARCHIVES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(QUESTIONS))
def test_hits_order_scores_and_counts_are_those_of_stock_whoosh(case: tuple[list[Commit], list[Question]]) -> None:
    history, asked = case
    with filled(history) as (engine, stock):
        for question in asked:
            ask(engine, stock, question)

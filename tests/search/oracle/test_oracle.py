"""The engine answers as stock Whoosh and plain counting do, whatever the archive and whatever is asked."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.search.oracle.asking import ask, filled
from tests.search.oracle.drawing import Commit
from tests.search.oracle.questions import Question, cases, of_copies, of_places

ARCHIVES, FURTHER, QUESTIONS = (
    25,
    8,
    20,
)  # half a minute; `python -m tests.search.oracle N` goes on as long as one likes

Case = tuple[list[Commit], list[Question]]

bounded = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(bounded, max_examples=ARCHIVES)
@given(cases(QUESTIONS))
def test_hits_order_scores_and_counts_are_those_of_stock_whoosh(case: Case) -> None:
    assert_alike(case)


@settings(bounded, max_examples=FURTHER)
@given(of_places(QUESTIONS))
def test_places_called_otherwise_are_found_and_scored_as_documented(case: Case) -> None:
    assert_alike(case)


@settings(bounded, max_examples=FURTHER)
@given(of_copies(QUESTIONS))
def test_copies_fold_into_the_hit_that_is_placed_first(case: Case) -> None:
    assert_alike(case)


def assert_alike(case: Case) -> None:
    history, asked = case
    with filled(history) as (engine, stock):
        for question in asked:
            ask(engine, stock, question)

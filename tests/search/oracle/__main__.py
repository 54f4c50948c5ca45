"""Compare over many random archives: `python -m tests.search.oracle [ARCHIVES]`; prints the cases by kind.

Stops at the first disagreement, with the smallest archive and questions that show it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, given, settings

from tests.search.oracle.asking import ask, filled
from tests.search.oracle.drawing import Commit, often
from tests.search.oracle.questions import Question, cases, of_copies, of_places

QUESTIONS = 25


def main(archives: int) -> None:
    """Compare over so many archives."""
    asked, found, undecided = Counter[str](), Counter[str](), 0
    began = time.monotonic()

    @settings(max_examples=archives, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(often(cases(QUESTIONS), of_places(QUESTIONS) | of_copies(QUESTIONS)))
    def run(case: tuple[list[Commit], list[Question]]) -> None:
        nonlocal undecided
        history, questions = case
        with filled(history) as (engine, stock):
            for question in questions:
                answer = ask(engine, stock, question)
                if answer is None:
                    undecided += 1
                    continue
                came = {
                    "found by another name": answer.page.total_joined > 0,
                    "fewer terms had to do": answer.page.relaxed,
                    "folded into another": answer.page.reports < answer.page.total,
                }
                kinds = (*question.kinds, "in all", *(name for name, is_so in came.items() if is_so))
                asked.update(kinds)
                found.update(kinds if answer.whole.ids else ())

    run()
    _say(f"{archives} archives, {time.monotonic() - began:.0f} s; {undecided} cases left undecided by rounding\n")
    _say(f"{'kind':24} {'cases':>8} {'with hits':>10}")
    for kind, number in asked.most_common():
        _say(f"{kind:24} {number:8,} {found[kind]:10,}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)

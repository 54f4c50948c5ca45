from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.text.model import model
from search.text.viterbi import MAX_ROUNDS, tag, viterbi

TRANSITIONS = model().transitions
TURNS = TRANSITIONS[0] - TRANSITIONS[1]
BETWEEN = float(TURNS.mean()) + 0.01
"""The score of a line's first token whose lead is between the turns, and nearer to neither than the next ones' are."""
NEAR = float(TURNS.mean() - (TRANSITIONS[:, 1] - TRANSITIONS[:, 0]).mean())
"""The score of a token whose lead is between the turns if the lead of the token before is."""

scores = st.floats(-8, 8) | st.sampled_from([-1.0, -0.5, 0.0, 0.5]) | st.floats(NEAR - 0.3, NEAR + 0.3)
transitions = st.just(TRANSITIONS) | st.lists(st.floats(-3, 3), min_size=4, max_size=4).map(
    lambda four: np.array(four).reshape(2, 2)
)


def laid_out(lines: list[list[float]]) -> tuple[np.ndarray, np.ndarray]:
    """Lay lines end to end, each with a place for its end."""
    return np.array([score for line in lines for score in (*line, 0.0)]), np.cumsum(
        [len(line) + 1 for line in lines]
    ) - 1


@given(st.lists(st.lists(scores, max_size=30), min_size=1, max_size=5), transitions)
def test_what_is_certain_is_what_going_along_the_line_finds(lines: list[list[float]], weights: np.ndarray) -> None:
    labels, doubtful = tag(*laid_out(lines), weights)
    _, ends = laid_out(lines)
    for number, (line, end) in enumerate(zip(lines, ends.tolist(), strict=True)):
        if number not in np.searchsorted(ends, doubtful):
            expected = viterbi([complex(0, score) for score in line], weights)
            assert labels[end - len(line) : end].tolist() == expected


@given(st.lists(st.floats(-8, 8), min_size=1, max_size=12), transitions)
def test_the_way_found_is_the_best_of_all(line: list[float], weights: np.ndarray) -> None:
    def total(labels: list[int]) -> float:
        steps = sum(weights[one, two] for one, two in pairwise(labels))
        return float(steps + sum(score for score, label in zip(line, labels, strict=True) if label))

    every = (list(map(int, f"{number:0{len(line)}b}")) for number in range(2 ** len(line)))
    found = [int(label) for label in viterbi([complex(0, score) for score in line], weights)]
    assert abs(total(found) - max(map(total, every))) < 1e-9


def test_lines_are_certain_but_near_the_turns() -> None:
    lines = [[BETWEEN, NEAR, NEAR, 2.0, -3.0]] * 10
    _, doubtful = tag(*laid_out(lines), TRANSITIONS)
    assert len(doubtful) == 0


def test_a_long_run_near_the_turns_is_doubtful() -> None:
    lines = [[-3.0] * 9, [BETWEEN] + [NEAR] * (2 * MAX_ROUNDS), [-3.0] * 9]
    places, ends = laid_out(lines)
    _, doubtful = tag(places, ends, TRANSITIONS)
    assert set(np.searchsorted(ends, doubtful).tolist()) == {1}


def test_a_lead_at_a_turn_is_doubtful() -> None:
    _, doubtful = tag(*laid_out([[float(TURNS[0]), 3.0]]), TRANSITIONS)
    assert doubtful.tolist() == [0]


def test_two_ways_as_good_end_with_the_first_label() -> None:
    assert viterbi([0j], TRANSITIONS) == [False]

"""Ranking stays as good as it was on real questions: at least what it reached, less one standard error."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.quality.retrieval import Question, fingerprint, gains, line, resampled, sampled, typed

SHARED = Path(__file__).resolve().parents[2] / "../shared"
# Written by `python -m tests.quality.retrieval ../shared --floors`: the collection's fingerprint, what must be kept.
COLLECTION = "7f6e54d4efb6e57908eb2fbc7c0675bb409412a01cf06207fac9075900e83c32"
FLOORS = {
    "legal with accents": 0.722,
    "legal without accents": 0.706,
    "viwiki with accents": 0.96,
    "viwiki without accents": 0.956,
}


@pytest.fixture(scope="module")
def scored() -> dict[str, NDArray[np.float64]]:
    if not (SHARED / "retrieval").exists():
        pytest.skip("needs ../shared/retrieval")
    if fingerprint(SHARED) != COLLECTION:
        pytest.skip("other questions than those that the floors are for: run tests.quality.retrieval --floors")
    return sampled(SHARED)


@pytest.mark.parametrize("key", FLOORS)
def test_ranking_does_not_fall_below_what_it_reached(scored: dict[str, NDArray[np.float64]], key: str) -> None:
    assert float(scored[key].mean()) >= FLOORS[key]


def test_a_question_without_hits_gains_nothing_and_one_with_its_article_first_gains_all() -> None:
    if not (SHARED / "retrieval").exists():
        pytest.skip("needs ../shared/retrieval")
    judged = [row.split("\t") for row in (SHARED / "retrieval/qrels.tsv").read_text("utf-8").splitlines()]
    wanted: dict[str, list[str]] = {}
    for question, article, _ in judged:
        wanted.setdefault(question, []).append(article)
    first, second = list(wanted)[:2]
    asked = [Question(first, ""), Question(second, "")]
    assert gains(SHARED, asked, {second: wanted[second]}).tolist() == [0.0, 1.0]


def test_a_question_typed_without_accents_is_in_lower_case() -> None:
    asked = [Question("q", "Ai làm Chủ tịch UBND xã Hoà Đầm?")]
    assert typed(asked, "without accents")[0].text == "ai lam chu tich ubnd xa hoa dam?"


def test_an_interval_holds_the_mean() -> None:
    values = np.array([0.0, 1.0, 1.0, 0.5])
    assert resampled(values, 200).min() <= values.mean() <= resampled(values, 200).max()
    assert "0.6250" in line("legal", "with accents", values)

"""Annotation stays as good as it was on the gold articles: at least what it reached, less one standard error."""

from pathlib import Path

import pytest

from tests.quality.annotation import KINDS, Scored, counts, f1, fingerprint, resampled, rules, score

SHARED = Path(__file__).resolve().parents[2] / "../shared"
# Written by `python -m tests.quality.annotation ../shared --floors`: the gold's fingerprint, and what must be kept.
GOLD = "c91d5bf7798a6b942538fe3ea1eb4e161f9893432ae61c1f7c4c3e6d79f19eb8"
FLOORS = {
    "official": 0.96,
    "official+title": 0.91,
    "agency": 0.92,
    "agency+place": 0.92,
    "date": 0.97,
    "event date": 0.87,
    "topic": 0.83,
    "main topic": 0.85,
}


@pytest.fixture(scope="module")
def scored() -> list[Scored]:
    if not (SHARED / "gold").exists():
        pytest.skip("needs ../shared/gold")
    if fingerprint(SHARED) != GOLD:
        pytest.skip("another gold than the one that the floors are for: run tests.quality.annotation --floors")
    return score(SHARED)


@pytest.mark.parametrize("kind", KINDS)
def test_annotation_does_not_fall_below_what_it_reached(scored: list[Scored], kind: str) -> None:
    assert float(f1(counts(scored, kind).sum(axis=0))) >= FLOORS[kind]


def test_an_interval_holds_the_score(scored: list[Scored]) -> None:
    rows = counts(scored, "agency")
    samples = resampled(rows, 200)
    assert samples.min() <= float(f1(rows.sum(axis=0))) <= samples.max()


def test_half_of_what_is_found_and_wanted_is_half_a_score() -> None:
    article = {kind: frozenset({"a", "b"}) for kind in KINDS}
    other = {kind: frozenset({"b", "c"}) for kind in KINDS}
    one = Scored(None, None, "A", article, other)  # type: ignore[arg-type]  # neither article nor notes are counted
    assert float(f1(counts([one], "topic").sum(axis=0))) == 0.5


def test_the_golds_own_rules_are_used() -> None:
    if not (SHARED / "gold").exists():
        pytest.skip("needs ../shared/gold")
    assert rules(SHARED).norm("UBND TX. Hải Trà") == rules(SHARED).norm("Uỷ ban nhân dân thị xã Hải Trà")

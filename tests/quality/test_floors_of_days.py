"""What annotation reached on days of articles that mended no rule is kept, less one standard error."""

from pathlib import Path

import pytest

from tests.quality.annotation import counts, f1
from tests.quality.days import score

SHARED = Path(__file__).resolve().parents[2] / "../shared"


@pytest.mark.parametrize(("kind", "floor"), [("date", 0.88), ("event date", 0.79)])
def test_days_do_not_fall_below_what_was_reached(kind: str, floor: float, tmp_path: Path) -> None:
    if not (SHARED / "news").exists() or not (SHARED / "gold").exists():
        pytest.skip("needs ../shared/news and ../shared/gold")
    assert float(f1(counts(score(SHARED, tmp_path), kind).sum(axis=0))) >= floor

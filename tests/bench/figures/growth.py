"""Growth: the mix and the build at each size, so that one sees how both go up with the articles and the hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tests.bench.ground import Ground, say
from tests.bench.peers.door import Ours
from tests.bench.peers.tantivy import Tantivy
from tests.bench.table import Bar, Row
from tests.bench.timing import geometric_mean, interleaved

MS = 1_000.0


@dataclass(frozen=True, slots=True)
class Point:
    """One size: geometric means over the mix in ms and hits a query; articles a second to index."""

    articles: int
    ours: float
    tantivy: float
    hits: float
    built: float


def points(ground: Ground) -> list[Point]:
    """Measure each size with the queries that are drawn at the smallest, so that they are the same at all."""
    mix = None
    found = []
    for size in ground.sizes:
        folder = ground.indexes(size, ["tantivy"])["tantivy"]
        with ground.opened(size) as (engine, _):
            say(f"growth: {size:,} articles")
            mix = mix or ground.mix(size, engine)
            ours, other = Ours(engine), Tantivy(folder)
            hits = [max(ours.find(one.plan).total, 1) for one in mix]
            plans = [one.plan for one in mix]
            asks = {
                "o": [partial(ours.find, plan) for plan in plans],
                "t": [partial(other.answer, other.prepared(plan)) for plan in plans],
            }
            timed = interleaved(asks, ground.options.rounds)
            other.close()
        made = ground.steps[size].index
        built = size / made.seconds if made else float("nan")
        found.append(Point(size, timed["o"].mean * MS, timed["t"].mean * MS, geometric_mean(hits), built))
    return found


def rows(found: Sequence[Point]) -> Iterator[Row]:
    """Yield a row a size, and how time grew against hits."""
    for point in found:
        yield Row(
            f"growth: {point.articles:,} articles, faceted query",
            point.ours,
            "ms",
            peers={"tantivy": point.tantivy},
            note=f"{point.hits:,.0f} hits; built at {point.built:,.0f} articles/s",
        )
    if len(found) > 1:
        first, last = found[0], found[-1]
        grown = (last.ours / first.ours) / (last.hits / first.hits)
        yield Row("   time's growth over that of hits, first to last", grown, "", bars=[Bar(1)])

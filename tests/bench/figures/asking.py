"""Faceted queries at the engine's door: the mix, plan in, ids of the best and total and all facet counts out."""

from __future__ import annotations

import cProfile
import io
import pstats
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.plan import Plan
from tests.bench.agree import check
from tests.bench.ground import Ground, say
from tests.bench.mix import KINDS, Asked
from tests.bench.peers.door import Answer, CannotAsk, Ours, Peer
from tests.bench.peers.tantivy import Prepared, Tantivy
from tests.bench.table import Bar, Row
from tests.bench.timing import Timed, geometric_mean, interleaved, percentile

SLOWEST, LINES, TIMES = 3, 12, 5  # kinds that are profiled, lines of each profile, times each query is asked for it
FIRST_VALUES = 20  # of a facet, where not all are asked for: as many as a page shows
SELDOM = 3  # of the queries that the slow peers can be asked, every third, once
MS = 1_000.0


@dataclass(frozen=True, slots=True)
class Result:
    """The rows, the table of kinds, profiles, and by peer the geometric mean in ms: for the plot."""

    rows: list[Row]
    kinds: str
    profiles: str
    means: Mapping[str, float]


def measured(ground: Ground, size: int) -> Result:
    """Check all engines against ours, then time them; raises Disagreement."""
    folders = ground.indexes(size, ["tantivy", "tantivy-shown", "whoosh", "fts5"])
    with ground.opened(size) as (engine, _):
        mix = ground.mix(size, engine)
        plans = [one.plan for one in mix]
        ours, tantivy = Ours(engine), Tantivy(folders["tantivy"])
        slow = {"whoosh": ground.peer(size, "whoosh"), "fts5": ground.peer(size, "fts5")}
        say(f"checking {len(mix)} queries over {size:,} articles: {', '.join(slow)} are asked what they can")
        everybody: dict[str, Peer] = {"tantivy": tantivy, **_seldom(slow)}
        able = check(
            ours, everybody, [(f"{one.kind}: {one.query.text}", plan) for one, plan in zip(mix, plans, strict=True)]
        )
        say("timing them")
        first = Tantivy(folders["tantivy"], values=FIRST_VALUES)
        rounds = ground.options.rounds
        timed = interleaved(
            {
                "ours": _asks(ours, plans),
                "tantivy": _prepared(tantivy, plans),
                "first": _prepared(first, plans),
                "top": [partial(_top, tantivy, tantivy.prepared(plan)) for plan in plans],
            },
            rounds,
        )
        cold = _cold(ground.home(size), folders["tantivy"], plans)
        beside = {name: _beside(ours, peer, plans, able[name]) for name, peer in slow.items()}
        rows = [*_rows(size, rounds, timed, beside), *_cold_rows(cold), _top_row(rounds, timed)]
        means = {"ours": timed["ours"].mean, "tantivy": timed["tantivy"].mean}
        means |= {name: geometric_mean(ratio) * timed["ours"].mean for name, (ratio, _) in _ratios(beside).items()}
        result = Result(
            rows,
            _kinds(mix, timed),
            _profiles(engine, mix, timed["ours"]),
            {name: value * MS for name, value in means.items()},
        )
        for peer in (*slow.values(), tantivy, first):
            peer.close()
        return result


class _Every:
    """Puts every third of the plans that it can carry out to a peer that takes seconds for one."""

    def __init__(self, peer: Peer) -> None:
        self._peer, self._asked = peer, 0

    def find(self, plan: Plan) -> Answer:
        self._asked += 1
        if self._asked % SELDOM:
            raise CannotAsk("not its turn")
        return self._peer.find(plan)

    def close(self) -> None:
        self._peer.close()


def _seldom(peers: Mapping[str, Peer]) -> dict[str, Peer]:
    return {name: _Every(peer) for name, peer in peers.items()}


def _asks(peer: Peer, plans: Sequence[Plan]) -> list[Callable[[], object]]:
    return [partial(peer.find, plan) for plan in plans]


def _prepared(tantivy: Tantivy, plans: Sequence[Plan]) -> list[Callable[[], object]]:
    """Return the plans as questions to tantivy, its query objects made beforehand as our plans are."""
    return [partial(tantivy.answer, tantivy.prepared(plan)) for plan in plans]


def _top(tantivy: Tantivy, prepared: Prepared) -> object:
    return tantivy.ids(tantivy.top(prepared))


def _beside(ours: Peer, peer: Peer, plans: Sequence[Plan], able: Sequence[int]) -> dict[str, Timed]:
    chosen = [plans[n] for n in able]
    return interleaved({"ours": _asks(ours, chosen), "peer": _asks(peer, chosen)}, 1)


def _ratios(beside: Mapping[str, Mapping[str, Timed]]) -> dict[str, tuple[list[float], Mapping[str, Timed]]]:
    return {
        name: ([other / mine for mine, other in zip(of["ours"].each, of["peer"].each, strict=True)], of)
        for name, of in beside.items()
    }


def _rows(
    size: int, rounds: int, timed: Mapping[str, Timed], beside: Mapping[str, Mapping[str, Timed]]
) -> Iterator[Row]:
    ours, theirs, first = timed["ours"], timed["tantivy"], timed["first"]
    spread = tuple(MS * one for one in ours.spread)
    peers = {"tantivy": theirs.mean * MS, f"tantivy, {FIRST_VALUES} values a facet": first.mean * MS}
    yield Row(
        f"faceted query, {size:,} articles, geometric mean",
        ours.mean * MS,
        "ms",
        rounds,
        (spread[0], spread[1]),
        peers,
        [Bar(0.8, "tantivy")],
        f"{len(ours.each)} queries",
    )
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        bars = [Bar(1, "tantivy")] if name == "p95" else []
        other = {"tantivy": percentile(theirs.each, share) * MS}
        yield Row(f"   {name}", percentile(ours.each, share) * MS, "ms", rounds, None, other, bars)
    for name, of in beside.items():
        bars = [Bar(1 / 50, name)] if name == "whoosh" else []
        yield Row(
            f"   beside {'stock Whoosh' if name == 'whoosh' else 'SQLite FTS5'}",
            of["ours"].mean * MS,
            "ms",
            1,
            None,
            {name: of["peer"].mean * MS},
            bars,
            f"{len(of['ours'].each)} queries that it can be asked",
        )


def _top_row(rounds: int, timed: Mapping[str, Timed]) -> Row:
    return Row(
        "top 10 without facets",
        timed["ours"].mean * MS,
        "ms",
        rounds,
        None,
        {"tantivy": timed["top"].mean * MS},
        note="ours counts facets all the same: its door has no other way; tantivy may skip what cannot reach the ten",
    )


def _cold(home: Path, folder: Path, plans: Sequence[Plan]) -> dict[str, Timed]:
    """Ask each query once of engines that were just opened."""
    engine, tantivy = WhooshEngine(Home(home).index), Tantivy(folder)
    timed = interleaved({"ours": _asks(Ours(engine), plans), "tantivy": _prepared(tantivy, plans)}, 1)
    engine.close()
    tantivy.close()
    return timed


def _cold_rows(cold: Mapping[str, Timed]) -> Iterator[Row]:
    for name, of in (
        ("geometric mean", lambda one: one.mean),
        ("p95", lambda one: percentile(one.each, 0.95)),
    ):
        peers = {"tantivy": of(cold["tantivy"]) * MS}
        yield Row(f"   asked for the first time, {name}", of(cold["ours"]) * MS, "ms", 1, None, peers)


def _numbers(mix: Sequence[Asked], kind: str) -> list[int]:
    return [number for number, one in enumerate(mix) if one.kind == kind]


def _kinds(mix: Sequence[Asked], timed: Mapping[str, Timed]) -> str:
    lines = [
        "| kind | queries | ours, ms | p95 | tantivy, ms | p95 | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind in KINDS:
        numbers = _numbers(mix, kind)
        ours, other = timed["ours"].of(numbers), timed["tantivy"].of(numbers)
        cells = [ours.mean * MS, percentile(ours.each, 0.95) * MS, other.mean * MS, percentile(other.each, 0.95) * MS]
        told = " | ".join(f"{one:.2f}" for one in (*cells, ours.mean / other.mean))
        lines.append(f"| {kind} | {len(numbers)} | {told} |")
    return "\n".join(lines)


def _profiles(engine: WhooshEngine, mix: Sequence[Asked], ours: Timed) -> str:
    """Return where the time goes in the slowest kinds, by time inside each function itself."""
    kinds = sorted(KINDS, key=lambda kind: -ours.of(_numbers(mix, kind)).mean)[:SLOWEST]
    told = []
    for kind in kinds:
        profile = cProfile.Profile()
        plans = [replace(mix[n].plan) for n in _numbers(mix, kind)]
        with profile:
            for plan in plans * TIMES:
                engine.find(plan)
        text = io.StringIO()
        pstats.Stats(profile, stream=text).strip_dirs().sort_stats("tottime").print_stats(LINES)
        lines = [line.rstrip() for line in text.getvalue().splitlines() if line.strip()]
        with suppress(StopIteration):
            start = next(n for n, line in enumerate(lines) if "ncalls" in line)
            lines = [lines[0].strip(), *lines[start:]]
        told.append(f"{kind}, {len(plans) * TIMES} queries:\n" + "\n".join(lines))
    return "\n\n".join(told)

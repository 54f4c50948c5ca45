"""End to end: words in, a page with ten snippets out; and where ours spends the time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import tantivy

from corpus.registry import Registry
from search.engine import Document, Engine, Matches
from search.find import find
from search.home import Home, known_places
from search.plan import Plan, plan
from search.query import Query
from tests.bench.ground import Ground, say
from tests.bench.mix import Asked
from tests.bench.peers.tantivy import Tantivy
from tests.bench.table import Bar, Row
from tests.bench.timing import interleaved, percentile

MS = 1_000.0
SNIPPET = 240  # characters, about as long as ours


class _Watched:
    """Our engine and registry with a clock at each call that `find` makes of them."""

    def __init__(self, engine: Engine, registry: Registry) -> None:
        self._engine, self._registry = engine, registry
        self.taken: Counter[str] = Counter()

    def _timed(self, step: str, call: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        found = call()
        self.taken[step] += time.perf_counter() - begun  # type: ignore[assignment]  # a counter of seconds
        return found

    def find(self, asked: Plan, *rest: Any) -> Matches:
        return self._timed("engine: find", lambda: self._engine.find(asked, *rest))  # type: ignore[no-any-return]

    def get(self, ids: Sequence[str]) -> list[Document | None]:
        return self._timed("engine: stored documents", lambda: self._engine.get(ids))  # type: ignore[no-any-return]

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        return self._timed("names of facet values", lambda: self._registry.labels(facet, keys))  # type: ignore[no-any-return]


def measured(ground: Ground, size: int) -> tuple[list[Row], str]:
    """Return the rows, and the share of each step of ours as Markdown."""
    folder = ground.indexes(size, ["tantivy-shown"])["tantivy-shown"]
    known = known_places(Home(ground.home(size)))
    with ground.opened(size) as (engine, registry):
        say("pages end to end")
        mix = ground.mix(size, engine)
        queries = [replace(one.query, join=True, fold=True) for one in mix]
        other = Tantivy(folder)
        alike = [replace(query, join=False, fold=False) for query in queries]
        timed = interleaved(
            {
                "ours": [partial(find, engine, query, registry, known) for query in queries],
                "alike": [partial(find, engine, query, registry, known) for query in alike],
                "tantivy": [partial(page, other, one) for one in mix],
            },
            ground.options.rounds,
        )
        ours, theirs = timed["ours"], timed["tantivy"]
        spread = ours.spread
        shares = _shares(engine, registry, known, queries)
        other.close()
    rows = [
        Row(
            "end to end: text → page with ten snippets",
            ours.mean * MS,
            "ms",
            ground.options.rounds,
            (spread[0] * MS, spread[1] * MS),
            {"tantivy": theirs.mean * MS},
            [Bar(2, "tantivy")],
            "ours joins places and folds copies besides",
        ),
        Row("   p95", percentile(ours.each, 0.95) * MS, "ms", peers={"tantivy": percentile(theirs.each, 0.95) * MS}),
        Row("   without joining and folding", timed["alike"].mean * MS, "ms", peers={"tantivy": theirs.mean * MS}),
    ]
    return rows, shares


def page(index: Tantivy, asked: Asked) -> list[tuple[str, str, str]]:
    """Do what an application over tantivy does: parse, search, count facets, fetch what is stored, cut snippets.

    Its own parser reads the words; what is searched for is our plan, so that the hits are the same.
    """
    parsed, _ = index.index.parse_query_lenient(asked.free or asked.query.text, ["text", "title"])
    prepared = index.prepared(asked.plan)
    best = index.top(prepared)
    index.counts(prepared)
    generator = tantivy.SnippetGenerator.create(index.searcher, parsed, index.schema, "text")
    generator.set_max_num_chars(SNIPPET)
    found = []
    for address in best:
        document = index.searcher.doc(address)
        document.get_first("document")
        snippet = generator.snippet_from_doc(document).to_html()
        found.append((document.get_first("id"), document.get_first("title"), snippet))
    return found


def _shares(engine: Engine, registry: Registry, known: Any, queries: Sequence[Query]) -> str:
    watched = _Watched(engine, registry)
    taken = watched.taken
    begun = time.perf_counter()
    for query in queries:
        find(watched, query, watched, known)  # type: ignore[arg-type]  # as much of an engine as `find` asks for
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    for query in queries:
        plan(query, known)
    planned = time.perf_counter() - begun
    steps = {"reading and planning": planned, **taken}
    steps["snippets, facets in order, the rest"] = whole - sum(steps.values())
    lines = ["| step | ms a query | share |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {one / len(queries) * MS:.2f} | {one / whole:.0%} |" for name, one in steps.items()]
    return "\n".join(lines)

"""`find`: one query, one page. The whole way down in one call, and its answer."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Protocol

import msgspec

from corpus.eras import Eras
from corpus.vietnamese import collation_key
from search.counts import NO_COUNTS
from search.deadline import NEVER, Deadline
from search.engine import Document, Engine, Matches
from search.histogram import histogram
from search.language import Slip, read
from search.language.slips import Fault, slip
from search.page import (
    INCOMPLETE,
    Bucket,
    Facet,
    Hit,
    HitAgency,
    HitOfficial,
    HitTopic,
    OtherNames,
    Page,
    Twin,
)
from search.plan import FACETS, Plan, ignored, plan
from search.query import Query
from search.snippet import Marker

MAX_TWINS = 20  # of a hit that are told one by one; whoever wants more asks without folding
MAX_BUCKETS = 20  # values shown of a facet beside the chosen ones: what fits beside ten hits
SORTED = 2048  # names whose places in the dictionary are kept: those that many pages show

_sorting = lru_cache(SORTED)(collation_key)


class Names(Protocol):
    """Who knows what the facets' keys are called; the registry does."""

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        """Return the name of each key of `facet` ("official", "agency", "topic") for people; unknown keys left out."""
        ...


def find(engine: Engine, query: Query, names: Names, known: Eras | None = None, *, deadline: Deadline = NEVER) -> Page:
    """Answer `query`, with what was found until then where `deadline` passes.

    `known` are the places with names old and new. Raises EngineError where the engine cannot, TooSlow where nothing was
    found in time.
    """
    begun = time.perf_counter()
    asked = plan(query, known)
    answer = engine.find(asked, deadline)
    documents = engine.get(answer.ids)
    facets = tuple(_facet(name, query, answer, names) for name in FACETS)
    found = [(document, score) for document, score in zip(documents, answer.scores, strict=True) if document]
    return Page(
        query=query,
        total=answer.total,
        reports=answer.reports,
        hits=_with_twins(_hits(found, _markers(query, asked, answer), names), engine, answer),
        facets=facets,
        seconds=round(time.perf_counter() - begun, 4),
        relaxed=answer.relaxed,
        slips=_slips(query, answer),
        histogram=histogram(query, answer.facets.get("date", NO_COUNTS), answer.days),
        places=() if answer.as_typed else _places(asked if query.join else plan(replace(query, join=True), known)),
        joined=answer.total_joined,
        incomplete=answer.timed_out,
    )


def to_json(page: Page, did_you_mean: str | None = None, reasons: Sequence[object] | None = None) -> dict[str, Any]:
    """Return the page as the API answers it: plain lists, strings and numbers; `did_you_mean` is a better query.

    `reasons` say of each hit why it is one (see `search.why`); left out, nothing is said of it.
    """
    plain: dict[str, Any] = msgspec.to_builtins(page)
    query = plain.pop("query")
    for hit, reason in zip(plain["hits"], reasons or (), strict=False):
        hit["why"] = msgspec.to_builtins(reason)
    return {
        "query": query,
        "total": page.total,
        "reports": page.reports,
        "page": page.query.page,
        "pages": page.pages,
        "size": page.query.size,
        "seconds": page.seconds,
        "relaxed": page.relaxed,
        "incomplete": page.incomplete,
        "notice": INCOMPLETE[0] if page.incomplete else None,
        "slips": plain["slips"],
        "places": plain["places"],
        "joined": page.joined,
        "did_you_mean": did_you_mean,
        "hits": plain["hits"],
        "facets": {facet["name"]: facet["buckets"] for facet in plain["facets"]},
        "histogram": plain["histogram"],
    }


def _slips(query: Query, answer: Matches) -> tuple[Slip, ...]:
    """Return what is wrong in the query: what reading it showed, and what only the index could tell."""
    reading = read(query.text)
    return (
        *reading.slips,
        *(slip(Fault.MANY_WORDS, first) for first in ignored(reading.free)[:1]),
        *(slip(Fault.CUT_PREFIX, start) for start in answer.cut),
    )


def _places(asked: Plan) -> tuple[OtherNames, ...]:
    slots = asked.joined.slots if asked.joined else ()
    return tuple(
        OtherNames(slot.typed, tuple(other.label for other in slot.others if other.label), slot.cut) for slot in slots
    )


def _markers(query: Query, asked: Plan, answer: Matches) -> Callable[[str], tuple[Marker, bool]]:
    """Return what gives for an article's id the marker of its passages, and whether other names found it."""
    as_typed = Marker(query.text)
    if asked.joined is None or not answer.joined:
        return lambda _: (as_typed, False)
    others = Marker(query.text, [other.name for slot in asked.joined.slots for other in slot.others])
    return lambda id: (others, True) if id in answer.joined else (as_typed, False)


def _hits(
    found: Sequence[tuple[Document, float]], markers: Callable[[str], tuple[Marker, bool]], names: Names
) -> tuple[Hit, ...]:
    topics = names.labels("topic", {topic.id for document, _ in found for topic in document.annotations.topics})
    return tuple(_hit(document, score, *markers(document.article.id), topics) for document, score in found)


def _hit(document: Document, score: float, marker: Marker, joined: bool, topics: Mapping[str, str]) -> Hit:
    article, notes, links = document.article, document.annotations, document.links
    return Hit(
        id=article.id,
        score=round(score, 4),
        title=marker.title(article.title),
        snippet=marker.snippet(article.body),
        date=document.date,
        published=article.published,
        event_date=notes.event_date,
        url=article.url,
        source=article.source,
        section=article.section,
        author=article.author,
        officials=tuple(
            HitOfficial(id=key, name=official.name, titles=official.titles)
            for key, official in zip(links.officials, notes.officials, strict=True)
            if key
        ),
        agencies=tuple(
            HitAgency(id=key, name=agency.name, place=agency.place)
            for key, agency in zip(links.agencies, notes.agencies, strict=True)
            if key
        ),
        topics=tuple(HitTopic(id=topic.id, label=topics.get(topic.id, topic.id)) for topic in notes.topics),
        joined=joined,
    )


def _with_twins(hits: tuple[Hit, ...], engine: Engine, answer: Matches) -> tuple[Hit, ...]:
    """Put beside each hit the articles that are folded away behind it."""
    behind = {id: twins for id, twins in zip(answer.ids, answer.twins, strict=True) if twins}
    wanted = [id for twins in behind.values() for id in twins[:MAX_TWINS]]
    got = {document.article.id: _twin(document) for document in engine.get(wanted) if document} if wanted else {}
    return tuple(
        replace(hit, copies=len(behind[hit.id]), twins=tuple(got[id] for id in behind[hit.id][:MAX_TWINS] if id in got))
        if hit.id in behind
        else hit
        for hit in hits
    )


def _twin(document: Document) -> Twin:
    article = document.article
    return Twin(article.id, article.title, document.date, article.published, article.url, article.source)


def _facet(name: str, query: Query, answer: Matches, names: Names) -> Facet:
    counts, chosen = answer.facets.get(name, NO_COUNTS), query.chosen[name]
    barred = {key: answer.barred.get(name, {}).get(key, 0) for key in query.barred[name]}
    if name == "date":
        years = _dates({**counts.all(), **answer.days}, chosen, barred)
        return Facet(name, years, total=sum(year.count > 0 for year in years))
    shown = dict(counts.best(MAX_BUCKETS))
    shown |= {key: counts.get(key, 0) for key in (*chosen, *barred) if key not in shown}
    shown |= barred
    labels = names.labels(name, shown)
    buckets = [Bucket(key, labels.get(key, key), count, key in chosen, key in barred) for key, count in shown.items()]
    buckets.sort(key=lambda bucket: (-bucket.count, _sorting(bucket.label)))
    return Facet(name, tuple(buckets), total=len(counts) + sum(key not in counts for key in {*chosen, *barred}))


def _dates(counts: Mapping[str, int], chosen: Sequence[str], barred: Mapping[str, int]) -> tuple[Bucket, ...]:
    """Return the years, newest first, each with its months, newest first, and these with days that are spoken of."""
    asked = {*chosen, *barred}
    inside: dict[str, set[str]] = defaultdict(set)
    for key in (*(key for key in counts if key.count("-") == 1), *asked):
        while key:
            outer = key.rpartition("-")[0]
            inside[outer].add(key)
            key = outer

    def bucket(key: str) -> Bucket:
        children = tuple(bucket(child) for child in sorted(inside.get(key, ()), reverse=True))
        own = counts.get(key, 0) if "-" in key else sum(child.count for child in children if not child.barred)
        label = "/".join(reversed(key.split("-")))
        return Bucket(key, label, barred.get(key, own), key in chosen, key in barred, children)

    return tuple(bucket(year) for year in sorted(inside.get("", ()), reverse=True))

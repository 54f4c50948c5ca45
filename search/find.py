"""`find`: one query, one page. The whole way down in one call, and its answer."""

from __future__ import annotations

import heapq
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from corpus.vietnamese import collation_key
from search.deadline import NEVER, Deadline
from search.engine import Document, Engine, Matches
from search.language import Slip, read
from search.language.slips import Fault, slip
from search.page import INCOMPLETE, Bucket, Facet, Hit, HitAgency, HitOfficial, HitTopic, Page
from search.plan import FACETS, ignored, plan
from search.query import Query
from search.snippet import Marker

MAX_BUCKETS = 20  # values shown of a facet beside the chosen ones: what fits beside ten hits


class Names(Protocol):
    """Who knows what the facets' keys are called; the registry does."""

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        """Return the name of each key of `facet` ("official", "agency", "topic") for people; unknown keys left out."""
        ...


def find(engine: Engine, query: Query, names: Names, deadline: Deadline = NEVER) -> Page:
    """Answer `query`, with what was found until then where `deadline` passes.

    Raises EngineError where the engine cannot, TooSlow where nothing was found until then.
    """
    begun = time.perf_counter()
    answer = engine.find(plan(query), deadline)
    documents = engine.get(answer.ids)
    facets = tuple(_facet(name, answer.facets.get(name, {}), getattr(query, name), names) for name in FACETS)
    found = [(document, score) for document, score in zip(documents, answer.scores, strict=True) if document]
    return Page(
        query=query,
        total=answer.total,
        hits=_hits(found, Marker(query.text), names),
        facets=facets,
        seconds=round(time.perf_counter() - begun, 4),
        relaxed=answer.relaxed,
        slips=_slips(query, answer),
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
        "page": page.query.page,
        "pages": page.pages,
        "size": page.query.size,
        "seconds": page.seconds,
        "relaxed": page.relaxed,
        "incomplete": page.incomplete,
        "notice": INCOMPLETE[0] if page.incomplete else None,
        "slips": plain["slips"],
        "did_you_mean": did_you_mean,
        "hits": plain["hits"],
        "facets": {facet["name"]: facet["buckets"] for facet in plain["facets"]},
    }


def _slips(query: Query, answer: Matches) -> tuple[Slip, ...]:
    """Return what is wrong in the query: what reading it showed, and what only the index could tell."""
    reading = read(query.text)
    return (
        *reading.slips,
        *(slip(Fault.MANY_WORDS, first) for first in ignored(reading.free)[:1]),
        *(slip(Fault.CUT_PREFIX, start) for start in answer.cut),
    )


def _hits(found: Sequence[tuple[Document, float]], marker: Marker, names: Names) -> tuple[Hit, ...]:
    topics = names.labels("topic", {topic.id for document, _ in found for topic in document.annotations.topics})
    return tuple(_hit(document, score, marker, topics) for document, score in found)


def _hit(document: Document, score: float, marker: Marker, topics: Mapping[str, str]) -> Hit:
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
    )


def _facet(name: str, counts: Mapping[str, int], chosen: Sequence[str], names: Names) -> Facet:
    if name == "date":
        years = _dates(counts, chosen)
        return Facet(name, years, total=sum(year.count > 0 for year in years))
    shown = heapq.nsmallest(MAX_BUCKETS, counts, key=lambda key: (-counts[key], key))
    shown += [key for key in dict.fromkeys(chosen) if key not in shown]
    labels = names.labels(name, shown)
    buckets = [Bucket(key, labels.get(key, key), counts.get(key, 0), key in chosen) for key in shown]
    buckets.sort(key=lambda bucket: (-bucket.count, collation_key(bucket.label)))
    return Facet(name, tuple(buckets), total=len(counts))


def _dates(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[Bucket, ...]:
    """Return the years, newest first, each with its months, newest first."""
    months = {**{key: 0 for key in chosen if "-" in key}, **counts}
    years: dict[str, list[Bucket]] = defaultdict(list)
    for key in (key for key in chosen if "-" not in key):
        years[key] = []
    for key in sorted(months, reverse=True):
        year, _, month = key.partition("-")
        years[year].append(Bucket(key, f"{month}/{year}", months[key], key in chosen))
    return tuple(
        Bucket(year, year, sum(month.count for month in years[year]), year in chosen, tuple(years[year]))
        for year in sorted(years, reverse=True)
    )

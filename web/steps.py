"""From one query to its neighbours: what a click on a facet, a chip, an order or a page number asks. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from corpus.vietnamese import clean, fold, has_accents
from search.language import read, without_operators
from search.query import MAX_QUERY_LENGTH, Query, Sort

FacetName = Literal["official", "agency", "topic", "date"]

_WORD = re.compile(r"\w+(?:[/-]\w+)*")  # a document number stays one word


def chosen(query: Query, facet: FacetName) -> tuple[str, ...]:
    """Return the values chosen within one facet."""
    return {"official": query.official, "agency": query.agency, "topic": query.topic, "date": query.date}[facet]


def choose(query: Query, facet: FacetName, key: str) -> Query:
    """Add one value. A month takes its year's place and a year its months', or the choice would change nothing."""
    kept = chosen(query, facet)
    if facet == "date":
        kept = tuple(other for other in kept if not (other.startswith(f"{key}-") or key.startswith(f"{other}-")))
    return _with(query, facet, (*(other for other in kept if other != key), key))


def drop(query: Query, facet: FacetName, key: str) -> Query:
    """Take one value away."""
    return _with(query, facet, tuple(other for other in chosen(query, facet) if other != key))


def toggle(query: Query, facet: FacetName, key: str) -> Query:
    """Add a value that is not chosen, take away one that is."""
    return drop(query, facet, key) if key in chosen(query, facet) else choose(query, facet, key)


def unfiltered(query: Query) -> Query:
    """Keep the words and the order alone."""
    return Query(text=query.text, sort=query.sort, size=query.size, fold=query.fold)


def is_filtered(query: Query) -> bool:
    """Tell whether anything but words narrows the query."""
    return unfiltered(query) != replace(query, page=1)


def in_order(query: Query, sort: Sort) -> Query:
    """Ask for another order, from its first page."""
    return replace(query, sort=sort, page=1)


def folded(query: Query, *, fold: bool) -> Query:
    """Ask with copies of a report folded, or each by itself, from the first page."""
    return replace(query, fold=fold, page=1)


def at_page(query: Query, page: int) -> Query:
    """Ask for another page."""
    return replace(query, page=page)


def in_words(query: Query, text: str) -> Query:
    """Ask the same in other words, from the first page."""
    return replace(query, text=text, page=1)


def fewer_words(query: Query) -> tuple[Query, ...]:
    """Return gentler queries to try where this one finds nothing.

    The words without operators; one word less; all without accents.
    """
    plain = without_operators(clean(query.text))
    words = _WORD.findall(plain)
    texts = [plain] if read(query.text).must is not None else []
    if len(words) > 1:
        texts += [" ".join(words[:-1]), " ".join(words[1:])]
    if has_accents(query.text):
        texts.append(fold(" ".join(words)))
    known = ("", query.text)
    return tuple(
        replace(query, text=text, page=1)
        for text in dict.fromkeys(texts)
        if text not in known and len(text) <= MAX_QUERY_LENGTH  # rare letters grow when they are normalized
    )


def _with(query: Query, facet: FacetName, keys: tuple[str, ...]) -> Query:
    if facet == "official":
        return replace(query, official=keys, page=1)
    if facet == "agency":
        return replace(query, agency=keys, page=1)
    if facet == "topic":
        return replace(query, topic=keys, page=1)
    return replace(query, date=keys, page=1)

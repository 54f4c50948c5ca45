"""From one query to its neighbours: what a click on a facet, a chip, an order or a page number asks. Pure."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from operator import attrgetter
from typing import Literal

from corpus.vietnamese import clean, fold, has_accents
from search.language import read, without_operators
from search.periods import holds, wider
from search.query import MAX_CHOICES, MAX_QUERY_LENGTH, Query, Sort

FacetName = Literal["official", "agency", "topic", "date"]

_AT = {one.name: at for at, one in enumerate(fields(Query))}
_values = attrgetter(*_AT)
_WORD = re.compile(r"\w+(?:[/-]\w+)*")  # a document number stays one word


def chosen(query: Query, facet: FacetName) -> tuple[str, ...]:
    """Return the values chosen within one facet."""
    return query.chosen[facet]


def barred(query: Query, facet: FacetName) -> tuple[str, ...]:
    """Return the values excluded within one facet."""
    return query.barred[facet]


def choose(query: Query, facet: FacetName, key: str) -> Query:
    """Add one value, which is then excluded no more.

    A month takes its year's place and a year its months', or the choice would change nothing.
    """
    kept = tuple(other for other in chosen(query, facet) if not _about(facet, key, other))
    free = tuple(other for other in barred(query, facet) if not _within(facet, other, key))
    return _with(query, facet, (*kept, key), free)


def drop(query: Query, facet: FacetName, key: str) -> Query:
    """Take one value away."""
    kept = tuple(other for other in chosen(query, facet) if other != key)
    return _with(query, facet, kept, barred(query, facet))


def toggle(query: Query, facet: FacetName, key: str) -> Query:
    """Add a value that is not chosen, take away one that is."""
    return drop(query, facet, key) if key in chosen(query, facet) else choose(query, facet, key)


def bar(query: Query, facet: FacetName, key: str) -> Query:
    """Exclude one value, which is then chosen no more; of dates nor is what lies in it."""
    kept = tuple(other for other in chosen(query, facet) if not _within(facet, key, other))
    others = tuple(other for other in barred(query, facet) if not _about(facet, key, other))
    return _with(query, facet, kept, (*others, key))


def in_reach(query: Query, facet: FacetName, key: str) -> bool:
    """Tell whether excluding a value can change anything: an article has one date, so not outside those chosen."""
    known = chosen(query, facet)
    return facet != "date" or not known or any(_about(facet, key, other) for other in known)


def unbar(query: Query, facet: FacetName, key: str) -> Query:
    """Exclude one value no more."""
    return _with(query, facet, chosen(query, facet), tuple(other for other in barred(query, facet) if other != key))


def narrow_to(query: Query, period: str) -> Query:
    """Ask for one year, month or day alone; where it is the only one asked for, for what it lies in."""
    if query.date == (period,):
        return widen(query)
    return replace(choose(query, "date", period), date=(period,))


def widen(query: Query) -> Query:
    """Ask for a longer time: the month of a day, the year of a month, all time; and without days from and to."""
    if query.date:
        return replace(query, date=wider(query.date), page=1)
    return replace(query, since=None, until=None, page=1)


def speaking(query: Query) -> Query:
    """Ask only for articles in which a chosen official speaks, or no longer."""
    return replace(query, speaks=not query.speaks, page=1)


def unfiltered(query: Query) -> Query:
    """Keep the words and the order alone."""
    return Query(text=query.text, sort=query.sort, join=query.join, size=query.size, fold=query.fold)


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


def joining(query: Query, join: bool) -> Query:
    """Ask with the old and new names of places joined, or not, from the first page."""
    return replace(query, join=join, page=1)


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


def _within(facet: FacetName, outer: str, inner: str) -> bool:
    return holds(outer, inner) if facet == "date" else outer == inner


def _about(facet: FacetName, one: str, other: str) -> bool:
    return _within(facet, one, other) or _within(facet, other, one)


def _with(query: Query, facet: FacetName, kept: tuple[str, ...], barred: tuple[str, ...]) -> Query:
    values = list(_values(query))  # `replace` takes twice as long, and a page has some two hundred of these steps
    values[_AT[facet]] = kept[-MAX_CHOICES:]  # one too many takes the place of the first
    values[_AT[f"not_{facet}"]] = barred[-MAX_CHOICES:]
    values[_AT["page"]] = 1
    return Query(*values)

"""A tree of conditions as a query of stock Whoosh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from typing import Any

from whoosh.query import And, AndNot, DateRange, Every, NullQuery, Or, Prefix, Query, Term
from whoosh.query.spans import SpanNear

from corpus.vietnamese import fold
from search.language import tree
from search.language.tree import Called, Form, Has, Named, Node, Part, Phrase, Within
from search.periods import span
from search.text.analyze import Field
from tests.search.oracle.stock import DAY, Stock, folded_field, keys_field, names_field

_SYLLABLES = {Part.TEXT: Field.SYLLABLES, Part.TITLE: Field.TITLE_SYLLABLES, Part.SAID: Field.SAID_SYLLABLES}
_FOLDED = {Part.TEXT: Field.FOLDED, Part.TITLE: Field.TITLE_FOLDED, Part.SAID: Field.SAID_FOLDED}


class _Then(SpanNear):  # type: ignore[misc]  # whoosh is untyped
    """One thing right behind another.

    Whoosh's own classes for it, SpanNear2 and Phrase among them, fail beside other queries: nobody wrote, or nobody
    tried, how they estimate their size.
    """

    def estimate_size(self, ixreader: Any) -> int:
        """Return how many documents may match at most."""
        return int(self.q.estimate_size(ixreader))


def query_of(node: Node | None, stock: Stock) -> Query:
    """Return what a tree asks for; all documents where there is none."""
    match node:
        case None:
            return Every()
        case tree.AllOf(parts):
            return And([query_of(part, stock) for part in parts]) if parts else Every()
        case tree.AnyOf(parts):
            return _any(query_of(part, stock) for part in parts)
        case tree.Not(inside):
            return AndNot(Every(), query_of(inside, stock))
        case Phrase(part, forms):
            return reduce(_Then, (_in_order(part, form) for form in forms))
        case tree.Prefix(part, start, whole, bare):
            field = str((_FOLDED if bare else _SYLLABLES)[part])
            return Or([Prefix(field, start), Term(field, whole)])
        case Named():
            names = stock.lexicon(names_field(node.kind))
            return _any(Term(names_field(node.kind), name) for name in names if _names(node, name))
        case Called(kind, names):
            return _any(Term(names_field(kind), name) for name in names)
        case Within(since, until):
            return within(since, until)
        case Has(facet, values):
            return having(facet, values)
    raise TypeError(f"not a node: {node!r}")


def having(facet: str, values: Iterable[str]) -> Query:
    """Return what has one of the values of a facet, or its day in one of the periods."""
    if facet == "date":
        return _any(within(*span(value)) for value in values)
    return _any(Term(facet, value) for value in values)


def within(since: dt.date | None, until: dt.date | None) -> Query:
    """Return what is filed under a day in a span; without ends everything is."""
    if since is None and until is None:
        return Every()
    first, last = (dt.datetime.combine(day, dt.time()) if day else None for day in (since, until))
    return DateRange(DAY, first, last)


def _any(queries: Iterable[Query]) -> Query:
    every = list(queries)
    return Or(every) if every else NullQuery


def _in_order(part: Part, form: Form) -> Query:
    """Return a syllable at its place: in either field the places are the same."""
    return Term(folded_field(part), form.folded) if form.bare else Term(keys_field(part), form.key)


def _names(asked: Named, name: str) -> bool:
    """Tell whether a name has all the syllables, each as a word of it, the last one maybe only begun."""
    *firsts, last = asked.forms
    if not all(_written(form, name) for form in firsts):
        return False
    begun = bool(asked.start) and any(word.startswith(asked.start) for word in _words(last, name))
    return begun or _written(last, name)


def _written(form: Form, name: str) -> bool:
    return (form.folded if form.bare else form.key) in _words(form, name)


def _words(form: Form, name: str) -> list[str]:
    return (fold(name) if form.bare else name).split(" ")

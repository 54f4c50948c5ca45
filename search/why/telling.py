"""`why`: the reasons of one page's hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from corpus.corrections import Kind
from corpus.eras import Eras
from corpus.vietnamese import clean
from search.deadline import NEVER, Deadline
from search.engine import Document, Engine, Share
from search.language import read
from search.layout import NOT_CALLED, Called
from search.page import Page
from search.plan import MAX_SYLLABLES, plan
from search.snippet import Marker
from search.text.analyze import Field
from search.text.cutting import syllables
from search.why.conditions import asked_for, matched
from search.why.otherwise import by_other_forms, by_other_names, still_missing
from search.why.reasons import Factor, View, Why
from search.why.texts import free_words, passages

FACTORS = 3  # of a score are told: the largest, which make most of it

_VIEWS: Mapping[Field, View] = MappingProxyType(
    {
        Field.WORDS: View.WORDS,
        Field.SYLLABLES: View.TEXT,
        Field.FOLDED: View.TEXT,
        Field.PAIRS: View.ADJACENT,
        Field.TITLE_SYLLABLES: View.TITLE,
        Field.TITLE_FOLDED: View.TITLE,
        Field.OPENING_SYLLABLES: View.OPENING,
        Field.OPENING_FOLDED: View.OPENING,
    }
)


class Register(Protocol):
    """Who knows the names of people and bodies; the registry does."""

    def called(self, kind: Kind, slugs: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return by which names each of these is known."""
        ...


def why(
    engine: Engine,
    page: Page,
    known: Eras | None = None,
    register: Register | None = None,
    *,
    deadline: Deadline = NEVER,
) -> tuple[Why | None, ...]:
    """Return why each hit of `page` is one, None for those that there was no time for before `deadline`.

    `known` are the places with names old and new, `register` knows names that corrections gave. The parts of the scores
    are of the terms looked up until then. Raises EngineError where the engine cannot tell.
    """
    return _told(engine, page, known, register, deadline)[0]


def explained(
    engine: Engine,
    page: Page,
    known: Eras | None = None,
    register: Register | None = None,
    *,
    deadline: Deadline = NEVER,
) -> tuple[Page, tuple[Why | None, ...]]:
    """Return `page` and its reasons (see `why`); the page is `incomplete` too where time was up before."""
    told, late = _told(engine, page, known, register, deadline)
    return (replace(page, incomplete=True) if late else page), told


def _told(
    engine: Engine, page: Page, known: Eras | None, register: Register | None, deadline: Deadline
) -> tuple[tuple[Why | None, ...], bool]:
    """Return the reasons, and whether time was up before all were told."""
    ids = [hit.id for hit in page.hits]
    marker, free = Marker(page.query.text), clean(read(page.query.text).free)
    found, conditions = syllables(free)[:MAX_SYLLABLES], asked_for(page.query.text)
    asked, other = plan(page.query, known), {hit.id for hit in page.hits if hit.joined}
    told: list[Why | None] = []
    documents, scored = engine.get(ids), engine.explain(asked, ids, deadline)
    called = _called(documents, register) if register is not None and conditions else NOT_CALLED
    late = bool(ids) and deadline.passed  # then parts of scores may be lacking
    for document, shares in zip(documents, scored, strict=True):
        late = late or (bool(told) and deadline.passed)
        if document is None or (told and late):  # one that is None was removed since it was found
            told.append(None)
            continue
        inside = passages(document.article, marker)
        forms, rest = by_other_forms(free, found, document.article)
        words, missing = free_words(free, rest, inside)
        met = (*matched(conditions, document, called), *forms)
        if document.article.id in other:
            names = tuple(by_other_names(asked.joined, document))
            met, missing = (*met, *names), still_missing(missing, names)
        told.append(Why(tuple(dict.fromkeys((*words, *met))), tuple(missing), factors(shares), shares))
    return tuple(told), late


def _called(documents: Iterable[Document | None], register: Register) -> Called:
    linked = [document.links for document in documents if document is not None]
    return Called(
        register.called("people", {id for links in linked for id in links.officials if id}),
        register.called("agencies", {id for links in linked for id in links.agencies if id}),
    )


def factors(shares: Sequence[Share]) -> tuple[Factor, ...]:
    """Return the largest parts of a score, most first."""
    made: Counter[View] = Counter()
    for share in shares:
        made[_VIEWS.get(share.term.field, View.TEXT)] += share.score  # type: ignore[assignment]  # a counter may count points
    whole = sum(made.values())
    return tuple(Factor(view, round(score / whole, 3)) for view, score in made.most_common(FACTORS) if score > 0)

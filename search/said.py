"""What a person said about something: the statements of one official that hold the words asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Act, Span
from corpus.vietnamese import clean, has_accents
from search.deadline import NEVER, Deadline
from search.engine import Document, Engine, TooSlow
from search.plan import plan
from search.query import Query, Sort
from search.text.cutting import syllables

# Articles looked through, the best or newest first: more than name most people, and read in a fraction of a second.
MOST_ARTICLES = 300
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: the article's id and title, its day, the passage, how it is reported and whether word for word."""

    article: str
    title: str
    day: dt.date | None
    passage: str
    verb: str
    act: Act
    direct: bool


def said(
    engine: Engine, person: str, text: str = "", limit: int = 10, *, deadline: Deadline = NEVER
) -> tuple[Said, ...]:
    """Return statements of the person with this slug, those with most words of `text` first, then the newest.

    Every word must stand in the passage, or half of them where there are more than three; one typed without accents
    meets all its forms. Where `deadline` passes they are those of the articles looked through until then. Raises
    QueryError for a text that is no query, EngineError where the engine cannot answer, TooSlow where nothing was found.
    """
    asked = syllables(clean(text))
    exact = {one.key for one in asked if has_accents(one.key)}
    bare = {one.folded for one in asked if not has_accents(one.key)}
    number = len(exact) + len(bare)
    least = number if number <= 3 else (number + 1) // 2
    found: list[tuple[int, int, Said]] = []
    for document in _documents(engine, person, text, deadline):
        day = document.date.toordinal() if document.date else 0
        for span in _spoken(document, person):
            here = syllables(span.passage)
            hits = len(exact & {one.key for one in here}) + len(bare & {one.folded for one in here})
            if hits >= least:
                found.append((-hits, -day, span))
    found.sort(key=lambda entry: entry[:2])
    return tuple(one for _, _, one in found[:limit])


def _documents(engine: Engine, person: str, text: str, deadline: Deadline) -> Iterator[Document]:
    sort = Sort.RELEVANCE if text.strip() else Sort.NEWEST
    for page in range(1, MOST_ARTICLES // _PAGE + 1):
        asked = Query(text, official=(person,), speaks=True, sort=sort, join=False, page=page, size=_PAGE, fold=False)
        try:
            ids = engine.find(plan(asked), deadline).ids
        except TooSlow:
            if page == 1:
                raise
            return
        yield from (document for document in engine.get(ids) if document is not None)
        if len(ids) < _PAGE or deadline.passed:
            return


def _spoken(document: Document, person: str) -> Iterator[Said]:
    article, links = document.article, document.links.officials
    for statement in document.annotations.statements:
        if statement.speaker < len(links) and links[statement.speaker] == person:
            passage = _one_line(statement.span, article.text)
            yield Said(
                article.id, article.title, document.date, passage, statement.verb, statement.act, statement.direct
            )


def _one_line(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())

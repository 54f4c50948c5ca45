"""The same documents in a stock Whoosh index: its own schema types, writer, codec, matchers and BM25F.

Terms are those of `search.text.analyze`, given to Whoosh as lists, a term as often as it stands. For phrases each part
of an article is kept twice, with accents and without, syllable by syllable at the same positions; where two neighbours
are not joined, a mark takes a position, so that nothing is in a row across it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh.fields import DATETIME, ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import Or, Query
from whoosh.query import Term as WhooshTerm
from whoosh.scoring import BM25F, BaseScorer

from search.language.tree import Kind, Part
from search.plan import K1, PRESENCE, B, Term, rarity
from search.text.analyze import SCORED, Field
from search.text.cutting import spread, syllables
from search.text.usual import usual_share
from tests.search.oracle.drafts import Draft, document_of, names_of, said_in, terms_of

FACETS = ("official", "agency", "topic")
SPEAKER, DAY, ID_FIELD = "speaker", "day", "id"
_SCORED = frozenset(map(str, SCORED))
PARTED = "·"  # takes the position between two neighbours that are not joined; no syllable is written so


class Weighting(BM25F):  # type: ignore[misc]  # whoosh is untyped
    """Whoosh's BM25F with our rarity, and rarity alone in the fields where it does not count how often."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        """Return our idf from Whoosh's own counts; its own where nothing is scored."""
        if fieldname not in _SCORED:
            return float(super().idf(searcher, fieldname, text))
        parent = searcher.get_parent()
        usual = usual_share(Field(fieldname), text.decode())
        return rarity(parent.doc_count_all(), parent.doc_frequency(fieldname, text), usual)

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:
        """Return what scores one term."""
        if fieldname in PRESENCE:
            return _Present(searcher.idf(fieldname, text))
        return super().scorer(searcher, fieldname, text, qf)


class _Present(BaseScorer):  # type: ignore[misc]  # whoosh is untyped
    def __init__(self, idf: float) -> None:
        self._idf = idf

    def score(self, matcher: Any) -> float:
        return self._idf


class Stock:
    """A stock Whoosh index of some drafts, asked by Whoosh's queries; documents go by their ids."""

    def __init__(self, folder: Path, drafts: Iterable[Draft]) -> None:
        """Write all drafts in one segment of an index in `folder`.

        Not in memory: there Whoosh writes its temporary files into one folder that all processes share.
        """
        self.drafts = {draft.id: draft for draft in drafts}
        folder.mkdir()
        index = create_in(str(folder), _schema())
        writer = index.writer()
        for draft in self.drafts.values():
            writer.add_document(**_fields(draft))
        writer.commit()
        self._searcher = index.searcher(weighting=Weighting())
        self._ids = [fields[ID_FIELD] for fields in self._searcher.reader().all_stored_fields()]

    def close(self) -> None:
        """Let go of files."""
        self._searcher.close()

    def matching(self, query: Query) -> set[str]:
        """Return the documents that a query matches."""
        return set(self._run(query, scored=False))

    def scores(self, terms: Sequence[Term]) -> dict[str, float]:
        """Return the documents that have any of the terms, with the weighted sum of the scores."""
        query = Or([WhooshTerm(str(term.field), term.text, boost=term.weight) for term in terms])
        return self._run(query, scored=True)

    def lexicon(self, field: str) -> list[str]:
        """Return all terms of a field."""
        return [term.decode() for term in self._searcher.lexicon(field)]

    def _run(self, query: Query, *, scored: bool) -> dict[str, float]:
        searcher = self._searcher
        # With the current document needed Whoosh unites matchers; else it adds scores up in an array of its own.
        context = searcher.context(needs_current=True) if scored else searcher.boolean_context()
        matcher, found = query.matcher(searcher, context), {}
        while matcher.is_active():
            found[self._ids[matcher.id()]] = matcher.score() if scored else 1.0
            matcher.next()
        return found


def keys_field(part: Part) -> str:
    """Return the field of a part's syllables in order, with accents."""
    return f"{part}_row"


def folded_field(part: Part) -> str:
    """Return the field of a part's syllables in order, without accents."""
    return f"{part}_row_folded"


def names_field(kind: Kind) -> str:
    """Return the field of the names of one kind, each whole."""
    return f"{kind}_names"


def _schema() -> Any:
    return Schema(
        **{ID_FIELD: ID(stored=True)},
        **{str(field): TEXT(phrase=False) for field in Field},
        **{field: TEXT(phrase=True) for part in Part for field in (keys_field(part), folded_field(part))},
        **{names_field(kind): KEYWORD() for kind in Kind},
        **{name: KEYWORD() for name in (*FACETS, SPEAKER)},
        **{DAY: DATETIME()},
    )


def _fields(draft: Draft) -> dict[str, Any]:
    document = document_of(draft)
    counted = {**terms_of(draft.title, draft.body), **said_in(draft)}
    said = [one.span.of(document.article.text) for one in document.annotations.statements]
    parts = {Part.TITLE: [draft.title], Part.TEXT: [draft.title, draft.body], Part.SAID: said}
    fields: dict[str, Any] = {ID_FIELD: draft.id}
    fields |= {str(field): [term for term, n in terms.items() for _ in range(n)] for field, terms in counted.items()}
    for part, passages in parts.items():
        fields[keys_field(part)], fields[folded_field(part)] = _in_order(passages)
    fields |= {names_field(kind): list(names) for kind, names in names_of(draft).items()}
    fields |= {facet: sorted(draft.values(facet)) for facet in FACETS}
    fields |= {SPEAKER: sorted(draft.speakers)}
    if draft.day:
        fields[DAY] = dt.datetime.combine(draft.day, dt.time())
    return {name: value for name, value in fields.items() if value}


def _in_order(passages: Sequence[str]) -> tuple[list[str], list[str]]:
    keys, folded = list[str](), list[str]()
    for passage in passages:
        for one in spread(syllables(passage)):
            if not one.joined:
                keys.append(PARTED)
                folded.append(PARTED)
            keys.append(one.key)
            folded.append(one.folded)
        keys.append(PARTED)
        folded.append(PARTED)
    return keys, folded

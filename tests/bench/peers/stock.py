"""Stock Whoosh: its own codec, matchers, collectors and BM25F; facets counted from its own columns.

Its `Or` cannot ask for some of many, so that plans which want two or more of longer queries are not put to it; nor are
phrases to the index that `quick` makes, which keeps no positions. Facets are counted over all hits from columns, a
column value (all of an article's values) at a time, which is a good deal faster than its `groupedby` with overlap.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import Any

from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import RefBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir

from search.language.tree import AllOf, AnyOf, Has, Node, Not, Part, Phrase, Prefix, Within
from search.periods import span
from search.plan import Plan, Term
from search.text.analyze import SCORED, Field
from tests.bench.peers.door import Answer, CannotAsk, fresh, refuse
from tests.bench.peers.inversion import Counted, QuickWriter
from tests.bench.records import FACETS, GAP, IN_ORDER, Record, fields, token

_END = "\x1f"  # between an article's values of a facet: in no slug and no topic id
_TEXT = {True: Field.FOLDED, False: Field.SYLLABLES}
_TITLE = {True: Field.TITLE_FOLDED, False: Field.TITLE_SYLLABLES}
_COLUMNS = {"official": "official", "agency": "agency", "topic": "topic", "date": "month"}


def schema(*, quick: bool) -> Any:
    """Return its schema: its own field types, or for `quick` fields of counted terms."""
    scored = {str(field) for field in SCORED}

    def terms(name: str) -> Any:
        if quick:
            return Counted(scored=name in scored)
        if name in IN_ORDER:
            return TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
        return KEYWORD(scorable=name in scored)

    return Schema(
        id=ID(stored=True, unique=True),
        **{name: terms(name) for name in fields()},
        **{name: Counted(scored=False) if quick else KEYWORD() for name in FACETS},
        **{f"{name}_column": COLUMN(RefBytesColumn()) for name in (*FACETS, "month")},
        day=NUMERIC(int, signed=False),
        document=STORED,
    )


class StockWriter:
    """Writes an index with Whoosh's own writer, or for `quick` its postings by batch inversion."""

    def __init__(self, folder: Path, *, quick: bool = False) -> None:
        self._quick = quick
        self._index = create_in(str(fresh(folder)), schema(quick=quick))
        # its default is 128 MB: given what tantivy's has, it spills less
        self._writer = QuickWriter(self._index) if quick else self._index.writer(limitmb=512)

    def add(self, record: Record) -> None:
        rows: dict[str, Any] = dict(record.rows)
        facets: dict[str, Any] = {name: " ".join(values) for name, values in record.facets.items()}
        if self._quick:
            rows = {name: Counter(row.split()) for name, row in rows.items()}
            for name in IN_ORDER:
                rows[name].pop(GAP, None)
            facets = {name: dict.fromkeys(values, 1) for name, values in record.facets.items()}
        columns = {f"{name}_column": _END.join(values).encode() for name, values in record.facets.items()}
        if record.day is not None:
            rows["day"] = record.day
        self._writer.add_document(
            id=record.id,
            **{name: row for name, row in (*rows.items(), *facets.items()) if row},
            **columns,
            month_column=(record.month or "").encode(),
            document=zlib.compress(record.stored.encode()),
        )

    def finish(self) -> None:
        self._writer.commit()


class Stock:
    """An index opened to be asked."""

    def __init__(self, folder: Path) -> None:
        self._index = open_dir(str(folder))
        self._searcher = self._index.searcher()
        self._positions = not isinstance(self._index.schema[str(Field.SYLLABLES)], Counted)
        reader = self._searcher.reader()
        self._columns = {name: reader.column_reader(f"{field}_column") for name, field in _COLUMNS.items()}

    def find(self, plan: Plan) -> Answer:
        asked = self.query(plan)
        best = self._searcher.search(asked, limit=plan.size)
        hits = list(self._searcher.docs_for_query(asked))
        counted = {name: self._count(name, hits) for name in _COLUMNS}
        if "official" in plan.chosen:
            counted["official"] = self._count("official", self._searcher.docs_for_query(self.query(plan, chosen=False)))
        return Answer(tuple(hit["id"] for hit in best), len(hits), counted)

    def _count(self, facet: str, hits: Iterable[int]) -> dict[str, int]:
        column = self._columns[facet]
        counted: Counter[str] = Counter()
        for packed, times in Counter(bytes(column[hit]) for hit in hits).items():
            for value in packed.decode().split(_END) if packed else ():
                counted[value] += times
        return dict(counted)

    def query(self, plan: Plan, *, chosen: bool = True) -> Any:
        """Return the plan as its query; raises CannotAsk."""
        if plan.need and plan.at_least not in (1, len(plan.need)):
            raise CannotAsk("some of many")
        needed = [_term(term) for term in plan.need]
        filters = [self._node(plan.must)] if plan.must is not None else []
        if plan.since or plan.until:
            filters.append(_within(plan.since, plan.until))
        if chosen:
            filters += [self._node(Has(facet, values)) for facet, values in plan.chosen.items()]
        found: Any = None
        if needed:
            joined = query.And if plan.at_least == len(needed) else query.Or
            found = joined(needed) if len(needed) > 1 else needed[0]
        if filters:
            narrowed = query.And(filters) if len(filters) > 1 else filters[0]
            found = query.Require(found, narrowed) if found else query.ConstantScoreQuery(narrowed, 0.0)
        if found is None:
            found = query.Every()
        return query.AndMaybe(found, query.Or([_term(term) for term in plan.boost])) if plan.boost else found

    def _node(self, node: Node) -> Any:
        match node:
            case AllOf(parts):
                inside = [self._node(part) for part in parts]
                if all(isinstance(one, query.Not) for one in inside):
                    inside.insert(0, query.Every())
                return query.And(inside)
            case AnyOf(parts):
                return query.Or([self._node(part) for part in parts])
            case Not(inside):
                return query.Not(self._node(inside))
            case Phrase(part, forms) if part is not Part.SAID and len({form.bare for form in forms}) == 1:
                words = [token(form.folded if form.bare else form.key) for form in forms]
                field = str((_TEXT if part is Part.TEXT else _TITLE)[forms[0].bare])
                if len(words) == 1:
                    return query.Term(field, words[0])
                if part is Part.TEXT and self._positions:
                    return query.Phrase(field, words)
            case Prefix(part, start, whole, bare) if part is not Part.SAID:
                field = str((_TEXT if part is Part.TEXT else _TITLE)[bare])
                return query.Or([query.Prefix(field, start), query.Term(field, whole)])
            case Within(since, until):
                return _within(since, until)
            case Has("date", values):
                return reduce(query.Or, [_within(*span(value)) for value in values])
            case Has(facet, values):
                return query.Or([query.Term(facet, value) for value in values])
        raise refuse(node)

    def close(self) -> None:
        """Let go of the index."""
        self._searcher.close()
        self._index.close()


def _term(term: Term) -> Any:
    return query.Term(str(term.field), token(term.text), boost=term.weight)


def _within(since: dt.date | None, until: dt.date | None) -> Any:
    return query.NumericRange("day", since.toordinal() if since else 1, until.toordinal() if until else 10_000_000)

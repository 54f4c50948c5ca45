"""tantivy through its Python binding: the same terms with the same boosts, terms aggregations over fast fields.

Terms are indexed as our analysis gives them (a whitespace tokenizer over rows of them), so that both look up the same
lists. Its own BM25 scores them. A chosen person narrows hits but not the counts of people (alternatives are counted):
that is asked as one pass with a filter aggregation inside. Ids are read from the store, ten a query; a fast field for
them is slower to read than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from search.language.tree import AllOf, AnyOf, Has, Node, Not, Part, Phrase, Prefix, Within
from search.periods import span
from search.plan import Plan, Term
from search.text.analyze import Field
from tests.bench.peers.door import Answer, fresh, refuse
from tests.bench.records import FACETS, IN_ORDER, PRESENT, Record, fields, token

HEAP = 512_000_000  # bytes that its writer may fill before it writes a segment
VALUES = 1_000_000  # of a facet, told: all that there are, as ours tells all
_COUNTED = {"official": "official", "agency": "agency", "topic": "topic", "date": "month"}
_TEXT = {True: Field.FOLDED, False: Field.SYLLABLES}
_TITLE = {True: Field.TITLE_FOLDED, False: Field.TITLE_SYLLABLES}


def schema(*, shown: bool) -> Any:
    """Return its schema; with `shown` the text itself is indexed too, which its snippets are cut from."""
    made = tantivy.SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in fields():
        counted = "basic" if name in PRESENT or name.endswith("_name") else "freq"
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position" if name in IN_ORDER else counted)
    for name in (*FACETS, "month"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    made.add_integer_field("day", indexed=True, fast=True)
    made.add_integer_field("one", fast=True)  # every article has it: counting it is counting hits
    made.add_bytes_field("document", stored=True)
    if shown:
        made.add_text_field("title", stored=True, tokenizer_name="default", index_option="basic")
        made.add_text_field("text", stored=True, tokenizer_name="default", index_option="basic")
    return made.build()


class TantivyWriter:
    """Writes an index; `threads` of its own beside Python's."""

    def __init__(self, folder: Path, *, shown: bool = False, threads: int = 1) -> None:
        self._shown = shown
        self._index = tantivy.Index(schema(shown=shown), path=str(fresh(folder)))
        self._writer = self._index.writer(HEAP, threads)

    def add(self, record: Record) -> None:
        document = tantivy.Document()
        document.add_text("id", record.id)
        for name, row in record.rows.items():
            if row:
                document.add_text(name, row)
        for facet, values in record.facets.items():
            for value in values:
                document.add_text(facet, value)
        if record.day is not None and record.month is not None:
            document.add_integer("day", record.day)
            document.add_text("month", record.month)
        document.add_integer("one", 1)
        document.add_bytes("document", record.stored.encode())
        if self._shown:
            document.add_text("title", record.title)
            document.add_text("text", record.text)
        self._writer.add_document(document)

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan as queries: the whole of it, and without its choices, which do not narrow what they choose from."""

    plan: Plan
    query: Any
    unchosen: Any


class Tantivy:
    """An index opened to be asked. `values` is how many values of a facet are told at most."""

    def __init__(self, folder: Path, values: int = VALUES) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.schema = self.index.schema
        self.searcher = self.index.searcher()
        self.segments = self.searcher.num_segments
        self._values = values

    def find(self, plan: Plan) -> Answer:
        return self.answer(self.prepared(plan))

    def prepared(self, plan: Plan) -> Prepared:
        """Return a plan as queries, ready to be carried out again and again."""
        query = self.query(plan)
        return Prepared(plan, query, self.query(plan, chosen=False) if plan.chosen else query)

    def answer(self, prepared: Prepared) -> Answer:
        """Carry out a plan that was prepared."""
        best = self.top(prepared)
        counted = self.counts(prepared)
        return Answer(self.ids(best), int(counted.pop("total")), counted)

    def top(self, prepared: Prepared) -> list[Any]:
        """Return the addresses of the best, without counting: it may skip blocks that cannot reach them."""
        found = self.searcher.search(prepared.query, prepared.plan.size, count=False)
        return [address for _, address in found.hits]

    def ids(self, addresses: Sequence[Any]) -> tuple[str, ...]:
        return tuple(self.searcher.doc(address).get_first("id") for address in addresses)

    def counts(self, prepared: Prepared) -> dict[str, Any]:
        """Return the total and all facet counts, in one pass."""
        query, total = prepared.unchosen, {"total": {"value_count": {"field": "one"}}}
        people = prepared.plan.chosen.get("official", ())
        if not people:
            return _plain(self.searcher.aggregate(query, {**self._terms(_COUNTED), **total}))
        others = {name: field for name, field in _COUNTED.items() if name != "official"}
        chosen = " OR ".join(f'official:"{one}"' for one in people)
        inside = {"kept": {"filter": chosen, "aggs": {**self._terms(others), **total}}}
        found = self.searcher.aggregate(query, {**self._terms({"official": "official"}), **inside})
        kept = found.pop("kept")
        kept.pop("doc_count", None)
        return _plain(found) | _plain(kept)

    def _terms(self, counted: dict[str, str]) -> dict[str, Any]:
        return {name: {"terms": {"field": field, "size": self._values}} for name, field in counted.items()}

    def query(self, plan: Plan, *, chosen: bool = True) -> Any:
        """Return the plan as its query: what is needed and asked for must be there, the rest adds to the score."""
        every = len(plan.need) == plan.at_least
        parts = [(Occur.Must if every else Occur.Should, self._term(term)) for term in plan.need]
        if parts and not every:
            parts = [(Occur.Must, Query.boolean_query(parts, minimum_number_should_match=plan.at_least))]
        parts += [(Occur.Should, self._term(term)) for term in plan.boost]
        parts += self.filters(plan, chosen=chosen)
        if not any(occur == Occur.Must for occur, _ in parts):
            parts.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
        return Query.boolean_query(parts)

    def filters(self, plan: Plan, *, chosen: bool = True) -> list[tuple[Any, Any]]:
        """Return what narrows and does not score, as parts of a boolean query."""
        parts = list(self._clauses(plan.must)) if plan.must is not None else []
        if plan.since or plan.until:
            parts.append((Occur.Must, self._within(plan.since, plan.until)))
        if chosen:
            parts += [(Occur.Must, self._node(Has(facet, values))) for facet, values in plan.chosen.items()]
        return [(occur, Query.const_score_query(query, 0.0)) for occur, query in parts]

    def _term(self, term: Term) -> Any:
        kind = "basic" if term.field in PRESENT else "freq"
        return Query.boost_query(Query.term_query(self.schema, str(term.field), token(term.text), kind), term.weight)

    def _clauses(self, node: Node) -> list[tuple[Any, Any]]:
        """Return a condition as clauses of the query around it."""
        if isinstance(node, AllOf):
            return [clause for part in node.parts for clause in self._clauses(part)]
        if isinstance(node, Not):
            return [(Occur.MustNot, self._node(node.inside))]
        return [(Occur.Must, self._node(node))]

    def _node(self, node: Node) -> Any:
        match node:
            case AllOf() | Not():
                clauses = self._clauses(node)
                if all(occur == Occur.MustNot for occur, _ in clauses):
                    clauses.append((Occur.Must, Query.all_query()))
                return Query.boolean_query(clauses)
            case AnyOf(parts):
                return Query.boolean_query([(Occur.Should, self._node(part)) for part in parts])
            case Phrase(part, forms) if part is not Part.SAID and len({form.bare for form in forms}) == 1:
                bare = forms[0].bare
                words = [token(form.folded if bare else form.key) for form in forms]
                field = str((_TEXT if part is Part.TEXT else _TITLE)[bare])
                if len(words) == 1:
                    return Query.term_query(self.schema, field, words[0], "basic")
                if part is Part.TEXT:
                    return Query.phrase_query(self.schema, field, words)
            case Prefix(part, start, whole, bare) if part is not Part.SAID:
                field = str((_TEXT if part is Part.TEXT else _TITLE)[bare])
                starts = Query.regex_query(self.schema, field, re.escape(start) + ".*")
                if whole.startswith(start):
                    return starts
                return Query.boolean_query(
                    [(Occur.Should, starts), (Occur.Should, Query.term_query(self.schema, field, whole, "basic"))]
                )
            case Within(since, until):
                return self._within(since, until)
            case Has("date", values):
                return Query.boolean_query([(Occur.Should, self._within(*span(value))) for value in values])
            case Has(facet, values):
                terms = [Query.term_query(self.schema, facet, value, "basic") for value in values]
                return terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, one) for one in terms])
        raise refuse(node)

    def _within(self, since: Any, until: Any) -> Any:
        first, last = since.toordinal() if since else 1, until.toordinal() if until else 10_000_000
        return Query.range_query(self.schema, "day", FieldType.Integer, first, last)

    def close(self) -> None:
        """Let go of the index."""
        del self.searcher, self.index


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """Return aggregations as counts by value."""
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in one["buckets"]} if "buckets" in one else one["value"]
        for name, one in found.items()
    }

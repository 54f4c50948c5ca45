"""SQLite's FTS5 with facets by GROUP BY: the same terms required, each facet a table of values by article.

FTS5 has no terms that only add to the score, so that its score comes of the required ones, with our weights a column:
less work than the others do. Plans that want two or more of longer queries are not put to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from search.language.tree import AllOf, AnyOf, Has, Node, Not, Part, Phrase, Prefix
from search.plan import BARE, MEANING, SYLLABLES, Plan
from search.text.analyze import Field
from tests.bench.peers.door import Answer, CannotAsk, fresh, refuse
from tests.bench.records import FACETS, Record, token

FILE = "fts5.sqlite"
_WEIGHTS = {Field.SYLLABLES: SYLLABLES, Field.FOLDED: BARE, Field.MEANINGS: MEANING}
_COLUMNS = (*_WEIGHTS, Field.TITLE_SYLLABLES, Field.TITLE_FOLDED)
_TEXT = {True: Field.FOLDED, False: Field.SYLLABLES}
_TITLE = {True: Field.TITLE_FOLDED, False: Field.TITLE_SYLLABLES}
_AT_ONCE = 500  # articles handed over at a time


class Fts5Writer:
    """Writes a database; the columns are those that plans require terms of, and no text is kept twice."""

    def __init__(self, folder: Path) -> None:
        file = fresh(folder) / FILE
        file.unlink(missing_ok=True)
        self._database = sqlite3.connect(file)
        self._number = 0
        columns = ", ".join(_COLUMNS)
        # its ascii tokenizer takes every letter beyond ASCII as it is; the marks are those of document numbers
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
            f"CREATE VIRTUAL TABLE terms USING fts5({columns}, content='', tokenize=\"ascii tokenchars '_-/&'\");"
            "CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, day INTEGER, month TEXT, document TEXT);"
            + "".join(
                f"CREATE TABLE {facet} (article INTEGER, value TEXT, PRIMARY KEY (article, value)) WITHOUT ROWID;"
                for facet in FACETS
            )
        )

    def add(self, record: Record) -> None:
        self._number += 1
        number, database = self._number, self._database
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        rows = [record.rows.get(str(column), "") for column in _COLUMNS]
        database.execute(f"INSERT INTO terms (rowid, {', '.join(_COLUMNS)}) VALUES ({marks})", (number, *rows))  # noqa: S608  # our own names
        article = (number, record.id, record.day, record.month, record.stored)
        database.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", article)
        for facet, values in record.facets.items():
            database.executemany(f"INSERT INTO {facet} VALUES (?, ?)", [(number, value) for value in values])  # noqa: S608
        if number % _AT_ONCE == 0:
            database.commit()

    def finish(self) -> None:
        self._database.execute("INSERT INTO terms (terms) VALUES ('optimize')")
        self._database.commit()
        self._database.executescript("CREATE INDEX article_day ON article (day); ANALYZE;")
        self._database.close()


class Fts5:
    """A database opened to be asked."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / FILE)
        self._database.executescript(
            "PRAGMA mmap_size = 8000000000; PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY;"
            "CREATE TEMP TABLE hit (number INTEGER PRIMARY KEY, score REAL);"
            "CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY);"
        )
        self._weights = ", ".join(str(_WEIGHTS.get(column, 0.0)) for column in _COLUMNS)

    def find(self, plan: Plan) -> Answer:
        database = self._database
        database.execute("DELETE FROM hit")
        database.execute("DELETE FROM kept")
        narrowed, values = _days(plan)
        database.execute(
            f"INSERT INTO hit SELECT terms.rowid, bm25(terms, {self._weights}) FROM terms{narrowed}",  # noqa: S608
            (expression(plan), *values),
        )
        hits, among = "hit", ""
        if people := plan.chosen.get("official"):
            marks = ", ".join("?" * len(people))
            database.execute(
                "INSERT INTO kept SELECT DISTINCT number FROM hit JOIN official ON article = number"  # noqa: S608
                f" WHERE value IN ({marks})",
                people,
            )
            hits, among = "kept", " WHERE number IN (SELECT number FROM kept)"
        best = database.execute(
            f"SELECT id FROM hit JOIN article USING (number){among} ORDER BY score, day DESC, id LIMIT ?",  # noqa: S608
            (plan.size,),
        ).fetchall()
        (total,) = database.execute(f"SELECT count(*) FROM {hits}").fetchone()  # noqa: S608
        facets = {
            facet: self._count(f"{facet} ON article = number", "value", "hit" if facet == "official" else hits)
            for facet in FACETS[:3]
        }
        facets["date"] = self._count("article USING (number)", "month", hits)
        return Answer(tuple(id for (id,) in best), total, facets)

    def _count(self, joined: str, value: str, hits: str) -> dict[str, int]:
        found = self._database.execute(
            f"SELECT {value}, count(*) FROM {hits} JOIN {joined} WHERE {value} IS NOT NULL GROUP BY {value}"  # noqa: S608
        )
        return dict(found.fetchall())

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def expression(plan: Plan) -> str:
    """Return what a plan requires as a full-text expression; raises CannotAsk."""
    if plan.need and plan.at_least not in (1, len(plan.need)):
        raise CannotAsk("some of many")
    if plan.barred or set(plan.chosen) - {"official"}:
        raise CannotAsk("choices other than of people")
    sign = " AND " if plan.at_least == len(plan.need) else " OR "
    wanted = [f"({sign.join(_quoted(term.field, term.text) for term in plan.need)})"] if plan.need else []
    unwanted = list[str]()
    for node in _flat(plan.must):
        if isinstance(node, Not):
            unwanted.append(_node(node.inside))
        else:
            wanted.append(_node(node))
    if not wanted:
        raise CannotAsk("nothing that must be there")
    found = " AND ".join(wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _flat(node: Node | None) -> Iterator[Node]:
    if isinstance(node, AllOf):
        for part in node.parts:
            yield from _flat(part)
    elif node is not None:
        yield node


def _node(node: Node) -> str:
    match node:
        case AnyOf(parts):
            return f"({' OR '.join(map(_node, parts))})"
        case AllOf(parts) if not any(isinstance(part, Not) for part in parts):
            return f"({' AND '.join(map(_node, parts))})"
        case Phrase(part, forms) if part is not Part.SAID and len({form.bare for form in forms}) == 1:
            bare = forms[0].bare
            if part is Part.TEXT or len(forms) == 1:
                words = " ".join(token(form.folded if bare else form.key) for form in forms)
                return _quoted((_TEXT if part is Part.TEXT else _TITLE)[bare], words)
        case Prefix(part, start, whole, bare) if part is not Part.SAID:
            field = (_TEXT if part is Part.TEXT else _TITLE)[bare]
            return f"({_quoted(field, start)} * OR {_quoted(field, whole)})"
        case Has():
            raise CannotAsk("a facet value inside a condition")
    raise refuse(node)


def _quoted(field: Field, text: str) -> str:
    words = text if " " in text and field in (Field.SYLLABLES, Field.FOLDED) else token(text)
    return f'{field} : "{words}"'


def _days(plan: Plan) -> tuple[str, tuple[int, ...]]:
    if not (plan.since or plan.until):
        return " WHERE terms MATCH ?", ()
    first, last = plan.since.toordinal() if plan.since else 1, plan.until.toordinal() if plan.until else 10_000_000
    return " JOIN article ON number = terms.rowid WHERE terms MATCH ? AND day BETWEEN ? AND ?", (first, last)

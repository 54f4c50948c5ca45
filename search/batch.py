"""Many queries from a file of JSON lines, for measuring and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from corpus.eras import Eras
from corpus.vietnamese import clean
from search.engine import Engine
from search.language.tokens import without_operators
from search.plan import plan
from search.query import MAX_QUERY_LENGTH, Query, QueryError
from search.terminal import fail, say


def answers(engine: Engine, rows: BinaryIO, size: int, known: Eras | None, *, join: bool) -> Iterator[dict[str, Any]]:
    """Yield {"id", "hits": ids of at most `size` articles, best first} for each line {"id", "text"}; blank ones pass.

    Copies are not folded: each article is judged by itself. Questions are pasted here, not typed: where signs in one
    leave no article, it is asked without them; one that is too long is cut. `known` are the places with names old and
    new, which `join` joins.
    Ends the command with a sentence that names the line where one is something else.
    """
    for number, row in enumerate(rows, start=1):
        if row.isspace():
            continue
        try:
            asked = json.loads(row)
            query = Query(asked["text"][:MAX_QUERY_LENGTH], join=join, size=size, fold=False)
            name = asked["id"]
            json.dumps(name, ensure_ascii=False).encode()  # half a character cannot be printed again
        except QueryError as error:
            fail(f"{rows.name}:{number}: {say(str(error), error.english)}")
        except (ValueError, KeyError, TypeError) as error:
            fail(
                say(
                    f'{rows.name}:{number}: cần một đối tượng JSON với "id" và "text" ({error})',
                    f'{rows.name}:{number}: a JSON object with "id" and "text" is needed ({error})',
                )
            )
        found = engine.find(plan(query, known)).ids
        plain = without_operators(clean(query.text)) if not found else ""
        if plain not in ("", query.text):
            found = engine.find(plan(replace(query, text=plain[:MAX_QUERY_LENGTH]), known)).ids
        yield {"id": name, "hits": found}

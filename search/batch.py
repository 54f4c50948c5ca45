"""Many queries from a file of JSON lines, for measuring and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from search.engine import Engine
from search.plan import plan
from search.query import Query, QueryError
from search.terminal import fail, say


def answers(engine: Engine, rows: BinaryIO, size: int) -> Iterator[dict[str, Any]]:
    """Yield {"id", "hits": ids of at most `size` articles, best first} for each line {"id", "text"}; blank ones pass.

    Ends the command with a sentence that names the line where one is something else.
    """
    for number, row in enumerate(rows, start=1):
        if row.isspace():
            continue
        try:
            asked = json.loads(row)
            query, name = Query(asked["text"], size=size), asked["id"]
        except QueryError as error:
            fail(f"{rows.name}:{number}: {say(str(error), error.english)}")
        except (ValueError, KeyError, TypeError) as error:
            fail(
                say(
                    f'{rows.name}:{number}: cần một đối tượng JSON với "id" và "text" ({error})',
                    f'{rows.name}:{number}: a JSON object with "id" and "text" is needed ({error})',
                )
            )
        yield {"id": name, "hits": engine.find(plan(query)).ids}

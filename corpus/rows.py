"""Rows read and written many at a time, and the numbers that are given to them, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, UpdateBase, bindparam, insert, select, update

from corpus import tables
from corpus.nameplates import AT_ONCE

T = TypeVar("T")


def take(connection: Connection, sequence: str, count: int) -> int:
    """Move a sequence on by `count` inside the transaction, and return the first number given out."""
    of = tables.counter.c
    connection.execute(update(tables.counter).where(of.name == sequence).values(last=of.last + count))
    return last(connection, sequence) - count + 1


def last(connection: Connection, sequence: str) -> int:
    """Return the last number given out of a sequence: asked so often that it goes to the driver as it is."""
    return int(connection.exec_driver_sql(_last_of(sequence)).scalar_one())


@cache
def _last_of(sequence: str) -> str:
    of = tables.counter.c
    return str(select(of.last).where(of.name == sequence).compile(compile_kwargs={"literal_binds": True}))


def plainly(connection: Connection) -> Callable[[str, Sequence[Any]], Iterable[Any]]:
    """Return a way to ask in plain SQL, with "?" for each value: a third of the time of a statement that is built."""
    marks = connection.dialect.paramstyle == "qmark"
    return lambda statement, values: connection.exec_driver_sql(
        statement if marks else statement.replace("?", "%s"), tuple(values)
    )


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    if rows:
        _many(connection, insert(table).values({name: bindparam(name) for name in rows[0]}), rows)


def amend(connection: Connection, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Update rows by the column `key`: each has it and, alike for all rows, the columns to set."""
    if rows:
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in rows[0] if name != key}
        renamed = [{"at" if name == key else f"to_{name}": row[name] for name in row} for row in rows]
        _many(connection, update(table).where(table.c[key] == bindparam("at")).values(values), renamed)


def increase(connection: Connection, column: Column[Any], deltas: Iterable[tuple[int, int]]) -> None:
    """Add to a column of the rows with these numbers."""
    rows = [{"at": number, "more": more} for number, more in deltas if more]
    if rows:
        statement = update(column.table).where(column.table.c.number == bindparam("at"))
        _many(connection, statement.values({column.name: column + bindparam("more")}), rows)


def _many(connection: Connection, statement: UpdateBase, rows: Sequence[dict[str, Any]]) -> None:
    """Run a statement once a row, its parameters handed to the driver as they are: twice as quick as through types.

    Nothing but numbers, text, bytes and truth values may be among them.
    """
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positional:
        names = compiled.positiontup or []
        connection.exec_driver_sql(compiled.string, [tuple([row[name] for name in names]) for row in rows])
    else:
        connection.exec_driver_sql(compiled.string, list(rows))


def slices(values: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield `values` in stretches short enough for one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]

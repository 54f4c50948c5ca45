"""Taking out of the registry what articles put into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, func, select, update

from corpus import tables
from corpus.database import slices


def withdraw(connection: Connection, articles: Sequence[int]) -> set[int]:
    """Take out all that the articles with these numbers put in, and return the numbers of the people they named.

    The records themselves stay, with their slugs, even where no article names them any more.
    """
    people: Counter[int] = Counter()
    agencies: Counter[int] = Counter()
    for some in slices(articles):
        for table, who, counted in ((tables.naming, "person", people), (tables.acting, "agency", agencies)):
            query = select(table.c[who], func.count()).where(table.c.article.in_(some)).group_by(table.c[who])
            for number, less in connection.execute(query):
                counted[number] += less
        for table in tables.CONTRIBUTED:
            connection.execute(delete(table).where(table.c.article.in_(some)))
    count(connection, tables.person, ((number, -less) for number, less in people.items()))
    count(connection, tables.agency, ((number, -less) for number, less in agencies.items()))
    return set(people)


def count(connection: Connection, table: Table, deltas: Iterable[tuple[int, int]]) -> None:
    """Add to the numbers of articles that name people or agencies."""
    rows = [{"at": number, "more": more} for number, more in deltas if more]
    if rows:
        statement = update(table).where(table.c.number == bindparam("at"))
        connection.execute(statement.values(articles=table.c.articles + bindparam("more")), rows)

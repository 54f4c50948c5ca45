"""Taking out of the registry what articles put into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select

from corpus import tables
from corpus.rows import increase, slices


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
    increase(connection, tables.person.c.articles, ((number, -less) for number, less in people.items()))
    increase(connection, tables.agency.c.articles, ((number, -less) for number, less in agencies.items()))
    return set(people)

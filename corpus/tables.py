"""The tables of the archive and of the registry that lives beside it.

An article's text stands in `revision` only; `article` is a slim line about its state, so that going through all of
them is quick. Days are proleptic ordinals (`date.toordinal`), 0 for unknown, which sorts the same everywhere.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, true

metadata = MetaData()

# One line a fact about the whole archive: "schema".
meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

# The last number given out of each sequence: "change", "article", "person", "agency".
counter = Table(
    "counter", metadata, Column("name", String, primary_key=True), Column("last", BigInteger, nullable=False)
)

# `number` is the order of arrival. `annotated` is the annotator's version that read the current revision, None before.
# `linked`: the registry counts this article. `changed`: the last change of its indexed form, 0 before the first.
article = Table(
    "article",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("annotated", Integer),
    Column("linked", Boolean, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Index("article_changed", "changed"),
)

revision = Table(
    "revision",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    Column("seen", String, nullable=False),
)

# The last annotations stored and the registry's ids for them; kept after removal, so that the ids come back.
annotation = Table(
    "annotation",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    Column("links", LargeBinary, nullable=False),
)


def _record(name: str) -> Table:
    """Return the table of one kind of authority record: a slug for ever, a key to find it by, how many name it."""
    return Table(
        name,
        metadata,
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("slug", String, nullable=False, unique=True),
        Column("base", String, nullable=False, index=True),
        Column("key", String, nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("place", String),
        Column("label", String, nullable=False),
        Column("sort", LargeBinary, nullable=False),
        Column("articles", Integer, nullable=False),
        Index(f"{name}_rank", "articles", "sort"),
    )


person = _record("person")
agency = _record("agency")

# Who and which body an article names, with the form that it writes.
naming = Table(
    "naming",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    Column("person", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("written", String, nullable=False),
    sqlite_with_rowid=False,
)
acting = Table(
    "acting",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    Column("agency", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("written", String, nullable=False),
    sqlite_with_rowid=False,
)

# The offices that an article gives a person (`key`: the title for comparing), and the keys of the places it
# names, a line each: one row an article, as they are only ever read together.
held = Table(
    "held",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("person", BigInteger, nullable=False),
    Column("title", String, nullable=False),
    Column("key", String, nullable=False),
    Column("agency", BigInteger, index=True),
    Column("level", String),
    Column("place", String),
    Column("former", Boolean, nullable=False),
    Column("day", Integer, nullable=False),
    Column("placed", Boolean, nullable=False, server_default=true()),
    Index("held_person", "person", "day"),
    sqlite_with_rowid=False,
)
setting = Table(
    "setting",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False),
    Column("places", String, nullable=False),
)

# What an article adds to the registry: taken out again before it is read anew, and when it is removed.
CONTRIBUTED = (naming, acting, held, setting)

"""The one place that knows the database's dialect, and the border that its library's exceptions never cross."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    exc,
    inspect,
    make_url,
    select,
    update,
)

from corpus import tables
from corpus.rows import put, take
from corpus.schema import SCHEMA, UPGRADES
from corpus.trouble import PATIENCE, ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveMissing, ArchiveOutdated


class Database:
    """Connections to one archive: many readers at once, each with the last commit as it began; one writer at a time."""

    def __init__(self, where: str | Path, *, create: bool = True) -> None:
        """Connect to a file, or to a database by URL; make the tables where there are none and `create` is true."""
        url = _url(where)
        self.name = url.render_as_string()
        self._sqlite = url.get_backend_name() == "sqlite"
        if self._sqlite and url.database and not Path(url.database).exists():
            if not create:
                raise ArchiveMissing(f"There is no archive at {url.database}: add articles first.")
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        with self._border():
            self._engine = _engine(url) if self._sqlite else create_engine(url)
            self._writing = self._engine.execution_options(tratin_writes=True)
        try:
            self._check(create)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the archive, the last commit, until the end of the block."""
        with self._border(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield the connection of the one writer; the block is committed as a whole, or not at all if it raises."""
        with self._border(), self._writing.begin() as connection:
            if not self._sqlite:  # SQLite's BEGIN IMMEDIATE keeps other writers out; elsewhere this row's lock does
                take(connection, "change", 0)
            yield connection

    def _check(self, create: bool) -> None:
        with self.reading() as connection:
            known = inspect(connection).get_table_names()
        if not known and create:
            with self.writing_tables() as connection:
                _lay(connection)
            return
        if "meta" not in known:
            raise ArchiveDamaged(f"{self.name} is not an archive of Tra Tin: it holds none of its tables.")
        with self.reading() as connection:
            found = _schema(connection)
        if found is not None and found.isdigit() and int(found) in UPGRADES:
            with self.writing_tables() as connection:
                found = _upgrade(connection)
        if found != str(SCHEMA):
            raise ArchiveOutdated(
                f"{self.name} was written in schema {found}, and this version reads schema {SCHEMA}: "
                "move it away and add the articles again, or use the version that wrote it."
            )

    @contextmanager
    def writing_tables(self) -> Iterator[Connection]:
        """Yield a writer's connection before there is any row to lock."""
        with self._border(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def _border(self) -> Iterator[None]:
        try:
            yield
        except (exc.SQLAlchemyError, sqlite3.Error) as error:
            raise _translated(self.name, error) from error
        except UnicodeEncodeError as error:
            raise ArchiveError(f"Text that is not valid Unicode cannot be stored: {error.reason}.") from error
        except msgspec.MsgspecError as error:
            raise ArchiveDamaged(f"{self.name} holds a record that cannot be read: {error}.") from error


def _url(where: str | Path) -> URL:
    if isinstance(where, str) and "://" in where:
        return make_url(where)
    return URL.create("sqlite", database=str(where))


def _engine(url: URL) -> Engine:
    """Return an engine for an SQLite file, its transactions begun by us: the driver's own begin too late."""
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("tratin_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _lay(connection: Connection) -> None:
    """Make the tables, unless another process did so a moment ago."""
    if "meta" in inspect(connection).get_table_names():
        return
    tables.metadata.create_all(connection)
    put(connection, tables.meta, [{"name": "schema", "value": str(SCHEMA)}])
    put(connection, tables.counter, [{"name": name, "last": 0} for name in ("change", "article", "person", "agency")])


def _schema(connection: Connection) -> str | None:
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "schema")).scalar()


def _upgrade(connection: Connection) -> str | None:
    """Bring an archive of an earlier schema up, unless another process did so a moment ago; return its schema now."""
    found = _schema(connection)
    while found is not None and (statements := UPGRADES.get(int(found))) is not None:
        for statement in statements:
            connection.exec_driver_sql(statement)
        found = str(int(found) + 1)
        connection.execute(update(tables.meta).where(tables.meta.c.name == "schema").values(value=found))
    return found


def _translated(name: str, error: Exception) -> ArchiveError:
    cause = str(getattr(error, "orig", None) or error)
    if "locked" in cause or "busy" in cause:
        return ArchiveBusy(f"{name} has been in use by another process for {PATIENCE} seconds: try again later.")
    if "not a database" in cause or "malformed" in cause or "no such table" in cause:
        return ArchiveDamaged(f"{name} cannot be read as an archive: {cause}.")
    return ArchiveError(f"{name} cannot be used: {cause}.")

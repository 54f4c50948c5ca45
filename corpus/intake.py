"""Taking a batch of articles into the archive, and out of it, inside one transaction: who is new, who changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from corpus import tables
from corpus.article import Article
from corpus.rows import amend, put, slices, take
from corpus.tally import withdraw
from corpus.trouble import ArchiveError


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did: how many articles were new, changed (or came back), unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def take_in(connection: Connection, batch: Sequence[Article]) -> Added:
    """Put articles in; one already here with other content gets a new revision, one that was removed comes back."""
    encoded = [(article.id, *encode(article)) for article in batch]
    seen = datetime.now(UTC).isoformat()
    states = {row["id"]: row for row in _states(connection, [article.id for article in batch])}
    here = set(states)
    fresh = list(dict.fromkeys(id for id, _, _ in encoded if id not in here))
    first = take(connection, "article", len(fresh))
    states |= {id: _arrived(first + at, id) for at, id in enumerate(fresh)}
    revisions, touched, unchanged = [], dict.fromkeys(fresh), 0
    for id, content, digest in encoded:
        state = states[id]
        if state["hash"] == digest and not state["removed"]:
            unchanged += 1
            continue
        if state["hash"] != digest:
            number = state["revision"] = state["revision"] + 1
            revisions.append({"article": state["number"], "number": number, "content": content, "seen": seen})
        state.update(hash=digest, removed=False, annotated=None)
        touched[id] = None
    put(connection, tables.article, [states[id] | {"linked": False, "changed": 0} for id in fresh])
    put(connection, tables.revision, revisions)
    amend(connection, tables.article, "number", [states[id] for id in touched if id in here])
    return Added(len(fresh), len(batch) - len(fresh) - unchanged, unchanged)


def take_out(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """Mark articles as removed, none of them twice in `ids`, and return the ids of those that were here until now."""
    found = {row["id"]: row for row in _states(connection, ids) if not row["removed"]}
    gone = [found[id] for id in ids if id in found]
    first = take(connection, "change", len(gone))
    withdraw(connection, [row["number"] for row in gone])
    state = {"removed": True, "linked": False, "annotated": None}
    rows = [{"number": row["number"], "changed": first + at, **state} for at, row in enumerate(gone)]
    amend(connection, tables.article, "number", rows)
    return tuple(row["id"] for row in gone)


def encode(article: Article) -> tuple[bytes, bytes]:
    """Return an article as JSON, and the hash of all its fields by which a change is noticed.

    Raises ArchiveError for text that is not valid Unicode.
    """
    try:
        content = msgspec.json.encode(article)
    except UnicodeEncodeError as error:
        raise ArchiveError(f"Article {article.id!a} holds text that is not valid Unicode: {error.reason}.") from error
    return content, blake2b(content, digest_size=16).digest()


def _states(connection: Connection, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the line of state of each of these articles that is known."""
    of = tables.article.c
    query = select(of.number, of.id, of.revision, of.hash, of.removed, of.annotated)
    for some in slices(ids):
        yield from (dict(row) for row in connection.execute(query.where(of.id.in_(some))).mappings())


def _arrived(number: int, id: str) -> dict[str, Any]:
    """Return the line of state of an article before its first revision."""
    return {"number": number, "id": id, "revision": 0, "hash": b"", "removed": False, "annotated": None}

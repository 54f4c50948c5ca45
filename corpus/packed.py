"""Articles with what is known of them as they lie in the archive: read in few statements here, decoded elsewhere.

Decoding takes longer than reading, and a stored record goes to another process as it is: whoever works in several
processes hands `Packed` on and lets each of them decode its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from corpus import tables
from corpus.archive import CURRENT
from corpus.article import Annotations, Article, Links
from corpus.trouble import ArchiveDamaged

_article = msgspec.json.Decoder(Article).decode
_annotations = msgspec.json.Decoder(Annotations).decode
_links = msgspec.json.Decoder(Links).decode


class Packed(NamedTuple):
    """An article's id, and as stored (JSON) its current revision, the annotations of that, and its links."""

    id: str
    article: bytes
    annotations: bytes
    links: bytes


def packed(connection: Connection, ids: Sequence[str]) -> Iterator[Packed]:
    """Yield the records of articles, as many as one statement may ask for, in the order of `ids`.

    Those that are unknown, removed, or not annotated since their last revision are left out.
    """
    of = tables.article.c
    query = select(of.id, tables.revision.c.content, tables.annotation.c.content, tables.annotation.c.links)
    query = query.join_from(tables.article, tables.revision, CURRENT)
    query = query.join(tables.annotation, tables.annotation.c.article == of.number)
    query = query.where(~of.removed, of.linked, of.annotated.is_not(None), of.id.in_(ids))
    found = {id: Packed(id, *rest) for id, *rest in connection.execute(query)}
    yield from (found[id] for id in ids if id in found)


def unpack(record: Packed) -> tuple[Article, Annotations, Links]:
    """Return what a record holds. Raises ArchiveDamaged for one that cannot be read."""
    try:
        return _article(record.article), _annotations(record.annotations), _links(record.links)
    except msgspec.MsgspecError as error:
        raise _damaged(record, error) from error


def links_of(record: Packed) -> Links:
    """Return the links of a record alone, the smallest part of it by far. Raises as `unpack` does."""
    try:
        return _links(record.links)
    except msgspec.MsgspecError as error:
        raise _damaged(record, error) from error


def _damaged(record: Packed, error: msgspec.MsgspecError) -> ArchiveDamaged:
    return ArchiveDamaged(f"The archive holds a record of article {record.id!a} that cannot be read: {error}.")

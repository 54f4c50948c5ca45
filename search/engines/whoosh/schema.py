"""What a document looks like inside the Whoosh index: term fields to search, columns to read by document number."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Existence

from search.engine import Document
from search.language.tree import Kind
from search.text.analyze import SCORED, Field

SCHEMA_VERSION = 8  # raise it with every change to fields, analysis or stored form: older indexes are then rebuilt

ID_FIELD = "id"
DAY_FIELD = "day"
DOCUMENT_FIELD = "document"
SPEAKER = "speaker"  # those of the officials who are reported as saying something
FACET_FIELDS = ("official", "agency", "topic", SPEAKER)

NO_DAY = 0  # proleptic ordinals begin at 1
_PRESET = Path(__file__).with_name("preset.jsonl")
_COMPRESSION = 5  # 6 takes half as long again to save 2 %, 1 takes half the time and a fifth more room
_SEPARATOR = b"\x1f"  # ASCII's unit separator: in no slug and no topic id


class TermsField(FieldType):  # type: ignore[misc]  # whoosh is untyped
    """A field whose terms come counted from our own analysis; the count is the posting's weight.

    Only of fields that are scored are lengths kept. Whoosh's own writers cannot fill it.
    """

    def __init__(self, *, scored: bool) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=scored)


def names_field(kind: Kind) -> str:
    """Return the field whose terms are the names of one kind."""
    return f"{kind}_name"


def schema() -> Any:
    """Return the Whoosh schema of this version."""
    return Schema(
        **{ID_FIELD: ID(sortable=VarBytesColumn())},
        **{str(field): TermsField(scored=field in SCORED) for field in Field},
        **{names_field(kind): TermsField(scored=False) for kind in Kind},
        **{name: COLUMN(VarBytesColumn()) for name in FACET_FIELDS},
        **{DAY_FIELD: COLUMN(NumericColumn("i", default=NO_DAY)), DOCUMENT_FIELD: COLUMN(VarBytesColumn())},
    )


def facets_of(document: Document) -> dict[str, tuple[str, ...]]:
    """Return a document's values of each facet, each once."""
    values = {
        "official": filter(None, document.links.officials),
        "agency": filter(None, document.links.agencies),
        "topic": (topic.id for topic in document.annotations.topics),
        SPEAKER: document.speakers,
    }
    return {facet: tuple(dict.fromkeys(of_facet)) for facet, of_facet in values.items()}


def joined_values(values: Iterable[bytes]) -> bytes:
    """Return the facet values of one document as its column has them for whoever reads by Whoosh."""
    return _SEPARATOR.join(values)


def packed_document(document: Document) -> bytes:
    """Return the stored form of a document."""
    compressor = zlib.compressobj(_COMPRESSION, zdict=_preset())
    return compressor.compress(msgspec.json.encode(document)) + compressor.flush()


def document_of(packed: bytes) -> Document:
    """Return the document kept in the index; raises zlib.error or msgspec.DecodeError where the bytes are damaged."""
    return msgspec.json.decode(zlib.decompressobj(zdict=_preset()).decompress(packed), type=Document)


@cache
def _preset() -> bytes:
    """Return what compression may refer to: documents of sample articles, whose names of parts and turns of phrase come
    in all others too. It takes a quarter off; it must never change but with `SCHEMA_VERSION`.
    """
    return _PRESET.read_bytes()

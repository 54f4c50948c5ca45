"""What a document looks like inside the Whoosh index: term fields to search, columns to read by document number."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from whoosh.columns import FixedBytesColumn, NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Existence

from search.engine import Document, Entry, layout_of
from search.language.tree import Kind, Part
from search.text.analyze import SCORED, Field
from search.text.signature import ROW

SCHEMA_VERSION = 5  # raise it with every change to fields, analysis or stored form: older indexes are then rebuilt

ID_FIELD = "id"
DAY_FIELD = "day"
DOCUMENT_FIELD = "document"
SIGNATURE_FIELD = "signature"
SPEAKER = "speaker"  # those of the officials who are reported as saying something
FACET_FIELDS = ("official", "agency", "topic", SPEAKER)

NO_DAY = 0  # proleptic ordinals begin at 1
_SEPARATOR = "\x1f"  # ASCII's unit separator: in no slug and no topic id
_COMPRESSION = 6


class TermsField(FieldType):  # type: ignore[misc]  # whoosh is untyped
    """A field whose terms come counted from our own analysis; the count is the posting's weight.

    Only of fields that are scored are lengths kept.
    """

    def __init__(self, *, scored: bool) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=scored)

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, payload) as Whoosh's writer wants them."""
        for term, count in value.items():
            yield term.encode(), count, float(count), b""


def _bytes_column() -> Any:
    # Offsets are worked out from the lengths at opening: the stored ones are of no use to a reader that reads all.
    return COLUMN(VarBytesColumn(allow_offsets=False))


def names_field(kind: Kind) -> str:
    """Return the field whose terms are the names of one kind."""
    return f"{kind}_name"


def sequence_field(part: Part) -> str:
    """Return the column that holds the sequence of one part."""
    return f"{part}_sequence"


def schema() -> Any:
    """Return the Whoosh schema of this version."""
    return Schema(
        **{ID_FIELD: ID(sortable=VarBytesColumn(allow_offsets=False))},
        **{str(field): TermsField(scored=field in SCORED) for field in Field},
        **{names_field(kind): TermsField(scored=False) for kind in Kind},
        **{sequence_field(part): _bytes_column() for part in Part},
        **{name: _bytes_column() for name in FACET_FIELDS},
        **{DAY_FIELD: COLUMN(NumericColumn("i", default=NO_DAY)), DOCUMENT_FIELD: _bytes_column()},
        **{SIGNATURE_FIELD: COLUMN(FixedBytesColumn(ROW.itemsize))},
    )


def fields_of(entry: Entry) -> dict[str, Any]:
    """Return what Whoosh's writer is given for one entry."""
    document = entry.document
    layout = entry.layout or layout_of(document)
    facets = {
        "official": tuple(filter(None, document.links.officials)),
        "agency": tuple(filter(None, document.links.agencies)),
        "topic": tuple(topic.id for topic in document.annotations.topics),
        SPEAKER: document.speakers,
    }
    return {
        ID_FIELD: document.article.id,
        **{str(field): terms for field, terms in (*entry.terms.items(), *layout.said.items())},
        **{names_field(kind): dict.fromkeys(names, 1) for kind, names in layout.names.items()},
        **{sequence_field(part): sequence for part, sequence in layout.sequences.items()},
        **{name: _SEPARATOR.join(dict.fromkeys(values)).encode() for name, values in facets.items()},
        DAY_FIELD: document.date.toordinal() if document.date else NO_DAY,
        SIGNATURE_FIELD: layout.signature,
        DOCUMENT_FIELD: zlib.compress(msgspec.json.encode(document), _COMPRESSION),
    }


def facet_values(packed: bytes) -> list[str]:
    """Return the facet values of one document from its column."""
    return packed.decode().split(_SEPARATOR) if packed else []


def document_of(packed: bytes) -> Document:
    """Return the document kept in the index; raises zlib.error or msgspec.DecodeError where the bytes are damaged."""
    return msgspec.json.decode(zlib.decompress(packed), type=Document)

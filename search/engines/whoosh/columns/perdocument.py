"""A column segment read document by document, as Whoosh's API asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec import base
from whoosh.columns import ColumnReader

from search.engines.whoosh.columns.segment import DOCUMENTS, Columns
from search.engines.whoosh.schema import DAY_FIELD, DOCUMENT_FIELD, FACET_FIELDS, ID_FIELD, joined_values
from search.text.analyze import SCORED, Field


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # whoosh is untyped
    """Lengths, columns and deletions of one segment."""

    def __init__(self, columns: Columns, segment: Any) -> None:
        self.columns, self._segment = columns, segment

    def supports_columns(self) -> bool:
        """Say that there are columns."""
        return True

    def doc_count(self) -> int:
        """Return how many documents are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return how many documents there are."""
        return self.columns.count

    def has_deletions(self) -> bool:
        """Tell whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether one document is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """Yield the numbers of the deleted documents."""
        yield from self._segment.deleted_docs()

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """Return nothing: documents are kept in a column."""
        return {}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many terms a document has in a field."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return how many terms all documents have in a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum())

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length of a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length of a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.max(initial=0))

    def _lengths(self, fieldname: str) -> npt.NDArray[np.uint32] | None:
        return self.columns.lengths(Field(fieldname)) if fieldname in SCORED else None

    def has_column(self, fieldname: str) -> bool:
        """Tell whether there is a column of that name."""
        return fieldname in (ID_FIELD, DAY_FIELD, DOCUMENT_FIELD, *FACET_FIELDS)

    def column_reader(self, fieldname: str, column: Any) -> Column:
        """Return what reads a column: bytes, or of days a number."""
        columns = self.columns
        if fieldname == DAY_FIELD:
            return Column(columns.count, lambda number: int(columns.days[number]))
        if fieldname in FACET_FIELDS:
            rows, names = columns.rows(fieldname), columns.strings(f"{fieldname}.names")

            def values(number: int) -> bytes:
                found = rows.values[rows.starts[number] : rows.starts[number + 1]].tolist()
                return joined_values(names[value] for value in found)

            return Column(columns.count, values)
        return Column(columns.count, (columns.ids if fieldname == ID_FIELD else columns.strings(DOCUMENTS)).__getitem__)


class Column(ColumnReader):  # type: ignore[misc]  # whoosh is untyped
    """A column as Whoosh reads it: a value a document."""

    def __init__(self, count: int, value: Callable[[int], Any]) -> None:
        self._count, self._value, self._reverse = count, value, False

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Any:
        return self._value(number)

    def __iter__(self) -> Iterator[Any]:
        return map(self._value, range(self._count))

    def sort_key(self, number: int) -> Any:
        """Return what documents are sorted by."""
        value = self._value(number)
        return -value if self._reverse and isinstance(value, int) else value

    def set_reverse(self) -> None:
        """Sort the other way round, where values are numbers."""
        self._reverse = True

"""A column segment read term by term, as Whoosh's API asks: dictionaries, statistics, postings."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from search.engines.whoosh.columns.segment import DICTIONARY, FIELDS, Columns
from search.engines.whoosh.schema import ID_FIELD
from search.text.analyze import SCORED, Field


class TermsReader(base.TermsReader):  # type: ignore[misc]  # whoosh is untyped
    """The terms of all fields of one segment, in order."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have postings."""
        return [ID_FIELD, *FIELDS]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def _number(self, field: str, text: bytes) -> int | None:
        """Return the number of a term that some document has; of an id the document's."""
        if field == ID_FIELD:
            return self.columns.document(text.decode())
        if field not in FIELDS:
            return None
        number = self.columns.term(field, text.decode())
        return None if number is None or not self.columns.postings(field).count(number) else number

    def _known(self, field: str, text: bytes) -> int:
        number = self._number(field, text)
        if number is None:
            raise TermNotFound(f"{field}:{text!r}")
        return number

    def _terms(self, field: str) -> Iterator[tuple[bytes, int]]:
        """Yield the terms of a field in order, each with its number."""
        columns = self.columns
        if field == ID_FIELD:
            yield from ((columns.ids[number], number) for number in columns.by_id.tolist())
            return
        numbers = np.flatnonzero(columns.postings(field).counts()).tolist()
        if field == Field.PAIRS:
            yield from ((columns.pair(number), number) for number in numbers)
        else:
            strings = list(columns.strings(DICTIONARY[field]))
            yield from ((strings[number], number) for number in numbers)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all fields and terms."""
        for field in sorted(self.indexed_field_names()):
            for text, _ in self._terms(field):
                yield field, text

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield fields and terms from one on."""
        for field in sorted(self.indexed_field_names()):
            if field >= fieldname:
                yield from ((field, text) for text, _ in self._terms(field) if field > fieldname or text >= prefix)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with their statistics."""
        yield from ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield terms with their statistics, from one on."""
        yield from ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: object) -> Cursor:
        """Return a place among the terms of a field."""
        return Cursor([text for text, _ in self._terms(fieldname)], fieldobj)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return a term's statistics; raises TermNotFound where no document has it."""
        number = self._known(fieldname, text)
        if fieldname == ID_FIELD:
            return TermInfo(1.0, 1, 0, 0, 1.0, number, number)
        postings = self.columns.postings(fieldname)
        documents, times = postings.documents_of(number), postings.times(number)
        lengths = self.columns.lengths(Field(fieldname))[documents] if fieldname in SCORED else np.zeros(1, np.uint32)
        return TermInfo(
            float(times.sum()),
            len(documents),
            int(lengths.min()),
            int(lengths.max()),
            float(times.max()),
            int(documents[0]),
            int(documents[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many documents have a term."""
        number = self._number(fieldname, text)
        if number is None:
            return 0
        return 1 if fieldname == ID_FIELD else self.columns.postings(fieldname).count(number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term stands in all documents."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def matcher(self, fieldname: str, text: bytes, format_: object, scorer: object = None) -> ListMatcher:
        """Return a term's postings; raises TermNotFound where no document has it."""
        number = self._known(fieldname, text)
        if fieldname == ID_FIELD:
            documents, times = [number], [1.0]
        else:
            postings = self.columns.postings(fieldname)
            documents, times = postings.documents_of(number).tolist(), postings.times(number).tolist()
        return ListMatcher(
            documents,
            times,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )


class Cursor(base.FieldCursor):  # type: ignore[misc]  # whoosh is untyped
    """A place among the terms of a field; `text` is None behind the last."""

    def __init__(self, terms: list[bytes], fieldobj: object) -> None:
        self._terms, self._field, self._at = terms, fieldobj, 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: bytes | str) -> str | None:
        """Go to the first term that does not sort before `string`."""
        wanted = string.encode() if isinstance(string, str) else string
        self._at = next((at for at, term in enumerate(self._terms) if term >= wanted), len(self._terms))
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term here."""
        return self._terms[self._at].decode() if self._at < len(self._terms) else None

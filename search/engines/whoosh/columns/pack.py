"""Articles become a small segment in memory: analysed together, counted by sorting. Pure; worker processes run it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from search.engine import Document, Writable
from search.engines.whoosh.columns import sequences
from search.engines.whoosh.columns.postings import inverted
from search.engines.whoosh.columns.segment import (
    DAYS,
    DOCUMENTS,
    FOLD_OF,
    FOLDED,
    HALF,
    KEYS,
    LABELS,
    PAIR_KEYS,
    SIGNATURES,
    TITLE_ENDS,
    Array,
    Rows,
    named_ids,
    named_postings,
    named_rows,
    named_strings,
)
from search.engines.whoosh.columns.strings import Strings
from search.engines.whoosh.columns.titles import titles
from search.engines.whoosh.schema import FACET_FIELDS, NO_DAY, facets_of, names_field, packed_document
from search.language.tree import Kind, Part
from search.layout import Called, names, said
from search.phrases import place_label
from search.text.abbreviations import meanings
from search.text.analyze import OPENING_LENGTH, Field
from search.text.passages import Numbers, Passages, cut
from search.text.signature import signatures
from search.text.words import words_of

Named = Iterator[tuple[str, Array]]


def packed(entries: Sequence[Writable]) -> dict[str, Array]:
    """Return the arrays of a segment of these entries, in their order (see `Columns`)."""
    documents = [one.document for one in entries]
    size = len(documents)
    spoken = [said(one.article, one.annotations) for one in documents]
    titled = [text for one in documents for text in (one.article.title, one.article.body)]
    passages = cut([*titled, *chain.from_iterable(spoken)])
    # The document of each passage: of titles and bodies in turn, then of what is said.
    numbers = np.arange(size, dtype=np.uint32)
    owners = np.concatenate((np.repeat(numbers, 2), np.repeat(numbers, list(map(len, spoken)))))
    title_tokens = passages.owner < 2 * size
    return dict(
        chain(
            named_strings(KEYS, _encoded(passages.keys)),
            named_strings(FOLDED, _encoded(passages.folded)),
            [(FOLD_OF, passages.fold_of)],
            _counted(passages, owners, title_tokens, size),
            _words(passages, size),
            _meanings(passages, owners, size),
            _sequences(passages, owners, size),
            titles([one.article.title for one in documents], passages),
            _labels(documents),
            _names(documents, [one.called for one in entries]),
            _facets(documents),
            [
                (DAYS, np.array([one.date.toordinal() if one.date else NO_DAY for one in documents], np.int32)),
                (SIGNATURES, np.frombuffer(signatures(passages, size), np.uint8)),
            ],
            named_ids(_encoded(one.article.id for one in documents)),
            named_strings(DOCUMENTS, Strings.of(map(packed_document, documents))),
        )
    )


def _encoded(strings: Iterable[str]) -> Strings:
    return Strings.of(string.encode() for string in strings)


def _field(field: Field, terms: Numbers, documents: Numbers, dictionary: int, size: int) -> Named:
    """Yield a field's postings, and how many terms each of `size` documents has."""
    yield from named_postings(field, inverted(terms, documents, dictionary))
    yield f"{field}.lengths", np.bincount(documents, minlength=size).astype(np.uint32)


def _counted(passages: Passages, owners: Numbers, in_text: npt.NDArray[np.bool_], size: int) -> Named:
    """Yield what is counted of syllables: in the text, its title, its opening, in what is said, and pairs of them."""
    keys, folded, fold_of = len(passages.keys), len(passages.folded), passages.fold_of
    syllables, joined, passage = passages.syllables[in_text], passages.joined[in_text], passages.owner[in_text]
    documents = owners[passage]
    forms = fold_of[syllables]
    yield from _field(Field.SYLLABLES, syllables, documents, keys, size)
    yield from _field(Field.FOLDED, forms, documents, folded, size)
    title = passage % 2 == 0
    yield from _field(Field.TITLE_SYLLABLES, syllables[title], documents[title], keys, size)
    yield from _field(Field.TITLE_FOLDED, forms[title], documents[title], folded, size)
    first = np.searchsorted(documents, np.arange(size))
    opening = np.arange(len(documents)) - first[documents] < OPENING_LENGTH
    for field, terms, dictionary in (
        (Field.OPENING_SYLLABLES, syllables, keys),
        (Field.OPENING_FOLDED, forms, folded),
    ):
        at = np.unique(terms[opening].astype(np.uint64) << HALF | documents[opening])  # once each
        yield from _field(field, (at >> HALF).astype(np.uint32), at.astype(np.uint32), dictionary, size)
    right = np.flatnonzero(joined)
    left_right = forms[right - 1].astype(np.uint64) << HALF | forms[right]
    pairs, number_of = np.unique(left_right, return_inverse=True)
    yield PAIR_KEYS, pairs
    yield from _field(Field.PAIRS, number_of.astype(np.uint32), documents[right], len(pairs), size)
    spoken, of_passage, _ = passages.spread()
    in_said = of_passage >= 2 * size
    spoken, documents = spoken[in_said], owners[of_passage[in_said]]
    yield from named_postings(Field.SAID_SYLLABLES, inverted(spoken, documents, keys))
    yield from named_postings(Field.SAID_FOLDED, inverted(fold_of[spoken], documents, folded))


def _words(passages: Passages, size: int) -> Named:
    found = words_of(passages, 2 * size)
    yield from named_strings(Field.WORDS, _encoded(found.terms))
    yield from _field(Field.WORDS, found.words, found.owner // 2, len(found.terms), size)


def _meanings(passages: Passages, owners: Numbers, size: int) -> Named:
    terms, numbers, passage = meanings(passages)
    in_text = passage < 2 * size
    at = np.unique(numbers[in_text].astype(np.uint64) << HALF | owners[passage[in_text]])
    yield from named_strings(Field.MEANINGS, _encoded(terms))
    yield from _field(Field.MEANINGS, (at >> HALF).astype(np.uint32), at.astype(np.uint32), len(terms), size)


def _sequences(passages: Passages, owners: Numbers, size: int) -> Named:
    """Yield the sequences of texts and of what is said: a syllable's number plus 1, `GAP` before what is not joined."""
    syllables, passage, joined = passages.spread()
    codes = np.insert(syllables + 1, np.flatnonzero(~joined), sequences.GAP)
    of_code = np.insert(passage, np.flatnonzero(~joined), passage[~joined])
    text = int(np.searchsorted(of_code, 2 * size))
    documents = owners[of_code]
    for part, codes_of, owner in (
        (Part.TEXT, codes[:text], documents[:text]),
        (Part.SAID, codes[text:], documents[text:]),
    ):
        starts = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=size)))).astype(np.uint32)
        yield from sequences.named(part, sequences.encoded(starts, [codes_of.astype(np.uint32)], len(passages.keys)))
    in_title = of_code[:text] % 2 == 0
    yield TITLE_ENDS, np.bincount(documents[:text][in_title], minlength=size).astype(np.uint32)


def _names(documents: Sequence[Document], called: Sequence[Called]) -> Named:
    by_kind: dict[str, list[tuple[str, ...]]] = {names_field(kind): [] for kind in Kind}
    for document, otherwise in zip(documents, called, strict=True):
        for kind, of_kind in names(document.article, document.annotations, document.links, otherwise).items():
            by_kind[names_field(kind)].append(of_kind)
    for field, rows in by_kind.items():
        terms, values, owners = _numbered(rows)
        yield from named_strings(field, terms)
        yield from named_postings(field, inverted(values, owners, len(terms)))


def _labels(documents: Sequence[Document]) -> Named:
    """Yield in which documents each place stands, as one says it."""
    terms, values, owners = _numbered(
        [tuple({place_label(place.name, place.kind) for place in one.annotations.places}) for one in documents]
    )
    yield from named_strings(LABELS, terms)
    yield from named_postings(LABELS, inverted(values, owners, len(terms)))


def _facets(documents: Sequence[Document]) -> Named:
    by_facet: dict[str, list[tuple[str, ...]]] = {facet: [] for facet in FACET_FIELDS}
    for document in documents:
        for facet, of_facet in facets_of(document).items():
            by_facet[facet].append(of_facet)
    for facet, rows in by_facet.items():
        terms, values, owners = _numbered(rows)
        starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(rows))))).astype(np.uint32)
        yield from named_strings(f"{facet}.names", terms)
        yield from named_postings(f"{facet}.names", inverted(values, owners, len(terms)))
        yield from named_rows(facet, Rows(starts, values))


def _numbered(rows: Sequence[Sequence[str]]) -> tuple[Strings, Numbers, Numbers]:
    """Return the different strings in order, and of each string of each row its number and its row's."""
    every = list(chain.from_iterable(rows))
    terms = sorted(set(every))
    rank: Mapping[str, int] = {term: number for number, term in enumerate(terms)}
    values = np.fromiter(map(rank.__getitem__, every), np.uint32, len(every))
    return _encoded(terms), values, np.repeat(np.arange(len(rows), dtype=np.uint32), list(map(len, rows)))

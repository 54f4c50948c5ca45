"""What every engine of the bench is given for an article: our analysis as rows of terms, facets, a day, stored text.

The rows of `syllables` and `folded` stand in the order of the text, with `GAP` where a phrase ends, and document
numbers behind the rest, so that an engine with positions finds the phrases that ours finds. In all others the order
says nothing. A blank inside a term is written "_".
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from corpus.archive import Archive
from corpus.registry import Registry
from search.engine import Document
from search.language.tree import Kind
from search.layout import Called, names, said
from search.parallel import batched, parallel_map
from search.text.analyze import Field, Terms, analyze
from search.text.cutting import Syllable, spread, syllables

GAP = "¶"  # no syllable: it is no word character
IN_ORDER = (Field.SYLLABLES, Field.FOLDED)
PRESENT = (Field.OPENING_SYLLABLES, Field.OPENING_FOLDED, Field.MEANINGS)  # how often does not matter: once at most
FACETS = ("official", "agency", "topic", "speaker")
LOADED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One article: rows of terms by field, blanks between; `day` as an ordinal and `month` ("2023-08"), or None."""

    id: str
    rows: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    day: int | None
    month: str | None
    title: str
    text: str
    stored: str


def name_field(kind: Kind) -> str:
    """Return the field that holds the names of a kind."""
    return f"{kind}_name"


def fields() -> tuple[str, ...]:
    """Return all fields that a record has rows of."""
    return (*map(str, Field), *map(name_field, Kind))


def token(term: str) -> str:
    """Return a term as it stands in a row."""
    return term.replace(" ", "_")


def row(terms: Mapping[str, int]) -> str:
    """Return terms as a row, each as often as counted."""
    return " ".join(chain.from_iterable([token(term)] * count for term, count in terms.items()))


def in_order(title: str, body: str) -> tuple[str, str]:
    """Return the rows of `syllables` and `folded`: in the order of the text."""
    cut = [syllables(title), syllables(body)]
    keys, folded = list[str](), list[str]()
    for passage in cut:
        for one in spread(passage):
            if not one.joined:
                keys.append(GAP)
                folded.append(GAP)
            keys.append(one.key)
            folded.append(one.folded)
    numbers: list[Syllable] = [one for passage in cut for one in passage if one.is_number]
    for number in numbers:
        keys += (GAP, number.key)
        folded += (GAP, number.folded)
    return " ".join(keys), " ".join(folded)


def record(known: tuple[Document, Called], analysis: Callable[[str, str], Terms] = analyze) -> Record:
    """Return what engines are given for a document; `analysis` counts its terms."""
    document, called = known
    article = document.article
    words = [word for text in said(article, document.annotations) for word in spread(syllables(text))]
    terms: dict[Field, Mapping[str, int]] = {
        **analysis(article.title, article.body),
        Field.SAID_SYLLABLES: Counter(word.key for word in words),
        Field.SAID_FOLDED: Counter(word.folded for word in words),
    }
    rows = {str(field): row(counted) for field, counted in terms.items()}
    rows |= dict(zip(map(str, IN_ORDER), in_order(article.title, article.body), strict=True))
    held = names(article, document.annotations, document.links, called)
    rows |= {name_field(kind): row(Counter(of_kind)) for kind, of_kind in held.items()}
    facets = {
        "official": tuple(filter(None, document.links.officials)),
        "agency": tuple(filter(None, document.links.agencies)),
        "topic": tuple(topic.id for topic in document.annotations.topics),
        "speaker": document.speakers,
    }
    day: dt.date | None = document.date
    return Record(
        id=article.id,
        rows=rows,
        facets={facet: tuple(dict.fromkeys(values)) for facet, values in facets.items()},
        day=day.toordinal() if day else None,
        month=day.isoformat()[:7] if day else None,
        title=article.title,
        text=article.text,
        stored=msgspec.json.encode(document).decode(),
    )


def by_chance(id: str) -> bytes:
    """Return what puts ids in an order by chance that depends on them alone: the first N are a sample of all."""
    return hashlib.blake2b(id.encode(), digest_size=8).digest()


def documents(archive: Archive, limit: int | None = None) -> Iterator[tuple[Document, Called]]:
    """Yield the annotated articles of an archive as the indexer sees them, or `limit` of them by chance."""
    registry = Registry(archive)
    ids = [change.id for change in archive.changes(0) if not change.removed]
    if limit is not None:
        ids = sorted(ids, key=by_chance)[:limit]
    for batch in batched(ids, LOADED_AT_ONCE):
        yield from _loaded(registry, batch)


def _loaded(registry: Registry, ids: Sequence[str]) -> Iterator[tuple[Document, Called]]:
    found = [Document(*parts) for parts in registry.documents(ids)]
    people = registry.called("people", {id for one in found for id in one.links.officials if id})
    bodies = registry.called("agencies", {id for one in found for id in one.links.agencies if id})
    for one in found:
        yield (
            one,
            Called(
                {id: people[id] for id in one.links.officials if id in people},
                {id: bodies[id] for id in one.links.agencies if id in bodies},
            ),
        )


def records(archive_file: Path) -> Iterator[Record]:
    """Yield the records of an archive, analysed by ours in several processes."""
    with Archive.open(archive_file, create=False) as archive:
        yield from parallel_map(record, documents(archive))

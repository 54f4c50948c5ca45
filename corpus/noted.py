"""What one article's annotation hands on to the registry: the notes to store, and a sheet with what linking asks.

Both are made where the article was annotated, in any process, and travel as bytes: whoever links stores the notes as
they are and reads the sheet alone, which has no text and no positions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import msgspec

from corpus import sightings
from corpus.article import Agency, Annotations, Article, Official
from corpus.filing import filed_on
from corpus.home import at_home
from corpus.trouble import ArchiveError


@dataclass(frozen=True, slots=True)
class Sheet:
    """What linking asks of an article, its publisher's places worked in; officials and bodies are without mentions.

    `day` is the ordinal of the day under which the article is filed, 0 for none, `setting` the keys of the places that
    it names, in order, and `written` the longest form in which it writes each of the bodies.
    """

    id: str
    day: int
    setting: tuple[str, ...]
    officials: tuple[Official, ...]
    agencies: tuple[Agency, ...]
    written: tuple[str, ...]


class Noted(NamedTuple):
    """An annotated article on its way into the registry: its id, the hash of the revision read, notes and sheet."""

    id: str
    hash: bytes
    annotations: bytes
    sheet: bytes


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Sheet).decode


def noted(article: Article, digest: bytes, annotations: Annotations) -> Noted:
    """Return what the registry is told of an article; `digest` is the hash of the revision that was annotated.

    Raises ArchiveError for text that is not valid Unicode.
    """
    try:
        return Noted(article.id, digest, _encode(annotations), _encode(sheet_of(article, annotations)))
    except UnicodeEncodeError as error:
        raise ArchiveError(f"Notes on {article.id!a} hold text that is not valid Unicode: {error.reason}.") from error


def sheet_of(article: Article, annotations: Annotations) -> Sheet:
    """Return what linking asks of an article with these annotations."""
    meant, text = at_home(article, annotations), article.text
    filed = filed_on(article, meant, date.today())
    return Sheet(
        article.id,
        filed.toordinal() if filed else 0,
        tuple(sorted(sightings.setting(meant))),
        tuple(replace(official, mentions=()) for official in meant.officials),
        tuple(Agency(body.name, body.place) for body in meant.agencies),
        tuple(_written(body, text) for body in meant.agencies),
    )


def read_sheet(one: Noted) -> Sheet:
    """Return the sheet of an annotated article."""
    return _decode(one.sheet)


def _written(body: Agency, text: str) -> str:
    """Return the longest form in which an article writes a body."""
    return max((" ".join(span.of(text).split()) for span in body.mentions), key=len, default=body.name)

"""JSON lines: one article an object, as exports and other programs write them.

Fields: id, url, source, title, published, section, author, tags, body; also captions and slogan, as this project writes
them. Any but the body may be missing. `content_html` and `html` stand for the body, `published_at` and `date` for
published. All other fields are ignored: a row's `created_at` is when it was imported, not when the article appeared.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from corpus.article import Article
from corpus.readers import furniture, moments
from corpus.readers.fragment import visible_paragraphs
from corpus.readers.opening import MAX_BODY_CHARS, Unreadable, read_lines
from corpus.readers.problem import Problem, Report
from corpus.readers.text import paragraphs
from corpus.vietnamese import clean

# Ids go into URLs and file names of exports.
MAX_ID_CHARS = 200
_HTML_FIELDS = ("content_html", "html")
_DATE_FIELDS = ("published", "published_at", "date")
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_decoder = msgspec.json.Decoder()


class _BadRecord(Exception):
    """A record is no article; the message is the sentence for the report."""


def read_jsonl(path: Path, report: Report) -> Iterator[tuple[int | None, Article]]:
    """Yield the articles of a file with their line numbers; report each line that is none and go on."""
    for number, line in read_lines(path):
        if isinstance(line, Unreadable):
            report(Problem(path, number, str(line)))
            continue
        if not line or line.isspace():
            continue
        try:
            article, remarks = parse(line)
        except (_BadRecord, Unreadable) as error:
            report(Problem(path, number, str(error)))
            continue
        for remark in remarks:
            report(Problem(path, number, remark))
        yield number, article


def parse(line: str) -> tuple[Article, list[str]]:
    """Return the article of one line, and sentences on fields that had to be left out.

    Raises `_BadRecord` or `Unreadable` where the line holds none.
    """
    record = _record(line)
    remarks: list[str] = []
    body, marked, author = _body(record)
    text = "\n".join(body)
    title, url = _text(record, "title") or "", _url(record, remarks)
    article = Article(
        id=_id(record, url, title, text),
        title=title,
        body=text,
        url=url,
        source=_text(record, "source"),
        published=_published(record, remarks),
        section=_text(record, "section"),
        author=_text(record, "author") or author,
        tags=_tags(record),
        captions=_captions(record, body, marked),
        slogan=_text(record, "slogan"),
    )
    return article, remarks


def _record(line: str) -> Mapping[str, Any]:
    try:
        record = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise _BadRecord(f"Not JSON ({error}).") from error
    if not isinstance(record, dict):
        raise _BadRecord(f"Not an object but {_kind(record)}.")
    return record


def _body(record: Mapping[str, Any]) -> tuple[list[str], set[str], str | None]:
    """Return the paragraphs, those that the markup calls captions, and the author that a post's last line names."""
    marked: set[str] = set()
    author = None
    lines = paragraphs(_characters(_string(record, "body") or ""))
    if not lines:
        for field in _HTML_FIELDS:
            if markup := _string(record, field):
                lines, marked = visible_paragraphs(markup)
                lines, author, _ = furniture.take_closing(lines)
                break
    if not lines:
        raise _BadRecord("The record has no body.")
    if sum(map(len, lines)) + len(lines) > MAX_BODY_CHARS:
        raise _BadRecord(f"The body is longer than {MAX_BODY_CHARS:,} characters.")
    return lines, marked, author


def _id(record: Mapping[str, Any], url: str | None, title: str, text: str) -> str:
    given = record.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if given is not None and not isinstance(given, str):
        raise _BadRecord(f'The field "id" is {_kind(given)}, not a string.')
    if given and (cleaned := " ".join(clean(given).split())):
        if len(cleaned) > MAX_ID_CHARS:
            raise _BadRecord(f"The id is longer than {MAX_ID_CHARS} characters.")
        return cleaned
    prefix, key = ("url", url) if url else ("text", f"{title}\n{text}")
    return f"{prefix}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _url(record: Mapping[str, Any], remarks: list[str]) -> str | None:
    url = _text(record, "url")
    if url and not url.lower().startswith(("http://", "https://")):
        remarks.append("The url is not an http address; the article is kept without it.")
        return None
    return url


def _published(record: Mapping[str, Any], remarks: list[str]) -> datetime | None:
    value = next((text for field in _DATE_FIELDS if (text := _text(record, field))), None)
    if value is None:
        return None
    try:
        return moments.parse(value)
    except moments.BadDate as error:
        remarks.append(f"The publication date {error}; the article is kept without it.")
        return None


def _tags(record: Mapping[str, Any]) -> tuple[str, ...]:
    tags = record.get("tags")
    if tags is None:
        return ()
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise _BadRecord('The field "tags" is not a list of strings.')
    return tuple(tag for raw in tags if (tag := " ".join(clean(raw).split())))


def _captions(record: Mapping[str, Any], body: list[str], marked: set[str]) -> tuple[int, ...]:
    given = record.get("captions")
    if given is None:
        found = {number for number, line in enumerate(body) if line in marked} | set(furniture.captions(body))
        return tuple(sorted(found)) if len(found) < len(body) else ()
    if not isinstance(given, list) or not all(type(number) is int and 0 <= number < len(body) for number in given):
        raise _BadRecord('The field "captions" is not a list of paragraph numbers.')
    return tuple(given)


def _text(record: Mapping[str, Any], field: str) -> str | None:
    """Return a field as one cleaned line, None where it is missing or empty."""
    value = _string(record, field)
    return " ".join(clean(_characters(value)).split()) or None if value else None


def _characters(text: str) -> str:
    """Return plain text with the character references resolved that exports leave in it: "KH &amp; ĐT"."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _string(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise _BadRecord(f'The field "{field}" is {_kind(value)}, not a string.')
    return value


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"

"""Plain text: one article a file, one paragraph a line, as one copies it from a portal.

Order of lines: the portal's banner, the title, paragraphs and captions, credits; header lines anywhere near the title.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from corpus.article import Article
from corpus.readers import furniture, moments
from corpus.readers.opening import MAX_BODY_CHARS, Unreadable, read_whole, stem
from corpus.readers.problem import Problem, Report
from corpus.vietnamese import clean, fold

# Banner lines above a title: a slogan, an anniversary, the portal's name.
MAX_BANNERS = 3
# Header lines stand right above or below the title, not deep in the text, where "Nguồn: …" credits a photo.
HEADER_DEPTH = 6


def read_text(path: Path, report: Report) -> Iterator[tuple[int | None, Article]]:
    """Yield the article of a text file, or report why there is none."""
    try:
        lines = paragraphs(read_whole(path))
    except Unreadable as error:
        report(Problem(path, None, str(error)))
        return
    article = parse(lines, path, report)
    if article is not None:
        yield None, article


def paragraphs(text: str) -> list[str]:
    """Return the cleaned, stripped lines of `text` that are not empty."""
    return [line for raw in clean(text).split("\n") if (line := raw.strip())]


def file_id(path: Path) -> str:
    """Return the id of a one-article file: its stem as a slug, so that a moved file keeps its id."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(clean(stem(path))).lower()).strip("-")
    return slug or "file-" + hashlib.sha256(stem(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def parse(lines: list[str], path: Path, report: Report) -> Article | None:
    """Return the article that the non-empty `lines` of a file make up, None (reported) where they make none."""
    lines, fields = _take_headers(lines)
    slogan, lines = _take_banners(lines)
    if not lines:
        report(Problem(path, None, "The file holds no text."))
        return None
    title, body = lines[0], lines[1:]
    if len(title) > furniture.MAX_TITLE_CHARS:
        report(Problem(path, None, "The first line is too long for a title; a text file starts with the title's line."))
        return None
    body, author, source = furniture.take_closing(body)
    if not body:
        report(Problem(path, None, "There is a title but no body."))
        return None
    text = "\n".join(body)
    if len(text) > MAX_BODY_CHARS:
        report(Problem(path, None, f"The body is longer than {MAX_BODY_CHARS:,} characters."))
        return None
    return Article(
        id=file_id(path),
        title=title,
        body=text,
        source=fields.get("source") or source,
        published=_published(fields.get("published"), path, report),
        section=fields.get("section"),
        author=fields.get("author") or author,
        captions=furniture.captions(body),
        slogan=slogan,
    )


def _take_headers(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    fields: dict[str, str] = {}
    rest: list[str] = []
    for number, line in enumerate(lines):
        found = furniture.header(line) if number < HEADER_DEPTH else None
        if found is None or found[0] in fields:
            rest.append(line)
        else:
            fields[found[0]] = found[1]
    return rest, fields


def _take_banners(lines: list[str]) -> tuple[str | None, list[str]]:
    taken = 0
    # a title and a paragraph must be left over
    while taken < MAX_BANNERS and len(lines) - taken > 2 and furniture.is_banner(lines[taken], lines[taken + 1]):
        taken += 1
    return " ".join(lines[:taken]) or None, lines[taken:]


def _published(value: str | None, path: Path, report: Report) -> datetime | None:
    if value is None:
        return None
    try:
        return moments.parse(value)
    except moments.BadDate as error:
        report(Problem(path, None, f"The publication date {error}; the article is kept without it."))
        return None

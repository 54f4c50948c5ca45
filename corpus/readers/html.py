"""HTML pages: trafilatura finds the article, `listing` refuses what is none, the rest is put in our terms.

The one file that knows trafilatura. Nothing is fetched: a page is read as it lies on disk.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura
from lxml import etree  # type: ignore[import-untyped]  # lxml is published without types
from lxml import html as lxml_html
from trafilatura.settings import Document

from corpus.article import Article
from corpus.readers import furniture, listing, moments
from corpus.readers.fragment import block_text
from corpus.readers.guard import parse_page
from corpus.readers.opening import MAX_BODY_CHARS, Unreadable, read_whole
from corpus.readers.problem import Problem, Report
from corpus.readers.text import file_id, paragraphs
from corpus.vietnamese import clean, lower

# A breadcrumb, a kicker, a section name: what can stand between the page's top and the article's title.
_LINES_ABOVE_TITLE = 6
# A shorter heading that recurs in the page's <title> may be the section's or the portal's.
_TITLE_CHARS = 20
_MAX_TITLE = furniture.MAX_TITLE_CHARS
_NOT_AUTHORS = frozenset(
    ["admin", "admin admin", "administrator", "quản trị", "quản trị viên", "biên tập viên", "webmaster"]
)
# Raised by trafilatura and its parts on hostile pages; all else is our own mistake and must show.
_EXTRACTION_ERRORS = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RecursionError,
    AssertionError,
    etree.LxmlError,
)

_DATE_PATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date.issued']/@content",
    "//time[@datetime][not(ancestor::aside or ancestor::nav or ancestor::footer)]/@datetime",
)

# It logs an error for each page it gives up; what concerns the user goes to the report instead.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def read_html(path: Path, report: Report) -> Iterator[tuple[int | None, Article]]:
    """Yield the article of a page, or report why there is none."""
    try:
        text = read_whole(path)
        yield None, parse(text, path, report)
    except Unreadable as error:
        report(Problem(path, None, str(error)))


def parse(text: str, path: Path, report: Report) -> Article:
    """Return the article on a page. Raises `Unreadable` with the reason where the page has none."""
    tree = parse_page(text)
    published = _published(tree, path, report)
    links = {line for anchor in tree.iter("a") if (line := _one_line(anchor))}
    shown = _show_captions(tree)
    document = _extract(tree)
    lines = paragraphs(document.text or "")
    title = _title(tree, document, lines)
    lines = listing.without_related(_below_title(lines, title), links)
    reason = listing.refusal(lines, links, published is not None or _has_date_line(lines))
    if reason is not None:
        raise Unreadable(reason)
    return _article(title, lines, document, published, shown, path, report)


def _article(
    title: str,
    lines: list[str],
    document: Document,
    published: datetime | None,
    shown: set[str],
    path: Path,
    report: Report,
) -> Article:
    fields: dict[str, str] = {}
    kept: list[str] = []
    for number, line in enumerate(lines):
        found = furniture.header(line) if number < _LINES_ABOVE_TITLE or number >= len(lines) - 2 else None
        if found is None:
            kept.append(line)
        else:
            fields.setdefault(*found)
    body, author, source = furniture.take_closing(kept)
    joined = "\n".join(body)
    if not body:
        raise Unreadable("There is a title but no body.")
    if len(joined) > MAX_BODY_CHARS:
        raise Unreadable(f"The body is longer than {MAX_BODY_CHARS:,} characters.")
    if published is None and "published" in fields:
        published = _moment(fields["published"], path, report)
    url = _web_address(document.url)
    marked = {number for number, line in enumerate(body) if line in shown} | set(furniture.captions(body))
    return Article(
        id=file_id(path),
        title=title,
        body=joined,
        url=url,
        source=fields.get("source") or source or _line(document.sitename) or (urlsplit(url).hostname if url else None),
        published=published,
        section=fields.get("section") or _line("; ".join(document.categories or [])),
        author=fields.get("author") or author or _author(document.author),
        tags=tuple(dict.fromkeys(tag for raw in document.tags or [] if (tag := _line(raw)))),
        captions=tuple(sorted(marked)) if len(marked) < len(body) else (),
    )


def _extract(tree: lxml_html.HtmlElement) -> Document:
    try:
        # deduplicate stays off: it remembers earlier pages, and a page must read the same whatever came before it.
        document = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except _EXTRACTION_ERRORS as error:
        raise Unreadable(f"The page's text could not be extracted ({type(error).__name__}).") from error
    if document is None or isinstance(document, dict):
        raise Unreadable("No article text was found on the page.")
    return document


def _show_captions(tree: lxml_html.HtmlElement) -> set[str]:
    """Put each figure's caption where extraction keeps it, as a paragraph after the figure; return the captions."""
    shown: set[str] = set()
    for figure in list(tree.iter("figure")):
        parent = figure.getparent()
        if parent is None:
            continue
        texts = [line for caption in figure.iter("figcaption") if (line := _one_line(caption))]
        for line in reversed(texts):
            paragraph = lxml_html.Element("p")
            paragraph.text = line
            paragraph.tail, figure.tail = figure.tail, None
            figure.addnext(paragraph)
        shown.update(texts)
    return shown


def _title(tree: lxml_html.HtmlElement, document: Document, lines: list[str]) -> str:
    """Return the heading that the page names itself after, else its one <h1>, else the line above its date line.

    Portals wrap every sidebar box in an <h1>, so that the first one proves nothing.
    """
    named = " ".join(clean(" ".join(tree.xpath("//title/text() | //meta[@property='og:title']/@content"))).split())
    headings = [(h.tag, line) for h in tree.iter("h1", "h2", "h3") if 0 < len(line := _one_line(h)) <= _MAX_TITLE]
    own = lower(_line(document.sitename) or "")
    headings = [(tag, line) for tag, line in headings if lower(line) != own and not furniture.is_portal_name(line)]
    for _, line in headings:
        if len(line) >= _TITLE_CHARS and lower(line) in lower(named):
            return line
    top = [line for tag, line in headings if tag == "h1"]
    if len(top) == 1:
        return top[0]
    for above, line in pairwise(lines[:_LINES_ABOVE_TITLE]):
        if furniture.date_line(line) is not None and _TITLE_CHARS <= len(above) <= _MAX_TITLE:
            return above
    return (_line(document.title) or "")[:_MAX_TITLE]


def _below_title(lines: list[str], title: str) -> list[str]:
    for number, line in enumerate(lines[:_LINES_ABOVE_TITLE]):
        if lower(line) == lower(title):
            # above it stand breadcrumb and date; a date still counts
            return [above for above in lines[:number] if furniture.header(above)] + lines[number + 1 :]
    return lines


def _has_date_line(lines: list[str]) -> bool:
    return any((furniture.header(line) or ("",))[0] == "published" for line in lines[:_LINES_ABOVE_TITLE])


def _published(tree: lxml_html.HtmlElement, path: Path, report: Report) -> datetime | None:
    """Return the date that the page's markup declares, to the minute and with its zone where given."""
    for value in (*_linked_data_dates(tree), *(value for xpath in _DATE_PATHS for value in tree.xpath(xpath))):
        if line := _line(str(value)):
            return _moment(line, path, report)
    return None


def _linked_data_dates(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
                yield item["datePublished"]


def _moment(value: str, path: Path, report: Report) -> datetime | None:
    try:
        return moments.parse(value)
    except moments.BadDate as error:
        report(Problem(path, None, f"The publication date {error}; the article is kept without it."))
        return None


def _web_address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _author(name: str | None) -> str | None:
    line = _line(name)
    return None if line is None or lower(line) in _NOT_AUTHORS else line


def _one_line(element: lxml_html.HtmlElement) -> str:
    return " ".join(paragraphs(block_text(element)))


def _line(text: str | None) -> str | None:
    return " ".join(clean(text).split()) or None if text else None

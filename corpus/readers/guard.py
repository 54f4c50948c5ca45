"""Limits on a page before anything clever looks at it: extraction takes time that grows faster than the page.

Every limit is far above real portal pages (0.1 MB, 3,000 elements, 60 deep) and keeps the worst page under some
seconds.
"""

from __future__ import annotations

import re

from lxml import etree, html  # type: ignore[import-untyped]  # lxml is published without types

from corpus.readers.fragment import parse_html
from corpus.readers.opening import MAX_BODY_CHARS, Unreadable

# Markup and text, without scripts and styles, which are most of a modern page and none of its text.
MAX_PAGE_CHARS = 4_000_000
MAX_ELEMENTS = 30_000
# Extraction recurses: depth is bounded well below Python's limit.
MAX_DEPTH = 200
# An address or a class list; a longer value is an embedded image or an attack on somebody's regular expression.
MAX_ATTRIBUTE_CHARS = 4_000
# Article metadata for search engines.
MAX_LINKED_DATA_CHARS = 100_000

_SCRIPT = re.compile(r"<(script|style)\b([^<>]*)>", re.IGNORECASE)
_LINKED_DATA = re.compile(r"application/ld\+json", re.IGNORECASE)


def parse_page(text: str) -> html.HtmlElement:
    """Return the tree of a page without scripts and styles (linked data kept).

    Raises `Unreadable` where a limit is passed.
    """
    text = without_scripts(text)
    if len(text) > MAX_PAGE_CHARS:
        raise Unreadable(f"The page has more than {MAX_PAGE_CHARS:,} characters of markup and text.")
    tree = parse_html(text)
    if tree is None:
        raise Unreadable("The page is empty.")
    _check_tree(tree)
    return tree


def without_scripts(text: str) -> str:
    """Return a page's source without its script and style elements, linked data of a sane size excepted."""
    kept: list[str] = []
    start = 0
    small = text.lower()
    if len(small) != len(text):  # İ and its like; the elements stay, and the limit on size counts them
        return text
    for match in _SCRIPT.finditer(text):
        if match.start() < start:
            continue
        close = small.find(f"</{match[1].lower()}", match.end())
        if close < 0:
            break
        if _LINKED_DATA.search(match[2]) and close - match.end() <= MAX_LINKED_DATA_CHARS:
            continue
        kept.append(text[start : match.start()])
        end = small.find(">", close)
        start = len(text) if end < 0 else end + 1
    return "".join(kept) + text[start:]


def _check_tree(tree: html.HtmlElement) -> None:
    depth = elements = chars = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        chars += len(element.text or "") + len(element.tail or "")
        if depth > MAX_DEPTH:
            raise Unreadable(f"The page nests deeper than {MAX_DEPTH} elements.")
        if elements > MAX_ELEMENTS:
            raise Unreadable(f"The page has more than {MAX_ELEMENTS:,} elements.")
        if chars > MAX_BODY_CHARS:
            raise Unreadable(f"The page has more than {MAX_BODY_CHARS:,} characters of text.")
        for name in [name for name, value in element.items() if len(value) > MAX_ATTRIBUTE_CHARS]:
            del element.attrib[name]

"""A fragment of HTML, such as the body of an exported post, as paragraphs.

Nothing is judged and nothing left out here: a fragment is all article, however short.
"""

from __future__ import annotations

import re

from lxml import etree, html  # type: ignore[import-untyped]  # lxml is published without types

from corpus.readers.opening import Unreadable
from corpus.readers.text import paragraphs

# The parser compares each attribute of an element with all others; ordinary elements have a dozen.
MAX_ATTRIBUTES = 1_000
# No tag of fewer characters can hold that many.
_LONG_TAG = 2 * MAX_ATTRIBUTES
# A quote without its partner counts as any other character.
_TAG = re.compile(r"<[a-zA-Z](?:\"[^\"]*+\"|'[^']*+'|[^>])*+")

# "html" and "body" among them: a fragment's loose text stands on lines of its own
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_UNSEEN = frozenset(
    ["head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"]
)
_CELLS = frozenset(["td", "th"])


def parse_html(text: str) -> html.HtmlElement | None:
    """Return the tree of any text taken as HTML, without comments; None where there is nothing to parse.

    Raises `Unreadable` for an element of more than MAX_ATTRIBUTES attributes.
    """
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _LONG_TAG and len(tag[0].split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES:
            raise Unreadable(f"A tag in the HTML has more than {MAX_ATTRIBUTES:,} attributes.")
    # Straight from bytes: lxml refuses str with an encoding declaration. huge_tree stays off: it bounds the nesting.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def visible_paragraphs(text: str) -> tuple[list[str], set[str]]:
    """Return the paragraphs of a fragment as cleaned lines, and those of them that the markup calls captions.

    Raises `Unreadable` as `parse_html` does.
    """
    tree = parse_html(text)
    if tree is None:
        return [], set()
    marked = {line for element in tree.iter("figcaption") for line in paragraphs(block_text(element))}
    return paragraphs(block_text(tree)), marked


def block_text(tree: html.HtmlElement) -> str:
    """Return the visible text below `tree`, a line end around every block, source line ends as the blanks they mean."""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _UNSEEN or not tag:
                walk.skip_subtree()
                continue
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(_inline(element.text))
            continue
        if tag in _BLOCKS:
            parts.append("\n")
        elif tag in _CELLS:
            parts.append(" ")
        if element is not tree:
            parts.append(_inline(element.tail))
    return "".join(parts)


def _inline(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""

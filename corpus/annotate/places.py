"""The provinces, districts and communes that an article names."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.annotate.context import body_of
from corpus.annotate.items import items_of
from corpus.annotate.placenames import Named
from corpus.annotate.tokens import text_of, words_of
from corpus.article import Article, Place, Span
from corpus.units import units
from corpus.vietnamese import match_key


def find_places(article: Article) -> tuple[Place, ...]:
    """Return the places that the article names, in the order of their first mention.

    A place stands behind a level word ("huyện Đầm Hà"), behind a body ("UBND huyện Đầm Hà") or, if the
    gazetteer has it as a province or district, by itself ("Quảng Ninh").
    """
    words = words_of(text_of(article))
    found: dict[tuple[str, str], tuple[str, str, list[Span]]] = {}
    for item in items_of(text_of(article)):
        if isinstance(item, Named):
            level, name, span = item.level, item.name, words.span(item.first, item.end)
        else:
            body = body_of(item)
            if body is None or body.place is None:
                continue
            level, name, span = body.level, body.place, words.span(body.end - 1, body.end)
            span = Span(max(span.end - len(name), words.starts[body.first]), span.end)
        if name is None or not level:
            continue
        entry = found.setdefault((level, match_key(name)), (level, name, []))
        entry[2].append(span)
    return tuple(_located(list(found.values())))


def _located(found: list[tuple[str, str, list[Span]]]) -> Iterator[Place]:
    """Yield places with the province of each that the name, or a district or province beside it, makes plain."""
    known, named = units(), {match_key(name) for _, name, _ in found}
    for level, name, spans in found:
        within = None if level == "tỉnh" else known.province_of(level, name, named - {match_key(name)})
        yield Place(name, level, tuple(spans), None if within == name else within)

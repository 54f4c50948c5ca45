"""All that annotation found in one article, each with its spans and the words they cover, for a person to check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from corpus.article import Annotations, Article, Span


def to_proof(article: Article, annotations: Annotations) -> dict[str, Any]:
    """Return `annotations` of `article` as plain values for any JSON encoder.

    Every span becomes `[start, end, words]`, in code points of title, newline, body.
    """
    text = article.text
    proof: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(annotations))
    for found in ("officials", "agencies", "dates", "places", "documents"):
        for row, item in zip(proof[found], getattr(annotations, found), strict=True):
            row["mentions"] = _shown(text, item.mentions)
    for row, statement in zip(proof["statements"], annotations.statements, strict=True):
        row["speaker"] = annotations.officials[statement.speaker].name
        row["span"] = _shown(text, [statement.span])[0]
    return proof


def _shown(text: str, spans: Iterable[Span]) -> list[list[int | str]]:
    return [[span.start, span.end, span.of(text)] for span in spans]

"""Posting lists out of Whoosh's segments as arrays, read a stored block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher
from whoosh.reading import TermNotFound


def postings(
    readers: Sequence[Any], bases: Sequence[int], field: str, text: str
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]:
    """Return the documents that have a term, ascending across all segments, deleted ones among them, and its weights.

    `bases` are the numbers of each segment's first document.
    """
    documents: list[int] = []
    weights: list[float] = []
    for reader, base in zip(readers, bases, strict=False):
        try:
            matcher = reader.postings(field, text)
        except TermNotFound:
            continue
        for some, their_weights in _blocks(matcher):
            documents += [base + number for number in some] if base else some
            weights += their_weights
    return np.array(documents, np.int32), np.array(weights, np.float64)


def _blocks(matcher: Any) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
    """Yield documents and weights as they are stored, by the hundred: that takes half the time of one by one."""
    while isinstance(matcher, FilterMatcher):  # leaves out the deleted ones, one by one
        matcher = matcher.child
    if not isinstance(matcher, W3LeafMatcher):  # a term of so few documents that they stand beside it
        while matcher.is_active():
            yield (matcher.id(),), (matcher.weight(),)
            matcher.next()
        return
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        yield matcher._ids, matcher._weights
        matcher._next_block()

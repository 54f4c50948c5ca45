"""Posting lists out of Whoosh's segments as arrays, read a stored block at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher
from whoosh.reading import TermNotFound

Postings: TypeAlias = tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]


def postings(readers: Sequence[Any], bases: Sequence[int], field: str, text: str) -> Postings:
    """Return the documents that have a term, ascending across all segments, deleted ones among them, and its weights.

    `bases` are the numbers of each segment's first document.
    """
    found = []
    for reader, base in zip(readers, bases, strict=False):
        try:
            matcher = reader.postings(field, text)
        except TermNotFound:
            continue
        while isinstance(matcher, FilterMatcher):  # leaves out the deleted ones, one by one
            matcher = matcher.child
        documents, weights = _stored(matcher) if isinstance(matcher, W3LeafMatcher) else _one_by_one(matcher)
        found.append((documents + np.int32(base), weights))
    if not found:
        return np.array([], np.int32), np.array([], np.float64)
    return np.concatenate([documents for documents, _ in found]), np.concatenate([weights for _, weights in found])


def _stored(matcher: Any) -> Postings:
    """Read whole blocks as they are stored: in less than half the time of one posting after the other."""
    steps: list[int] = []  # from one document to the next; a block's first from 0
    lengths: list[int] = []
    weights: list[float] = []
    while matcher.is_active():
        matcher._read_data()
        matcher._read_weights()
        steps += matcher._data[0]
        lengths.append(len(matcher._data[0]))
        weights += matcher._weights
        matcher._next_block()
    if not lengths:  # all its documents are deleted
        return np.array([], np.int32), np.array([], np.float64)
    sums, ends = np.cumsum(np.array(steps, np.int64)), np.cumsum(lengths)[:-1]
    before = np.concatenate(([0], sums[ends - 1]))
    return (sums - np.repeat(before, lengths)).astype(np.int32), np.array(weights, np.float64)


def _one_by_one(matcher: Any) -> Postings:
    """Read a term of so few documents that they stand beside it."""
    documents, weights = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(documents, np.int32), np.array(weights, np.float64)

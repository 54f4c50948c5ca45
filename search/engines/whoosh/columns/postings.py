"""The postings of a field: for each term which documents have it, ascending, and how often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Documents = npt.NDArray[np.uint16]
Frequencies = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.uint32]

MAX_DOCUMENTS = 1 << 16  # of a segment, so that a document's number has two bytes; a larger index has more segments
OFTEN = 255  # stands for itself and all above: how often exactly is kept apart, since few are so frequent


@dataclass(frozen=True, slots=True)
class Postings:
    """A field's postings by term number: those of term `n` are from `starts[n]` up to `starts[n + 1]`.

    `frequencies` is empty where each is 1. Of those that are `OFTEN` or more, `often` has the places, ascending, and
    `often_times` how often.
    """

    starts: Numbers
    documents: Documents
    frequencies: Frequencies
    often: Numbers
    often_times: Numbers

    def count(self, term: int) -> int:
        """Return how many documents have a term."""
        return int(self.starts[term + 1]) - int(self.starts[term])

    def counts(self) -> Numbers:
        """Return how many documents have each term."""
        return np.diff(self.starts)

    def documents_of(self, term: int) -> Documents:
        """Return the documents that have a term."""
        return self.documents[self.starts[term] : self.starts[term + 1]]

    def times(self, term: int) -> npt.NDArray[np.float32]:
        """Return how often each document that has a term has it."""
        start, end = int(self.starts[term]), int(self.starts[term + 1])
        if not len(self.frequencies):
            return np.ones(end - start, np.float32)
        times = self.frequencies[start:end].astype(np.float32)
        if len(self.often):
            first, last = np.searchsorted(self.often, (start, end))
            times[self.often[first:last] - start] = self.often_times[first:last]
        return times


def inverted(terms: Numbers, documents: Numbers, size: int) -> Postings:
    """Sort occurrences into postings: `terms[i]` stands in `documents[i]`; terms are numbered below `size`."""
    occurrences = np.sort(terms.astype(np.uint64) << np.uint64(16) | documents)
    first = np.flatnonzero(np.concatenate(([True], occurrences[1:] != occurrences[:-1]))[: len(occurrences)])
    times = np.diff(first, append=len(occurrences)).astype(np.uint32)
    distinct = occurrences[first]
    counts = np.bincount((distinct >> np.uint64(16)).astype(np.int64), minlength=size)
    return postings(counts, distinct.astype(np.uint16), times)


def postings(counts: npt.NDArray[np.int64], documents: Documents, times: Numbers) -> Postings:
    """Return postings that are in order already: `counts` says how many each term has."""
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)
    often = np.flatnonzero(times >= OFTEN).astype(np.uint32)
    once = bool((times == 1).all())
    return Postings(
        starts,
        documents,
        np.empty(0, np.uint8) if once else np.minimum(times, OFTEN).astype(np.uint8),
        often,
        times[often],
    )

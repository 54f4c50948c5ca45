"""The postings of terms across the segments of a commit, scored, and the latest of them kept.

Of a term that many documents have, a score for every document is kept instead of a list: to add such rows up takes a
tenth of the time, and they tell who has the term as well, since no score is 0.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from search.plan import K1, PRESENCE, B, rarity
from search.text.analyze import SCORED, Field
from search.text.usual import usual_share

if TYPE_CHECKING:
    from search.engines.whoosh.snapshot import Snapshot

Numbers = npt.NDArray[np.intp]
Scores = npt.NDArray[np.float32]

DENSE = 8  # a term that one document in so many has is kept as a row: measured, 16 and 4 are slower
KEPT = (
    64 << 20
)  # bytes of postings kept in memory, for each process; looking a term up anew takes a fifth of a millisecond


@dataclass(frozen=True, slots=True)
class Scored:
    """Who has a term, with what score: `documents`, ascending, with a score each, or a score of every document.

    `documents` is None in a row, where 0 is the score of those that have it not.
    """

    documents: Numbers | None
    scores: Scores

    def holders(self) -> Numbers:
        """Return the documents that have the term, ascending."""
        return np.flatnonzero(self.scores) if self.documents is None else self.documents

    def add_to(self, scores: Scores, weight: float) -> None:
        """Add the weighted score of the term to those of all documents."""
        if self.documents is None:
            scores += np.float32(weight) * self.scores
        else:
            scores[self.documents] += np.float32(weight) * self.scores

    def count_in(self, terms: npt.NDArray[np.uint8]) -> None:
        """Add one where a document has the term."""
        if self.documents is None:
            terms += self.scores > 0
        else:
            terms[self.documents] += 1

    def mark(self, mask: npt.NDArray[np.bool_]) -> None:
        """Set what stands for a document that has the term."""
        if self.documents is None:
            mask |= self.scores > 0
        else:
            mask[self.documents] = True

    def at(self, numbers: Numbers) -> Scores:
        """Return the score of the term in each of these documents, 0 where it is not."""
        if self.documents is None:
            return self.scores[numbers]
        if not len(self.documents):
            return np.zeros(len(numbers), np.float32)
        places = np.minimum(np.searchsorted(self.documents, numbers), len(self.documents) - 1)
        return np.where(self.documents[places] == numbers, self.scores[places], np.float32(0))

    @property
    def room(self) -> int:
        """The bytes it takes."""
        return self.scores.nbytes + (0 if self.documents is None else self.documents.nbytes)


class Terms:
    """Looks terms of one snapshot up. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], Scored] = OrderedDict()
        self._room = 0
        self._norms: dict[Field, Scores] = {}

    def scored(self, field: str, text: str) -> Scored:
        """Return the living documents that have a term of any field, with its BM25 score where the field has one."""
        key = (field, text)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = self._looked_up(field, text)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._room += found.room
                while self._room > KEPT and len(self._kept) > 1:
                    _, dropped = self._kept.popitem(last=False)
                    self._room -= dropped.room
        return found

    def _looked_up(self, field: str, text: str) -> Scored:
        documents, times = self._postings(field, text)
        if field not in SCORED or not len(documents):
            return Scored(documents, times)
        scores = self._bm25(Field(field), text, documents, times)
        if DENSE * len(documents) < self._snapshot.size:
            return Scored(documents, scores)
        row = np.zeros(self._snapshot.size, np.float32)
        row[documents] = scores
        return Scored(None, row)

    def _postings(self, field: str, text: str) -> tuple[Numbers, Scores]:
        """Return the living documents that have a term, and how often."""
        documents, times = [np.empty(0, np.intp)], [np.empty(0, np.float32)]
        for columns, base in self._snapshot.segments:
            number = columns.term(field, text)
            if number is not None:
                postings = columns.postings(field)
                documents.append(postings.documents_of(number).astype(np.intp) + base)
                times.append(postings.times(number))
        every, often = np.concatenate(documents), np.concatenate(times)
        if self._snapshot.all_live:
            return every, often
        alive = self._snapshot.live[every]
        return every[alive], often[alive]

    def _bm25(self, field: Field, text: str, documents: Numbers, times: Scores) -> Scores:
        """Score as Robertson and Zaragoza (2009), with the rarity that `search.plan.rarity` gives."""
        of_term = np.float32(rarity(self._snapshot.count, len(documents), usual_share(field, text)))
        if field in PRESENCE:
            return np.full(len(documents), of_term)
        return of_term * np.float32(K1 + 1) * times / (times + self._norm(field)[documents])

    def _norm(self, field: Field) -> Scores:
        """Return what stands beside the frequency below BM25's line: more in longer documents."""
        norm = self._norms.get(field)
        if norm is None:
            lengths = self._snapshot.lengths(field)
            # The dead count nowhere: scores must not depend on how often an article was written.
            mean = float(lengths[self._snapshot.live].mean()) or 1.0
            norm = self._norms[field] = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
        return norm

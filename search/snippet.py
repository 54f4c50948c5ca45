"""What to show of a hit: the passage that answers best, and in it exactly the syllables that matched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.folding import fold_small
from corpus.vietnamese import clean, fold, has_accents, match_key
from search.language import read
from search.language.marks import Wanted, written
from search.page import Snippet
from search.plan import MAX_SYLLABLES
from search.text import abbreviations
from search.text.abbreviations import others
from search.text.cutting import JOINT, syllables

SNIPPET_LENGTH = 300  # code points at most, ellipses included: four lines on a phone
MAX_MATCHES = 2_000  # of one text are weighed: enough for any article, few enough for a page of hits made of one word
_LEAD_IN = 60  # code points shown before the first match where no sentence begins nearer
_SENTENCE_END = re.compile(r"[.!?…:;]\s+|\n")
_ELLIPSIS = "…"


class Match(NamedTuple):
    """A syllable that the query asks for; `run` tells that a neighbour stands beside it in query and text."""

    start: int
    end: int
    syllable: str
    run: bool = False


class Marker:
    """The syllables of one query, ready to be found in texts."""

    def __init__(self, query: str, names: Sequence[str] = ()) -> None:
        """Take the query as typed, and other names of its places.

        Accents that were typed must match, those left out need not; other names match as names are written. What is
        abbreviated in the query is marked where it stands in full, and the other way round.
        """
        reading = read(query)
        asked = syllables(clean(reading.free))[:MAX_SYLLABLES]  # what the plan looks up
        other_forms = others(one.form for one in abbreviations.asked(asked))
        self._wanted = Wanted(reading.must, names, (clean(form.text) for form in other_forms))
        self._with_accents = {syllable.key for syllable in asked if has_accents(syllable.key)}
        self._bare = {syllable.folded for syllable in asked if not has_accents(syllable.key)}
        self._neighbours = {(left.folded, right.folded) for left, right in pairwise(asked)}
        folded = sorted({syllable.folded for syllable in asked}, key=len, reverse=True)
        forms = "|".join(map(written, folded))
        # A pattern that opens with letters leaps to the next of them, so what stands before is looked at afterwards: of
        # what was found within a syllable nothing else can be a whole one, but for the parts of a document's number.
        before = "" if all(map(str.isalnum, folded)) else r"(?<![^\W_])"
        self._pattern = re.compile(rf"{before}(?:{forms})(?![^\W_])") if folded else None
        self._known: dict[str, str | None] = {}

    def title(self, text: str) -> Snippet:
        """Return a whole title with its marks: neighbours that match are one mark."""
        return Snippet(text, _joined(text, self._matches(text)))

    def snippet(self, text: str) -> Snippet:
        """Return the best passage of a body with its marks: whole syllables, at most `SNIPPET_LENGTH` code points."""
        matches = self._matches(text)
        start = _best_start(text, matches)
        end = _whole(text, start + SNIPPET_LENGTH - 2) if len(text) - start > SNIPPET_LENGTH - 2 else len(text)
        while end > start and text[end - 1].isspace():
            end -= 1
        inside = [match for match in matches if start <= match.start and match.end <= end]
        before = _ELLIPSIS if start > 0 else ""
        after = _ELLIPSIS if end < len(text) else ""
        shift = len(before) - start
        marks = tuple((left + shift, right + shift) for left, right in _joined(text, inside))
        return Snippet(before + text[start:end].replace("\n", " ") + after, marks)

    def _matches(self, text: str) -> list[Match]:
        matches = self.free(text)
        conditions = [Match(start, end, text[start:end], run=True) for start, end in self._wanted.spans(text)]
        return _apart(sorted((*matches, *conditions)))[:MAX_MATCHES] if conditions else matches

    def free(self, text: str) -> list[Match]:
        """Return where a text has the free words, in order."""
        if self._pattern is None:
            return []
        # Keys are worked out for what may match, once a spelling: of a whole body they take most of a snippet's time.
        folded, known, found = fold_small(text), self._known, []
        for at in self._pattern.finditer(folded):
            start, end = at.span()
            if start and folded[start - 1].isalnum():
                continue
            spelling = text[start:end]
            if spelling not in known:
                known[spelling] = self._asked(spelling)
            if syllable := known[spelling]:
                found.append(Match(start, end, syllable))
                if len(found) == MAX_MATCHES:
                    break
        return _without_strays(self._with_runs(folded, found))

    def _asked(self, spelling: str) -> str | None:
        """Return the folded key of a syllable as a text spells it if the query asks for it."""
        key = match_key(spelling)
        folded = fold(key)
        return folded if folded in self._bare or key in self._with_accents else None

    def _with_runs(self, folded: str, found: Sequence[Match]) -> list[Match]:
        in_run = [False] * len(found)
        for n, (left, right) in enumerate(pairwise(found)):
            neighbours = (left.syllable, right.syllable) in self._neighbours
            if neighbours and JOINT.fullmatch(folded, left.end, right.start):
                in_run[n] = in_run[n + 1] = True
        return [match._replace(run=True) if run else match for match, run in zip(found, in_run, strict=True)]


def _apart(found: Sequence[Match]) -> list[Match]:
    """Make one of matches that overlap, in order: a syllable may be asked for freely and in a condition too."""
    kept: list[Match] = []
    for match in found:
        if kept and match.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(kept[-1].end, match.end), run=kept[-1].run or match.run)
        else:
            kept.append(match)
    return kept


def _without_strays(found: Sequence[Match]) -> list[Match]:
    """Drop a lone syllable where it stands elsewhere among its neighbours: "bình" of another word says nothing."""
    among_neighbours = {match.syllable for match in found if match.run}
    return [match for match in found if match.run or match.syllable not in among_neighbours]


def _joined(text: str, matches: Sequence[Match]) -> tuple[tuple[int, int], ...]:
    marks: list[tuple[int, int]] = []
    for match in matches:
        if marks and JOINT.fullmatch(text, marks[-1][1], match.start):
            marks[-1] = (marks[-1][0], match.end)
        else:
            marks.append((match.start, match.end))
    return tuple(marks)


def _best_start(text: str, matches: Sequence[Match]) -> int:
    """Return where the passage begins that holds the most different syllables asked for, runs counting double."""
    best = best_worth = worth = last = 0
    inside: Counter[tuple[str, bool]] = Counter()  # of the window from `match` to matches[last], which slides along
    for match in matches:
        while last < len(matches) and matches[last].end <= match.start + SNIPPET_LENGTH - _LEAD_IN:
            kind = matches[last].syllable, matches[last].run
            worth += 0 if inside[kind] else 1 + kind[1]
            inside[kind] += 1
            last += 1
        if worth > best_worth:
            best, best_worth = match.start, worth
        kind = match.syllable, match.run
        inside[kind] -= 1
        worth -= 0 if inside[kind] else 1 + kind[1]
    return _sentence_start(text, best) if matches else 0


def _sentence_start(text: str, at: int) -> int:
    """Return the start of the sentence around `at` if it is near, else of a syllable `_LEAD_IN` before."""
    least = max(0, at - _LEAD_IN)
    starts = [match.end() for match in _SENTENCE_END.finditer(text, least, at)]
    if starts:
        return starts[0]
    if least == 0:
        return 0
    blank = text.find(" ", least, at)
    return blank + 1 if blank >= 0 else at


def _whole(text: str, end: int) -> int:
    """Return the end of the last whole syllable at or before `end`."""
    if end >= len(text) or not text[end].isalnum() or not text[end - 1].isalnum():
        return min(end, len(text))
    while end > 0 and text[end - 1].isalnum():
        end -= 1
    return end

"""A text's words beside those of a query: the longest rows of the query's words that the text has, and how it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.article import Article
from corpus.vietnamese import has_accents, lower, match_key
from search.snippet import Marker, Match
from search.text.analyze import OPENING_LENGTH
from search.text.cutting import JOINT, Syllable, spread, syllables
from search.why.reasons import How, Matched, Where

MAX_FORMS = 3  # of one row of words are told, the most frequent: "ha" stands for Hà, hạ, hà and more
_REACH = 400  # code points of a body in which the opening ends: real syllables take four or five, the blank included

_REMEMBERED = 1 << 10  # words beside those asked for: an article writes the same ones again and again

_ORDER = tuple(How)


class Form(NamedTuple):
    """One place in which an article has what was asked for."""

    text: str
    how: How
    where: Where | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A title or a body, with what a query's words match in it, in order, and which of these its neighbour joins.

    `places` are the numbers of the matches of each syllable without accents. `opening` tells how far the opening
    reaches in a body; None for a title.
    """

    text: str
    matches: Sequence[Match]
    joined: Sequence[bool]
    places: Mapping[str, Sequence[int]]
    opening: int | None

    def where(self, at: int) -> Where:
        """Return what `at` lies in."""
        if self.opening is None:
            return Where.TITLE
        return Where.OPENING if at < self.opening else Where.BODY


def passages(article: Article, marker: Marker) -> tuple[Passage, Passage]:
    """Return title and body with what `marker`'s free words match in them."""
    return (
        _passage(article.title, marker, None),
        _passage(article.body, marker, opening_end(article)),
    )


def opening_end(article: Article) -> int:
    """Return how far the opening reaches in an article's body."""
    left = OPENING_LENGTH - len(syllables(article.title))
    inside = syllables(article.body[:_REACH])[: max(0, left)]
    return inside[-1].end if inside else 0


def _passage(text: str, marker: Marker, opening: int | None) -> Passage:
    found = marker.free(text)
    ends = [match.end for match in found]
    starts = [match.start for match in found[1:]]
    joined = [JOINT.fullmatch(text, end, start) is not None for end, start in zip(ends, starts, strict=False)]
    places: dict[str, list[int]] = {}
    for number, match in enumerate(found):
        places.setdefault(match.syllable, []).append(number)
    return Passage(text, found, (*joined, False), places, opening)


def free_words(asked: str, found: Sequence[Syllable], inside: Sequence[Passage]) -> tuple[list[Matched], list[str]]:
    """Return how an article has the free words of a query, and those that it has not, each once.

    `found` are the words' syllables in `asked`, `inside` the passages of the article. From the first syllable on, the
    longest row that stands somewhere is taken, then the next after it.
    """
    matched: dict[str, list[Matched]] = {}
    missing: dict[str, str] = {}
    at = 0
    while at < len(found):
        length, places = _longest(found[at:], inside)
        row = found[at : at + max(1, length)]
        typed = asked[row[0].start : row[-1].end]
        if length:
            forms = (Form(text, how(typed, text), where) for text, where in places)
            matched.setdefault(match_key(typed), told(typed, forms))
        else:
            missing.setdefault(match_key(typed), typed)
        at += len(row)
    return [one for some in matched.values() for one in some], list(missing.values())


def _longest(asked: Sequence[Syllable], inside: Sequence[Passage]) -> tuple[int, list[tuple[str, Where]]]:
    """Return of how many syllables the longest row is with which `asked` begins, and where it stands."""
    longest, places = 0, list[tuple[str, Where]]()
    for passage in inside:
        for at in passage.places.get(asked[0].folded, ()):
            length = _row(asked, passage, at)
            if length > longest:
                longest, places = length, []
            if length and length == longest:
                start, end = passage.matches[at].start, passage.matches[at + length - 1].end
                places.append((passage.text[start:end], passage.where(start)))
    return longest, places


def _row(asked: Sequence[Syllable], passage: Passage, at: int) -> int:
    length = 0
    while length < len(asked) and _meets(asked[length], passage.text, passage.matches[at + length]):
        length += 1
        if not passage.joined[at + length - 1] or (length < len(asked) and not asked[length].joined):
            break
    return length


def _meets(asked: Syllable, text: str, match: Match) -> bool:
    if match.syllable != asked.folded:
        return False
    return not has_accents(asked.key) or match_key(text[match.start : match.end]) == asked.key


def told(asked: str, forms: Iterable[Form]) -> list[Matched]:
    """Return the most frequent of `forms`, letters' case aside, each with where it stands."""
    alike: dict[tuple[str, How], list[Form]] = {}
    for form in forms:
        alike.setdefault((lower(form.text), form.how), []).append(form)
    often = sorted(alike.values(), key=lambda some: -len(some))[:MAX_FORMS]
    return [
        Matched(
            asked,
            some[0].text,
            some[0].how,
            tuple(where for where in Where if where in {form.where for form in some}),
            len(some),
        )
        for some in often
    ]


@lru_cache(_REMEMBERED)
def how(asked: str, written: str) -> How:
    """Return how a text writes what was typed, by the syllable that is written most otherwise."""
    typed, found = list(_pieces(asked)), list(_pieces(written))
    if len(typed) != len(found):
        return How.ABBREVIATION
    return max(map(_how, typed, found), key=_ORDER.index, default=How.TYPED)


def _pieces(text: str) -> Iterator[str]:
    return (lower(text[one.start : one.end]) for one in spread(syllables(text)))


def _how(typed: str, found: str) -> How:
    if typed == found:
        return How.TYPED
    return How.SPELLING if match_key(typed) == match_key(found) else How.FOLDED

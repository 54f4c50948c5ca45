"""What an article calls otherwise than the query: places by old and new names, abbreviations in full and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.article import Article, Place
from corpus.vietnamese import lower, match_key
from search.engine import Document
from search.joined import Joined
from search.language.marks import Wanted
from search.text.abbreviations import asked, others
from search.text.cutting import Syllable, syllables
from search.why.reasons import How, Matched, Where
from search.why.texts import opening_end


def by_other_names(joined: Joined | None, document: Document) -> Iterator[Matched]:
    """Yield each other name of a place asked for that the article writes, or that it was annotated with."""
    article = document.article
    opening = opening_end(article)
    for slot in joined.slots if joined is not None else ():
        for other in slot.others:
            if not other.name:
                continue
            found = Wanted(None, [other.name])
            spans = [(Where.TITLE, span) for span in found.spans(article.title)]
            spans += [(Where.OPENING if span[0] < opening else Where.BODY, span) for span in found.spans(article.body)]
            if spans:
                where, (start, end) = spans[0]
                written = (article.title if where is Where.TITLE else article.body)[start:end]
                places = tuple(one for one in Where if one in {where for where, _ in spans})
                yield Matched(slot.typed, written, How.OTHER_NAME, places, len(spans))
            elif any(_plain(_whole(place)) == _plain(other.name) for place in document.annotations.places):
                yield Matched(slot.typed, other.name, How.OTHER_NAME)


def _whole(place: Place) -> str:
    return " ".join(filter(None, (place.kind, place.name)))


def _plain(name: str) -> str:
    return " ".join(one.folded for one in syllables(match_key(name)))


def by_other_forms(
    free: str, found: Sequence[Syllable], article: Article
) -> tuple[tuple[Matched, ...], Sequence[Syllable]]:
    """Return each other form that the article has of what `free` has abbreviated or in full, and the words besides.

    `found` are the syllables of `free`. A form that the article has as typed, too, is among the words.
    """
    matched, rest, done = list[Matched](), list[Syllable](), 0
    for one in asked(found):
        typed = free[found[one.start].start : found[one.end - 1].end]
        there = list(_standing(typed, [form.text for form in others([one.form])], How.ABBREVIATION, article))
        if there and not list(_standing(typed, [one.form.text], How.TYPED, article)):
            rest += found[done : one.start]
            done = one.end
        matched += there
    return tuple(matched), [*rest, *found[done:]]


def still_missing(missing: Sequence[str], called: Sequence[Matched]) -> list[str]:
    """Return the words that are missing but for those of places that the article calls otherwise."""
    there = {word.key for one in called for word in syllables(match_key(one.asked))}
    return [words for words in missing if not there.issuperset(word.key for word in syllables(match_key(words)))]


def _standing(typed: str, forms: Iterable[str], how: How, article: Article) -> Iterator[Matched]:
    title, body = syllables(lower(article.title)), syllables(lower(article.body))
    opening = opening_end(article)
    for form in forms:
        wanted = [one.key for one in syllables(lower(form))]
        in_title, in_body = _rows(title, wanted), _rows(body, wanted)
        if in_title or in_body:
            where = {Where.TITLE} if in_title else set[Where]()
            where |= {Where.OPENING if body[at].start < opening else Where.BODY for at in in_body}
            text, cut, at = (article.title, title, in_title[0]) if in_title else (article.body, body, in_body[0])
            written = text[cut[at].start : cut[at + len(wanted) - 1].end]
            places = tuple(one for one in Where if one in where)
            yield Matched(typed, written, how, places, len(in_title) + len(in_body))


def _rows(found: Sequence[Syllable], wanted: Sequence[str]) -> list[int]:
    """Return where these keys stand in a row."""
    return [
        at
        for at, one in enumerate(found)
        if one.key == wanted[0]
        and [other.key for other in found[at : at + len(wanted)]] == wanted
        and all(other.joined for other in found[at + 1 : at + len(wanted)])
    ]

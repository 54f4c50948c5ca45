"""What an article calls a place of the query that had other names before or after the reform of 2025."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.article import Article
from corpus.vietnamese import lower, match_key
from search.joined import Joined
from search.why.reasons import How, Matched, Where
from search.why.texts import opening_end


def by_other_names(joined: Joined | None, article: Article) -> Iterator[Matched]:
    """Yield each other name of a place asked for that the article writes."""
    if joined is None:
        return
    title, body = lower(article.title), lower(article.body)
    opening = body[: opening_end(article)]
    for slot in joined.slots:
        for other in slot.others:
            name = lower(other.name)
            times = title.count(name) + body.count(name) if name else 0
            if times:
                held = ((Where.TITLE, title), (Where.OPENING, opening), (Where.BODY, body[len(opening) :]))
                where = tuple(place for place, text in held if name in text)
                yield Matched(slot.typed, other.name, How.OTHER_NAME, where, times)


def still_missing(missing: Sequence[str], called: Sequence[Matched]) -> list[str]:
    """Return the words that are missing but for those of places that the article calls otherwise."""
    there = {word for one in called for word in match_key(one.asked).split()}
    return [words for words in missing if not there.issuperset(match_key(words).split())]

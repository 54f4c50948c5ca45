"""The public bodies that an article mentions, by their full names and with their places."""

from __future__ import annotations

from corpus.annotate.context import Context, body_of, context_of
from corpus.annotate.found import Found
from corpus.annotate.items import items_of
from corpus.annotate.lexicon_files import LEVELS
from corpus.annotate.titles import Title
from corpus.annotate.tokens import words_of
from corpus.article import Agency, Article, Place, Span
from corpus.vietnamese import match_key


def find_agencies(article: Article, places: tuple[Place, ...]) -> tuple[Agency, ...]:
    """Return the bodies that the article mentions, in the order of their first mention, those behind offices included.

    `places` are those that `find_places` found in the same article: an elided place ("UBND huyện") is looked for there.
    """
    words, items = words_of(article.text), items_of(article.text)
    context = context_of(words, items, places)
    found: dict[tuple[str, str | None], tuple[str, str | None, list[Span]]] = {}
    for item in items:
        body = body_of(item)
        if body is None or (isinstance(item, Title) and item.private):
            continue
        for one in (body, body.within):
            whole = resolve(one, context) if one is not None else None
            if one is None or whole is None:
                continue
            key = (match_key(whole.name), match_key(whole.place) if whole.place else None)
            entry = found.setdefault(key, (whole.name, whole.place, []))
            entry[2].append(words.span(one.first, one.end))
    return tuple(Agency(name, place, tuple(spans)) for name, place, spans in _merge(found))


def resolve(body: Found, context: Context) -> Found | None:
    """Return `body` in full, its elided parts taken from the article; None where it names no single body."""
    if body.generic and body.several:
        return None
    if body.generic or (body.level is None and body.name in _BARE):
        return context.whole(body)
    return context.place(body)


_LEVELS = frozenset(LEVELS.values())
_BARE = frozenset(
    {
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Công an",
        "Tòa án nhân dân",
        "Viện kiểm sát nhân dân",
        "Đảng bộ",
        "Đảng ủy",
    }
)


def _merge(
    found: dict[tuple[str, str | None], tuple[str, str | None, list[Span]]],
) -> list[tuple[str, str | None, list[Span]]]:
    """Join a body without place or level word to the one of the same name that has it, if there is only one."""
    placed: dict[str, list[tuple[str, str | None]]] = {}
    for key in found:
        if key[1] is not None:
            placed.setdefault(key[0], []).append(key)
    for name, _ in [key for key in found if key[1] is None]:
        same = placed.get(name, ())
        if len(same) == 1:
            found[same[0]][2].extend(found.pop((name, None))[2])
    by_name: dict[str, list[tuple[str, str | None]]] = {}
    for key in found:
        by_name.setdefault(key[0], []).append(key)
    for name, place in list(found):
        levelled = [key for level in _LEVELS for key in by_name.get(f"{name} {level}", ()) if key in found]
        if len(levelled) == 1 and place in (None, levelled[0][1]):
            found[levelled[0]][2].extend(found.pop((name, place))[2])
    return sorted(
        ((n, p, sorted(s, key=lambda span: span.start)) for n, p, s in found.values()), key=lambda e: e[2][0].start
    )

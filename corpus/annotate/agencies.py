"""The public bodies that an article mentions, by their full names and with their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.annotate.context import Context, body_of, context_of
from corpus.annotate.found import PLURAL, Found
from corpus.annotate.gazetteer import LEVELS
from corpus.annotate.items import items_of
from corpus.annotate.titles import Title
from corpus.annotate.tokens import text_of, words_of
from corpus.article import Agency, Article, Place, Span
from corpus.vietnamese import match_key


def find_agencies(article: Article, places: tuple[Place, ...], context: Context | None = None) -> tuple[Agency, ...]:
    """Return the bodies that the article mentions, in the order of their first mention, those behind offices included.

    `places` are those that `find_places` found in the same article: an elided place ("UBND huyện") is looked for there.
    Who has made the article's context from them already gives it as `context`.
    """
    words, items = words_of(text_of(article)), items_of(text_of(article))
    context = context or context_of(words, items, places)
    found: dict[tuple[str, str | None], tuple[str, str | None, list[Span]]] = {}
    for item in items:
        body = body_of(item)
        if body is None or (isinstance(item, Title) and item.private):
            continue
        for one in (body, body.within):
            whole = resolve(one, context) if one is not None else None
            if one is None or whole is None or (one.generic and _among_many(words.keys, one.first)):
                continue
            key = (match_key(whole.name), match_key(whole.place) if whole.place else None)
            entry = found.setdefault(key, (whole.name, whole.place, []))
            entry[2].append(words.span(one.first, one.end))
    return tuple(Agency(name, place, tuple(spans)) for name, place, spans in _merge(found))


def _among_many(keys: Sequence[str], at: int) -> bool:
    """Tell whether the words before a bare body show that no single one is meant: "lực lượng Công an", "các UBND"."""
    return at > 0 and (keys[at - 1] in PLURAL or keys[at - 2 : at] == ["lực", "lượng"])


def resolve(body: Found, context: Context) -> Found | None:
    """Return `body` in full, its elided parts taken from the article; None where it names no single body."""
    if body.generic and body.several:
        return None
    if body.generic and body.parent is not None and body.parent in _BARE:
        parent = context.whole(replace(body, name=body.parent, parent=None))
        part = body.name.removesuffix(body.parent)
        return replace(parent, name=f"{part}{parent.name}", parent=parent.name) if parent is not None else None
    if body.generic or (body.level is None and body.name in _BARE):
        return context.whole(body)
    return context.place(body)


# Openings of names that are often shortened when said again (match keys).
_SHORTENED = (
    "sở ",
    "bộ ",
    "cục ",
    "vụ ",
    "viện ",
    "tổng cục ",
    "trung tâm ",
    "ban quản lí ",
    "ban chỉ đạo ",
    "chi cục ",
    "phòng ",
)
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


def _fuller(keys: Iterable[tuple[str, str | None]]) -> list[tuple[tuple[str, str | None], tuple[str, str | None]]]:
    """Pair each body with the only one whose name goes on where its own ends: "Sở Văn hóa", "Sở Văn hóa và Thể thao".

    Both are of the same place, or the shorter one of none. Bodies of a level, and parts of bodies, are names in full.
    """
    starts: dict[str, dict[tuple[str, str | None], None]] = {}
    known = [key for key in keys if key[0].startswith(_SHORTENED)]
    for name, place in known:
        for at, letter in enumerate(name):
            if letter == " ":
                starts.setdefault(name[:at], {})[(name, place)] = None
    pairs = []
    for name, place in known:
        fuller = [key for key in starts.get(name, ()) if place in (None, key[1])]
        if len(fuller) == 1 and " của " not in fuller[0][0][len(name) :]:
            pairs.append(((name, place), fuller[0]))
    return pairs


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
    for key, longer in _fuller(found):
        if key in found and longer in found:
            found[longer][2].extend(found.pop(key)[2])
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

"""The places that a query names, and what else each is called: read from its free words and from `noi:`.

A place is taken for one where its level is said ("huyện Đầm Hà"), where what it lies in is said ("Dực Yên, Đầm Hà"),
or where its bare name is that of a province or of a district which bears it alone. A commune's bare name is not: it is
a person's, a street's or another word as often. Nothing is read from phrases, from what is excluded, or from other
fields: what is typed there means itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.eras import Bearer, Eras, OtherName, name_key
from corpus.vietnamese import fold, has_accents
from search.language.bare_names import is_of_another, is_word
from search.text.cutting import Syllable, spread, syllables

MAX_OTHERS = 12  # other names of one place that are looked for: of 676 districts three became more units than this
MAX_PLACES = 3  # of one query: a commune here, a district there; a text with more is a list, and means each as typed

_KINDS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "tp": "thành phố",
    "quận": "quận",
    "huyện": "huyện",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "thị trấn": "thị trấn",
    "xã": "xã",
    "phường": "phường",
    "đặc khu": "đặc khu",
}
_LEVELS = {tuple(word.split()): kind for word, kind in _KINDS.items()}
_DISTRICTS = ("thành phố", "quận", "huyện", "thị xã")
_LONGEST = 6  # syllables of a name
_NO_LEVEL = {
    ("xa", "hoi"),
    ("xa", "giao"),
    ("tac", "xa"),
}  # xã hội, xã giao, hợp tác xã: no commune's name goes on here


@dataclass(frozen=True, slots=True)
class Joining:
    """One place of a query: the words for it, where they stand in the text, the other names, and how many were left.

    `name` holds the syllables of the place's own name, without its level and without what lies around it.
    """

    typed: str
    spans: tuple[tuple[int, int], ...]
    name: tuple[Syllable, ...]
    others: tuple[OtherName, ...]
    cut: int = 0


@dataclass(frozen=True, slots=True)
class _Mention:
    """Syllables `first` to `end` that may name a place, its name from `name` on; `kind` is the level said, or None."""

    first: int
    name: int
    end: int
    kind: str | None
    bearers: tuple[Bearer, ...]


def places_in(text: str, eras: Eras, *, named: bool = False) -> tuple[Joining, ...]:
    """Return the places in cleaned text that are also called otherwise; with `named` it is known to be a place's name.

    At most `MAX_PLACES`; none where there are more. Never raises.
    """
    found = spread(syllables(text))
    mentions = list(_mentions(found, text, eras))
    joinings = []
    for mention in mentions:
        others_named = [one for one in mentions if one is not mention]
        outer = [one for one in others_named if _inside(mention, one, eras)]
        if any(_inside(one, mention, eras) and _meant(one, [mention], found, eras, named) for one in others_named):
            continue  # it only tells where another lies
        bearers = _meant(mention, outer, found, eras, named)
        others = _others(mention, bearers, outer, eras)
        if others:
            joinings.append(_joining(text, found, mention, outer, others))
    return tuple(joinings) if len(joinings) <= MAX_PLACES else ()


def _joining(
    text: str, found: Sequence[Syllable], mention: _Mention, outer: Sequence[_Mention], others: Sequence[OtherName]
) -> Joining:
    covered = sorted((mention, *outer), key=lambda one: one.first)
    return Joining(
        typed=text[found[mention.first].start : found[mention.end - 1].end],
        spans=tuple((found[one.first].start, found[one.end - 1].end) for one in covered),
        name=tuple(found[mention.name : mention.end]),
        others=tuple(others[:MAX_OTHERS]),
        cut=max(0, len(others) - MAX_OTHERS),
    )


def _mentions(found: Sequence[Syllable], text: str, eras: Eras) -> Iterator[_Mention]:
    """Yield what may name places, from left to right, the longest name first; they do not overlap."""
    at = 0
    while at < len(found):
        mention = _levelled(found, text, at, eras) or _bare(found, at, eras)
        if mention is None:
            at += 1
            continue
        beyond = _overlapping(found, mention, eras) if mention.kind is None else None
        if beyond is None:
            yield mention
        at = mention.end if beyond is None else beyond


def _levelled(found: Sequence[Syllable], text: str, at: int, eras: Eras) -> _Mention | None:
    for size in (2, 1):
        kind = next((kind for word, kind in _LEVELS.items() if len(word) == size and _fits(found, at, word)), None)
        name = at + size
        if kind is None or name >= len(found) or not found[name].joined or _goes_on_otherwise(found, text, name):
            continue
        for end, bearers in _named(found, name, eras):
            of_kind = tuple(bearer for bearer in bearers if bearer.place[0] == kind)
            if of_kind and (end > name + 1 or _is_name(found[name], text)):
                return _Mention(at, name, end, kind, of_kind)
    return None


def _goes_on_otherwise(found: Sequence[Syllable], text: str, name: int) -> bool:
    level, first = found[name - 1], found[name]
    before = found[name - 2].folded if name >= 2 and level.joined else ""
    return (before, level.folded) in _NO_LEVEL or (
        (level.folded, first.folded) in _NO_LEVEL and not text[first.start].isupper()
    )


def _is_name(only: Syllable, text: str) -> bool:
    """Tell whether a single syllable after a level word is a name: a number, or written so that it means itself."""
    return only.key.isdigit() or has_accents(only.key) or text[only.start].isupper()


def _bare(found: Sequence[Syllable], at: int, eras: Eras) -> _Mention | None:
    for end, bearers in _named(found, at, eras):
        if end > at + 1:
            return _Mention(at, at, end, None, bearers)
    return None


def _named(found: Sequence[Syllable], at: int, eras: Eras) -> Iterator[tuple[int, tuple[Bearer, ...]]]:
    """Yield where the names that begin at a syllable end, the longest first, and who bears each as it is typed."""
    end = at + 1
    while end < len(found) and end < at + _LONGEST and found[end].joined:
        end += 1
    for last in range(end, at, -1):
        bearers = eras.named(" ".join(one.folded for one in found[at:last]))
        fitting = tuple(bearer for bearer in bearers if _fits(found, at, bearer.place[1].split()))
        if fitting:
            yield last, fitting


def _fits(found: Sequence[Syllable], at: int, keys: Sequence[str]) -> bool:
    """Tell whether these syllables stand at `at` in a row; one typed without accents stands for all its forms."""
    typed = found[at : at + len(keys)]
    return (
        len(typed) == len(keys)
        and all(one.joined for one in typed[1:])
        and all(
            one.key == key if has_accents(one.key) else one.folded == fold(key)
            for one, key in zip(typed, keys, strict=True)
        )
    )


def _overlapping(found: Sequence[Syllable], mention: _Mention, eras: Eras) -> int | None:
    """Return where a province's or district's name ends that begins inside a bare one and reaches beyond, if any does.

    Then neither is meant: "Thái Bình Dương" is neither Thái Bình nor Bình Dương.
    """
    for at in range(mention.first + 1, mention.end):
        for end, bearers in _named(found, at, eras):
            if end > mention.end and any(bearer.is_province or _is_district(bearer) for bearer in bearers):
                return end
    return None


def _is_district(bearer: Bearer) -> bool:
    return bearer.place[0] in _DISTRICTS and not bearer.is_province


def _inside(mention: _Mention, outer: _Mention, eras: Eras) -> bool:
    """Tell whether one place can lie in the other; what can be a province by its bare name is taken for that."""
    if mention.kind is None and any(bearer.is_province for bearer in mention.bearers):
        return False
    return any(eras.within(bearer, around) for bearer in mention.bearers for around in outer.bearers)


def _meant(
    mention: _Mention, outer: Sequence[_Mention], found: Sequence[Syllable], eras: Eras, named: bool
) -> tuple[Bearer, ...]:
    """Return the units that a mention means; empty where that is not plain."""
    bearers = mention.bearers
    for around in outer:
        inside = tuple(one for one in bearers if any(eras.within(one, place) for place in around.bearers))
        if any(_is_district(place) for place in around.bearers):  # a district is of old, and so is what lay in it
            inside = tuple(one for one in inside if one.old) or inside
        bearers = inside or bearers
    if mention.kind is None:
        bearers = _meant_bare(mention, bearers, outer, found, named)
    return bearers if len({bearer.today for bearer in bearers}) == 1 else ()


def _meant_bare(
    mention: _Mention, bearers: tuple[Bearer, ...], outer: Sequence[_Mention], found: Sequence[Syllable], named: bool
) -> tuple[Bearer, ...]:
    if any(one.first == mention.end and found[one.first].start - found[mention.end - 1].end <= 2 for one in outer):
        return _highest(bearers)  # "Dực Yên, Đầm Hà"
    provinces = tuple(bearer for bearer in bearers if bearer.is_province)
    if not named and (is_word(found[mention.first : mention.end]) or is_of_another(found, mention.first, mention.end)):
        return ()
    if provinces:
        return provinces
    if named:
        return _highest(bearers)
    alone = len({bearer.today for bearer in bearers}) == 1
    return tuple(bearer for bearer in bearers if _is_district(bearer)) if alone or outer else ()


def _highest(bearers: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
    districts = tuple(bearer for bearer in bearers if _is_district(bearer))
    return districts or bearers


def _others(mention: _Mention, bearers: Iterable[Bearer], outer: Sequence[_Mention], eras: Eras) -> list[OtherName]:
    """Return the other names once each; the own one too where the words for what lies around it are left out."""
    kept: dict[tuple[str, str], OtherName] = {}
    for bearer in bearers:
        if outer:
            for own in eras.itself(bearer):
                kept.setdefault(bearer.place, own)
        for other in eras.others(bearer):
            place = other.unit.kind, name_key(other.unit.name)
            same = place[1] == bearer.place[1] and (mention.kind is None or place == bearer.place)
            if not same or outer:
                kept.setdefault(place, other)
    return list(kept.values())

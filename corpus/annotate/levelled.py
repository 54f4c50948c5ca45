"""Bodies that a level of government has: "UBND huyện Đầm Hà", "HĐND, UBND xã", "Tỉnh ủy Quảng Ninh", "Công an Huế"."""

from __future__ import annotations

from corpus.annotate import lexicon
from corpus.annotate.found import JOINTS, PLURAL, Found, keys_are, near
from corpus.annotate.lexicon_files import Body
from corpus.annotate.placenames import Named, bare_at, central, level_at, place_at, proper_at, starts_something
from corpus.annotate.tokens import LOWER, UPPER, Words

# What takes no level word into its name from a place alone: "Trung tâm Y tế dự phòng Hà Nội".
_LEVELLESS = (
    "Thanh tra giao thông",
    "Thanh tra lao động",
    "Thanh tra xây dựng",
    "Trung tâm",
    "Trạm",
    "Hạt",
    "Cục",
    "Chi cục",
    "Bảo hiểm",
    "Kho bạc",
)


def own(words: Words, at: int, end: int, entry: Body) -> Found:
    """Read on after a body whose name says its level; the place may follow at once: "Tỉnh ủy Bến Tre"."""
    place = bare_at(words, end) if near(words, end) else None
    if place is None and near(words, end):
        named = place_at(words, end)  # "Tỉnh ủy tỉnh Bến Tre", "Thành ủy TP.HCM"
        if named is not None and named.name is not None:
            return Found(at, end, named.end, entry.name, entry.level, named.name)
        proper = _capital_run(words, end)
        if proper is not None:
            return Found(at, end, proper[0], entry.name, entry.level, proper[1])
    if place is None:
        return Found(at, end, end, entry.name, entry.level)
    return Found(at, end, place.end, entry.name, entry.level, place.name)


def _capital_run(words: Words, at: int) -> tuple[int, str] | None:
    """Two capitalised words that no third follows and that no family name opens: a place in no gazetteer."""
    family = lexicon.names().family
    if at + 1 >= len(words) or words.keys[at] in family or words.gaps[at + 1] != " ":
        return None
    if words.cases[at] == LOWER or words.cases[at + 1] == LOWER or UPPER in words.cases[at : at + 2]:
        return None
    if starts_something(words, at) or starts_something(words, at + 1):
        return None
    after = at + 2
    if (
        after < len(words)
        and words.gaps[after] == " "
        and words.cases[after] != LOWER
        and words.keys[after] not in family
    ):
        return None
    return at + 2, words.said(at, at + 2)


def levelled(words: Words, at: int, end: int, entry: Body, in_title: bool) -> Found:
    """A body whose level word follows, is shared with later members of a list, or is left out."""
    if near(words, end) and words.keys[end] == "của":
        end_of = end + 1
    else:
        end_of = end
    if entry.name == "Đảng bộ":
        end_of = _past_company(words, end_of)
    if near(words, end_of):
        if words.keys[end_of] in PLURAL or words.keys[end_of].isdigit():
            return _plural(words, at, end_of, entry)
        named = place_at(words, end_of)
        if named is not None and named.name is None and _more_levels(words, named.end):
            return Found(at, end, named.end, entry.name, None, generic=True, several=True)
        if named is not None:
            return with_level(words, at, end, named, entry.name)
        place = bare_at(words, end_of)
        if place is not None:
            name = entry.name if entry.name.startswith(_LEVELLESS) else f"{entry.name} {place.level}"
            return Found(at, end, place.end, name, place.level, place.name)
    shared = _shared(words, end)
    if shared is not None:
        if shared.generic or shared.level is None:
            return Found(at, end, end, entry.name, None, generic=True, several=True)
        return Found(at, end, end, f"{entry.name} {shared.level}", shared.level, shared.place)
    return Found(at, end, end, entry.name, None, generic=entry.kind == "inner" or not in_title)


def _plural(words: Words, at: int, end: int, entry: Body) -> Found:
    """Bodies of several places: "UBND 2 xã Kỳ Lạc và Lâm Hợp" names the first of them, "UBND các xã" none."""
    named = place_at(words, end + 1) if end + 1 < len(words) else None
    if named is None or named.name is None:
        return Found(at, end, end, entry.name, None, generic=True, several=True)
    return Found(at, end, named.end, f"{entry.name} {named.level}", named.level, named.name, several=True)


def next_of(words: Words, at: int, last: Found) -> Found | None:
    """Return the next of several bodies, of which the text gives only the place: "… và (xã) Lâm Hợp"."""
    named = place_at(words, at)
    if named is not None and named.level == last.level and named.name is not None:
        end, place = named.end, named.name
    elif last.level is not None and (proper := proper_at(words, at, last.level)) is not None:
        end, place = proper
    else:
        return None
    return Found(at, end, end, last.name, last.level, place, several=True)


def _more_levels(words: Words, at: int) -> bool:
    """Tell whether another bare level word follows: "UBND quận, huyện" is no single body."""
    if at >= len(words) or words.gaps[at] not in (" ", ", ", "/", " - ", "-"):
        return False
    named = place_at(words, at)
    return named is not None and named.name is None


def with_level(words: Words, at: int, end: int, named: Named, name: str) -> Found:
    """Read on after a body whose level word, with or without a name, is `named`; the level word joins its name."""
    level = named.level or ""
    if (
        name.startswith(_LEVELLESS)
        and level == "thành phố"
        and named.name not in (None, "Huế")
        and central(named.name or "")
    ):
        return Found(at, end, named.end, name, named.level, named.name)  # as a Sở: "Chi cục Thú y TP. HCM"
    first_end = level_at(words, named.first)
    stop = first_end[0] if first_end is not None else end
    return Found(at, stop, named.end, f"{name} {level}".strip(), named.level, named.name)


_COMPANY = (
    ("chính", "quyền"),
    ("nhân", "dân", "các", "dân", "tộc", "trong"),
    ("nhân", "dân", "các", "dân", "tộc"),
    ("nhân", "dân", "trong"),
    ("nhân", "dân"),
    ("quân", "dân"),
    ("quân",),
    ("dân",),
)


def _past_company(words: Words, at: int) -> int:
    """Return the word after all that is named in one breath with the Party: "…, chính quyền và nhân dân" |xã|."""
    past = here = at
    while here < len(words) and words.gaps[here] in (" ", ", "):
        here += words.keys[here] == "và"
        said = next((said for said in _COMPANY if keys_are(words, here, *said)), None)
        if said is None:
            break
        past = here = here + len(said)
    return past


def _shared(words: Words, at: int) -> Found | None:
    """Return the next member of "HĐND, UBND và UB MTTQ huyện", whose level and place all members share."""
    for _ in range(6):
        if at < len(words) and words.keys[at] == "và" and words.gaps[at] in (" ", ", "):
            at += 1
        elif not (at < len(words) and words.gaps[at] in JOINTS and words.gaps[at] != " "):
            return None
        found = lexicon.agencies().bodies.match(words, at)
        if found is None or found[1].kind != "level":
            return None
        end = found[0]
        if near(words, end):
            if words.keys[end] in PLURAL:
                return Found(at, end, end, "", None, generic=True)
            named = place_at(words, end)
            if named is not None:
                return with_level(words, at, end, named, "")
            place = bare_at(words, end)
            if place is not None:
                return Found(at, end, place.end, "", place.level, place.name)
        at = end
    return None

"""Reading a public body off the words of an article: "UBND huyện Đầm Hà", "Sở LĐ-TB&XH", "Ban Thường vụ Tỉnh ủy"."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.annotate import lexicon
from corpus.annotate.lexicon import Body
from corpus.annotate.placenames import (
    Named,
    bare_at,
    gazetteer_at,
    level_at,
    place_at,
    proper_at,
    province_at,
    starts_something,
)
from corpus.annotate.tokens import CLOSE, LOOSE, LOWER, UPPER, Words

_JOINTS = frozenset({" ", ", ", ",", " - ", " – ", "-", "–", " & ", "&", "/", "; ", " -", "- "})
_PARENT_GAPS = frozenset({" ", " (", " - ", " – ", ", "})
_PLURAL = frozenset({"các", "những", "mọi", "nhiều", "hai", "ba", "mấy", "từng", "mỗi"})
# The level of what belongs to a province or to a centrally run city without saying which: a Sở.
PROVINCIAL = "tỉnh, thành phố"
_PROVINCIAL_OPENINGS = (
    "Cục Thuế",
    "Cục Thống kê",
    "Cục Quản lý thị trường",
    "Cục Hải quan",
    "Chi cục",
    "Phòng Cảnh sát",
    "Phòng An ninh",
)
# Who has a Cơ quan Cảnh sát điều tra.
_INVESTIGATING = ("Công an", "Bộ Công an", "Bộ Quốc phòng", "Viện kiểm sát", "Bộ đội", "Quân khu")
# What takes no level word into its name from a place alone: "Trung tâm Y tế dự phòng Hà Nội".
# What a title may name by its opening word, the whole name having come before: "Phó giám đốc Trung tâm".
_BARE_HEADS = frozenset({"Trung tâm", "Chi cục", "Cục", "Viện", "Văn phòng", "Ban Quản lý", "Học viện"})
# Openings that many a private thing has too: the name must go on with a word of public work.
_DISTRICTS = frozenset({"huyện", "quận", "thị xã"})
_SMALL_HEADS = frozenset({"Trạm", "Đội", "Hội", "Quỹ", "Hạt"})
_LEVELLESS = ("Trung tâm", "Trạm", "Hạt", "Cục", "Chi cục", "Bảo hiểm", "Kho bạc")
# What a department has too: "Thanh tra Sở Y tế", "Đảng ủy Sở Công Thương".
_OF_DEPARTMENTS = frozenset({"Thanh tra", "Đảng ủy", "Đảng bộ"})
_NUMBERED = frozenset({"Lữ đoàn", "Trung đoàn", "Sư đoàn", "Quân khu", "Quân đoàn", "Tiểu đoàn"})
# Parts that are named with their body only; the others may stand at a level of their own: "Ban Tuyên giáo tỉnh".
_NEVER_ALONE = frozenset(
    {"Thường trực", "Thường vụ", "Văn phòng", "Ban Thường vụ", "Ban Tổ chức", "Ban Chấp hành", "Đảng đoàn"}
)
MOST_WORDS = 16  # in the name of a body that is in no list


@dataclass(frozen=True, slots=True)
class Found:
    """A body at the words `first` to `end`, its place included; `name_end` is the word after the title-worthy part.

    `level` is the level whose place it takes ("tỉnh" for a Sở, "" for a central body, None where unknown).
    `generic` marks what names no single body: "UBND các xã", a bare "Sở"; `several` the members of "UBND 2 xã A và B"; `within` is
    a larger body named after it in its own right.
    """

    first: int
    name_end: int
    end: int
    name: str
    level: str | None
    place: str | None = None
    generic: bool = False
    parent: str | None = None
    several: bool = False
    within: Found | None = None


def body_at(words: Words, at: int, in_title: bool = False) -> Found | None:
    """Return the body that starts at word `at`; in a title even one written small ("trưởng phòng nội vụ")."""
    found = lexicon.agencies().bodies.match(words, at)
    if found is None:
        return _sector_body(words, at, in_title)
    end, entry = found
    if entry.kind == "central":
        if words.cases[at] == LOWER and not (in_title or (words.keys[at] == "bộ" and words.cases[at + 1] != LOWER)):
            return None
        return Found(at, end, end, entry.name, "")
    if entry.kind == "own":
        if words.cases[at] == LOWER and not in_title and entry.name.endswith("đoàn"):
            return None
        return _own(words, at, end, entry)
    if entry.kind == "inner":
        part = _inner(words, at, end, entry, in_title)
        if part is None and entry.name == "Ban Thường vụ" and words.cases[at] != LOWER and not in_title:
            return Found(at, end, end, entry.name, None, generic=True)
        if part is not None or entry.name in _NEVER_ALONE or entry.name.startswith("Cơ quan"):
            return part
        return _level(words, at, end, entry, in_title)
    if entry.kind == "level":
        special = _inner(words, at, end, entry, in_title) if entry.name in _OF_DEPARTMENTS else None
        return special or _level(words, at, end, entry, in_title)
    return _sector_body(words, at, in_title) or _shape(words, at, end, entry, in_title)


def _own(words: Words, at: int, end: int, entry: Body) -> Found:
    place = bare_at(words, end) if _near(words, end) else None
    if place is None and _near(words, end):
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


def _near(words: Words, at: int) -> bool:
    return at < len(words) and words.gaps[at] == " "


def _level(words: Words, at: int, end: int, entry: Body, in_title: bool) -> Found:
    """A body whose level word follows, is shared with later members of a list, or is left out."""
    if _near(words, end) and words.keys[end] == "của":
        end_of = end + 1
    else:
        end_of = end
    if keys_are(words, end, "và", "chính", "quyền") or keys_are(words, end, "chính", "quyền"):
        end_of = end + (3 if words.keys[end] == "và" else 2)  # "Đảng bộ và chính quyền TP. HCM"
    if _near(words, end_of):
        if words.keys[end_of] in _PLURAL or words.keys[end_of].isdigit():
            return _plural(words, at, end_of, entry)
        named = place_at(words, end_of)
        if named is not None and named.name is None and _more_levels(words, named.end):
            return Found(at, end, named.end, entry.name, None, generic=True, several=True)
        if named is not None:
            return _with_level(words, at, end, named, entry.name)
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


def _with_level(words: Words, at: int, end: int, named: Named, name: str) -> Found:
    level = named.level or ""
    first_end = level_at(words, named.first)
    stop = first_end[0] if first_end is not None else end
    return Found(at, stop, named.end, f"{name} {level}".strip(), named.level, named.name)


def _shared(words: Words, at: int) -> Found | None:
    """Return the next member of "HĐND, UBND và UB MTTQ huyện", whose level and place all members share."""
    for _ in range(6):
        if at < len(words) and words.keys[at] == "và" and words.gaps[at] in (" ", ", "):
            at += 1
        elif not (at < len(words) and words.gaps[at] in _JOINTS and words.gaps[at] != " "):
            return None
        found = lexicon.agencies().bodies.match(words, at)
        if found is None or found[1].kind != "level":
            return None
        end = found[0]
        if _near(words, end):
            if words.keys[end] in _PLURAL:
                return Found(at, end, end, "", None, generic=True)
            named = place_at(words, end)
            if named is not None:
                return _with_level(words, at, end, named, "")
            place = bare_at(words, end)
            if place is not None:
                return Found(at, end, place.end, "", place.level, place.name)
        at = end
    return None


def _inner(words: Words, at: int, end: int, entry: Body, in_title: bool) -> Found | None:
    """A part of a body, named with it: "Ban Thường vụ Tỉnh ủy", "Văn phòng UBND tỉnh", "Thanh tra Sở Y tế"."""
    here = end
    if here < len(words) and words.keys[here] == "của" and words.gaps[here] == " " and words.cases[at] != LOWER:
        here += 1
    if here >= len(words) or words.gaps[here] not in _PARENT_GAPS:
        return None
    if words.gaps[here] != " " and not entry.name.startswith("Cơ quan"):
        return None
    parent = body_at(words, here, in_title)
    if (
        parent is None
        or (entry.name.startswith("Cơ quan") and not parent.name.startswith(_INVESTIGATING))
        or (parent.generic and not in_title)
        or parent.name.startswith(("Văn phòng", "Đội", "Ban Chỉ đạo", "Ban chỉ đạo", "Tổ"))
    ):
        return None
    name = f"{entry.name} {parent.name}"
    within = parent if entry.name.startswith("Cơ quan") else parent.within
    return Found(
        at, parent.name_end, parent.end, name, parent.level, parent.place, parent.generic, parent.name, within=within
    )


def _sector_body(words: Words, at: int, in_title: bool) -> Found | None:
    """Sở, Bộ, Phòng and the like with the name of their field after them."""
    key = words.keys[at]
    if key not in ("sở", "bộ", "phòng", "chi", "cục", "ti"):
        return None
    if words.cases[at] == LOWER and not (in_title or key in ("sở", "bộ")):
        return None
    end, head = at + 1, {"ti": "Ty"}.get(key, key.capitalize())
    if key == "chi":
        if end >= len(words) or words.keys[end] != "cục":
            return None
        end, head = end + 1, "Chi cục"
    if end >= len(words) or words.gaps[end] not in (" ", "-"):
        return Found(at, end, end, "Sở", PROVINCIAL, generic=True) if key == "sở" and in_title else None
    sector = sector_at(words, end, any_case=in_title or words.cases[at] != LOWER)
    if sector is None:
        return (
            Found(at, end, end, "Sở", PROVINCIAL, generic=True)
            if key == "sở" and in_title and words.cases[end] == LOWER
            else None
        )
    end, field = sector
    name = f"{head} {field}"
    if key == "bộ":
        return Found(at, end, end, name, "")
    if key in ("sở", "ti"):
        return _provincial(words, at, end, name)
    further = _name_end(words, end)
    if further is not None and further - end > 1 and words.gaps[end] in CLOSE:
        name = f"{name} {words.said(end, further)}"  # "Phòng Cảnh sát giao thông đường bộ - đường sắt"
        end = further
    return _tail(words, at, end, name, PROVINCIAL if name.startswith(_PROVINCIAL_OPENINGS) else None)


def sector_at(words: Words, at: int, any_case: bool = False) -> tuple[int, str] | None:
    """Return the word after the name of a field of work at `at` ("LĐ-TB&XH"), and its full name."""
    known = lexicon.agencies()
    found = known.sectors.match(words, at, LOOSE)
    if found is not None and (any_case or words.cases[at] != LOWER):
        return found
    glued, best = "", None
    for end in range(at, min(at + 6, len(words))):
        if end > at and words.gaps[end] not in _JOINTS:
            break
        if words.cases[end] == LOWER:
            if words.keys[end] == "và" and end > at:
                continue
            break
        glued += words.keys[end]
        if glued in known.initials:
            best = (end + 1, known.initials[glued])
    return best


def _provincial(words: Words, at: int, end: int, name: str) -> Found:
    """A department of a province: the level word after it is no part of its name."""
    here = end
    if end + 1 < len(words) and words.gaps[end] == " (" and words.gaps[end + 1].startswith(") "):
        here = end + 1  # "Sở Giao thông vận tải (GTVT) TP. HCM"
    if here < len(words) and words.gaps[here] in (" ", ") "):
        named = place_at(words, here)
        if named is not None and named.level in ("tỉnh", "thành phố"):
            stop = end if named.name is not None or here > end else named.end
            return Found(at, stop, named.end, name, named.level, named.name)
        place = province_at(words, here)
        if place is not None:
            return Found(at, end, place.end, name, place.level, place.name)
    return Found(at, end, here, name, PROVINCIAL)


def _tail(words: Words, at: int, end: int, name: str, level: str | None) -> Found:
    """Close a name that a level word may follow: "Phòng Giáo dục và Đào tạo quận Hai Bà Trưng"."""
    if end < len(words) and words.gaps[end] in (" ", " (", " - "):
        if words.gaps[end] == " ":
            named = place_at(words, end)
            if named is not None:
                return _with_level(words, at, end, named, name)
            place = bare_at(words, end)
            if place is not None:
                if name.startswith("Phòng") and place.level in _DISTRICTS:
                    name = f"{name} {place.level}"
                return Found(at, end, place.end, name, place.level, place.name)
        parent = body_at(words, end)
        if parent is not None and not parent.generic and parent.level != "":
            if words.gaps[end] != " ":
                return Found(at, end, end, name, parent.level, parent.place)
            if name.startswith("Phòng") and parent.name.startswith("Sở"):
                name = f"{name} {parent.name}"
                return Found(at, parent.name_end, parent.end, name, parent.level, parent.place, parent=parent.name)
            return Found(at, parent.name_end, parent.end, name, parent.level, parent.place, within=parent)
    return Found(at, end, end, name, level)


def _shape(words: Words, at: int, end: int, entry: Body, in_title: bool) -> Found | None:
    """A body in no list: an opening word, then the words of its name."""
    if words.cases[at] == LOWER and not in_title:
        return None
    if lexicon.agencies().private.match(words, at) is not None:
        return None
    if entry.name in _NUMBERED and end < len(words) and words.keys[end].isdigit():
        return Found(at, end + 1, end + 1, words.said(at, end + 1), "")
    stop = _name_end(words, end)
    if entry.name in _SMALL_HEADS and (end >= len(words) or words.keys[end] not in lexicon.agencies().syllables):
        return None
    if stop is None:
        bare = in_title and entry.name in _BARE_HEADS
        return Found(at, end, end, entry.name, None, generic=True) if bare else None
    if gazetteer_at(words, at) is not None:
        return None  # "Hội An"
    name = _written_out(words, at, stop)
    found = _tail(words, at, stop, name, "" if entry.level == "central" else None)
    small = words.cases[end] == LOWER
    if found.place is None and not found.level and not in_title and stop - end < (3 if small else 2):
        return None
    return found


def _holds_office(words: Words, at: int) -> bool:
    found = lexicon.titles().ranks.match(words, at)
    return found is not None and found[0] - at > 1


def _written_out(words: Words, at: int, end: int) -> str:
    """Return the name at the words `at` to `end`, its first letter a capital and its abbreviations written out."""
    name = words.said(at, end)
    for short, full in lexicon.agencies().expand.items():
        if short in name:
            name = " ".join(full if part == short else part for part in name.split(" "))
    return name[:1].upper() + name[1:]


def _name_end(words: Words, at: int) -> int | None:
    """Return the word after a body's name whose first word after the opening is `at`; None where it is no name."""
    known = lexicon.agencies()
    syllables = known.syllables
    here = at
    while here < min(at + MOST_WORDS, len(words)):
        gap, key, case = words.gaps[here], words.keys[here], words.cases[here]
        if gap not in CLOSE and not (gap in (", ", " & ", "&") and _goes_on(words, here)):
            break
        if case != LOWER and (bare_at(words, here) or known.private.match(words, here)):
            break
        if here == at and key not in syllables and gazetteer_at(words, here) is not None:
            break
        if here > at and (_opens(words, here) or (case != LOWER and _holds_office(words, here))):
            break
        if keys_are(words, here, "việt", "nam"):
            here += 2
            break
        if key == "số" and here + 1 < len(words) and words.keys[here + 1].isdigit():
            here += 2
            break
        if case == LOWER:
            if key not in syllables or (here > at and known.verbs.match(words, here) is not None):
                break
        elif here > at and key in lexicon.names().family and key not in syllables:
            break
        here += 1
    while here > at and words.keys[here - 1] in ("và", "của", "về", "các", "với", "có", "số", "vì"):
        here -= 1
    return here if here > at else None


def keys_are(words: Words, at: int, *keys: str) -> bool:
    """Tell whether the words at `at` have these keys."""
    return words.keys[at : at + len(keys)] == list(keys)


def _goes_on(words: Words, at: int) -> bool:
    """After a comma a name goes on only to an "và" a few words later: "Phát thanh, truyền hình và thông tin"."""
    if _opens(words, at) or lexicon.agencies().bodies.match(words, at) is not None:
        return False
    syllables = lexicon.agencies().syllables
    for here in range(at, min(at + 6, len(words))):
        if here > at and words.gaps[here] not in CLOSE:
            return False
        if words.keys[here] == "và":
            return here > at
        if words.keys[here] not in syllables:
            return False
    return False


def _opens(words: Words, at: int) -> bool:
    """Tell whether another body or a place begins at `at`."""
    found = lexicon.agencies().bodies.match(words, at)
    if found is not None and (words.cases[at] != LOWER and (found[1].kind != "head" or found[0] - at > 1)):
        return True
    if words.cases[at] != LOWER and words.keys[at] in ("sở", "phòng", "cục", "chi", "bộ"):
        return words.keys[at] not in ("phòng", "bộ") or sector_at(words, at + 1) is not None
    level = level_at(words, at)
    return level is not None and words.keys[level[0] : level[0] + 1] != ["hội"]

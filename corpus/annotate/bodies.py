"""Reading a public body off the words of an article: "UBND huyện Đầm Hà", "Sở LĐ-TB&XH", "Ban Thường vụ Tỉnh ủy"."""

from __future__ import annotations

from dataclasses import replace

from corpus.annotate import lexicon
from corpus.annotate.bodynames import end_of_name, names_person, opens, written_out
from corpus.annotate.fields import provincial, sector_at
from corpus.annotate.found import JOINTS, PLURAL, PROVINCIAL, Found, keys_are
from corpus.annotate.levelled import levelled, own, with_level
from corpus.annotate.lexicon_files import Body
from corpus.annotate.placenames import bare_at, gazetteer_at, place_at, proper_at
from corpus.annotate.tokens import CLOSE, LOOSE, LOWER, Words

_PARENT_GAPS = frozenset({" ", " (", " - ", " – ", ", "})
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
# What a title may name by its opening word, the whole name having come before: "Phó giám đốc Trung tâm".
_BARE_HEADS = frozenset({"Trung tâm", "Chi cục", "Cục", "Viện", "Văn phòng", "Ban Quản lý", "Học viện"})
# Openings that many a private thing has too: the name must go on with a word of public work.
_SMALL_HEADS = frozenset({"Trạm", "Đội", "Hội", "Hạt"})
# Openings that, written small, are said of anything: "vụ", "hội", "ban", "quỹ".
_COMMON_OPENINGS = frozenset({"trung", "vụ", "hội", "quỹ", "trạm", "viện", "ban"})
# Openings that mean something else before a word written small: a case, a department store.
_MEANS_MORE = frozenset({"Vụ", "Sở"})
_DISTRICTS = frozenset({"huyện", "quận", "thị xã"})
_COUNCILS = ("Hội đồng nhân dân", "Ủy ban nhân dân")
# With these words an office has a name of its own: "Văn phòng Điều phối …", "Văn phòng Đăng ký đất đai".
_OWN_OFFICES = (["điều"], ["đăng"])
# Bodies that share an office with another one.
_SERVED = ("Hội đồng nhân dân", "Đoàn đại biểu Quốc hội")
# What a department has too: "Thanh tra Sở Y tế", "Đảng ủy Sở Công Thương".
_OF_DEPARTMENTS = frozenset({"Thanh tra", "Đảng ủy", "Đảng bộ"})
# Posts that are called after any place, not after a unit.
_POSTS = frozenset({"Đồn Biên phòng", "Đồn Công an", "Trạm Cảnh sát giao thông"})
# Bodies that are a tax and an inspection when written small.
_VERBS_TOO = frozenset({"Thuế", "Thanh tra"})
_NUMBERED = frozenset({"Lữ đoàn", "Trung đoàn", "Sư đoàn", "Quân khu", "Quân đoàn", "Tiểu đoàn"})
# Parts that are named with their body only; the others may stand at a level of their own: "Ban Tuyên giáo tỉnh".
_NEVER_ALONE = frozenset(
    {
        "Công đoàn",
        "Tòa phúc thẩm",
        "Thường trực",
        "Thường vụ",
        "Văn phòng",
        "Ban Thường vụ",
        "Ban Tổ chức",
        "Ban Chấp hành",
        "Đảng đoàn",
    }
)


def body_at(words: Words, at: int, in_title: bool = False) -> Found | None:
    """Return the body that starts at word `at`; in a title even one written small ("trưởng phòng nội vụ")."""
    if words.keys[at] == "sở" and words.keys[at - 1 : at] in (["cơ"], ["trụ"]):
        return None
    found = lexicon.agencies().bodies.match(words, at, LOOSE)
    if found is None:
        return _sector_body(words, at, in_title)
    end, entry = found
    if entry.kind == "central":
        if words.cases[at] == LOWER and not (in_title or any(words.cases[at:end])):
            return None
        stop = end + 2 if keys_are(words, end, "việt", "nam") else end
        return Found(at, end, stop, entry.name, "")
    if entry.kind == "own":
        if words.cases[at] == LOWER and not in_title and entry.name.endswith("đoàn"):
            return None
        return own(words, at, end, entry)
    if entry.kind == "inner":
        part = _inner(words, at, end, entry, in_title)
        if part is None and entry.name == "Ban Thường vụ" and words.cases[at] != LOWER and not in_title:
            return Found(at, end, end, entry.name, None, generic=True)
        if part is None and entry.name == "Đảng đoàn" and in_title:
            return Found(at, end, end, entry.name, None, generic=True)
        if part is None and entry.name == "Văn phòng" and (in_title or words.keys[end : end + 1] in _OWN_OFFICES):
            return _shape(words, at, end, entry, in_title)
        if part is not None or entry.name in _NEVER_ALONE or entry.name.startswith("Cơ quan"):
            return part
        return levelled(words, at, end, entry, in_title)
    if entry.name in _POSTS:
        proper = proper_at(words, end, "xã") if words.cases[end : end + 1] != [LOWER] else None
        return Found(at, end, proper[0] if proper else end, entry.name, None, proper[1] if proper else None)
    if entry.kind == "level":
        if entry.name in _VERBS_TOO and words.cases[at] == LOWER and not in_title:
            return None
        special = _inner(words, at, end, entry, in_title) if entry.name in _OF_DEPARTMENTS else None
        return special or levelled(words, at, end, entry, in_title)
    return _sector_body(words, at, in_title) or _shape(words, at, end, entry, in_title)


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
        or (parent.generic and not in_title and (parent.several or parent.name not in _COUNCILS))
        or parent.name.startswith(("Văn phòng", "Đội", "Ban Chỉ đạo", "Ban chỉ đạo", "Tổ"))
    ):
        return None
    if entry.name == "Văn phòng" and (pair := _of_two(words, parent)) is not None:
        return replace(pair, first=at, name=f"{entry.name} {pair.name}", parent=pair.name)
    name = f"{entry.name} {parent.name}"
    within = parent if entry.name.startswith("Cơ quan") else parent.within
    return Found(
        at, parent.name_end, parent.end, name, parent.level, parent.place, parent.generic, parent.name, within=within
    )


def _of_two(words: Words, first: Found) -> Found | None:
    """Read on where one office serves two bodies: "HĐND và UBND huyện", "Đoàn ĐBQH - HĐND tỉnh"."""
    here = first.end
    if here < len(words) and words.keys[here] == "và" and words.gaps[here] == " ":
        here += 1
    elif here >= len(words) or words.gaps[here] == " " or words.gaps[here] not in JOINTS - {", ", ",", "; "}:
        return None
    found = lexicon.agencies().bodies.match(words, here)
    if found is None or found[1].kind != "level" or not first.name.startswith(_SERVED):
        return None
    second = body_at(words, here)
    if second is None or second.level is None or second.generic:
        return None
    stem = first.name.removesuffix(f" {first.level}") if first.level else first.name
    return replace(second, name=f"{stem} và {second.name}")


def _sector_body(words: Words, at: int, in_title: bool) -> Found | None:
    """Sở, Bộ, Phòng and the like with the name of their field after them."""
    key = words.keys[at]
    if key not in ("sở", "bộ", "phòng", "chi", "cục", "ti"):
        return None
    if words.cases[at] == LOWER and not (in_title or key in ("sở", "bộ", "phòng")):
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
            if key == "sở" and in_title and (words.cases[end] == LOWER or names_person(words, end))
            else None
        )
    end, field = sector
    name = f"{head} {field}"
    if key == "bộ":
        stop = end + 2 if keys_are(words, end, "việt", "nam") else end
        return Found(at, end, stop, name, "") if field in lexicon.agencies().ministries else None
    if key in ("sở", "ti"):
        return provincial(words, at, end, name)
    over = opens(words, end) or words.keys[end : end + 1] == ["có"] or lexicon.agencies().verbs.match(words, end)
    further = end_of_name(words, end) if not over else None
    if further is not None and further - end > 1 and words.gaps[end] in CLOSE:
        name = f"{name} {words.said(end, further)}"  # "Phòng Cảnh sát giao thông đường bộ - đường sắt"
        end = further
    return _closed(words, at, end, name, PROVINCIAL if name.startswith(_PROVINCIAL_OPENINGS) else None)


def _closed(words: Words, at: int, end: int, name: str, level: str | None) -> Found:
    """Close a name that a level word may follow: "Phòng Giáo dục và Đào tạo quận Hai Bà Trưng"."""
    if end < len(words) and words.gaps[end] == " " and words.keys[end] in PLURAL:
        return Found(at, end, end, name, None, generic=True, several=True)
    if end < len(words) and words.gaps[end] in (" ", " (", " - "):
        if words.gaps[end] == " ":
            named = place_at(words, end)
            if named is not None:
                return with_level(words, at, end, named, name)
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
    if words.cases[at] == LOWER and not in_title and not _named_small(words, at, end):
        return None
    if entry.name in _MEANS_MORE and words.cases[end : end + 1] == [LOWER] and not in_title:
        return None
    if lexicon.agencies().private.match(words, at) is not None:
        return None
    if entry.name in _NUMBERED and end < len(words) and words.keys[end].isdigit():
        return Found(at, end + 1, end + 1, words.said(at, end + 1), "")
    stop = end_of_name(words, end)
    if entry.name in _SMALL_HEADS and (
        keys_are(words, end, "thôn") or end >= len(words) or words.keys[end] not in lexicon.agencies().syllables
    ):
        return None
    if stop is not None and stop < len(words) and words.keys[stop] in PLURAL:
        return None  # "Ban Vì sự tiến bộ của phụ nữ các xã" is no single body
    if stop is None:
        bare = in_title and entry.name in _BARE_HEADS
        return Found(at, end, end, entry.name, None, generic=True) if bare else None
    if gazetteer_at(words, at) is not None:
        return None  # "Hội An"
    name = written_out(words, at, stop)
    found = _closed(words, at, stop, name, "" if entry.level == "central" else None)
    small = words.cases[end] == LOWER
    anywhere = found.place is None and not found.level and not in_title
    if anywhere and entry.name in _SMALL_HEADS and _plain(words, end, stop):
        return None  # "Trạm kiểm định trị giá …" opens a sentence about a thing
    if anywhere and stop - end < (3 if small else 2):
        return None
    return found


def _named_small(words: Words, at: int, end: int) -> bool:
    """Tell whether a body whose opening is written small is called by name: "đội Cảnh sát giao thông số 3"."""
    if end >= len(words) or words.cases[end] == LOWER or words.gaps[end] != " " or words.keys[at] in _COMMON_OPENINGS:
        return False
    return sector_at(words, end) is not None or words.keys[end] in lexicon.agencies().syllables


def _plain(words: Words, at: int, end: int) -> bool:
    """Tell whether the words `at` to `end` are all written small."""
    return all(case == LOWER for case in words.cases[at:end])

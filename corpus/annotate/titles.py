"""Reading an office off the words of an article: "nguyên Phó chủ tịch UBND huyện Đầm Hà", "Phó giám đốc Sở", "TUV"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.annotate import lexicon
from corpus.annotate.abroad import is_abroad
from corpus.annotate.bodies import body_at
from corpus.annotate.bodynames import end_of_name
from corpus.annotate.fields import sector_at
from corpus.annotate.found import Found
from corpus.annotate.lexicon_files import Rank
from corpus.annotate.placenames import bare_at, level_at, place_at, proper_at
from corpus.annotate.tokens import CLOSE, LOWER, Words
from corpus.vietnamese import match_key

PARTY = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy"}
_OWN_LEVELS = {name: level for level, name in PARTY.items()}
# Ranks that say what kind of body they head, and ministries whose field has no department in the provinces.
_HEADED = {"Bộ trưởng": "Bộ", "Thứ trưởng": "Bộ", "Vụ trưởng": "Vụ", "Cục trưởng": "Cục", "Chi cục trưởng": "Chi cục"}
_HEADED |= {"Cục phó": "Cục", "Vụ phó": "Vụ"}
_MINISTRIES = {"quốc phòng": "Bộ Quốc phòng", "công an": "Bộ Công an", "ngoại giao": "Bộ Ngoại giao"}
# What may stand between the words of a rank.
_GAPS = CLOSE | {". ", "."}
_SEVERAL = frozenset({"các", "hai", "ba", "bốn", "những", "nhiều"})
_VILLAGES = frozenset({"thôn", "bản", "xóm", "ấp", "phố", "khu", "buôn", "làng"})


@dataclass(frozen=True, slots=True)
class Title:
    """An office at the words `first` to `end`, its place included; the title proper is `start` to `name_end`.

    `body` is what the office belongs to, None where the text leaves it out. `private` marks an office in a company,
    `house` one in a school, a hospital or the like, which are no bodies.
    """

    first: int
    start: int
    name_end: int
    end: int
    rank: Rank
    body: Found | None = None
    former: bool = False
    private: bool = False
    plural: bool = False
    house: bool = False

    @property
    def official(self) -> bool:
        """Whether the title by itself shows public office."""
        return not self.private and (self.rank.alone or self.house or self.body is not None)


def title_at(words: Words, at: int) -> Title | None:
    """Return the office that starts at word `at`, or None; one of another country counts as private."""
    title = _title(words, at)
    if title is None:
        return None
    central = title.body is not None and title.body.level == ""
    return replace(title, private=True) if is_abroad(words, title.end, central=central) else title


def _title(words: Words, at: int) -> Title | None:
    known, first, former = lexicon.titles(), at, False
    if words.keys[at] in known.former and at + 1 < len(words) and words.gaps[at + 1] == " ":
        at, former = at + 1, True
        if words.keys[at] == "là" and at + 1 < len(words):
            at += 1  # "nguyên là Chủ tịch …"
    start = at
    if words.keys[at] in known.acting and at + 1 < len(words) and words.gaps[at + 1] in (" ", ". ", "."):
        at += 1
    found = known.ranks.match(words, at, _GAPS)
    if found is None or (words.keys[at] == "vụ" and words.keys[at - 1 : at] == ["chức"]):
        return None  # "chức vụ Phó …" is no Vụ phó
    end, rank = found
    plural = first > 0 and (words.keys[first - 1] in _SEVERAL or words.keys[first - 1].isdigit())
    if rank.fixed is not None:
        return _fixed(words, first, start, end, rank, former, plural)
    while (infix := known.infix.match(words, end)) is not None and words.gaps[end] == " ":
        if body_at(words, end, True) is not None and words.keys[infix[0] - 1] != "trực":
            break
        end = infix[0]
    read = _inside(words, at, end) if rank.inside else None
    read = read or _after(words, end, rank)
    if read is not None:
        body, private = read
        name_end = body.name_end if body is not None else end
        stop = body.end if body is not None else end
        return Title(first, start, name_end, stop, rank, body, former, private, plural)
    if rank.name in ("Trưởng", "Phó", "Phó Trưởng", "Cán bộ"):
        return None
    stop, name_end = _institution(words, end)
    if rank.name == "Công chức" and (tail := _field_of(words, end)) is not None:
        return Title(first, start, tail.name_end, tail.end, rank, tail, former, False, plural)
    house = stop > end and words.keys[end - 1] not in _VILLAGES
    return Title(first, start, name_end, stop, rank, None, former, False, plural, house)


def _fixed(words: Words, first: int, start: int, end: int, rank: Rank, former: bool, plural: bool) -> Title:
    assert rank.fixed is not None  # noqa: S101 - the caller looked
    if not rank.fixed and end < len(words) and words.gaps[end] == " ":
        committee = body_at(words, end, True)
        if committee is not None and committee.level:  # "Ủy viên Ban Thường vụ Tỉnh ủy"
            committee = replace(committee, name=f"Ban Thường vụ {committee.name}", generic=False)
            return Title(first, start, committee.name_end, committee.end, rank, committee, former, False, plural)
    stop, place = _term(words, end), None
    if stop == end and end < len(words) and words.gaps[end] == " ":
        named = place_at(words, end) or bare_at(words, end)
        if named is not None and named.name is not None:
            stop, place = named.end, named.name
    level = _OWN_LEVELS.get(rank.fixed, "")
    body = Found(first, end, stop, rank.fixed, level, place if level else None) if rank.fixed else None
    if rank.fixed == "Đảng ủy":
        body = None
    return Title(first, start, end, stop, rank, body, former, False, plural)


def _field_of(words: Words, end: int) -> Found | None:
    """The commune whose clerk for some field is named: "công chức Văn hóa - Xã hội xã" serves its Ủy ban nhân dân."""
    field = sector_at(words, end, any_case=True)
    named = place_at(words, field[0]) if field is not None else None
    if field is None or named is None or named.level is None:
        return None
    name_end = level_at(words, field[0])
    stop = name_end[0] if name_end is not None else named.end
    return Found(end, stop, named.end, f"Ủy ban nhân dân {named.level}", named.level, named.name)


def _term(words: Words, end: int) -> int:
    """Return the word after "khóa XIV" or "nhiệm kỳ 2021 - 2026" at `end`, which no title takes in."""
    if end + 1 < len(words) and words.gaps[end] == " " and words.keys[end] == "khóa":
        return end + 2
    return end


def _inside(words: Words, at: int, end: int) -> tuple[Found | None, bool] | None:
    """The body whose name opens with the rank's own last words: Trưởng |phòng Nội vụ|, Chánh |Văn phòng UBND tỉnh|."""
    for opening in range(at + 1, end):
        if opening + 1 == end and words.keys[end : end + 1] == [words.keys[opening]]:
            return None  # "Trưởng ban Ban Chỉ đạo …"
        body = body_at(words, opening, True)
        if body is not None and not (body.generic and body.end <= end):
            return body, False
    return None


def _after(words: Words, end: int, rank: Rank) -> tuple[Found | None, bool] | None:
    """What follows a rank: a body, a company, a level word, a place, a field of work."""
    if end >= len(words) or words.gaps[end] not in (" ", " của ", "-"):
        return None
    here = end + 1 if words.keys[end] == "của" and end + 1 < len(words) else end
    if _private(words, here) and lexicon.titles().houses.opens.match(words, here) is None:
        return None if rank.alone else (None, True)
    field = _headed(words, here, rank)
    if field is not None:
        return field, False
    body = body_at(words, here, True)
    if body is not None:
        company = body.end + (words.keys[body.end : body.end + 1] == ["của"])
        return body, not rank.alone and body.place is None and _private(words, company)
    if rank.level is None:
        return None
    named = place_at(words, here)
    if named is not None and named.level is not None:
        stop = level_at(words, here)
        title_end = stop[0] if stop is not None else here
        return Found(here, title_end, named.end, _implied(rank, named.level), named.level, named.name), False
    place = bare_at(words, here)
    if place is not None and place.level is not None:
        return Found(here, end, place.end, _implied(rank, place.level), place.level, place.name), False
    return None


def _headed(words: Words, at: int, rank: Rank) -> Found | None:
    """The body whose field alone is named: "Thứ trưởng Quốc phòng", "Phó Vụ trưởng Kế hoạch - Tài chính"."""
    head = _HEADED.get(rank.name.removeprefix("Phó "))
    opening = match_key(head).split() if head is not None else []
    if head is None or words.keys[at : at + len(opening)] == opening:
        return None
    if head == "Bộ":
        name = " ".join(words.keys[at : at + 2])
        if name in _MINISTRIES:
            return Found(at, at + 2, at + 2, _MINISTRIES[name], "")
        sector = sector_at(words, at)
        if sector is None or sector[1] not in lexicon.agencies().ministries:
            return None
        return Found(at, sector[0], sector[0], f"Bộ {sector[1]}", "")
    end = end_of_name(words, at)
    if end is None:
        return None
    name, place = f"{head} {words.said(at, end)}", place_at(words, end)
    if place is not None and place.name is not None and words.gaps[end] == " ":
        return Found(at, end, place.end, name, place.level, place.name)
    level = level_at(words, end) if place is not None and place.level in ("tỉnh", "thành phố") else None
    if place is not None and level is not None and words.gaps[end] == " ":  # "Cục trưởng Hải quan thành phố"
        return Found(at, level[0], level[0], f"{name} {place.level}", place.level)
    return Found(at, end, end, name, "")


def _private(words: Words, at: int) -> bool:
    """Tell whether a company or the like is named at `at`, or just after ("một công ty gốm sứ")."""
    found = lexicon.agencies().private.match(words, at)
    if found is not None and (words.cases[at] != LOWER or found[0] - at > 1):
        return True
    return ["công", "ti"] in (words.keys[at : at + 2], words.keys[at + 1 : at + 3])


def _implied(rank: Rank, level: str) -> str:
    if rank.level == "party":
        return PARTY.get(level, f"Đảng ủy {level}")
    return f"{rank.level} {level}"


def _institution(words: Words, end: int) -> tuple[int, int]:
    """Return where a school, hospital or village after the rank ends, and where the title does."""
    if end >= len(words) or words.gaps[end] != " ":
        return end, end
    if words.keys[end - 1] in _VILLAGES:
        proper = proper_at(words, end, "thôn")
        return (proper[0], end) if proper is not None else (end, end)
    houses = lexicon.titles().houses
    if houses.opens.match(words, end) is None:
        return end, end
    here, proper_name = end, False
    while here < len(words) and (words.gaps[here] in (" ", "") or _short_level(words, here)):
        if words.cases[here] != LOWER:
            proper_name = proper_name or words.keys[here] not in houses.words
        elif proper_name or not _of_a_house(words, here):
            break
        elif (
            (stop := level_at(words, here)) is not None and (named := place_at(words, here)) and named.name is not None
        ):
            return named.end, stop[0]  # "Bệnh viện đa khoa tỉnh Lam Châu"
        here += 1
    name = match_key(words.said(end, here))
    return (end, end) if any(word in name for word in houses.private) else (here, here)


def _of_a_house(words: Words, at: int) -> bool:
    if words.keys[at] in lexicon.titles().houses.words:
        return True
    known = lexicon.agencies()
    return words.keys[at] in known.syllables and known.verbs.match(words, at) is None


def _short_level(words: Words, at: int) -> bool:
    """Tell whether the word `at` follows a shortened level word: "TP. HCM"."""
    return words.keys[at - 1] == "tp" and words.gaps[at] in (".", ". ")

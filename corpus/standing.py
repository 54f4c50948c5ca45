"""What the wording of an office says about where its holder stands: level of government, line of work, own school."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.spelling import REMEMBERED, place_key, title_key

CENTRAL, PROVINCE, DISTRICT, COMMUNE = "central", "province", "district", "commune"
LOCAL = frozenset({DISTRICT, COMMUNE})

# In this order: "thị xã" is no commune, "xã hội" neither, and a ministry is named before the level words in its name.
_LEVELS = (
    (PROVINCE, re.compile(r"\b(?:tỉnh|(?<!cơ )sở|thành phố trực thuộc trung ương)\b")),
    (DISTRICT, re.compile(r"\b(?:huyện|quận|thị xã|thành phố|thành ủy|thị ủy)\b")),
    (COMMUNE, re.compile(r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu)\b")),
    (
        CENTRAL,
        re.compile(
            r"^(?:chính phủ|bộ (?!chỉ huy|đội|tư lệnh)|văn phòng (?:chính phủ|quốc hội|chủ tịch nước)|ban bí thư"
            r"|tổng cục|tổng bí thư|chủ tịch nước|phó chủ tịch nước|thanh tra chính phủ"
            r"|kiểm toán nhà nước|ngân hàng nhà nước)"
            r"|\btrung ương\b|(?:^|(?<!đại biểu) )quốc hội$|\btối cao$"
        ),
    ),
)
# Centrally run cities: their "thành phố" is a province.
_CITIES = frozenset({"hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế"})

# The kind of place that a body's name calls for behind it: "… huyện", "Huyện ủy", "Thường trực Huyện ủy", "Sở …".
_OWN_UNIT = re.compile(
    r"\b(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)$"
    r"|^(sở|tỉnh|huyện|quận|thị|thành)(?= (?:ủy|đoàn)\b|(?<=sở) )"
    r"|\b(tỉnh|huyện|quận|thị|thành) (?:ủy|đoàn)$"
    r"|^(ủy ban nhân dân|hội đồng nhân dân|đảng ủy)$"
)
_UNITS = {"sở": "tỉnh", "thị": "thị xã", "thành": "thành phố"}
_ANYWHERE = "địa phương"

# Lines of work, the first that fits: "Đội giáo dục, Công an tỉnh" is the police's. Between the closed ones nobody
# moves: a school's head becomes no chief of police.
_WORDS = (
    ("police", r"công an|cảnh sát|an ninh"),
    ("army", r"quân sự|bộ đội|biên phòng"),
    ("school", r"hiệu trưởng|hiệu phó|giáo viên|(?:sở|phòng) giáo dục"),
    ("health", r"y tế|bệnh viện"),
    ("court", r"tòa án|chánh án|viện kiểm sát"),
    ("front", r"mặt trận"),
    ("youth", r"đoàn thanh niên|(?:tỉnh|huyện|thị|thành|quận|xã|phường) đoàn"),
    ("women", r"phụ nữ"),
    ("veterans", r"cựu chiến binh"),
    ("farmers", r"hội nông dân"),
    ("unions", r"liên đoàn lao động|công đoàn"),
    ("inspection", r"thanh tra|kiểm tra"),
    ("farming", r"nông nghiệp|thủy sản|kiểm lâm"),
    ("culture", r"văn hóa|thể thao|du lịch"),
)
_LINES = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _WORDS)
CLOSED = frozenset({"police", "army", "school", "health", "court"})

# How the titles of those begin who head a province or a part of the state, and whether a line of work follows.
_TOP = re.compile(
    r"(?:quyền )?(?:phó )?(?:chủ tịch (?:ủy ban nhân dân|hội đồng nhân dân|tỉnh|thành phố|quốc hội|nước"
    r"|ủy ban trung ương)|bí thư (?:thường trực )?(?:tỉnh|thành)|thường trực ban bí thư|bí thư trung ương|tổng bí thư"
    r"|thủ tướng|bộ trưởng"
    r"|tổng thanh tra|trưởng ban .*trung ương|chủ nhiệm (?:văn phòng|ủy ban))|thứ trưởng"
    r"|ủy viên (?:bộ chính trị|trung ương)"
    r"|phó (?:chủ tịch|bí thư) thường trực"
)
_SCHOOL = re.compile(r"\btrường (?:mầm non|mẫu giáo|tiểu học|trung học|phổ thông|dân tộc nội trú)\b.*")
_ANY_SCHOOL = re.compile(
    r"\b(?:trường|mầm non|mẫu giáo|tiểu học|trung học|cơ sở|phổ thông|dân tộc|nội trú|và|xã|phường|huyện|tỉnh)\b|[-&]"
)


@lru_cache(REMEMBERED)
def level(text: str, place: str | None = None) -> str | None:
    """Return the level of a body or a title, by its level word; None where it has none."""
    words = title_key(text)
    found = next((name for name, pattern in _LEVELS if pattern.search(words)), None)
    return PROVINCE if found == DISTRICT and place is not None and place_key(place) in _CITIES else found


@lru_cache(REMEMBERED)
def unit_of(body: str) -> str | None:
    """Return what a local body named without its place is one of: "tỉnh", "huyện" …, "địa phương"; None for others."""
    found = _OWN_UNIT.search(title_key(body))
    if found is None:
        return None
    ending, opening, committee, _ = found.groups()
    board = opening or committee
    return ending or (_UNITS.get(board, board) if board else _ANYWHERE)


@lru_cache(REMEMBERED)
def at_top(level: str | None, title: str) -> bool:
    """Tell whether a title at its level is one of a province's or the state's few heads and their deputies."""
    return level in (PROVINCE, CENTRAL) and _TOP.match(title_key(title)) is not None


@lru_cache(REMEMBERED)
def line_of_work(title: str) -> str | None:
    """Return the line of work that a title names, None where it is general: party, council, people's committee."""
    words = title_key(title)
    return next((name for name, pattern in _LINES if pattern.search(words)), None)


@lru_cache(REMEMBERED)
def school(title: str) -> tuple[str, str] | None:
    """Return the key of the school that a title calls by its own name, and that name, often its commune's."""
    found = _SCHOOL.search(title_key(title))
    own = " ".join(_ANY_SCHOOL.sub(" ", found.group()).split()) if found else ""
    return (found.group(), own) if found and own else None

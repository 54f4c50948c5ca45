"""Calendar days as Vietnamese prose writes them: "Chiều ngày 4/8/2023", "từ 1-3/8", "ngày 5 và 6 tháng 9".

The work here is to tell a day from all else that looks like one: fractions ("5/8 xã"), decimals, scores, numbers.
A day needs a cue before it ("ngày", "sáng", "(", a weekday) or its year behind it. No year is guessed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.article import Span
from corpus.vietnamese import lower


@dataclass(frozen=True, slots=True)
class Written:
    """One written day: where it stands, what it says (`year` None where it says none), and the words it goes with.

    `cue` is what stands right before it in lower case ("chiều ngày", "từ ngày"), `first` false for the later days of
    a range or list.
    """

    span: Span
    day: int
    month: int
    year: int | None
    cue: str
    first: bool = True

    @property
    def in_day(self) -> bool:
        """Tell whether a part of the day is named, as only days do on which something happened."""
        return _PART.search(self.cue) is not None


_MONTHS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_MONTHS |= {"mười một": 11, "mười hai": 12}

_DAYPART = r"rạng sáng|sáng sớm|sáng|trưa|đầu giờ chiều|chiều tối|chiều|tối|đêm|khuya"
_PART = re.compile(rf"\b(?:{_DAYPART})\b")
_CUE = (
    rf"(?:(?:{_DAYPART})(?: cùng ngày| nay| mai| qua)?(?: ngày| hôm)?|các ngày|(?:\d|hai|ba|bốn) ngày|ngày mai|hôm nay"
    r"|hôm qua|hôm kia|ngày hôm nay|ngày|hôm|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)(?:,? ngày)?"
    r"|(?:từ|đến hết|đến|tới|trước|sau|hết|vào|kể từ|hạn)(?: ngày)?)"
)
_D, _M, _Y = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)", r"(?:1[0-2]|0?[1-9])(?!\d)", r"(?:1[89]|20)\d{2}(?!\d)"
_WORD_MONTH = "mười một|mười hai|" + "|".join(month for month in _MONTHS if " " not in month)
_ITEM = (
    rf"{_D} tháng (?:{_M}|(?:{_WORD_MONTH})(?!\w))(?:,? năm {_Y}|\s?[/-]\s?{_Y})?"
    rf"|{_D}\s?[/.\-–]\s?{_M}\s?[/.\-–]\s?{_Y}"
    # a year of two digits, rare, is held to be of this century
    rf"|{_D}/{_M}/[0-4]\d(?![\d/])"
    # day and month, and not the beginning of "1-3/8" or of "12.5.118"
    rf"|{_D}\s?/\s?{_M}(?!\s?[/.]\s?\d)|{_D}\s?\.\s?{_M}(?!\.\d|,\d)|{_D}\s?[-–]\s?{_M}(?!\s?[/.-]\d|,\d)"
    rf"|{_D}"
)
_JOIN = r"(?:\s?[-–]\s?|,? (?:đến hết|cho đến|đến|tới|và|đến hết)(?: hết)? |, )(?:ngày )?"
# The century of years written with two digits.
CENTURY = 2000

# No day without a month: the quick look that spares the rest of the text.
_ANCHOR = re.compile(r"\d(?:\s?[/.\-–]\s?| tháng )(?:\d|[mhbtnsc])")
# How far before the first number its cue may begin, and how far behind it the last day of a list may end.
CUE_REACH, CHAIN_REACH = 40, 120
_CHAIN = re.compile(
    rf"(?:(?<!\w)(?:(?P<cue>{_CUE}),?\s?(?P<inner>\()?|(?P<paren>\()(?:từ )?)(?:ngày )?|(?<![\w/.,-]))"
    rf"(?P<items>(?:{_ITEM})(?:{_JOIN}(?:{_ITEM})){{0,6}})"
)
_NEXT_ITEM = re.compile(_ITEM)
_NEXT_JOIN = re.compile(_JOIN)
_PARTS = re.compile(
    rf"(?P<day>\d+)(?:(?:\s?(?P<sep>[/.\-–])\s?| tháng )(?P<month>\d+|{_WORD_MONTH})"
    r"(?:(?:,? năm |\s?[/.\-–]\s?)(?P<year>\d{4}|\d{2}))?)?"
)
# What follows may say that it was no day: a day of the lunar year, an amount ("ngày 2-3 tiếng"), a part ("từ 5/8 xã").
_LUNAR = re.compile(r"\s?(?:%|\(?(?:âm lịch|âl|al)\b)")
_AMOUNT = re.compile(
    r"\s?(?:tỷ|tỉ|triệu|nghìn|ngàn|trăm|đồng|tấn|tạ|kg|g|km|m|m2|m3|ha|lít|tiếng|giờ|phút|lần|bữa|người|suất"
    r"|chuyến|ca|xe|viên|năm|tháng|tuần|ngày|tuổi|trường hợp|mét)\b"
)
_UNIT = re.compile(
    r"\s?(?:xã|phường|huyện|quận|thôn|tỉnh|hộ|tiêu chí|chỉ tiêu|thành viên|đại biểu|phiếu|sản phẩm|trường|đơn vị|dự án"
    r"|điểm|vụ|nhóm|đêm|học sinh|doanh nghiệp|chi bộ|công trình|cơ sở|chiếc|cán bộ|đảng viên|mục tiêu|nội dung)\b"
)
_BEFORE = re.compile(r"(?:mỗi|một|nửa|hàng|hằng|mùng|mồng|tỷ lệ|đạt|số)\s$")
# The longest of these words and its blank fit in this.
BEFORE = 8


def written_days(text: str, masked: Iterable[Span] = ()) -> Iterator[Written]:
    """Yield every written day of `text` that exists in the calendar, in order; nothing inside `masked`."""
    text, done = lower(_without(text, masked)), 0
    for anchor in _ANCHOR.finditer(text):
        at = max(done, anchor.start() - CUE_REACH)
        # The chain in which the anchor stands; one that ends before it has no month and is no day.
        while at <= anchor.start() and (chain := _CHAIN.search(text, at, anchor.end() + CHAIN_REACH)):
            at = chain.end()
            if at > anchor.start():
                done = at
                yield from _days(text, chain)


def _without(text: str, masked: Iterable[Span]) -> str:
    """Return `text` with a sign that belongs to no day for each of the letters that are masked."""
    letters: list[str] = []  # most articles mask nothing, and are not taken apart
    for span in masked:
        letters = letters or list(text)
        letters[span.start : span.end] = "\x00" * (span.end - span.start)
    return "".join(letters) if letters else text


def _days(text: str, chain: re.Match[str]) -> list[Written]:
    cue = chain["cue"] or chain["paren"] or ""
    items = _items(text, chain.start("items"), chain.end("items"))
    while items and items[-1]["month"] is None:
        items.pop()
    if not items:
        return []
    if any(item["year"] for item in items):
        if not cue and any(item["year"] and len(item["year"]) == 2 for item in items):
            return []
        # What stands before a full date without any cue may be a number: "trang 12, 4/8/2023".
        return _filled(items if cue else [item for item in items if item["month"]], cue)
    if not cue and not (items[-1]["sep"] is None and len(items) > 1):
        return []
    if _is_number(text, items, cue) or _BEFORE.search(text, max(0, chain.start() - BEFORE), chain.start()):
        return []
    return [] if chain["inner"] is None and _decimal(items, cue) else _filled(items, cue)


def _is_number(text: str, items: list[re.Match[str]], cue: str) -> bool:
    """Tell by the word that follows whether these are amounts, parts or days of the lunar year."""
    last = items[-1]
    if _LUNAR.match(text, last.end()):
        return True
    if last["sep"] is None or (last["sep"] == "/" and _asks_for_a_day(cue)):
        return False
    return bool(_AMOUNT.match(text, last.end()) or (not _asks_for_a_day(cue) and _UNIT.match(text, last.end())))


def _asks_for_a_day(cue: str) -> bool:
    return "ngày" in cue or "hôm" in cue or cue.startswith(("thứ", "chủ", "cn")) or _PART.search(cue) is not None


def _items(text: str, at: int, end: int) -> list[re.Match[str]]:
    """Return the days, months and years of a range or list, one match for each day."""
    items = []
    while (item := _NEXT_ITEM.match(text, at, end)) and (parts := _PARTS.fullmatch(text, at, item.end())):
        items.append(parts)
        join = _NEXT_JOIN.match(text, item.end(), end)
        if join is None:
            break
        at = join.end()
    return items


def _decimal(items: list[re.Match[str]], cue: str) -> bool:
    """Tell whether this is rather a number: "từ 1.5", "(2-3)": no year, and no word that asks for a day."""
    only = items[0]
    if len(items) > 1 or only["sep"] is None:
        return False
    return not _asks_for_a_day(cue) and only["sep"] != "/" and not (cue == "(" and only["sep"] == ".")


def _filled(items: list[re.Match[str]], cue: str) -> list[Written]:
    """Give the days of one range or list the month and year that only its last one bears."""
    days: list[Written] = []
    month: int | None = None
    year: int | None = None
    for number in range(len(items) - 1, -1, -1):
        item = items[number]
        own = _month(item["month"]) if item["month"] else None
        if item["year"]:
            year = int(item["year"]) if len(item["year"]) == 4 else CENTURY + int(item["year"])
        elif own and month and own > month and year is not None:
            year -= 1
        month = own or month
        if month is not None and exists(int(item["day"]), month, year):
            days.append(Written(Span(*item.span()), int(item["day"]), month, year, cue, number == 0))
    return days[::-1]


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word]


def exists(day: int, month: int, year: int | None) -> bool:
    """Tell whether the calendar has that day; without a year, whether any year has it."""
    try:
        date(year if year is not None else 2000, month, day)
    except ValueError:
        return False
    return True

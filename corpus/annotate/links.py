"""Whose office is it: joining the offices in an article to the people in it, by what stands between them."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.annotate.found import Found
from corpus.annotate.items import Item
from corpus.annotate.people import Person
from corpus.annotate.placenames import Named
from corpus.annotate.titles import Title
from corpus.annotate.tokens import Words

_AGE = r"(?:\(?\s*(?:\d+ tuổi|sn \d+|sinh năm \d+|sinh ngày [\d/.-]+)[,;)]?\s*)?"
_AS = (
    r"(?:(?:hiện |hiện đang |nay |đồng thời |từng |đã từng )?(?:là|làm)|các|"
    r"(?:được (?:tín nhiệm )?(?:bầu|bổ nhiệm|chỉ định|phân công|điều động|phê chuẩn) )?"
    r"(?:từng |đã |lần lượt |thôi |tiếp tục |đang |hiện )*(?:làm|(?:giữ|đảm nhiệm|kinh qua)(?: các| nhiều)?"
    r"(?: chức vụ| chức danh| chức| vị trí| cương vị)?)(?: như)?:?)"
)
_AFTER = re.compile(
    rf"\s*(?:[-–—,(:]|{_AS}|\((?:ảnh|trái|phải|giữa|bìa trái|bìa phải|đứng|thứ .{{0,30}})\),?)?\s*{_AGE}"
    rf"(?:[-–,(]\s*)?(?:{_AS})?\s*"
)
_CHAIN = re.compile(
    rf"\s*(?:\(?(?:giai đoạn|nhiệm kỳ)[\d\s–-]{{4,16}}\)?)?\s*(?:[-–,;&(/]\s*)?"
    rf"(?:kiêm|và|kiêm nhiệm|rồi|(?:sau đó |rồi )?{_AS})?\s*"
)
_BEFORE = re.compile(
    r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:[-–:]|là|, là|,|của|đối với|với|kế nhiệm|tiền nhiệm|đương nhiệm|"
    r"(?:được bầu |được bổ nhiệm |mới )?gồm(?: có| các)?:?)?\s*"
)
_GIVEN = re.compile(
    r"(?:giữ chức|giữ chức vụ|giữ cương vị|vào chức vụ|giữ chức danh|vào vị trí|"
    r"(?:bầu|cử|nhiệm|động|định)(?: vào| giữ)? chức(?: vụ| danh)?|"
    r"(?:về|sang|chuyển|bầu|nhiệm|động|định|cử|công) làm) $"
)
_PRONOUN_HELD = re.compile(
    r"(?:[.;!?\n”\"]\s*(?:Ông|Bà|Đồng chí)|, (?:ông|bà))(?: này)? (?:(?:từng|đã|lần lượt|còn|hiện|đang|cũng|về) )*"
    r"(?:là|(?:giữ|đảm nhiệm|đảm nhận|kinh qua|trải qua|làm)(?: qua)?(?: các| nhiều)?"
    r"(?: chức vụ| chức danh| vị trí| cương vị| chức)?(?: như)?)"
    r"(?: quan trọng)?:? $"
)
# Whom somebody follows in an office has left it: "giữ chức Bí thư Tỉnh ủy thay ông A".
_INSTEAD_OF = re.compile(r"(?:,? nhiệm kỳ [\d –-]+)?,? (?:để )?thay(?: thế)?(?: cho| vị trí của| vị trí)? ")
# "Ông A và ông B được bầu …": what stands between two to whom the same is given.
_BOTH = re.compile(r"(?: -[^.;\n]{1,120}-)? và ")

_FULL_STOP = re.compile(r"[.;:\n]\s|\n")
_NEAR = 8  # so many items back a sentence is looked at
_SENTENCE = 160  # characters between a name and the office given to it
_DIRECTED = ("Sở", "Trung tâm", "Công an", "Chi cục", "Kho bạc", "Bảo hiểm", "Ban Quản lý", "Ban quản lý")
# Before an office these make its holder who a letter goes to: "Trong văn bản gửi Thủ tướng, Phó Chủ tịch UBND TP A …".
_SENT = re.compile(r"\b(?:gửi|trình|báo cáo|kiến nghị|tham mưu(?: cho)?) \Z")
_BESIDE = re.compile(r"\b(?:của|với|cho) \Z")
# Those of whom the country has one each: named with nothing but that, they are no apposition to another name.
_ONE_EACH = frozenset({"thủ tướng", "tổng bí thư", "chủ tịch nước", "bộ trưởng"})
_KIN = frozenset({"vợ", "chồng", "con", "cha", "bố", "mẹ", "em", "cháu", "trai", "gái"})
_LIST = re.compile(r"\s*(?:,|và|;|, và|cùng|, [^;.\n]{1,60};)\s*")


def links_of(words: Words, items: tuple[Item, ...]) -> list[tuple[Person, Title]]:
    """Pair each office with the person it is said of."""
    links: list[tuple[Person, Title]] = []
    holder: Person | None = None  # whom the offices now being read belong to
    shared: Title | None = None  # the office that opens a list of people
    taken: set[int] = set()  # the ids of offices that somebody has
    previous: Item | None = None
    named: Person | None = None  # who was last named in full
    edge = 0  # the word after what has been read
    for number, item in enumerate(items):
        gap = words.text[words.ends[edge - 1] : words.starts[_begin(item)]] if edge else "\n"
        if isinstance(item, Named) and isinstance(previous, Title) and gap in (", ", " (", " - ", " – "):
            edge = item.end  # "Chủ tịch UBND huyện Trúc Lĩnh, tỉnh Lam Châu": the office goes on
            continue
        if isinstance(item, Title):
            following = items[number + 1] if number + 1 < len(items) else None
            ahead = isinstance(following, Person) and _leads(words, item, item.end, following)
            if isinstance(previous, Person) and _AFTER.fullmatch(gap.lower()) and not _runs_on(gap, ahead):
                own = not (_relative(words, previous, gap) or _clause_follows(words, previous, item))
                holder = previous if own else None
            elif appointed := _appointed(words, items[max(0, number - _NEAR) : number], item):
                holder = appointed[0]
                links += [(other, item) for other in appointed[1:]]
            elif not (isinstance(previous, Title) and holder is not None and _CHAIN.fullmatch(gap.lower())):
                holder = named if named is not None and _of_before(words, item) else None
            if ahead and (item.plural or ";" in gap or _lists(words, item) or _direct(words, item, following)):
                holder = None
            if item.rank.name == "Trưởng đoàn" and "làm" in gap:
                holder = None  # who leads a visit holds no office by that
            if holder is not None:
                links.append((holder, _rooted(words, item, items[max(0, number - _NEAR) : number])))
                taken.add(id(item))
            shared = item if holder is None and (item.plural or _lists(words, item)) else None
        elif isinstance(item, Person):
            anybody = isinstance(previous, Title) and previous.rank.name == "Cán bộ" and gap != " "
            if isinstance(previous, Title) and holder is None and not anybody and _leads(words, previous, edge, item):
                chain = _chain_before(words, items, number, taken)
                before = items[max(0, number - 1 - _NEAR) : number - 1]
                links += [(item, _rooted(words, title, before)) for title in chain]
                taken.update(id(title) for title in chain)
            elif shared is not None and isinstance(previous, Person) and _LIST.fullmatch(gap.lower()):
                links.append((item, shared))
            elif isinstance(previous, Title) and _INSTEAD_OF.fullmatch(gap.lower()):
                links.append((item, replace(previous, former=True)))
            else:
                shared = None
            holder = None
            named = item if item.end - item.first > 1 else named
        else:
            holder = None
        previous, edge = item, item.end
    return links


def _of_before(words: Words, title: Title) -> bool:
    """Tell whether a sentence opens with a pronoun that has held this office: "Ông từng đảm nhiệm các chức vụ: …"."""
    at = words.starts[title.first]
    return _PRONOUN_HELD.search(words.text, max(0, at - _SENTENCE), at) is not None


def _lists(words: Words, title: Title) -> bool:
    """Tell whether a list of its holders follows an office: "nguyên Chủ tịch Quốc hội: A, B"."""
    return title.end < len(words) and words.gaps[title.end] == ": "


def _appointed(words: Words, before: tuple[Item, ...], title: Title) -> list[Person]:
    """Return who, earlier in the sentence, is given an office: "A được Ban Thường vụ Tỉnh ủy chỉ định giữ chức …"."""
    if not _GIVEN.search(words.text, max(0, words.starts[title.first] - 30), words.starts[title.first]):
        return []
    found: list[Person] = []
    for item in reversed(before):
        if not isinstance(item, Person):
            continue
        if found:
            between = words.text[words.ends[item.end - 1] : words.starts[found[-1].start]]
            if not _BOTH.fullmatch(between):
                break
        else:
            between = words.text[words.ends[item.end - 1] : words.starts[title.first]]
            if len(between) >= _SENTENCE or _FULL_STOP.search(between):
                break
        found.append(item)
    return found


def _rooted(words: Words, title: Title, before: tuple[Item, ...]) -> Title:
    """Give a bare rank the public body named before it in the sentence: "lãnh đạo Sở Y tế là giám đốc …"."""
    if (
        title.body is not None
        or title.private
        or title.rank.alone
        or title.rank.name.removeprefix("Phó ") != "Giám đốc"
    ):
        return title
    for item in reversed(before):
        body = item if isinstance(item, Found) else item.body if isinstance(item, Title) else None
        if body is None or not body.name.startswith(_DIRECTED):
            continue
        between = words.text[words.ends[item.end - 1] : words.starts[title.first]]
        if len(between) > _SENTENCE or _FULL_STOP.search(between) or "ông ty" in between or body.generic:
            return title
        return replace(title, body=body, name_end=title.end)
    return title


def _begin(item: Item) -> int:
    return item.start if isinstance(item, Person) else item.first


def _relative(words: Words, person: Person, gap: str) -> bool:
    """Tell whether an office is said of a relative: "vợ ông Phúc là Phó Văn phòng"."""
    return "là" in gap and person.start > 0 and words.keys[person.start - 1] in _KIN


def _clause_follows(words: Words, person: Person, title: Title) -> bool:
    """Tell whether an office opens a clause of its own: "Theo ông Hoan, Thủ tướng đã cho quy hoạch …"."""
    if title.end >= len(words) or words.gaps[title.end] != " " or words.gaps[title.first] not in (", ", "\n"):
        return False
    after = person.end - person.first == 1 and person.start > 0 and words.keys[person.start - 1] == "theo"
    return after or _one_each(words, title)


def _one_each(words: Words, title: Title) -> bool:
    return not title.former and " ".join(words.keys[title.start : title.end]) in _ONE_EACH


def _sent_to(words: Words, title: Title) -> bool:
    at = words.starts[title.first]
    before = (_SENT, _BESIDE) if _one_each(words, title) else (_SENT,)
    return any(pattern.search(words.text, max(0, at - 20), at) for pattern in before)


def _runs_on(gap: str, ahead: bool) -> bool:
    """ "ông A, Chủ tịch UBND xã B …" and "ông A và Chủ tịch UBND xã B": only a mark or a verb makes it A's office."""
    return gap.strip() == "" and ahead


def _leads(words: Words, title: Title, end: int, person: Person) -> bool:
    """Tell whether an office that is read up to the word `end` is said of the person right after it."""
    if "," in words.gaps[person.start] and _one_each(words, title):
        return False  # "thừa ủy quyền của Thủ tướng, ông A …"
    gap = words.text[words.ends[end - 1] : words.starts[person.start]].removeprefix(")")
    if "\n" in gap or not _BEFORE.fullmatch(gap.lower()):
        return False
    if gap == ", " and person.start == person.first and person.end - person.first > 2:
        return person.end < len(words) and words.gaps[person.end].startswith(",")  # "Theo Phó chủ tịch …, Hồ Văn Tỏ, …"
    return not any(mark in gap for mark in (",", "của", "với")) or person.start < person.first


def _direct(words: Words, title: Title, person: Item | None) -> bool:
    """Tell whether nothing but a blank stands between an office and the person after it."""
    if not isinstance(person, Person):
        return False
    return words.text[words.ends[title.end - 1] : words.starts[person.start]] == " "


def _chain_before(words: Words, items: tuple[Item, ...], number: int, taken: set[int]) -> list[Title]:
    """Return the offices that lead up to the person `items[number]`: "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện A".

    `taken` are the ids of the offices that an earlier person has.
    """
    chain: list[Title] = []
    for at in range(number - 1, -1, -1):
        item = items[at]
        if isinstance(item, Named) and not chain:
            continue
        if not isinstance(item, Title) or id(item) in taken:
            break
        if chain:
            gap = words.text[words.ends[item.end - 1] : words.starts[chain[-1].first]]
            if not _CHAIN.fullmatch(gap.lower()) or _sent_to(words, item):
                break
        chain.append(item)
    return chain[::-1]

"""The named people who hold or held public office, as one article shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.annotate import lexicon
from corpus.annotate.agencies import resolve
from corpus.annotate.bodies import Found
from corpus.annotate.context import Context, context_of
from corpus.annotate.people import Person, display
from corpus.annotate.placenames import Named
from corpus.annotate.statements import Item, statements
from corpus.annotate.titles import Title
from corpus.annotate.tokens import Words, words_of
from corpus.article import Agency, Article, Office, Official, Place, Span
from corpus.vietnamese import match_key

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
_CHAIN = re.compile(rf"\s*(?:[-–,;&(/]\s*)?(?:kiêm|và|kiêm nhiệm|(?!làm){_AS})?\s*")
_BEFORE = re.compile(r"\s*(?:[-–:]|là|, là|,|của|kế nhiệm|tiền nhiệm|đương nhiệm|gồm|gồm có|gồm các|gồm:)?\s*")
_GIVEN = re.compile(r"(?:giữ chức|giữ chức vụ|giữ cương vị|vào chức vụ|giữ chức danh|làm nhiệm vụ) $")
_FULL_STOP = re.compile(r"[.;:\n]\s|\n")
_SENTENCE = 160  # characters between a name and the office given to it
_DIRECTED = ("Sở", "Trung tâm", "Công an", "Chi cục", "Kho bạc", "Bảo hiểm", "Ban Quản lý", "Ban quản lý")
_KIN = frozenset({"vợ", "chồng", "con", "cha", "bố", "mẹ", "em", "cháu", "trai", "gái"})
_LIST = re.compile(r"\s*(?:,|và|;|, và|cùng)\s*")


@dataclass(slots=True)
class _Record:
    """What has been read about one person so far."""

    name: str
    titles: list[Title] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def find_officials(article: Article, places: tuple[Place, ...], agencies: tuple[Agency, ...]) -> tuple[Official, ...]:
    """Return the officials that the article names, in the order of their first mention.

    `places` and `agencies` are those found in the same article: what an office leaves out is looked for there.
    """
    text = article.text
    words, items = words_of(text), statements(text)
    context = context_of(words, items, places)
    records: dict[str, _Record] = {}
    for person in (item for item in items if isinstance(item, Person)):
        if person.end - person.first > 1 and words.cases[person.first]:
            name = display(words, person)
            records.setdefault(match_key(name), _Record(name)).spans.append(words.span(person.first, person.end))
    _join_run_ons(records)
    _join_short(records)
    links = _links(words, items)
    taken = {id(title) for _, title in links}
    ranks = {
        item.rank.name: item
        for item in items
        if isinstance(item, Title) and item.body is not None and not item.private and id(item) not in taken
    }
    for person, title in links:
        name = match_key(display(words, person))
        record = records.get(name) or _long_form(records, name)
        if record is not None:
            record.titles.append(_completed(title, ranks) if title.end == person.start else title)
    for person in (item for item in items if isinstance(item, Person) and item.end - item.first == 1):
        record = _long_form(records, match_key(display(words, person)))
        if record is not None:
            record.spans.append(words.span(person.first, person.end))
    homes: dict[str, set[str | None]] = {}
    for agency in agencies:
        homes.setdefault(agency.name, set()).add(agency.place)
    others = lexicon.names().history | {match_key(place.name) for place in places}
    people = [record for record in _distinct(records) if match_key(record.name) not in others]
    found = (_official(words, record, context, homes) for record in people)
    return tuple(official for official in found if official is not None)


def _join_short(records: dict[str, _Record]) -> None:
    """Give a name without its family name ("anh Văn An") to the one person whose name ends so."""
    for key in [key for key in records if key.count(" ") == 1]:
        longer = [record for other, record in records.items() if other.endswith(" " + key)]
        if len(longer) == 1:
            longer[0].spans.extend(records[key].spans)
            records[key] = longer[0]


def _join_run_ons(records: dict[str, _Record]) -> None:
    """Give a name with a word too many ("Nguyễn Văn An Sáng", where a full stop was lost) back to whom it belongs."""
    for key in [key for key, record in records.items() if key.count(" ") > 2 and len(record.spans) == 1]:
        owner = records.get(key.rpartition(" ")[0])
        if owner is not None:
            span = records[key].spans[0]
            owner.spans.append(Span(span.start, span.start + len(owner.name)))
            records[key] = owner


def _distinct(records: dict[str, _Record]) -> list[_Record]:
    return list({id(record): record for record in records.values()}.values())


def _long_form(records: dict[str, _Record], short: str) -> _Record | None:
    """Return the one official whose name ends in `short` ("Hưng"), or None where there is none or more than one."""
    ending = " " + short
    fitting = _distinct({key: record for key, record in records.items() if key.endswith(ending)})
    if len(fitting) > 1:
        fitting = [record for record in fitting if record.titles]
    return fitting[0] if len(fitting) == 1 else None


def _links(words: Words, items: tuple[Item, ...]) -> list[tuple[Person, Title]]:
    """Pair each office with the person it is said of."""
    links: list[tuple[Person, Title]] = []
    holder: Person | None = None  # whom the offices now being read belong to
    shared: Title | None = None  # the office that opens a list of people
    previous: Item | None = None
    edge = 0  # the word after what has been read
    for number, item in enumerate(items):
        gap = words.text[words.ends[edge - 1] : words.starts[_begin(item)]] if edge else "\n"
        if isinstance(item, Named) and isinstance(previous, Title) and gap in (", ", " (", " - ", " – "):
            edge = item.end  # "Chủ tịch UBND huyện Trúc Lĩnh, tỉnh Lam Châu": the office goes on
            continue
        if isinstance(item, Title):
            following = items[number + 1] if number + 1 < len(items) else None
            ahead = isinstance(following, Person) and _leads(words, item.end, following)
            if isinstance(previous, Person) and _AFTER.fullmatch(gap.lower()) and not _runs_on(gap, ahead):
                holder = None if _relative(words, previous, gap) else previous
            elif (appointed := _appointed(words, items[:number], item)) is not None:
                holder = appointed
            elif not (isinstance(previous, Title) and holder is not None and _CHAIN.fullmatch(gap.lower())):
                holder = None
            if holder is not None and ahead and _direct(words, item, following):
                holder = None
            if holder is not None:
                links.append((holder, _rooted(words, item, items[:number])))
            shared = item if item.plural and holder is None else None
        elif isinstance(item, Person):
            if isinstance(previous, Title) and holder is None and _leads(words, edge, item):
                chain = _chain_before(words, items, number)
                links += [(item, _rooted(words, title, items[: number - 1])) for title in chain]
            elif shared is not None and isinstance(previous, Person) and _LIST.fullmatch(gap.lower()):
                links.append((item, shared))
            else:
                shared = None
            holder = None
        else:
            holder = None
        previous, edge = item, item.end
    return links


def _appointed(words: Words, before: tuple[Item, ...], title: Title) -> Person | None:
    """Return who, earlier in the sentence, is given an office: "A được Ban Thường vụ Tỉnh ủy chỉ định giữ chức …"."""
    if not _GIVEN.search(words.text, max(0, words.starts[title.first] - 30), words.starts[title.first]):
        return None
    for item in reversed(before[-4:]):
        if isinstance(item, Person):
            between = words.text[words.ends[item.end - 1] : words.starts[title.first]]
            return item if len(between) < _SENTENCE and not _FULL_STOP.search(between) else None
    return None


def _rooted(words: Words, title: Title, before: tuple[Item, ...]) -> Title:
    """Give a bare rank the public body named before it in the sentence: "lãnh đạo Sở Y tế là giám đốc …"."""
    if (
        title.body is not None
        or title.private
        or title.rank.alone
        or title.rank.name.removeprefix("Phó ") != "Giám đốc"
    ):
        return title
    for item in reversed(before[-8:]):
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


def _runs_on(gap: str, ahead: bool) -> bool:
    """ "ông A, Chủ tịch UBND xã B …" and "ông A và Chủ tịch UBND xã B": only a mark or a verb makes it A's office."""
    return gap.strip() == "" and ahead


def _leads(words: Words, end: int, person: Person) -> bool:
    """Tell whether an office that is read up to the word `end` is said of the person right after it."""
    gap = words.text[words.ends[end - 1] : words.starts[person.start]].removeprefix(")")
    if "\n" in gap or not _BEFORE.fullmatch(gap.lower()):
        return False
    return ("," not in gap and "của" not in gap) or person.start < person.first


def _direct(words: Words, title: Title, person: Item | None) -> bool:
    """Tell whether nothing but a blank stands between an office and the person after it."""
    if not isinstance(person, Person):
        return False
    return words.text[words.ends[title.end - 1] : words.starts[person.start]] == " "


def _chain_before(words: Words, items: tuple[Item, ...], number: int) -> list[Title]:
    """Return the offices that lead up to the person `items[number]`: "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện A"."""
    chain: list[Title] = []
    for item in reversed(items[:number]):
        if isinstance(item, Named) and not chain:
            continue
        if not isinstance(item, Title):
            break
        if chain:
            gap = words.text[words.ends[item.end - 1] : words.starts[chain[-1].first]]
            if not _CHAIN.fullmatch(gap.lower()):
                break
        chain.append(item)
    return chain[::-1]


def _official(
    words: Words,
    record: _Record,
    context: Context,
    homes: dict[str, set[str | None]],
) -> Official | None:
    titles = [title for title in record.titles if not title.private]
    if len(titles) > 1:
        titles = [title for title in titles if title.body is not None or title.rank.name != "Đại biểu"] or titles[:1]
    if not any(title.official for title in titles):
        return None
    offices: dict[tuple[str, str], tuple[Title, Office]] = {}
    for title in _fullest(titles):
        body = resolve(title.body, context) if title.body is not None else None
        said = " ".join(words.said(title.start, title.name_end).split())
        agency, place = (body.name, body.place) if body is not None else (None, None)
        if agency is not None and place is None and len(known := homes.get(agency, set())) == 1:
            place = next(iter(known))
        key = (title.rank.name, agency or match_key(said))
        if title.body is not None and title.body.generic and body is not None:
            key = (title.rank.name, match_key(said))
        known_title = offices.get(key)
        if known_title is None or _weight(known_title[0]) < _weight(title):
            offices[key] = (title, Office(said, agency, place, title.former))
    held = tuple(office for _, office in offices.values())
    spans = tuple(sorted(record.spans, key=lambda span: span.start))
    return Official(record.name, held, all(office.former for office in held), spans)


def _weight(title: Title) -> int:
    """Of two ways of saying one office ("Chủ tịch TP", "Chủ tịch UBND TP") the heavier one is the fuller."""
    return 0 if title.body is None else title.name_end - title.start


def _completed(title: Title, ranks: dict[str, Title]) -> Title:
    """Return the full office for a bare rank ("Phó giám đốc") that the article has in full where it names nobody."""
    if title.body is None and not title.rank.alone:
        return ranks.get(title.rank.name, title)
    return title


def _fullest(titles: list[Title]) -> list[Title]:
    """Leave out a bare rank ("Chủ tịch") where the person also has it in full ("Chủ tịch UBND tỉnh")."""
    full = {title.rank.name for title in titles if title.body is not None}
    full.add("Cán bộ")  # by itself a word for anybody
    return [title for title in titles if title.body is not None or title.rank.name not in full]

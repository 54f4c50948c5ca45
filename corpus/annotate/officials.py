"""The named people who hold or held public office, as one article shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.annotate import lexicon
from corpus.annotate.agencies import resolve
from corpus.annotate.context import Context, context_of
from corpus.annotate.holders import with_called
from corpus.annotate.items import items_of
from corpus.annotate.links import links_of
from corpus.annotate.people import Person, display
from corpus.annotate.titles import Title
from corpus.annotate.tokens import Words, text_of, words_of
from corpus.article import Agency, Article, Office, Official, Place, Span
from corpus.vietnamese import match_key


@dataclass(slots=True)
class _Record:
    """What has been read about one person so far."""

    name: str
    titles: list[Title] = field(default_factory=list)
    rank: bool = False
    spans: list[Span] = field(default_factory=list)


def find_officials(
    article: Article, places: tuple[Place, ...], agencies: tuple[Agency, ...], context: Context | None = None
) -> tuple[Official, ...]:
    """Return the officials that the article names, in the order of their first mention.

    `places` and `agencies` are those found in the same article: what an office leaves out is looked for there.
    Who has made the article's context already gives it as `context`.
    """
    text = text_of(article)
    words, items = words_of(text), items_of(text)
    context = context or context_of(words, items, places)
    records: dict[str, _Record] = {}
    for person in (item for item in items if isinstance(item, Person)):
        if person.end - person.first > 1 and words.cases[person.first]:
            name = display(words, person)
            named = records.setdefault(match_key(name), _Record(name))
            named.spans.append(words.span(person.first, person.end))
            named.rank = named.rank or person.rank
    _join_run_ons(records)
    _join_short(records)
    endings = _endings(records)
    links = links_of(words, items)
    taken = {id(title) for _, title in links}
    ranks = {
        item.rank.name: item
        for item in items
        if isinstance(item, Title) and item.body is not None and not item.private and id(item) not in taken
    }
    for person, title in links:
        name = match_key(display(words, person))
        record = records.get(name) or _long_form(endings, name)
        if record is not None:
            record.titles.append(_completed(title, ranks) if title.end == person.start else title)
    for person in (item for item in items if isinstance(item, Person) and item.end - item.first == 1):
        record = _long_form(endings, match_key(display(words, person)))
        if record is not None:
            record.spans.append(words.span(person.first, person.end))
    homes: dict[str, set[str | None]] = {}
    listed: dict[int, str] = {}  # under which name the bodies are listed that begin here: a shortened one in full
    for agency in agencies:
        homes.setdefault(agency.name, set()).add(agency.place)
        listed |= dict.fromkeys((span.start for span in agency.mentions), agency.name)
    others = lexicon.names().history | {match_key(place.name) for place in places}
    people = [record for record in _distinct(records) if match_key(record.name) not in others]
    found = (_official(words, record, context, homes, listed) for record in people)
    return with_called(words, items, tuple(official for official in found if official is not None))


def _join_short(records: dict[str, _Record]) -> None:
    """Give a name without its family name ("anh Văn An") to the one person whose name ends so."""
    endings = _endings(records)
    for key in [key for key in records if key.count(" ") == 1]:
        longer = endings.get(key, ())
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


def _endings(records: dict[str, _Record]) -> dict[str, list[_Record]]:
    """Return the people by each of the shorter forms in which their names end: "Văn Hưng", "Hưng"."""
    found: dict[str, dict[int, _Record]] = {}
    for key, record in records.items():
        for at, letter in enumerate(key):
            if letter == " ":
                found.setdefault(key[at + 1 :], {})[id(record)] = record
    return {ending: list(fitting.values()) for ending, fitting in found.items()}


def _long_form(endings: dict[str, list[_Record]], short: str) -> _Record | None:
    """Return the one official whose name ends in `short` ("Hưng"), or None where there is none or more than one."""
    fitting = endings.get(short, [])
    if len(fitting) > 1:
        fitting = [record for record in fitting if record.titles]
    return fitting[0] if len(fitting) == 1 else None


def _official(
    words: Words,
    record: _Record,
    context: Context,
    homes: dict[str, set[str | None]],
    listed: dict[int, str],
) -> Official | None:
    titles = [title for title in record.titles if not title.private]
    if len(titles) > 1:
        titles = [title for title in titles if title.body is not None or title.rank.name != "Đại biểu"] or titles[:1]
    if not (record.rank or any(title.official for title in titles)):
        return None
    offices: dict[tuple[str, str], tuple[Title, Office]] = {}
    for title in _fullest(titles):
        body = resolve(title.body, context) if title.body is not None else None
        said = " ".join(words.said(title.start, title.name_end).split())
        agency, place = (body.name, body.place) if body is not None else (None, None)
        if title.body is not None and agency is not None and agency not in homes:
            agency = listed.get(words.starts[title.body.first], agency)
        if agency is not None and place is None and len(known := homes.get(agency, set())) == 1:
            place = next(iter(known))
        placed = place is None or (title.body is not None and title.body.place is not None)
        key = (title.rank.name, agency or match_key(said))
        known_title = offices.get(key)
        if known_title is None or _weight(known_title[0]) < _weight(title):
            offices[key] = (title, Office(said, agency, place, title.former, placed))
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

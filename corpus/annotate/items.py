"""One pass over an article's words: the people, offices, bodies and places it names, in order."""

from __future__ import annotations

from functools import lru_cache

from corpus.annotate import lexicon
from corpus.annotate.abroad import is_abroad
from corpus.annotate.bodies import body_at
from corpus.annotate.fields import sector_at
from corpus.annotate.found import PROVINCIAL, Found
from corpus.annotate.levelled import next_of
from corpus.annotate.people import Person, names_a_thing, person_at
from corpus.annotate.placenames import Named, bare_at, place_at
from corpus.annotate.titles import Title, title_at
from corpus.annotate.tokens import LOWER, TITLE, UPPER, Words, words_of

# Openings of bodies' names that end the names of places, too: "Nhơn Hội".
_PART_OF_NAMES = frozenset({"hội", "vụ", "trạm", "quỹ", "viện", "ban", "đội", "hạt", "phòng"})

Item = Person | Title | Found | Named


@lru_cache(maxsize=8)
def items_of(text: str) -> tuple[Item, ...]:
    """Return what the text names, in order, no two overlapping. The last results are kept for the next annotator."""
    words = words_of(text)
    items: list[Item] = []
    starts, begins = lexicon.starts(), _begins(words)
    next_word, in_run = 0, False
    for at in begins:
        if at < next_word:
            continue
        in_run = in_run and at == next_word
        if words.cases[at] == TITLE and words.keys[at] not in starts and not _beside_body(items, at):
            next_word, in_run = at + 1, _joins(words, at)
            continue
        item: Item | None = None
        if words.gaps[at] == ": " or (items and isinstance(items[-1], Found)):
            item = _listed(words, at, items)
        item = item or _item_at(words, at, in_run, items[-1].end if items else 0)
        if item is None:
            next_word, in_run = at + 1, _joins(words, at)
            continue
        next_word, in_run = item.end, False
        if not (isinstance(item, Found) and item.level == "" and is_abroad(words, item.end, central=True)):
            items.append(item)
    return tuple(items)


def _begins(words: Words) -> list[int]:
    """Return where something may begin: at a capital, or at a word that can open something with the word after it."""
    seconds, none = lexicon.openers().get, frozenset[str]()
    following = [*words.keys[1:], ""]
    return [
        at
        for at, (case, key, after) in enumerate(zip(words.cases, words.keys, following, strict=False))
        if case or (known := seconds(key, none)) is None or after in known
    ]


def begin_of(item: Item) -> int:
    """Return the first word of an item, a person's honorifics included."""
    return item.start if isinstance(item, Person) else item.first


def _beside_body(items: list[Item], at: int) -> bool:
    """Tell whether a body ends right before the word `at`, "và" aside: a list may go on with any name."""
    return bool(items) and isinstance(items[-1], Found) and items[-1].end >= at - 1


def _joins(words: Words, at: int) -> bool:
    """Tell whether the word `at`, of which nothing was read, may be the first of a longer name."""
    if words.cases[at] == LOWER or at + 1 >= len(words) or words.gaps[at + 1] != " ":
        return False
    return words.cases[at] == UPPER or words.keys[at] not in lexicon.names().opening


def _listed(words: Words, at: int, items: list[Item]) -> Found | None:
    """The next member of "các Sở Tài chính, Tư pháp và Nội vụ": a field of work right after a department."""
    last = items[-1] if items else None
    if not isinstance(last, Found):
        return _first_of_list(words, at)
    joint = words.text[words.ends[last.end - 1] : words.starts[at]]
    if last.several and (joint == ", " or words.keys[at - 1] == "và"):
        return next_of(words, at, last)
    if last.place is not None or not last.name.startswith(("Sở ", "Bộ ")):
        return _first_of_list(words, at)
    if joint not in (", ", " và ", "; ") or words.cases[at] == LOWER:
        return _first_of_list(words, at)
    field = sector_at(words, at)
    if field is None or (last.level == "" and field[1] not in lexicon.agencies().ministries):
        return None
    return Found(at, field[0], field[0], f"{last.name[:2]} {field[1]}", last.level)


def _first_of_list(words: Words, at: int) -> Found | None:
    """The first of "các sở: Xây dựng, Công Thương …": the opening word stands before the colon."""
    if at == 0 or words.gaps[at] != ": " or words.keys[at - 1] not in ("sở", "bộ") or words.cases[at] == LOWER:
        return None
    field = sector_at(words, at)
    if field is None or (words.keys[at - 1] == "bộ" and field[1] not in lexicon.agencies().ministries):
        return None
    head, level = ("Sở", PROVINCIAL) if words.keys[at - 1] == "sở" else ("Bộ", "")
    return Found(at, field[0], field[0], f"{head} {field[1]}", level)


def _item_at(words: Words, at: int, in_run: bool, floor: int) -> Item | None:
    key = words.keys[at]
    kinds = lexicon.beginnings().get(key, 0)  # spares the readers words with which they could begin nothing
    if kinds & lexicon.OFFICE and (title := title_at(words, at)) is not None:
        return title
    if kinds & lexicon.BODY and not (in_run and key in _PART_OF_NAMES) and (body := body_at(words, at)) is not None:
        return body
    if not kinds & lexicon.NAME or (words.cases[at] != LOWER and names_a_thing(words, at, floor)):
        return None
    person = person_at(words, at) if kinds & lexicon.PERSON else None
    if person is not None and person.end - person.start > 2 and not (in_run and person.start == person.first):
        return person
    place = place_at(words, at) if kinds & lexicon.LEVEL else None
    if place is not None and place.name is not None:
        return place
    if in_run:
        return person if person is not None and person.start != person.first else None
    place = bare_at(words, at) if kinds & lexicon.PLACE else None
    return place if place is not None else person

"""One pass over an article's words: the people, offices, bodies and places it names, in order."""

from __future__ import annotations

from functools import lru_cache

from corpus.annotate import lexicon
from corpus.annotate.bodies import body_at
from corpus.annotate.fields import sector_at
from corpus.annotate.found import Found
from corpus.annotate.levelled import next_of
from corpus.annotate.people import Person, names_a_thing, person_at
from corpus.annotate.placenames import Named, bare_at, place_at
from corpus.annotate.titles import Title, title_at
from corpus.annotate.tokens import LOWER, Words, words_of

Item = Person | Title | Found | Named


@lru_cache(maxsize=8)
def items_of(text: str) -> tuple[Item, ...]:
    """Return what the text names, in order, no two overlapping. The last results are kept for the next annotator."""
    words = words_of(text)
    items: list[Item] = []
    at, in_run, size, openers = 0, False, len(words), lexicon.openers()
    while at < size:
        if words.cases[at] == LOWER and words.keys[at] not in openers:
            at, in_run = at + 1, False
            continue
        item = _listed(words, at, items) or _item_at(words, at, in_run, items[-1].end if items else 0)
        if item is None:
            in_run = words.cases[at] != LOWER and at + 1 < size and words.gaps[at + 1] == " "
            at += 1
            continue
        items.append(item)
        at, in_run = item.end, False
    return tuple(items)


def _listed(words: Words, at: int, items: list[Item]) -> Found | None:
    """The next member of "các Sở Tài chính, Tư pháp và Nội vụ": a field of work right after a department."""
    last = items[-1] if items else None
    if not isinstance(last, Found):
        return None
    joint = words.text[words.ends[last.end - 1] : words.starts[at]]
    if last.several and (joint == ", " or words.keys[at - 1] == "và"):
        return next_of(words, at, last)
    if last.place is not None or not last.name.startswith(("Sở ", "Bộ ")):
        return None
    if joint not in (", ", " và ", "; ") or words.cases[at] == LOWER:
        return None
    field = sector_at(words, at)
    if field is None:
        return None
    return Found(at, field[0], field[0], f"{last.name[:2]} {field[1]}", last.level)


def _item_at(words: Words, at: int, in_run: bool, floor: int) -> Item | None:
    title = title_at(words, at)
    if title is not None:
        return title
    body = body_at(words, at)
    if body is not None:
        return body
    if words.cases[at] != LOWER and names_a_thing(words, at, floor):
        return None
    person = person_at(words, at)
    if person is not None and person.end - person.start > 2 and not (in_run and person.start == person.first):
        return person
    place = place_at(words, at)
    if place is not None and place.name is not None:
        return place
    if in_run:
        return person if person is not None and person.start != person.first else None
    place = bare_at(words, at)
    return place if place is not None else person

"""The fields of the query language: their names, and what a value after the colon asks for."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from corpus.annotate.topic_lexicon import topic_lexicon
from corpus.spelling import title_key
from corpus.vietnamese import fold, lower, match_key
from search.language.slips import Fault
from search.language.tree import AllOf, Form, Has, Kind, Leaf, Named, Part, Phrase, Prefix, Within
from search.text.cutting import spread, syllables

TOPIC, DATE = "topic", "date"

# Each field under its Vietnamese name, with and without accents, and its English one; case does not matter. Other
# accents are other words: a headline's "Hà Nội:" asks for no place.
FIELDS: Mapping[str, Part | Kind | str] = MappingProxyType(
    {
        name: field
        for names, field in (
            ("nguoi người person", Kind.PERSON),
            ("coquan cơquan agency", Kind.AGENCY),
            ("noi nơi place", Kind.PLACE),
            ("so số number", Kind.NUMBER),
            ("tieude tiêuđề title", Part.TITLE),
            ("phatbieu phátbiểu said", Part.SAID),
            ("chude chủđề topic", TOPIC),
            ("ngay ngày date", DATE),
        )
        for name in names.split()
    }
)
MIN_PREFIX = 2  # letters before a *: one letter begins a tenth of all syllables and says nothing

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})|(?P<m2>\d{1,2})/(?P<y2>\d{4})")
_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4})")
_AGO = re.compile(r"(\d{1,5})[dD]")
_STARRED = re.compile(r"([^\W_]+)\*+")

Field = Part | Kind | str


def field_of(name: str) -> Field | None:
    """Return the field that a name before a colon means, None for no field."""
    return FIELDS.get(lower(name))


def condition(field: Field, text: str, today: dt.date, *, quoted: bool) -> Leaf | AllOf | Fault:
    """Return what a word, or with `quoted` a phrase, asks for in a field; a fault where it cannot be understood."""
    if field == DATE:
        return within(text, today)
    if field == TOPIC:
        return _topic(text)
    starred = "*" in text and not quoted
    if isinstance(field, Kind):
        return _named(field, text.removesuffix("*") if starred else text, open_end=starred and text.endswith("*"))
    if not isinstance(field, Part):
        raise TypeError(f"not a field: {field!r}")
    if starred:
        return _prefix(field, text)
    found = spread(syllables(text))
    if not found:
        return Fault.EMPTY_QUOTES if quoted else Fault.EMPTY_VALUE
    runs: list[list[Form]] = []
    for one in found:  # "8:30" is two words, and a comma or a full stop parts a phrase, as they do in articles
        if not runs or not one.joined:
            runs.append([])
        runs[-1].append(Form(one.key, one.folded))
    phrases = tuple(Phrase(field, tuple(run)) for run in runs)
    return AllOf(phrases) if len(phrases) > 1 else phrases[0]


def _prefix(part: Part, text: str) -> Prefix | Fault:
    """Return a syllable's beginning; a fault where there is more than one syllable, or too little of one."""
    starred = _STARRED.fullmatch(text)
    if starred is None or len(starred[1]) < MIN_PREFIX:
        return Fault.BAD_STAR
    start = lower(starred[1])
    return Prefix(part, start, match_key(start), bare=fold(start) == start)


def _named(kind: Kind, text: str, *, open_end: bool) -> Named | Fault:
    """Return a name's syllables: a body's abbreviations written out, a document's number taken apart."""
    if "*" in text:
        return Fault.BAD_STAR
    if kind is Kind.AGENCY and not open_end:
        text = title_key(text)
    found = spread(syllables(text))
    if not found:
        return Fault.EMPTY_VALUE
    start = lower(text[found[-1].start :]) if open_end else ""
    return Named(kind, tuple(Form(one.key, one.folded) for one in found), start)


def _topic(text: str) -> Has | Fault:
    """Return the topics whose name, in Vietnamese or English, or id has all the words; the one so called alone."""
    asked = set(_words(text))
    if not asked:
        return Fault.UNKNOWN_TOPIC
    exact = [id for id, names in _topics().items() if any(asked == name for name in names)]
    found = exact or [id for id, names in _topics().items() if any(asked <= name for name in names)]
    return Has(TOPIC, tuple(found)) if found else Fault.UNKNOWN_TOPIC


@cache
def _topics() -> dict[str, list[set[str]]]:
    lexicon = topic_lexicon()
    return {
        one.id: [set(_words(called)) for called in (one.id.replace("-", " "), one.name, one.english)]
        for one in (*lexicon.names, lexicon.other)
    }


def _words(text: str) -> list[str]:
    return [one.folded for one in syllables(text.replace("-", " "))]


def within(text: str, today: dt.date) -> Within | Fault:
    """Return the span of days that a year, month, day, range of these or number of days back from `today` means."""
    first, dots, last = text.partition("..")
    try:
        if not dots:
            return Within(*_span(text, today))
        if first.strip(" .") or last.strip(" ."):
            since = _span(first, today)[0] if first.strip() else None
            until = _span(last, today)[1] if last.strip() else None
            return Fault.REVERSED_DATES if since and until and since > until else Within(since, until)
    except (ValueError, OverflowError):
        pass  # answered as what cannot be read is
    return Fault.BAD_DATE


def _span(text: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return first and last day of one date as written; ValueError or OverflowError where there is no such."""
    text = text.strip().rstrip(",;.!?")
    if ago := _AGO.fullmatch(text):
        return today - dt.timedelta(days=int(ago[1])), today
    if year := _YEAR.fullmatch(text):
        return dt.date(int(year[1]), 1, 1), dt.date(int(year[1]), 12, 31)
    if month := _MONTH.fullmatch(text):
        y, m = int(month["y"] or month["y2"]), int(month["m"] or month["m2"])
        first = dt.date(y, m, 1)
        return first, first.replace(day=monthrange(y, m)[1])
    if day := _DAY.fullmatch(text):
        only = dt.date(int(day["y"] or day["y2"]), int(day["m"] or day["m2"]), int(day["d"] or day["d2"]))
        return only, only
    raise ValueError(f"not a date: {text!r}")

"""Who is reported to speak in a sentence: the person or office right before a verb of speech.

Only appositions, and words like "cũng", may stand between the two. "Ông cho biết thêm" and "Đồng thời yêu cầu" go on
with who spoke last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.annotate.found import Found
from corpus.annotate.holders import Holders
from corpus.annotate.items import Item, items_of
from corpus.annotate.people import Person
from corpus.annotate.speech import Speech, Verb, speech
from corpus.annotate.titles import Title
from corpus.annotate.tokens import LOWER, Words, words_of
from corpus.article import Official, Span

_MARKS = re.compile(r"[\s,–—\-():;\"“”«»]*")
# A quotation of whole words, not a name in quotation marks: it opens the sentence, or a colon or the verb announces it.
_QUOTATION = re.compile(r"[\"“«](?=(?:[^\"”»\n\s]*\s){3})")
_ANNOUNCED = re.compile(r":\s*(?=[\"“«])")
_DASHES = frozenset({" - ", " – ", " — "})
# The longest of what leads up to a name fits in this.
REACH = 30
# What leads up to the name of who is followed: "Theo ông", "theo lời ông", "Theo báo cáo của ông".
_ACCORDING = re.compile(
    r"\btheo (?:lời (?:của )?"
    r"|(?:báo cáo|chia sẻ|ý kiến|quan điểm|nhận định|đánh giá|giải thích|thông tin)(?: từ| của) )?\Z",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\s?:\s*[\"“«]")


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who may be speaking: the official (None: somebody else), and the words of the name with offices and all."""

    official: int | None
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of speech with its speaker, and where in the text it ends."""

    speaker: int
    verb: str
    kind: Verb
    end: int


def is_quoted(text: str, said: Span, verb_end: int) -> bool:
    """Tell whether the words of a statement, whose verb ends at `verb_end`, are quoted word for word."""
    announced = _ANNOUNCED.search(text, said.start, said.end)
    places = [said.start, verb_end + 1, announced.end() if announced else said.start]
    return any(_QUOTATION.match(text, at, said.end) for at in places)


class Reader:
    """Reads sentence after sentence, and remembers who spoke last."""

    def __init__(self, text: str, officials: Sequence[Official]) -> None:
        self.text = text
        self.last_said = False  # whether the sentence before, in the same paragraph, was a statement
        self._words: Words = words_of(text)
        self._items: tuple[Item, ...] = items_of(text)
        self._begins = [_begin(item) for item in self._items]
        self._by_start = {span.start: at for at, one in enumerate(officials) for span in one.mentions}
        self._holders = Holders(self._words, officials)
        self._speech: Speech = speech()
        self._last: int | None = None

    def report(self, sentence: Span) -> Report | None:
        """Return the first report of an official's words in `sentence`."""
        words = self._words
        at, end = bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)
        number = bisect_left(self._begins, at)
        opening, subject = at, None
        found: Report | None = None
        while at < end:
            item = self._items[number] if number < len(self._items) else None
            if item is not None and self._begins[number] <= at:
                subject = self._subject(item, subject)
                at, number = max(item.end, at + 1), number + 1
                if subject is not None and (found := self._according(subject, at, end)) is not None:
                    break
                if subject is not None and subject.official is not None and self._announces(subject, opening):
                    found = Report(subject.official, "", Verb("say"), words.ends[subject.end - 1])
                    break
                continue
            if words.keys[at] in self._speech.first and words.cases[at] == LOWER:
                match = self._speech.verbs.match(words, at)
                if match is not None:
                    found = self._said(match[1], opening, at, match[0], sentence, subject)
                    if found is not None:
                        break
                    at = match[0]
                    continue
            at += 1
        if found is None and subject is not None and subject.official is None:
            self._last = None  # somebody else came between
        self.last_said = found is not None
        if found is not None:
            self._last = found.speaker
        return found

    def _subject(self, item: Item, before: _Subject | None) -> _Subject | None:
        """Return who may be speaking after `item`, when it was `before` until then."""
        words, begin = self._words, _begin(item)
        joined = before is not None and _MARKS.fullmatch(self.text, words.ends[before.end - 1], words.starts[begin])
        if isinstance(item, Person):
            official = self._by_start.get(words.starts[item.first])
            same = before is not None and joined and before.official in (None, official)
            return _Subject(official, before.first if before is not None and same else begin, item.end)
        if isinstance(item, Title):
            if before is not None and before.official is not None and joined:
                return _Subject(before.official, before.first, item.end)
            if (called := self._called(item)) is not None:
                return _Subject(called, begin, item.end + 1)
            return _Subject(self._holders.of(item), begin, item.end)
        gap = self.text[words.ends[before.end - 1] : words.starts[begin]] if before is not None else ""
        if before is not None and joined and not (isinstance(item, Found) and "," in gap):
            return _Subject(before.official, before.first, item.end)
        return _Subject(None, begin, item.end)

    def _called(self, title: Title) -> int | None:
        """Return who is called by office and given name alone: "Bí thư Thăng"."""
        words, at = self._words, title.end
        if at >= len(words) or words.gaps[at] != " " or words.cases[at] == LOWER:
            return None
        return self._holders.called(title, words.keys[at])

    def _said(
        self, verb: Verb, opening: int, at: int, end: int, sentence: Span, subject: _Subject | None
    ) -> Report | None:
        """Return the report of the verb at the words `at` to `end`, None where nobody known speaks it."""
        if verb.quotes and not self._quotes(end, sentence):
            return None
        speaker = self._speaker(opening, at, subject)
        return None if speaker is None else Report(speaker, self._words.said(at, end), verb, self._words.ends[end - 1])

    def _quotes(self, end: int, sentence: Span) -> bool:
        """Tell whether a colon or a quotation follows, or the quotation came before."""
        at = self._words.ends[end - 1]
        return ":" in self.text[at : sentence.end] or is_quoted(self.text, sentence, at)

    def _speaker(self, opening: int, at: int, subject: _Subject | None) -> int | None:
        start = subject.end if subject is not None else opening
        here = self._skip(at, start)
        if subject is not None and here <= subject.end:
            gap = self.text[self._words.ends[subject.end - 1] : self._words.starts[at]]
            return subject.official if ";" not in gap and self._acts(subject, opening) else None
        if self._last is None:
            return None
        return self._last if self._goes_on(opening, start, here) else None

    def _skip(self, at: int, floor: int) -> int:
        """Return the first of the words like "cũng", "đã" that stand right before word `at`."""
        moved = True
        while moved and at > floor:
            moved = False
            for back in range(max(floor, at - 3), at):
                match = self._speech.between.match(self._words, back)
                if match is not None and match[0] == at:
                    at, moved = back, True
                    break
        return at

    def _goes_on(self, opening: int, floor: int, at: int) -> bool:
        """Tell whether the words before `at` stand for who spoke last: "Ông", "Đồng thời" at a sentence's start."""
        words = self._words
        for back in range(max(floor, at - 4), at):
            match = self._speech.pronouns.match(words, back)
            if match is not None and match[0] == at:
                return back == opening or "," in words.gaps[back] or any(q in words.gaps[back] for q in '"”»')
        if not self.last_said:
            return False
        match = self._speech.onward.match(words, opening)
        return at == opening or (match is not None and match[0] == at)

    def _acts(self, subject: _Subject, opening: int) -> bool:
        """Tell whether the subject does something, rather than having it done or being spoken of."""
        words = self._words
        if subject.first <= opening:
            return True
        if "," in words.gaps[subject.first] or ":" in words.gaps[subject.first]:
            return True
        for back in range(max(opening, subject.first - 2), subject.first):
            match = self._speech.objects.match(words, back)
            if match is not None and match[0] == subject.first:
                return False
        return True

    def _according(self, subject: _Subject, at: int, end: int) -> Report | None:
        """Read "Theo ông A, …" where `at` is the word after the name and its offices."""
        words, first = self._words, subject.first
        if subject.official is None or at >= end or first == 0:
            return None
        start = words.starts[first]
        led = _ACCORDING.search(self.text, max(0, start - REACH), start)
        if led is None:
            return None
        if not (words.gaps[at].startswith(",") or words.gaps[at] in _DASHES or self._follows_short_name(subject, at)):
            return None
        number = bisect_left(self._begins, at)
        if number < len(self._begins) and self._begins[number] == at:
            return None  # an office follows: the name is not over
        return Report(subject.official, led[0].strip(), Verb("say"), words.ends[first - 1])

    def _follows_short_name(self, subject: _Subject, at: int) -> bool:
        """Tell whether a clause follows at once on a name that is over: "Theo bà Hoa lẽ ra …"."""
        words = self._words
        return words.gaps[at] == " " and words.cases[at] == LOWER and words.cases[subject.end - 1] != LOWER

    def _announces(self, subject: _Subject, opening: int) -> bool:
        """Tell whether a sentence is a name and what its bearer says: "Bà Hoa - Giám đốc Sở Y tế: “…”"."""
        return subject.first <= opening and _SPEAKS.match(self.text, self._words.ends[subject.end - 1]) is not None


def _begin(item: Item) -> int:
    return item.start if isinstance(item, Person) else item.first

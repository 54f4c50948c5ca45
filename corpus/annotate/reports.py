"""Who is reported to speak in a sentence: the person or office right before a verb of speech, or several together.

Only appositions, and words like "cũng", may stand between the two. "Ông cho biết thêm" and "Đồng thời yêu cầu" go on
with who spoke last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.annotate.items import Item, begin_of, items_of
from corpus.annotate.speech import Speech, Verb, speech
from corpus.annotate.subjects import Subject, Subjects
from corpus.annotate.tokens import LOWER, Words, words_of
from corpus.article import Official, Span

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
_JOINS = frozenset({"và", "cùng"})
_SPEAKS = re.compile(r"\s?:\s*[\"“«]")


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of speech with its speakers, and where in the text it ends."""

    speakers: tuple[int, ...]
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
        self._begins = [begin_of(item) for item in self._items]
        self._subjects = Subjects(self._words, officials)
        self._speech: Speech = speech()
        self._verbs = [  # where a verb of speech may stand
            at
            for at, (key, case) in enumerate(zip(self._words.keys, self._words.cases, strict=True))
            if key in self._speech.first and case == LOWER
        ]
        self._last: tuple[int, ...] = ()

    def report(self, sentence: Span) -> Report | None:
        """Return the first report of an official's words in `sentence`."""
        words = self._words
        at, end = bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)
        number = bisect_left(self._begins, at)
        opening = at
        verb = bisect_left(self._verbs, at)
        subject: Subject | None = None
        found: Report | None = None
        while at < end:
            item = self._items[number] if number < len(self._items) else None
            if item is not None and self._begins[number] <= at:
                subject = self._subjects.after(item, subject)
                at, number = max(item.end, at + 1), number + 1
                if (found := self._according(subject, at, end)) is not None:
                    break
                if subject.speakers and self._announces(subject, opening):
                    found = Report(subject.speakers, "", Verb("say"), words.ends[subject.end - 1])
                    break
                continue
            while verb < len(self._verbs) and self._verbs[verb] < at:
                verb += 1
            following = self._begins[number] if number < len(self._begins) else end
            if verb == len(self._verbs) or (reached := self._verbs[verb]) >= min(following, end):
                at = following  # nothing before it can be a verb
                continue
            match = self._speech.verbs.match(words, reached)
            if match is not None:
                found = self._said(match[1], opening, reached, match[0], sentence, subject)
                if found is not None:
                    break
                at = match[0]
                continue
            at = reached + 1
        if found is None and subject is not None and not subject.speakers:
            self._last = ()  # somebody else came between
        self.last_said = found is not None
        if found is not None:
            self._last = found.speakers
        return found

    def _said(
        self, verb: Verb, opening: int, at: int, end: int, sentence: Span, subject: Subject | None
    ) -> Report | None:
        """Return the report of the verb at the words `at` to `end`, None where nobody known speaks it."""
        if verb.quotes and not self._quotes(end, sentence):
            return None
        speakers = self._speakers(opening, at, subject)
        return Report(speakers, self._words.said(at, end), verb, self._words.ends[end - 1]) if speakers else None

    def _quotes(self, end: int, sentence: Span) -> bool:
        """Tell whether a colon or a quotation follows, or the quotation came before."""
        at = self._words.ends[end - 1]
        return ":" in self.text[at : sentence.end] or is_quoted(self.text, sentence, at)

    def _speakers(self, opening: int, at: int, subject: Subject | None) -> tuple[int, ...]:
        start = subject.end if subject is not None else opening
        here = self._skip(at, start)
        if subject is not None and here <= subject.end:
            gap = self.text[self._words.ends[subject.end - 1] : self._words.starts[at]]
            return subject.speakers if ";" not in gap and self._acts(subject, opening) else ()
        return self._going_on(opening, start, here) if self._last else ()

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

    def _going_on(self, opening: int, floor: int, at: int) -> tuple[int, ...]:
        """Return for whom the words before `at` stand who spoke last: "Ông", "Đồng thời" at a sentence's start."""
        words, together = self._words, len(self._last) > 1
        for back in range(max(floor, at - 4), at):
            for forms, meant in ((self._speech.together, together), (self._speech.pronouns, not together)):
                match = forms.match(words, back)
                if match is not None and match[0] == at:
                    begins = back == opening or any(mark in words.gaps[back] for mark in ',"”»')
                    return self._last if meant and begins else ()
        if not self.last_said:
            return ()
        match = self._speech.onward.match(words, opening)
        return self._last if at == opening or (match is not None and match[0] == at) else ()

    def _acts(self, subject: Subject, opening: int) -> bool:
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

    def _according(self, subject: Subject, at: int, end: int) -> Report | None:
        """Read "Theo ông A, …" where `at` is the word after the name and its offices."""
        words, first = self._words, subject.first
        if not subject.speakers or at >= end or first == 0:
            return None
        start = words.starts[first]
        led = _ACCORDING.search(self.text, max(0, start - REACH), start)
        if led is None:
            return None
        if not (words.gaps[at].startswith(",") or words.gaps[at] in _DASHES or self._follows_short_name(subject, at)):
            return None
        if self._begins_at(at):
            return None  # an office follows: the name is not over
        return Report(subject.speakers, led[0].strip(), Verb("say"), words.ends[first - 1])

    def _follows_short_name(self, subject: Subject, at: int) -> bool:
        """Tell whether a clause follows at once on a name that is over: "Theo bà Hoa lẽ ra …"."""
        words = self._words
        if words.keys[at] in _JOINS and self._begins_at(at + 1):
            return False  # "Theo bà Hoa và ông Tấn, …"
        return words.gaps[at] == " " and words.cases[at] == LOWER and words.cases[subject.end - 1] != LOWER

    def _begins_at(self, at: int) -> bool:
        """Tell whether an item begins at the word `at`."""
        number = bisect_left(self._begins, at)
        return number < len(self._begins) and self._begins[number] == at

    def _announces(self, subject: Subject, opening: int) -> bool:
        """Tell whether a sentence is a name and what its bearer says: "Bà Hoa - Giám đốc Sở Y tế: “…”"."""
        return subject.first <= opening and _SPEAKS.match(self.text, self._words.ends[subject.end - 1]) is not None

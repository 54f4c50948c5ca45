"""Cutting a paragraph into sentences, a quotation never in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.article import Span

# Where a sentence may end, and where quotations open and close; '"' does both.
_MARK = re.compile(r"[.!?…]+(?=[\s\"”»)]|$)|[\"“”«»]")
_OPENING, _CLOSING = "“«", "”»"
_AFTER_CLOSING = (".", ",", ";", ":", ")")
# A report behind a quotation: "…” – ông An nói".
_REPORT = re.compile(r"[ \u00a0]*[-–][ \u00a0]*(\w+)")
# Before a full stop these are shortened words: "TP. Huế", "ThS. An", "đ/c. Bình"; a single letter is an initial.
_SHORT = re.compile(
    r"(?:^|[\s(/])(?:\w|tp|tx|tt|ts|ths|gs|pgs|bs|ks|cn|st|ông|q|p|đ/c|v\.v|tr|th|tw|t\.ư|ubnd|nxb)$", re.IGNORECASE
)
# The longest of them, and what stands before it.
_REACH = 6
# Further than this an opened quotation is taken for a slip: sentences end again.
LONGEST_QUOTE = 2_000


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the span of each sentence of one paragraph of `text`, without the blanks around it."""
    start, quoted = paragraph.start, -1
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        sign, at = mark[0], mark.start()
        if quoted >= 0 and at - quoted > LONGEST_QUOTE:
            quoted = -1
        if sign in _OPENING or (sign == '"' and quoted < 0):
            if text[at + 1 : at + 2] not in _AFTER_CLOSING:  # a mark that only closes: its opening was left out
                quoted = at
            continue
        if sign in _CLOSING or sign == '"':
            quoted = -1
            # "… như vậy." Ông An nói: the mark inside ended the sentence, unless its report follows in small letters.
            if text[at - 1 : at] not in (".", "!", "?", "…") or not _begins(text, at + 1, paragraph.end):
                continue
            report = _REPORT.match(text, at + 1, paragraph.end)
            if report is not None and (report[1].islower() or report[1] in ("Ông", "Bà")):
                continue
        elif quoted >= 0 or not _begins(text, mark.end(), paragraph.end) or _is_short(text, sign, at):
            continue
        yield from _whole(text, start, mark.end())
        start = mark.end()
    yield from _whole(text, start, paragraph.end)


def _begins(text: str, at: int, end: int) -> bool:
    """Tell whether what follows may begin a sentence: a capital, a digit, a quotation, or nothing."""
    while at < end and text[at] in " )\u00a0":
        at += 1
    return at >= end or text[at].isupper() or text[at].isdigit() or text[at] in '-–+•“"«('


def _is_short(text: str, sign: str, at: int) -> bool:
    return sign == "." and _SHORT.search(text[max(0, at - _REACH) : at]) is not None


def _whole(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)

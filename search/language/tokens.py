"""A query cut into its signs: words, quoted phrases, field names, parentheses, minus signs, OR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from search.language.fields import DATE, TOPIC, field_of
from search.language.slips import Fault, Slip, slip

_QUOTE = '"“”„«»＂'
_WORD = re.compile(rf"[^\s()（）{_QUOTE}]+")
_FIELD = re.compile(r"([^\W\d_]+)[:：]")
_OR, _OR_VIETNAMESE = "OR", "HOẶC"


class Sign(Enum):
    """What a piece of a query is."""

    WORD = auto()
    QUOTED = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    OR = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One sign: where it stands in the text, and its text (of quotes the inside, of a field its name)."""

    sign: Sign
    start: int
    end: int
    text: str


def tokens(text: str) -> tuple[list[Token], list[Slip]]:
    """Return the signs of cleaned text in order, and the slips seen on the way."""
    found: list[Token] = []
    slips: list[Slip] = []
    either = _words_for_or(text)
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "(（":
            found.append(Token(Sign.OPEN, at, at + 1, char))
            at += 1
        elif char in ")）":
            found.append(Token(Sign.CLOSE, at, at + 1, char))
            at += 1
        elif char in _QUOTE:
            at = _quoted(text, at, found, slips)
        elif char == "-" and _is_minus(text, at):
            found.append(Token(Sign.MINUS, at, at + 1, char))
            at += 1
        else:
            at = _word(text, at, either, found, slips)
    return found, slips


def _words_for_or(text: str) -> tuple[str, ...]:
    """In a text all in capitals, such as a headline, HOẶC is a word of it; OR is no Vietnamese word anywhere."""
    return (_OR, _OR_VIETNAMESE) if any(char.islower() for char in text) else (_OR,)


def _is_minus(text: str, at: int) -> bool:
    """Tell whether a hyphen leaves something out: nothing, a blank or a parenthesis before it, something after.

    One that opens a further line opens an item of a list, and "-5" behind words is a temperature.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or after in "-–" or after.isspace() or before == "\n":
        return False
    if before and after.isdigit():
        return False
    return not before or before.isspace() or before in "(（"


def _quoted(text: str, at: int, found: list[Token], slips: list[Slip]) -> int:
    end = next((n for n in range(at + 1, len(text)) if text[n] in _QUOTE), None)
    if end is None:
        slips.append(slip(Fault.OPEN_QUOTE, text[at:], at, at + 1))
        return at + 1
    found.append(Token(Sign.QUOTED, at, end + 1, text[at + 1 : end]))
    return end + 1


def _word(text: str, at: int, either: tuple[str, ...], found: list[Token], slips: list[Slip]) -> int:
    match = _WORD.match(text, at)
    end = match.end() if match else at + 1
    word = text[at:end]
    if word in either:
        found.append(Token(Sign.OR, at, end, word))
        return end
    field = _FIELD.match(text, at, end)
    after = text[field.end() : field.end() + 1] if field else ""
    if field and field_of(field[1]) is not None:
        if after and not after.isspace() and after not in ")）":
            found.append(Token(Sign.FIELD, at, field.end(), field[1]))
            return field.end()
        slips.append(slip(Fault.EMPTY_FIELD, field[0], at, end))
    elif field and after and after not in ")）/" and not after.isspace():
        slips.append(slip(Fault.UNKNOWN_FIELD, field[0], at, end))
    found.append(Token(Sign.WORD, at, end, word))
    return end


def without_operators(text: str) -> str:
    """Return the words that cleaned text looks for: operators, excluded words, dates and topics are left out."""
    kept: list[str] = []
    before: Token | None = None
    depth, excluded = 0, -1  # how deep in groups; at which depth an excluded group began
    for token in tokens(text)[0]:
        skipped = excluded >= 0 or (before is not None and before.sign is Sign.MINUS)
        if token.sign is Sign.OPEN:
            skipped = skipped or (before is not None and _no_words(before))
            excluded = depth if skipped and excluded < 0 else excluded
            depth += 1
        elif token.sign is Sign.CLOSE:
            depth = max(0, depth - 1)
            excluded = -1 if depth <= excluded else excluded
        elif token.sign in (Sign.WORD, Sign.QUOTED) and not skipped and not (before and _no_words(before)):
            kept.append(token.text.replace("*", " "))
        if not (token.sign is Sign.FIELD and before is not None and before.sign is Sign.MINUS):
            before = token  # the minus before a field is of the field's value
    return " ".join(" ".join(kept).split())


def _no_words(name: Token) -> bool:
    """Tell whether what stands behind a field's name are no words of an article: a date, a topic."""
    return name.sign is Sign.FIELD and field_of(name.text) in (TOPIC, DATE)

"""The reader of queries: signs become free words and a tree of conditions; whatever is wrong becomes a slip.

    query  = { either }                      free words stand outside, all else is a condition that must hold
    either = unit { "OR" unit }              OR joins the two units beside it, and those alone
    unit   = [ "-" ] [ field ":" ] atom
    atom   = word | prefix "*" | '"' phrase '"' | "(" { either } ")"

A group of plain words at the top is no condition: its words are free words, as they are without parentheses.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from corpus.vietnamese import clean
from search.language.fields import Field, condition, field_of
from search.language.slips import Fault, Slip, slip
from search.language.tokens import Sign, Token, tokens
from search.language.tree import AllOf, AnyOf, Named, Node, Not, Part, Phrase, wanted
from search.text.cutting import syllables

MAX_NESTING = 8  # parentheses inside each other: more than anyone reads, few enough for any stack
MAX_CONDITIONS = 64  # syllables, prefixes and values in conditions: as many as free syllables are looked up
HEADLINE = 3  # syllables beside a quotation in curly marks: with more it is a sentence that quotes, not a phrase
MAX_SLIPS = 8  # shown: more than anyone mends at once, and a hostile text holds hundreds
_REMEMBERED = 256  # readings kept: planning, marking and showing one query read it once

_SHUT = (Sign.CLOSE, Sign.OR)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query says: words to be found and ranked by, a condition that must hold or None, and the slips."""

    free: str
    must: Node | None = None
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing read, from `start` to `end` of the text: plain words, or the node of a condition (None: nothing)."""

    start: int
    end: int
    words: tuple[Token, ...] = ()
    node: Node | None = None

    @property
    def plain(self) -> bool:
        return bool(self.words)


def read(text: str, today: dt.date | None = None) -> Reading:
    """Read a query; `today` is the day from which relative dates count back. Never raises."""
    return _read(clean(text), today or dt.date.today())


@lru_cache(_REMEMBERED)
def _read(text: str, today: dt.date) -> Reading:
    found, slips = tokens(text)
    if quoted := _quoted_in_headline(text, found):
        return Reading(text, None, (slip(Fault.QUOTATION, quoted.text, quoted.start, quoted.end),))
    reader = _Reader(found, slips, today)
    items = reader.items()
    conditions = [item for item in items if not item.plain]
    must = _all([item.node for item in conditions])
    cuts = sorted([(item.start, item.end) for item in conditions] + reader.dropped)
    apart = {(one.kind, one.text): one for one in sorted(reader.slips, key=lambda one: (one.start, one.end))}
    return Reading(without(text, cuts), must, tuple(apart.values())[:MAX_SLIPS])


def _quoted_in_headline(text: str, found: list[Token]) -> Token | None:
    """Return what a pasted headline quotes: curly marks, no operator beside them, and a sentence around.

    Who pastes a headline wants its words: of seven questions that quote, a phrase would lose four a right answer.
    """
    quoted = [token for token in found if token.sign is Sign.QUOTED]
    words = [token for token in found if token.sign is Sign.WORD]
    operators = any(token.sign in (Sign.MINUS, Sign.OR, Sign.FIELD) or "*" in token.text for token in found)
    if not quoted or operators or any(text[token.start] in '"＂' for token in quoted):
        return None
    around = sum(len(syllables(word.text)) for word in words[: HEADLINE + 1])
    return quoted[0] if around > HEADLINE else None


def without(text: str, cuts: list[tuple[int, int]]) -> str:
    """Return the text with stretches taken out, a line's end in place of each, so that no neighbours are made."""
    if not cuts:
        return text
    kept, at = [], 0
    for start, end in cuts:
        if start >= at:
            kept.append(text[at:start].strip())
        at = max(at, end)
    return "\n".join(piece for piece in (*kept, text[at:].strip()) if piece)


def _all(nodes: list[Node | None]) -> Node | None:
    there = tuple(node for node in nodes if node is not None)
    return AllOf(there) if len(there) > 1 else there[0] if there else None


class _Reader:
    """Reads the signs of one query from left to right."""

    def __init__(self, found: list[Token], slips: list[Slip], today: dt.date) -> None:
        self._today = today
        self._tokens, self.slips = found, slips
        self._at = 0
        self._ignored = 0  # groups open beyond the nesting allowed
        self._conditions = 0
        self.dropped: list[tuple[int, int]] = []  # signs that mean nothing where they stand

    def items(self, depth: int = 0, field: Field = Part.TEXT) -> list[_Item]:
        """Read to the end of the group at this depth, or of the text."""
        found = []
        while (token := self._next()) is not None:
            if token.sign is Sign.CLOSE:
                if self._ignored:
                    self._ignored -= 1
                elif depth:
                    break
                else:
                    self.slips.append(slip(Fault.STRAY_CLOSE, token.text, token.start, token.end))
                self._at += 1
            elif token.sign is Sign.OR:
                self._dangling(token)
            else:
                found.append(self._either(depth, field))
        return found

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _dangling(self, token: Token) -> None:
        self.slips.append(slip(Fault.DANGLING_OR, token.text, token.start, token.end))
        self.dropped.append((token.start, token.end))
        self._at += 1

    def _either(self, depth: int, field: Field) -> _Item:
        """Read one unit, or several with OR between."""
        found = [self._unit(depth, field)]
        while (token := self._next()) is not None and token.sign is Sign.OR:
            after = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else None
            if after is None or after.sign in _SHUT:
                self._dangling(token)
                continue
            self._at += 1
            found.append(self._unit(depth, field))
        if len(found) == 1:
            return found[0]
        parts = [node for item in found if (node := self._node(item, field)) is not None]
        node = AnyOf(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None
        return _Item(found[0].start, found[-1].end, node=node)

    def _unit(self, depth: int, field: Field) -> _Item:
        token = self._tokens[self._at]
        if token.sign is not Sign.MINUS:
            return self._atom(depth, field)
        self._at += 1
        after = self._next()
        if after is None or after.sign in (*_SHUT, Sign.MINUS):
            self.slips.append(slip(Fault.DANGLING_NOT, token.text, token.start, token.end))
            return _Item(token.start, token.end)
        inside = self._atom(depth, field)
        node = self._node(inside, field)
        return _Item(token.start, inside.end, node=Not(node) if node is not None else None)

    def _atom(self, depth: int, field: Field) -> _Item:
        token = self._tokens[self._at]
        self._at += 1
        if token.sign is Sign.FIELD:
            return self._valued(token, depth)
        if token.sign is Sign.OPEN:
            return self._group(token, depth, field)
        if token.sign is Sign.WORD and field == Part.TEXT and not self._starred(token):
            return _Item(token.start, token.end, words=(token,))
        return _Item(token.start, token.end, node=self._leaf(token, field))

    def _starred(self, token: Token) -> bool:
        """Tell whether a free word is a prefix; one that has its star elsewhere is a plain word, with a slip."""
        if "*" not in token.text:
            return False
        asked = condition(Part.TEXT, token.text, self._today, quoted=False)
        if isinstance(asked, Fault):
            self.slips.append(slip(asked, token.text, token.start, token.end))
            return False
        return True

    def _valued(self, name: Token, depth: int) -> _Item:
        """Read what stands behind a field's name."""
        last = name
        while (token := self._next()) is not None and token.sign is Sign.FIELD:  # "so:so:so:" may be long: a loop
            last = token
            self._at += 1
        field = field_of(last.text)
        if field is None or token is None or token.sign in (*_SHUT, Sign.MINUS):  # an open quotation mark at the end
            self.slips.append(slip(Fault.EMPTY_FIELD, f"{last.text}:", last.start, last.end))
            return _Item(name.start, last.end)
        inside = self._atom(depth, field)
        return _Item(name.start, inside.end, node=self._node(inside, field))

    def _group(self, opening: Token, depth: int, field: Field) -> _Item:
        if depth >= MAX_NESTING:
            if not self._ignored:
                self.slips.append(slip(Fault.TOO_DEEP, opening.text, opening.start, opening.end))
            self._ignored += 1
            return _Item(opening.start, opening.end)
        found = self.items(depth + 1, field)
        closing = self._next()
        if closing is None:
            self.slips.append(slip(Fault.OPEN_GROUP, opening.text, opening.start, opening.end))
            end = self._tokens[-1].end
        else:
            self._at += 1
            end = closing.end
        if not found and closing is not None:
            self.slips.append(slip(Fault.EMPTY_GROUP, "()", opening.start, end))
        if found and field == Part.TEXT and all(item.plain for item in found):
            return _Item(opening.start, end, words=tuple(word for item in found for word in item.words))
        return _Item(opening.start, end, node=_all([self._node(item, field) for item in found]))

    def _node(self, item: _Item, field: Field) -> Node | None:
        """Return what an item asks for as a condition: of plain words, that all of them are there."""
        if not item.plain:
            return item.node
        return _all([self._leaf(word, field) for word in item.words])

    def _leaf(self, token: Token, field: Field) -> Node | None:
        """Return what one word or phrase asks for in a field; None, and a slip, where that is nothing."""
        quoted = token.sign is Sign.QUOTED
        asked = condition(field, token.text, self._today, quoted=quoted)
        if asked is Fault.BAD_STAR:
            if field != Part.TEXT:  # of free words it has been noted where they were read
                self.slips.append(slip(asked, token.text, token.start, token.end))
            asked = condition(field, token.text.replace("*", " "), self._today, quoted=quoted)
        if isinstance(asked, Fault):
            if quoted or field != Part.TEXT:  # a dash or a mark among words is nobody's mistake
                self.slips.append(slip(asked, token.text, token.start, token.end))
            return None
        weight = sum(len(leaf.forms) if isinstance(leaf, Phrase | Named) else 1 for leaf in wanted(asked))
        self._conditions += weight
        if self._conditions > MAX_CONDITIONS:
            if self._conditions - weight <= MAX_CONDITIONS:
                self.slips.append(slip(Fault.TOO_MANY, token.text, token.start, token.end))
            return None
        return asked

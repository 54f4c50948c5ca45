"""Where a text meets the conditions it is wanted for, to be marked in a snippet; what is excluded never is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.folding import fold_small
from corpus.vietnamese import fold, match_key
from search.language.tree import Form, Named, Node, Phrase, Prefix, wanted
from search.text.cutting import JOINT, syllables

MAX_SPANS = 2_000  # of one text: enough for any article, few enough for one that is a single word over and over

_I_FOR_Y = re.compile(r"(?<!\w)([hklmstv]|qu)i(?!\w)")  # where a key's i may stand for a text's y: kĩ, kỹ
_SYLLABLE = re.compile(r"[^\W_]+")


def written(folded: str) -> str:
    """Return a pattern for a folded key as folded, small text writes it, its i also as y."""
    return _I_FOR_Y.sub(r"\1[iy]", re.escape(folded))


class Wanted:
    """The phrases, names and beginnings that a tree asks for, ready to be found in texts."""

    def __init__(self, must: Node | None, names: Iterable[str] = (), phrases: Iterable[str] = ()) -> None:
        """Take a query's conditions, phrases besides, and names wanted only where a capital or a figure shows one.

        The words of a name are looked for in a row: so texts write names.
        """
        self._phrases: list[tuple[re.Pattern[str], tuple[Form, ...]]] = []
        self._starts: list[tuple[re.Pattern[str], Prefix]] = []
        self._names = [(_in_a_row(forms), forms) for forms in dict.fromkeys(map(_forms, names)) if forms]
        self._phrases += [(_in_a_row(forms), forms) for forms in map(_forms, phrases) if forms]
        for leaf in dict.fromkeys(wanted(must)):
            if isinstance(leaf, Phrase | Named):
                self._phrases.append((_in_a_row(leaf.forms), leaf.forms))
            elif isinstance(leaf, Prefix):
                start, whole = re.escape(fold(leaf.start)), written(fold(leaf.whole))
                self._starts.append((re.compile(rf"(?<![^\W_])(?:{start}[^\W_]*|{whole}(?![^\W_]))"), leaf))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of a text that a condition asks for, `MAX_SPANS` at most; they may overlap."""
        if self._phrases or self._starts or self._names:
            yield from islice(self._all(text, fold_small(text)), MAX_SPANS)

    def _all(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        for pattern, forms in self._phrases:
            exact = any(not form.bare for form in forms)
            for at in pattern.finditer(folded):
                if not exact or _spelt(text[at.start() : at.end()], forms):
                    yield at.span()
        for pattern, forms in self._names:
            for at in pattern.finditer(folded):
                spelling = text[at.start() : at.end()]
                if (spelling[0].isupper() or spelling[-1].isdigit()) and _spelt(spelling, forms):
                    yield at.span()
        for pattern, prefix in self._starts:
            for at in pattern.finditer(folded):
                if prefix.bare or _begins(text[at.start() : at.end()], prefix):
                    yield at.span()


def _in_a_row(forms: tuple[Form, ...]) -> re.Pattern[str]:
    words = (rf"(?<![^\W_]){written(form.folded)}(?![^\W_])" for form in forms)
    return re.compile(rf"(?:{JOINT.pattern})".join(words))


def _forms(name: str) -> tuple[Form, ...]:
    return tuple(Form(one.key, one.folded) for one in syllables(name))


def _spelt(text: str, forms: tuple[Form, ...]) -> bool:
    """Tell whether the accents that were typed stand in the text too."""
    keys = match_key(text)
    if len(forms) == 1:
        return keys == forms[0].key
    found = [part for form in forms for part in _SYLLABLE.findall(form.key)]
    asked = [form for form in forms for _ in _SYLLABLE.findall(form.key)]
    return all(form.bare or key == part for key, part, form in zip(_SYLLABLE.findall(keys), found, asked, strict=False))


def _begins(text: str, prefix: Prefix) -> bool:
    key = match_key(text)
    return key.startswith(prefix.start) or key == prefix.whole

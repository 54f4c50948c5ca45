"""The words by which speech is reported, read once from corpus/lexicon/speech.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from corpus.annotate.gazetteer import FOLDER
from corpus.annotate.lexicon_reading import LexiconError, read_toml
from corpus.annotate.tokens import Trie
from corpus.article import Act


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb does with the words it reports; `quotes` if it reports any only before a colon or a quotation."""

    act: Act
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """speech.toml, ready for matching; `first` holds the words with which a verb can begin."""

    verbs: Trie[Verb]
    first: frozenset[str]
    between: Trie[bool]
    pronouns: Trie[bool]
    together: Trie[bool]
    onward: Trie[bool]
    objects: Trie[bool]


def load_speech(path: Path) -> Speech:
    """Read a file in the form of speech.toml; a LexiconError says which entry is wrong."""
    data = read_toml(path)
    verbs: dict[str, Verb] = {}
    for act in get_args(Act):
        for form in _forms(path, data, act):
            verb = Verb(act, form.endswith(":"))
            if verbs.setdefault(form.rstrip(":"), verb) != verb:
                raise LexiconError(f"{path.name}: {form!r} stands in [{act}] and before it in another place")
    trie = Trie(verbs.items())
    others = (
        Trie((form, True) for form in _forms(path, data, part))
        for part in ("between", "pronoun", "together", "onward", "object")
    )
    return Speech(trie, trie.first_words(), *others)


def _forms(path: Path, data: dict[str, Any], part: str) -> list[str]:
    forms = data.get(part, {}).get("forms")
    if not isinstance(forms, list) or not forms:
        raise LexiconError(f"{path.name}: [{part}] needs a list of forms")
    for form in forms:
        if not isinstance(form, str) or not form.strip(" :"):
            raise LexiconError(f"{path.name}: [{part}] has {form!r}, which is no word")
    return forms


@cache
def speech() -> Speech:
    """Return the words by which annotation knows reported speech."""
    return load_speech(FOLDER / "speech.toml")

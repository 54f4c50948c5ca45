"""What a plain script would do to analyse: pyvi as it comes, and counting in Python. The build rates of peers use it.

pyvi's tagger is asked by its own code and its own model, through the two classes of sklearn-crfsuite that its pickle
names; these hand its features to python-crfsuite as they are, which is what that package does.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

import pycrfsuite

from corpus.vietnamese import match_key
from search.text.abbreviations import written
from search.text.analyze import OPENING_LENGTH, Field, Terms
from search.text.cutting import MAX_TERM, Syllable, pairs, parts, syllables

_WORD = re.compile(r"[^\W_]+")


class _FileResource:
    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.model: bytes = state["__FILE_RESOURCE_DATA__"]


class _Estimator:
    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self._model: bytes = state["modelfile"].model
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._model)

    def predict(self, sequences: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[str]]:
        return [self._tagger.tag(sequence) for sequence in sequences]


@cache
def pyvi() -> Any:
    """Return pyvi's tokenizer as it was published."""
    modules = {name: ModuleType(f"sklearn_crfsuite{name}") for name in ("", ".estimator", "._fileresource")}
    vars(modules[".estimator"])["CRF"] = _Estimator
    vars(modules["._fileresource"])["FileResource"] = _FileResource
    placed = {f"sklearn_crfsuite{name}": module for name, module in modules.items()}
    before = {name: sys.modules.get(name) for name in placed}
    sys.modules.update(placed)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pyvi.ViTokenizer import ViTokenizer
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
    return ViTokenizer


def tokens(line: str) -> list[str]:
    """Return pyvi's words of one line."""
    found = pyvi().spacy_tokenize(line)
    return [] if isinstance(found, str) else list(found[0])  # a string is its answer to a line without words


def words(text: str) -> list[str]:
    """Return pyvi's words of a text as terms."""
    found = []
    for line in text.split("\n"):
        for word in tokens(match_key(line)):
            key = "_".join(_WORD.findall(word))
            if key:
                found.append(key[:MAX_TERM])
    return found


def analysis(title: str, body: str) -> Terms:
    """Return the terms of an article, counted in Python."""
    cut_title, cut_body = syllables(title), syllables(body)
    in_title, in_body = _with_parts(cut_title), _with_parts(cut_body)
    everything = in_title + in_body
    opening = everything[:OPENING_LENGTH]
    return {
        Field.WORDS: Counter(words(title) + words(body)),
        Field.SYLLABLES: Counter(one.key for one in everything),
        Field.FOLDED: Counter(one.folded for one in everything),
        Field.PAIRS: Counter(pairs(in_title) + pairs(in_body)),
        Field.TITLE_SYLLABLES: Counter(one.key for one in in_title),
        Field.TITLE_FOLDED: Counter(one.folded for one in in_title),
        Field.OPENING_SYLLABLES: dict.fromkeys((one.key for one in opening), 1),
        Field.OPENING_FOLDED: dict.fromkeys((one.folded for one in opening), 1),
        Field.MEANINGS: dict.fromkeys((one.form.meaning for cut in (cut_title, cut_body) for one in written(cut)), 1),
    }


def _with_parts(found: list[Syllable]) -> list[Syllable]:
    return [part for one in found for part in ([one, *parts(one)] if one.is_number else [one])]

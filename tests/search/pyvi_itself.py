"""pyvi as its makers run it, to compare with: its own tokens and features, labelled by CRFsuite.

pyvi's model is a pickled sklearn-crfsuite estimator, whose package would pull in all of scikit-learn for one call.
While pyvi is imported, two small classes stand in for it; they hand model and features to python-crfsuite unchanged.
"""

from __future__ import annotations

import re
import sys
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

import pycrfsuite

from search.text.segment import MAX_LINE


class _FileResource:
    """Stands in for the estimator's model file: keeps the bytes that would have been written to disk."""

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.model: bytes = state["__FILE_RESOURCE_DATA__"]


class _Estimator:
    """Stands in for `sklearn_crfsuite.CRF`: labels sequences of feature dictionaries."""

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.model: bytes = state["modelfile"].model  # the tagger reads these bytes in place: they must live on
        self.tagger = pycrfsuite.Tagger()
        self.tagger.open_inmemory(self.model)

    def predict(self, sequences: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[str]]:
        return [self.tagger.tag(sequence) for sequence in sequences]


@contextmanager
def _standing_in() -> Iterator[None]:
    """Put the stand-ins where the pickle looks for the estimator, and take them away again."""
    modules = {name: ModuleType(name) for name in ("", ".estimator", "._fileresource")}
    vars(modules[".estimator"])["CRF"] = _Estimator
    vars(modules["._fileresource"])["FileResource"] = _FileResource
    placed = {f"sklearn_crfsuite{name}": module for name, module in modules.items()}
    before = {name: sys.modules.get(name) for name in placed}
    sys.modules.update(placed)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pyvi's source has old string escapes, its pickle an old numpy name
            yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


@cache
def tokenizer() -> Any:
    with _standing_in():
        from pyvi.ViTokenizer import ViTokenizer
    return ViTokenizer


def readable(text: str) -> str:
    """Return a text without half characters, at which the tagger fails."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def words(line: str) -> list[str]:
    """Return pyvi's words of a line, syllables joined by "_"; half characters and marks left to compose as U+FFFD."""
    line = readable(line)
    if not unicodedata.is_normalized("NFC", line):
        line = "".join("\ufffd" if unicodedata.combining(char) else char for char in line)
    found = (tokenizer().spacy_tokenize(line[at : at + MAX_LINE]) for at in range(0, len(line), MAX_LINE))
    return [word for answer in found if not isinstance(answer, str) for word in answer[0]]  # no token: a string

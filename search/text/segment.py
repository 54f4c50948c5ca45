"""Vietnamese words by pyvi, with their place in the source text. The only file that imports pyvi.

pyvi's tagger is a model for python-crfsuite wrapped in a pickled sklearn-crfsuite estimator, whose package would pull
in all of scikit-learn for one call. While pyvi is being imported, two small classes stand in for that estimator; they
hand the model's bytes to python-crfsuite and its features through unchanged, so the labels are the same.
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
from typing import Any, Protocol

import pycrfsuite

MAX_LINE = 20_000  # code points given to the tagger at once; a longer line is cut there, which bounds its memory


_SURROGATE = re.compile(
    "[\ud800-\udfff]"
)  # half a character: what a terminal's stray bytes are read as; the tagger fails at it


class _FileResource:
    """Stands in for the estimator's model file: keeps the bytes that would have been written to disk."""

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.model: bytes = state["__FILE_RESOURCE_DATA__"]


class _Estimator:
    """Stands in for `sklearn_crfsuite.CRF`: labels sequences of feature dictionaries."""

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self._model: bytes = state["modelfile"].model  # the tagger reads these bytes in place: they must live on
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._model)

    def predict(self, sequences: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[str]]:
        return [self._tagger.tag(sequence) for sequence in sequences]


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


class _Tokenizer(Protocol):
    def spacy_tokenize(self, line: str) -> Any: ...


@cache
def _tokenizer() -> _Tokenizer:
    with _standing_in():
        from pyvi.ViTokenizer import ViTokenizer
    return ViTokenizer  # type: ignore[no-any-return]  # pyvi is untyped


def segment(line: str) -> list[tuple[int, int]]:
    """Return the spans of pyvi's words in one line of NFC text: half-open, in order, apart, punctuation included.

    pyvi sees a line at a time, because it glues words across line ends. Whatever it joins with "_" was apart in the
    source by blanks, which the span covers.
    """
    line = _composed(_SURROGATE.sub("\ufffd", line))
    return [
        (start + offset, end + offset)
        for offset in range(0, len(line), MAX_LINE)
        for start, end in _align(line[offset : offset + MAX_LINE])
    ]


def _composed(line: str) -> str:
    """Return a line as long in which nothing is left to compose: "H" and a line below compose once they are small."""
    if unicodedata.is_normalized("NFC", line):
        return line
    return "".join("\ufffd" if unicodedata.combining(char) else char for char in line)


def _align(line: str) -> Iterator[tuple[int, int]]:
    found = _tokenizer().spacy_tokenize(line)
    if isinstance(found, str):  # pyvi's answer to a line without tokens
        return
    at = 0
    for token in found[0]:
        start = end = -1
        for char in token:
            if char == "_" and end >= 0 and line[at] != "_":
                continue  # pyvi's joint, not the writer's underscore
            while line[at] != char:
                at += 1
            start = at if start < 0 else start
            at += 1
            end = at
        yield start, end

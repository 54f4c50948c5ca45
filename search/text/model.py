"""pyvi's model and dictionary as arrays, read from the files that pyvi installs. The only file that imports pyvi.

The model is a linear-chain CRF over two labels: a token begins a word, or belongs to the word of the token before it.
pyvi keeps it as a pickled sklearn-crfsuite estimator with CRFsuite's own file inside, whose weights are read here to
the last bit (CRFsuite prints six decimals). So neither scikit-learn nor CRFsuite is needed, and nothing is run that
the pickle names.
"""

from __future__ import annotations

import codecs
import pickle
import struct
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyvi

UNKNOWN = 0  # the id of what neither model nor dictionary knows: its weights are 0, and no entry has it
LABELS = ["B_W", "I_W"]

_FOLDER = Path(pyvi.__file__).parent / "models"
_HEADER = struct.Struct("<4sI4sIIIIIIIII")  # magic, size, type, version, three counts, five offsets
_CHUNK = struct.Struct("<4sII")  # magic, size, number of records
_STRINGS = struct.Struct("<4sIIIII")  # magic, size, flag, byte order, number of strings, offset of their offsets
_STRING_AT = 8  # bytes after the start of its record, behind its id and length; a zero byte closes it
_FEATURE = np.dtype([("type", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_TRANSITION = 1  # the type of a feature whose source is the label before, not an attribute

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.complex128]
"""A weight for each of the two labels: for "begins" the real part, for "belongs" the imaginary one."""


@dataclass(frozen=True, slots=True)
class Model:
    """What pyvi knows of tokens, which have ids: those of `ids` by their lower case, else `UNKNOWN`."""

    ids: Mapping[str, int]
    own: Weights  # by id: bias, and weight of the token itself
    before: Weights  # by id: weight for the token that follows it
    after: Weights  # by id: weight for the token that it follows
    flags: Mapping[str, complex]  # weights of the features that hold or not, by CRFsuite's name
    transitions: npt.NDArray[np.float64]  # [label before, label]
    pairs: Numbers  # dictionary entries of two syllables, ascending: first id * len(own) + second
    triples: Numbers  # of three: (first * len(own) + second) * len(own) + third


@cache
def model() -> Model:
    """Return the model of the pyvi that is installed; read at first use, in about 20 ms."""
    weights, transitions = _crf(_pickled(_FOLDER / "pyvi3.pkl"))
    tables: dict[str, dict[str, complex]] = {"": {}, "-1:": {}, "+1:": {}}
    flags = {}
    for name, weight in weights.items():
        place, found, syllable = name.partition("word.lower():")
        if found:
            tables[place][syllable] = weight
        else:
            flags[name] = weight
    ids = defaultdict[str, int](count(1).__next__)  # numbers syllables as they come
    syllables, sizes = _entries((_FOLDER / "words.txt").read_bytes())
    entries = _numbers(syllables, ids), np.cumsum(sizes) - sizes, sizes
    by_place = {place: (_numbers(table, ids), list(table.values())) for place, table in tables.items()}
    base = len(ids) + 1
    own, before, after = (_by_id(*by_place[place], base) for place in ("", "-1:", "+1:"))
    return Model(
        ids=dict(ids),
        own=own + weights["bias"],
        before=before,
        after=after,
        flags=flags,
        transitions=transitions,
        pairs=_keys(*entries, size=2, base=base),
        triples=_keys(*entries, size=3, base=base),
    )


def _entries(words: bytes) -> tuple[list[str], Numbers]:
    """Return the syllables of the dictionary's lines, one line's after the other's, and how many each line has."""
    codes = np.frombuffer(words + b"\n", np.uint8)
    ends = codes[(codes == ord(" ")) | (codes == ord("\n"))]
    return words.decode().replace("\n", " ").split(" "), np.diff(np.flatnonzero(ends == ord("\n")), prepend=-1)


def _keys(ids: Numbers, starts: Numbers, sizes: Numbers, size: int, base: int) -> Numbers:
    starts = starts[sizes == size]
    keys = np.zeros(len(starts), np.int64)
    for place in range(size):
        keys = keys * base + ids[starts + place]
    return np.sort(keys)


def _numbers(syllables: Collection[str], ids: Mapping[str, int]) -> Numbers:
    return np.fromiter(map(ids.__getitem__, syllables), np.int64, len(syllables))


def _by_id(ids: Numbers, weights: list[complex], base: int) -> Weights:
    table = np.zeros(base, np.complex128)
    table[ids] = weights
    return table


def _crf(data: bytes) -> tuple[dict[str, complex], npt.NDArray[np.float64]]:
    """Return the weights of a CRFsuite model by attribute, and those of its transitions."""
    header = _HEADER.unpack_from(data)
    features_at, labels_at, attributes_at = header[7:10]
    labels, attributes = _strings(data, labels_at), _strings(data, attributes_at)
    if labels != LABELS:
        raise ValueError(f"pyvi's model has the labels {labels}, not {LABELS}")
    _, _, number = _CHUNK.unpack_from(data, features_at)
    features = np.frombuffer(data, _FEATURE, number, features_at + _CHUNK.size)
    is_transition = features["type"] == _TRANSITION
    transitions, weights = np.zeros((2, 2)), np.zeros((len(attributes), 2))
    for chosen, into in ((is_transition, transitions), (~is_transition, weights)):
        into[features["source"][chosen], features["label"][chosen]] = features["weight"][chosen]
    return dict(zip(attributes, weights.view(np.complex128)[:, 0].tolist(), strict=True)), transitions


def _strings(data: bytes, at: int) -> list[str]:
    """Return the strings of a "constant quark database" in order of their ids."""
    *_, number, offsets_at = _STRINGS.unpack_from(data, at)
    starts = np.frombuffer(data, "<u4", number, at + offsets_at) + (at + _STRING_AT)
    return [data[start : data.index(0, start)].decode() for start in starts.tolist()]


class _Pickled:
    """Stands in for whatever class the pickle names: keeps what it is given, and does nothing."""

    def __init__(self, *given: object) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return codecs.encode if (module, name) == ("_codecs", "encode") else _Pickled  # how Python 2 pickled bytes


def _pickled(path: Path) -> bytes:
    """Return CRFsuite's model out of pyvi's pickle."""
    with path.open("rb") as file:
        estimator = _Unpickler(file).load()
    data = estimator.state["modelfile"].state["__FILE_RESOURCE_DATA__"]
    return bytes(data)

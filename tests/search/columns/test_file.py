from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from search.engines.whoosh.columns.file import Damaged, read, written

KINDS = ("u1", "<u2", "<u4", "<u8", "<i4")
ARRAYS = st.dictionaries(
    st.text(max_size=20),
    st.sampled_from(KINDS).flatmap(lambda kind: arrays_of.arrays(np.dtype(kind), st.integers(0, 300))),
    max_size=6,
)


def write(path: Path, arrays: dict[str, np.ndarray]) -> None:  # type: ignore[type-arg]  # of any kind
    with written(path) as file:
        for name, array in arrays.items():
            file.add(name, array)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.columns"


@given(arrays=ARRAYS)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, arrays: dict[str, np.ndarray]) -> None:  # type: ignore[type-arg]  # of any kind
    path = tmp_path_factory.mktemp("columns") / "a"
    write(path, arrays)
    found = read(path)
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()


def test_a_file_cut_off_anywhere_is_refused(path: Path) -> None:
    write(path, {"a": np.arange(50, dtype=np.uint32), "b": np.arange(9, dtype=np.uint8)})
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged, match=str(path)):
            read(path)


def test_a_file_in_which_any_bit_is_turned_is_refused_or_the_same(path: Path) -> None:
    arrays = {"a": np.arange(50, dtype=np.uint32), "b": np.arange(9, dtype=np.uint8)}
    write(path, arrays)
    whole = path.read_bytes()
    refused = 0
    for bit in range(8 * len(whole)):
        turned = bytearray(whole)
        turned[bit // 8] ^= 1 << bit % 8
        path.write_bytes(turned)
        try:
            found = read(path)
        except Damaged:
            refused += 1
            continue
        assert [found[name].tolist() for name in arrays] == [array.tolist() for array in arrays.values()]
    assert refused >= 8 * (50 * 4 + 9 + 20)  # all but the bytes between arrays, which mean nothing


def test_the_array_that_is_damaged_is_named(path: Path) -> None:
    write(path, {"postings": np.zeros(100, np.uint32)})
    packed = bytearray(path.read_bytes())
    packed[17] = 1
    path.write_bytes(packed)
    with pytest.raises(Damaged, match="postings"):
        read(path)


def test_a_file_of_another_form_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.whoosh.columns.file.FORM", 0)
    write(path, {})
    monkeypatch.undo()
    with pytest.raises(Damaged, match="form 0"):
        read(path)


def test_what_cannot_be_written_leaves_no_file(path: Path) -> None:
    with pytest.raises(ValueError, match="float"), written(path) as file:
        file.add("a", np.zeros(3))
    assert not path.exists()


def test_an_array_outlives_its_file(path: Path) -> None:
    write(path, {"a": np.arange(5, dtype=np.uint32)})
    found = read(path)
    path.unlink()
    assert found["a"].tolist() == [0, 1, 2, 3, 4]

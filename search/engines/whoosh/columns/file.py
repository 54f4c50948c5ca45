"""Arrays in one file: contiguous, aligned, each with its checksum; whole or refused.

    array · array · … · directory (MessagePack) · footer (where the directory is, its checksum, the form)

The footer comes last, so that a file that was cut off has none. All bytes are checked when a file is opened, by reading
rather than mapping them: reading keeps no memory. Afterwards the arrays are views of the mapped file.

An array's checksum is the sum of its words of eight bytes, a megabyte at a time, mixed in order: whatever bits are
turned within a word show, and megabytes that are not where they were. It takes a quarter of the time of a CRC, which
at 100,000 articles would be most of what opening takes.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

MAGIC = b"tratin-c"
FORM = 2  # raise it with every change to what a file holds
ALIGNED = 64  # bytes: a line of the processor's cache
CHECKED_AT_ONCE = 1 << 20  # bytes: so much is read at a time to be checked, and summed up
PARTS = 4  # of a file, checked side by side: checksums are worked out without Python's lock
_FACTOR, _WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1
_FOOTER = struct.Struct("<QQIHxx8s")  # where the directory begins, its length and checksum, the form, the magic
_KINDS = frozenset(("|u1", "<u2", "<u4", "<u8", "<i4"))

Array = npt.NDArray[Any]


class Damaged(Exception):
    """A file of columns is cut off, altered, or of another form; the sentence names it and the place."""


class _Section(NamedTuple):
    name: str
    kind: str
    offset: int
    length: int
    checksum: int


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[_Section]).decode


class Writer:
    """Takes arrays one by one; a file without its footer is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, 0
        self._sections: list[_Section] = []

    def add(self, name: str, array: Array) -> None:
        """Append a one-dimensional array of unsigned bytes, or little-endian integers."""
        kind = array.dtype.newbyteorder("<").str
        if kind not in _KINDS or array.ndim != 1:
            raise ValueError(f"no column is {array.dtype} of {array.ndim} dimensions")
        self._write(b"\0" * (-self._at % ALIGNED))
        packed = memoryview(np.ascontiguousarray(array, kind).view(np.uint8).data)
        self._sections.append(_Section(name, kind, self._at, len(packed), checksum(packed)))
        self._write(packed)

    def finish(self) -> None:
        """Write directory and footer, and wait until all is on the disk."""
        directory = _encode(self._sections)
        footer = _FOOTER.pack(self._at, len(directory), crc32(directory), FORM, MAGIC)
        self._write(directory)
        self._write(footer)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _write(self, packed: bytes | memoryview) -> None:
        self._file.write(packed)
        self._at += len(packed)


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """Write a file of columns in a block; where the block fails, no file is left."""
    try:
        with path.open("wb") as file:
            writer = Writer(file)
            yield writer
            writer.finish()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read(path: Path) -> Mapping[str, Array]:
    """Return the arrays of a file by name, views of the mapped file.

    Raises Damaged where a byte is not as it was written, OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        sections = _directory(path, file)
        _check(path, file.fileno(), sections)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: np.frombuffer(mapped, kind, length // np.dtype(kind).itemsize, offset)
        for name, kind, offset, length, _ in sections
    }


def _directory(path: Path, file: BinaryIO) -> list[_Section]:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _FOOTER.size))
    footer = file.read()
    if len(footer) < _FOOTER.size or footer[-len(MAGIC) :] != MAGIC:
        raise Damaged(f"{path} is cut off, or no file of columns")
    offset, length, checksum, form, _ = _FOOTER.unpack(footer)
    if form != FORM:
        raise Damaged(f"{path} is of form {form}, where {FORM} is read")
    if offset + length + _FOOTER.size != size:
        raise Damaged(f"{path} has {size} bytes, where {offset + length + _FOOTER.size} were written")
    file.seek(offset)
    packed = file.read(length)
    if crc32(packed) != checksum:
        raise Damaged(f"{path} is altered: its directory is not as it was written")
    return _decode(packed)


def _check(path: Path, file: int, sections: list[_Section]) -> None:
    """Compare all checksums, the longest arrays first, some side by side."""
    longest_first = sorted(sections, key=lambda section: -section.length)
    with ThreadPoolExecutor(PARTS) as pool:
        for section, checksum in zip(
            longest_first, pool.map(lambda section: _checksum(file, section), longest_first), strict=True
        ):
            if checksum != section.checksum:
                raise Damaged(f"{path} is altered: {section.name} is not as it was written")


def _checksum(file: int, section: _Section) -> int:
    """Return the checksum of an array as it lies in the file, 0 where the file ends before it."""
    buffer = memoryview(bytearray(min(CHECKED_AT_ONCE, section.length)))
    found = 0
    for at in range(0, section.length, CHECKED_AT_ONCE):
        piece = buffer[: section.length - at]
        done = 0
        while done < len(piece):
            got = os.preadv(file, [piece[done:]], section.offset + at + done)
            if not got:
                return 0
            done += got
        found = _mixed(found, piece)
    return found


def checksum(packed: memoryview) -> int:
    """Return the checksum of an array's bytes."""
    pieces = (packed[at : at + CHECKED_AT_ONCE] for at in range(0, len(packed), CHECKED_AT_ONCE))
    return reduce(_mixed, pieces, 0)


def _mixed(before: int, piece: memoryview) -> int:
    words = len(piece) // 8
    total = int(np.frombuffer(piece, "<u8", words).sum()) + int.from_bytes(piece[8 * words :], "little")
    return (before * _FACTOR + total + 1) & _WORD

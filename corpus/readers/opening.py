"""From a file to text: decompression, decoding, and the limits that keep one bad file from taking the machine.

Only UTF-8 (with or without a byte order mark) and UTF-16 with one are read. Everything else is named in an
`Unreadable`, never guessed: a wrong guess would put mangled names into the archive.
"""

from __future__ import annotations

import codecs
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

# A text or HTML file is one article; the largest real portal page seen is 0.1 MB, so this is a hundredfold of it.
MAX_FILE_BYTES = 10_000_000
# One JSONL record; a body of MAX_BODY_CHARS in three-byte letters, as HTML with inline styles, fits.
MAX_LINE_BYTES = 8_000_000
# The longest body in 100,000 news articles has 0.1 million characters; a body of a million is not an article.
MAX_BODY_CHARS = 1_000_000
# A line too long is skipped to its end; one that has no end here is a damaged file or a decompression bomb.
MAX_SKIP_BYTES = 256_000_000
_CHUNK = 1 << 20

Stream = BinaryIO | gzip.GzipFile | lzma.LZMAFile
COMPRESSED = (".gz", ".xz")


class Unreadable(Exception):
    """A file, or one line of it, cannot be turned into text; the message is the sentence for the report."""


def suffixes(path: Path) -> tuple[str, str]:
    """Return the format suffix and the compression suffix of a path in lower case, "" where there is none."""
    last = path.suffix.lower()
    if last in COMPRESSED:
        return Path(path.stem).suffix.lower(), last
    return last, ""


def stem(path: Path) -> str:
    """Return the file's name without its format and compression suffixes."""
    return Path(path.stem).stem if path.suffix.lower() in COMPRESSED else path.stem


def read_whole(path: Path) -> str:
    """Return the decoded text of a file of at most MAX_FILE_BYTES after decompression.

    Raises `Unreadable` for whatever stands in the way.
    """
    try:
        with _open(path) as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise Unreadable(_sentence(error)) from error
    if len(raw) > MAX_FILE_BYTES:
        raise Unreadable(f"The file is larger than {MAX_FILE_BYTES:,} bytes, too large for one article.")
    return decode(raw)


def read_lines(path: Path) -> Iterator[tuple[int, str | Unreadable]]:
    """Yield each line with its number from 1, without its line end; a line that cannot be read comes as `Unreadable`.

    Memory is bounded by one line. Where the file itself fails (a damaged archive) the last item is an `Unreadable`.
    """
    number = 0
    try:
        with _open(path) as stream:
            lines = _bytes_by_line(stream)
            for number, raw in enumerate(lines, start=1):
                yield number, _decoded(raw, number)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        yield number + 1, Unreadable(_sentence(error))
    except Unreadable as error:
        yield number + 1, error


def decode(raw: bytes) -> str:
    """Return the text of `raw`, its byte order mark dropped; raises `Unreadable` naming the first bad byte."""
    encoding = "utf-8"
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[len(codecs.BOM_UTF8) :]
    elif raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8" else "UTF-16"
        byte = raw[error.start]
        raise Unreadable(f"Not {name}: byte 0x{byte:02X} at position {error.start}.") from error


def _open(path: Path) -> Stream:
    match path.suffix.lower():
        case ".gz":
            return gzip.open(path, "rb")
        case ".xz":
            return lzma.open(path, "rb")
        case _:
            return path.open("rb")


def _decoded(raw: bytes | Unreadable, number: int) -> str | Unreadable:
    if isinstance(raw, Unreadable):
        return raw
    try:
        # a byte order mark belongs to the file's first line alone; later lines never look like UTF-16
        return decode(raw) if number == 1 or raw.startswith(codecs.BOM_UTF16_LE) else raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable(f"Not UTF-8: byte 0x{raw[error.start]:02X} at position {error.start} of the line.")
    except Unreadable as error:
        return error


def _bytes_by_line(stream: Stream) -> Iterator[bytes | Unreadable]:
    """Yield lines of bytes without their ends; UTF-16 files are turned into UTF-8 lines on the way."""
    first = stream.readline(MAX_LINE_BYTES + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        rest = first + stream.read(MAX_FILE_BYTES + 1)
        if len(rest) > MAX_FILE_BYTES:
            raise Unreadable(f"A UTF-16 file larger than {MAX_FILE_BYTES:,} bytes: convert it to UTF-8.")
        yield from (line.encode() for line in decode(rest).split("\n"))
        return
    while first:
        if len(first) > MAX_LINE_BYTES:
            _skip_line(stream, first)
            yield Unreadable(f"The line is longer than {MAX_LINE_BYTES:,} bytes.")
        else:
            yield first.rstrip(b"\r\n")
        first = stream.readline(MAX_LINE_BYTES + 1)


def _skip_line(stream: Stream, part: bytes) -> None:
    skipped = len(part)
    while part and not part.endswith(b"\n"):
        part = stream.readline(_CHUNK)
        skipped += len(part)
        if skipped > MAX_SKIP_BYTES:
            raise Unreadable(f"No line end within {MAX_SKIP_BYTES:,} bytes; the rest of the file is not read.")


def _sentence(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "There is no such file or folder."
        case PermissionError():
            return "Reading it is not permitted."
        case EOFError() | gzip.BadGzipFile() | zlib.error() | lzma.LZMAError():
            return f"The archive is damaged or cut short ({error})."
        case OSError(strerror=str(why)):
            return f"It cannot be read ({why})."
        case _:
            return f"It cannot be read ({error})."

"""From files and folders to articles: `read` chooses a reader by suffix, and reports what could not be used.

Everything is lazy: an article is read when it is asked for, and no more than one file's or one line's text is held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.article import Article
from corpus.readers.html import read_html
from corpus.readers.jsonl import read_jsonl
from corpus.readers.opening import COMPRESSED, suffixes
from corpus.readers.problem import Problem, Report
from corpus.readers.text import read_text

__all__ = ["SUFFIXES", "Problem", "Report", "read"]

_READERS = {".txt": read_text, ".html": read_html, ".htm": read_html, ".jsonl": read_jsonl}
SUFFIXES = tuple(_READERS)


def read(paths: Sequence[Path], report: Report) -> Iterator[Article]:
    """Yield the articles in `paths`, files and folders (walked in sorted order), each id once.

    Formats: .txt, .html, .htm and .jsonl, each also .gz or .xz. What cannot be used is reported and the rest goes on:
    a path that is missing or of another format, damaged archives, bad records, the second article of an id. Inside a
    folder, files of other formats, hidden files and links to folders are passed over silently.
    """
    seen: dict[str, tuple[Path, int | None]] = {}
    for path in _files(paths, report):
        for line, article in _READERS[suffixes(path)[0]](path, report):
            first = seen.setdefault(article.id, (path, line))
            if first == (path, line):
                yield article
            else:
                place = f"{first[0]}" if first[1] is None else f"{first[0]}:{first[1]}"
                report(
                    Problem(path, line, f"The id {article.id!r} was already read from {place}; this one is skipped.")
                )


def _files(paths: Sequence[Path], report: Report) -> Iterator[Path]:
    """Yield the readable-looking files that `paths` name or hold."""
    for path in paths:
        if path.is_dir():
            yield from _walk(path, report)
        elif not path.exists():
            report(Problem(path, None, "There is no such file or folder."))
        elif not path.is_file():
            report(Problem(path, None, "Neither a file nor a folder."))
        elif suffixes(path)[0] not in _READERS:
            known = ", ".join(SUFFIXES)
            report(Problem(path, None, f"Not a known format: {known} are read, each also {' or '.join(COMPRESSED)}."))
        else:
            yield path


def _walk(folder: Path, report: Report) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        report(Problem(folder, None, f"The folder cannot be read ({error.strerror})."))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link upwards would be walked forever
                yield from _walk(entry, report)
        elif suffixes(entry)[0] in _READERS and entry.is_file():
            yield entry

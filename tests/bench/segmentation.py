"""Whether words are cut as pyvi itself cuts them, and how much quicker: on real articles, as written and as keys.

    python -m tests.bench.segmentation ../shared/news/*.xz [--articles N] [--as written|keys]

First prints tokens a second of both, over the first articles of the first file and in turns, then for each file how
many of its lines are cut otherwise. Exits with 1 where any is. pyvi takes ten minutes for 50,000 articles.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from corpus.readers import read
from corpus.vietnamese import match_key
from search.text.segment import cut
from tests.search import pyvi_itself

TIMED, REPEATS = 500, 5  # articles, as many as the indexer cuts at once
SHOWN = 5  # lines cut otherwise, a file

FORMS: dict[str, Callable[[str], str]] = {"written": str, "keys": match_key}


def texts(path: Path, form: Callable[[str], str], limit: int | None, size: int = TIMED) -> Iterator[str]:
    """Yield titles and bodies of so many articles at once, joined by newlines."""
    articles = islice(read([path], lambda problem: None), limit)
    while some := list(islice(articles, size)):
        yield "\n".join(form(line) for one in some for line in f"{one.title}\n{one.body}".split("\n"))


def ours(text: str) -> list[list[str]]:
    """Return the words of each line."""
    found = cut(text)
    lines: list[list[str]] = [[] for _ in text.split("\n")]
    for token, begins, number in zip(found.tokens, found.begins.tolist(), found.lines.tolist(), strict=True):
        if begins:
            lines[number].append(token)
        else:
            lines[number][-1] += f"_{token}"
    return lines


def theirs(text: str) -> list[list[str]]:
    """Return pyvi's words of each line."""
    return [pyvi_itself.words(line) for line in text.split("\n")]


def speed(path: Path) -> Iterator[str]:
    """Yield a line for each form of text: tokens a second, the median of turns taken one after the other."""
    for name, form in FORMS.items():
        text = next(texts(path, form, TIMED))
        begun = time.perf_counter()
        tokens = len(cut(text).numbers)
        first = time.perf_counter() - begun
        theirs(text[:10_000])
        took: tuple[list[float], list[float]] = [], []
        for _ in range(REPEATS):
            for one, into in ((cut, took[0]), (theirs, took[1])):
                begun = time.perf_counter()
                one(text)
                into.append(time.perf_counter() - begun)
        ratios = [slow / quick for quick, slow in zip(*took, strict=True)]
        quick, slow = (tokens / statistics.median(each) for each in took)
        yield (
            f"{name:8s} {tokens:,} tokens: pyvi {slow:,.0f}/s, here {quick:,.0f}/s (met for the first time"
            f" {tokens / first:,.0f}/s), {statistics.median(ratios):.0f} times ({min(ratios):.0f} to {max(ratios):.0f})"
        )


def say(line: str) -> None:
    """Print a line at once: the whole takes a while."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, help="of each file; default: all")
    parser.add_argument("--as", choices=FORMS, dest="forms", action="append", help="default: both")
    arguments = parser.parse_args()
    for line in speed(arguments.files[0]):
        say(line)
    differing = 0
    for path in arguments.files:
        for name in arguments.forms or FORMS:
            lines = tokens = 0
            others: list[str] = []
            for text in texts(path, FORMS[name], arguments.articles):
                for line, mine, pyvis in zip(text.split("\n"), ours(text), theirs(text), strict=True):
                    lines += 1
                    tokens += len(mine)
                    if mine != pyvis:
                        others.append(line)
            say(f"{path.name} as {name}: {lines:,} lines, {tokens:,} words, {len(others)} lines differ")
            for line in others[:SHOWN]:
                say(f"    {line[:200]}")
            differing += len(others)
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()

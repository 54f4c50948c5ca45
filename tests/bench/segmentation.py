"""Whether words are cut as pyvi itself cuts them, and how much quicker: on real articles, as written and as keys.

    python -m tests.bench.segmentation ../shared/news/*.xz [--articles N] [--as written|keys]

First prints tokens a second of both (of processor time, so that a busy machine counts less) over the first articles of
the first file, in turns, then for each file how many of its lines are cut otherwise. Exits with 1 where any is. pyvi
takes some ten minutes of processor time for 100,000 articles.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from corpus.readers import read
from corpus.vietnamese import match_key
from search.text.segment import Segmenter, cut
from tests.search import pyvi_itself

AT_ONCE = 500  # articles cut in one text
REPEATS = 5  # texts timed
SHOWN = 5  # lines cut otherwise, a file

FORMS: dict[str, Callable[[str], str]] = {"written": str, "keys": match_key}


def texts(path: Path, form: Callable[[str], str], limit: int | None, size: int = AT_ONCE) -> Iterator[str]:
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
    """Yield a line for each form of text: tokens a second, both taking turns at texts that neither has met before."""
    for name, form in FORMS.items():
        segmenter = Segmenter()
        pyvi_itself.words("huyện")
        tokens, took = list[int](), (list[float](), list[float]())
        for text in islice(texts(path, form, None), REPEATS):
            for one, into in ((segmenter.cut, took[0]), (theirs, took[1])):
                begun = time.process_time()
                one(text)
                into.append(time.process_time() - begun)
            tokens.append(len(segmenter.cut(text).numbers))
        quick, slow = (sum(tokens) / sum(each) for each in took)
        ratios = ", ".join(f"{slow / quick:.0f}" for quick, slow in zip(*took, strict=True))
        yield f"{name:8s} tokens a second: pyvi {slow:,.0f}, here {quick:,.0f}; times as many, by turns: {ratios}"


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

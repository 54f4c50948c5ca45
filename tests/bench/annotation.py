"""How quick annotation is: words a second on real articles, and time over length on real and hostile text.

    python -m tests.bench.annotation ../shared

Exits with 1 where a text of 1 MB takes longer than LIMIT.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from corpus.annotate import annotate
from corpus.article import Article
from corpus.readers import read

ARTICLES, REPEATS = 1_000, 3
SIZES = (10_000, 100_000, 1_000_000)  # code points
LIMIT = 5.0  # seconds for the largest

# What rules look for: names, offices, days, marks.
_LOOKED_FOR = "Nguyễn Văn An ủy ban nhân dân huyện Chủ tịch Sở Y tế 4/8 và các của ( ) , - “ ” : ; . 12/2023/QĐ-UBND"

# Each is repeated up to the size wanted. What they have in common: openings that a rule follows and that never close.
HOSTILE: dict[str, str] = {
    "offices": "Chủ tịch ",
    "bodies": "UBND ",
    "names": "Nguyễn Văn An, ",
    "family names": "Nguyễn ",
    "chains of offices": "Chủ tịch UBND huyện, Phó Bí thư Huyện ủy, ",
    "bare bodies": "UBND huyện, Sở, HĐND, Ban Thường vụ; ",
    "lists of fields": "các Sở Y tế, Nội vụ, Tài chính và ",
    "open quotations": "“ ông An nói ",
    "brackets": "(",
    "slashes": "1/",
    "days": "ngày 4, 5, 6, ",
    "numbers": "số 12/QĐ-",
    "digits": "1",
    "one word": "a",
    "one letter a line": "A\n",
    "capitals": "CHỦ TỊCH UBND HUYỆN ",
    "ands": "và ",
    "colons": "đồng chí: ",
    "full stops": "TP. ",
    "verbs": "cho biết ",
    "combining marks": "e\u0323\u0302",
}


def filled(piece: str, size: int) -> str:
    """Return `piece` again and again, `size` code points of it."""
    return (piece * (size // len(piece) + 1))[:size]


def shuffled(paragraphs: list[str], size: int) -> str:
    """Return real paragraphs in random order, again and again, the seed fixed."""
    rng, parts, length = random.Random(1), list[str](), 0
    while length < size:
        parts.append(rng.choice(paragraphs))
        length += len(parts[-1]) + 1
    return "\n".join(parts)[:size]


def babble(size: int) -> str:
    """Return what rules look for, in random order, the seed fixed."""
    rng, words = random.Random(2), _LOOKED_FOR.split()
    return " ".join(rng.choice(words) for _ in range(size // 3))[:size]


def seconds(text: str) -> float:
    """Return how long one article of `text` takes, as whoever waits for it sees it."""
    article = Article("bench", "Tin", text)
    begun = time.perf_counter()
    annotate(article)
    return time.perf_counter() - begun


def speed(shared: Path) -> Iterator[str]:
    """Yield a line with words and articles a second, the median of some repeats."""
    articles = list(islice(read([shared / "news/part-0.jsonl.xz"], lambda problem: None), ARTICLES))
    words = sum(len(article.text.split()) for article in articles)
    for article in articles[:100]:
        annotate(article)
    took = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        for article in articles:
            annotate(article)
        took.append(time.perf_counter() - begun)
    middle = statistics.median(took)
    each = ", ".join(f"{words / one:,.0f}" for one in took)
    yield f"{words:,} words in {len(articles)} articles"
    yield f"{words / middle:,.0f} words/s, {len(articles) / middle:,.0f} articles/s"
    yield f"   each repeat: {each} words/s"


def growth(name: str, text: Callable[[int], str]) -> tuple[str, float]:
    """Return a line with the time at each size, and the time at the largest."""
    took = [seconds(text(size)) for size in SIZES]
    return f"{name:20s} " + " ".join(f"{one:8.3f}" for one in took) + f"   x{took[2] / max(took[1], 1e-4):.0f}", took[2]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared: Path = parser.parse_args().shared
    for line in speed(shared):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{'seconds for':20s} " + " ".join(f"{size // 1000:5d} kB" for size in SIZES) + "   last step\n")
    paragraphs = (shared / "seed/damha-2023-08-04.txt").read_text(encoding="utf-8").splitlines()
    texts: dict[str, Callable[[int], str]] = {"the seed": lambda size: shuffled(paragraphs, size), "babble": babble}
    slow = []
    for name, piece in HOSTILE.items():
        texts[name] = lambda size, piece=piece: filled(piece, size)  # type: ignore[misc]  # the default binds it
    for name, text in texts.items():
        line, longest = growth(name, text)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        if longest > LIMIT:
            slow.append(name)
    if slow:
        sys.exit(f"slower than {LIMIT} s: {', '.join(slow)}")


if __name__ == "__main__":
    main()

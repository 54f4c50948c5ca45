"""Count in how many articles of ordinary news each syllable stands: writes search/text/usual_syllables.tsv.

    python -m tests.quality.count_syllables ../shared

What ranking makes of the table says `search.plan.USUAL_ARTICLES`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus.article import Article
from corpus.readers import read
from search.text.cutting import syllables
from search.text.usual import TABLE

PARTS = ("part-0", "part-1")  # government news, and news of all kinds
READ, EVERY = 6_000, 4  # of the first so many articles of a part, one in so many
LEAST = 5  # percent; below, a syllable is rare in any archive, and leaving it out changes no score by 0.001
HEADER = f"""\
# In how many of 100 news articles a syllable stands, by tests/quality/count_syllables.py.
# Those in fewer than {LEAST} are left out.
# Columns: syllables (as typed) or folded (without accents), the syllable, percent.
"""


def sample(shared: Path) -> Iterator[Article]:
    """Yield the articles that are counted."""
    for part in PARTS:
        articles = read([shared / f"news/{part}.jsonl.xz"], lambda problem: None)
        yield from islice(articles, 0, READ, EVERY)


def count(articles: Iterator[Article]) -> Iterator[tuple[str, str, int]]:
    """Yield field, term and percent of the articles, the most usual first."""
    read_so_far, keys, folded = 0, Counter[str](), Counter[str]()
    for article in articles:
        read_so_far += 1
        found = syllables(article.text)
        keys.update({syllable.key for syllable in found})
        folded.update({syllable.folded for syllable in found})
    for field, counted in (("syllables", keys), ("folded", folded)):
        for term, having in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            percent = round(100 * having / read_so_far)
            if percent >= LEAST:
                yield field, term, percent


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    rows = count(sample(parser.parse_args().shared))
    TABLE.write_text(HEADER + "".join(f"{field}\t{term}\t{percent}\n" for field, term, percent in rows), "utf-8")


if __name__ == "__main__":
    main()

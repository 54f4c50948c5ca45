"""Whether a query finds the same in the same order however it is spelt: decomposed, either tone style, capitals, Ð.

    python -m tests.quality.variants ../shared [--home DIR] [--seed N]

200 queries are drawn: questions of retrieval/, and titles and stretches of bodies of news/part-0, which is indexed
where it is not yet (see tests.quality.suggestions). Exits with 1 where a variant finds something else.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.vietnamese import TONES, clean, lower, one_tone_style
from search.engine import Engine
from search.engines.whoosh import WhooshEngine
from search.plan import plan
from search.query import MAX_QUERY_LENGTH, Query
from tests.quality.suggestions import KEPT, PART, SEED, made, rows, stretches

QUERIES = 200  # half of them questions, a quarter titles that can be spelt in two ways, a quarter stretches of bodies
DEPTH = 50  # hits compared, in their order

_VOWELS = {row[0]: row for row in TONES}


def _old_rhymes() -> dict[str, str]:
    """Return each open rhyme with its tone on the first letter, and the same with the tone on the last: hòa, hoà."""
    pairs = {}
    for first, seconds in (("o", "ae"), ("u", "y")):
        for second in seconds:
            for tone in range(1, 6):
                new, old = _VOWELS[first][tone] + second, first + _VOWELS[second][tone]
                for write in (str.lower, str.upper, str.capitalize):
                    pairs[write(new)] = write(old)
    return pairs


_OLD = _old_rhymes()


def old_tone_style(text: str) -> str:
    """Return NFC text with the tone of open rhymes on the last letter: hòa → hoà, thủy → thuỷ."""
    out, at = [], 0
    while at < len(text):
        old = _OLD.get(text[at : at + 2])
        ends = at + 2 >= len(text) or not text[at + 2].isalnum()
        if old and ends and text[at - 1 : at] not in ("q", "Q"):
            out.append(old)
            at += 2
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def _eth(text: str) -> str:
    return text.replace("Đ", "Ð")


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "old tone style": old_tone_style,
    "new tone style": one_tone_style,
    "upper case": str.upper,
    "lower case": lower,
    "Ð (U+00D0)": _eth,
    "upper case with Ð, NFD, old tone style": lambda text: unicodedata.normalize(
        "NFD", _eth(old_tone_style(text).upper())
    ),
}


TWOFOLD = ("old tone style", "new tone style")


@dataclass(frozen=True, slots=True)
class Difference:
    """A variant that finds something else than the query as it was."""

    query: str
    variant: str
    as_it_was: tuple[str, ...]
    as_variant: tuple[str, ...]


def differences(engine: Engine, queries: Sequence[str]) -> Iterator[Difference]:
    """Yield the variants of queries that do not find the same hits, as many, in the same order."""
    for query in queries:
        expected = _found(engine, query)
        for name, write in VARIANTS.items():
            if (found := _found(engine, write(query))) != expected:
                yield Difference(query, name, expected, found)


def _found(engine: Engine, text: str) -> tuple[str, ...]:
    answer = engine.find(plan(Query(text, size=DEPTH)))
    return (str(answer.total), *answer.ids)


def drawn(shared: Path, chance: random.Random) -> list[str]:
    """Return the queries."""
    lines = (shared / "retrieval/queries.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["text"] for line in lines]
    every = list(rows(shared / PART))
    chosen = chance.sample(questions, QUERIES // 2)
    twofold = [row.title for row in every if any(VARIANTS[name](row.title) != row.title for name in TWOFOLD)]
    chosen += chance.sample(twofold, QUERIES // 4)
    chosen += stretches(every, QUERIES - len(chosen), chance)
    return [clean(text)[:MAX_QUERY_LENGTH] for text in chosen]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, default=KEPT, help="where part-0 is, or will be, indexed")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    queries = drawn(chosen.shared, random.Random(chosen.seed))
    engine = WhooshEngine(made(chosen.shared, chosen.home).index)
    different = list(differences(engine, queries))
    for one in different:
        sys.stdout.write(f"{one.variant}: {one.query}\n  {one.as_it_was[:4]}\n  {one.as_variant[:4]}\n")
    counted = {name: sum(write(query) != query for query in queries) for name, write in VARIANTS.items()}
    sys.stdout.write(f"{len(queries)} queries; variants that are spelt otherwise: {counted}\n")
    sys.stdout.write(f"{len(different)} of {len(queries) * len(VARIANTS)} find something else\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

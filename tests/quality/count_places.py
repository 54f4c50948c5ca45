"""Count how often the bare name of a province or district is the place: writes corpus/lexicon/names_that_are_words.tsv.

    python -m tests.quality.count_places HOME

HOME holds an index of ordinary local news, annotated. Of the articles that have a name's syllables in a row, with its
accents and whatever the accents, those are counted in which annotation found a province or district of that name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.eras import name_key
from corpus.units import FILE, pairs, unit_of
from corpus.vietnamese import collation_key, fold
from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.language.bare_names import WORDS
from search.language.tree import AllOf, Called, Form, Kind, Node, Part, Phrase
from search.plan import Plan

FEWEST = 4  # articles with a name: of fewer nothing is told
KEPT = 75  # of 100 articles: names that are the place at least so often need no line
HEADER = (
    "# Names of provinces and districts that are often something else in the news: of 100 articles with the name, in\n"
    "# how many it is the place, typed with accents and without. Written by tests/quality/count_places.py.\n"
)


def names() -> dict[str, set[str]]:
    """Return the names of old and new provinces and old districts, of two syllables at least, with their kinds."""
    found: dict[str, set[str]] = {}
    for old, new in pairs(FILE):
        for one in (old, new) if old.district is None else (unit_of(old.district, None, old.province),):
            if " " in name_key(one.name):
                found.setdefault(one.name, set()).add(one.kind)
    return found


def shares(engine: WhooshEngine) -> Iterator[tuple[str, int, int]]:
    """Yield each name that is the place in fewer than `KEPT` of 100 articles, accented or not, with both figures."""
    for name, kinds in sorted(names().items(), key=lambda item: collation_key(item[0])):
        key = name_key(name)
        place = Called(Kind.PLACE, (key, *(f"{kind} {key}" for kind in sorted(kinds))))
        typed, bare = (
            _share(engine, Phrase(Part.TEXT, tuple(Form(one, fold(one)) for one in written.split())), place)
            for written in (key, fold(key))
        )
        if min(typed, bare) < KEPT:
            yield name, typed, bare


def _share(engine: WhooshEngine, phrase: Phrase, place: Called) -> int:
    def total(node: Node) -> int:
        return engine.find(Plan(must=node, size=1)).total

    having = total(phrase)
    return 100 * total(AllOf((phrase, place))) // having if having >= FEWEST else 100


def main() -> None:
    """Run the command."""
    engine = WhooshEngine(Home(Path(sys.argv[1])).index)
    rows = [f"{name}\t{typed}\t{bare}\n" for name, typed, bare in shares(engine)]
    WORDS.write_text(HEADER + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()

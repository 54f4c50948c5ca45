"""How soon completions come in a large archive: 1,000 beginnings of what it names, warm, and the first one cold.

    python -m tests.bench.completion HOME [--seed N]

Beginnings are of 2 to 12 characters, of people, bodies, places and frequent phrases, half of them without accents. As a
measure beside it, 100 mixed queries are asked twice: of an engine that has read nothing, and again.
Exits with 1 where the 95th percentile of completion is over BAR.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.registry import Registry
from corpus.vietnamese import fold, lower
from search.engine import Engine
from search.find import find
from search.home import Home
from search.query import Query
from search.serving import opened
from search.suggest.suggester import Suggester

PREFIXES, QUERIES, SEED = 1_000, 100, 2026
SHORTEST, LONGEST = 2, 12  # characters typed
BAR = 0.020  # seconds at the 95th percentile: not felt between two keys


def beginnings(names: Sequence[str], number: int, chance: random.Random) -> list[str]:
    """Return the beginnings of names drawn by chance, every other without accents in small letters."""
    found = []
    for at in range(number):
        name = chance.choice(names)
        typed = name[: chance.randint(SHORTEST, LONGEST)].rstrip()
        found.append(fold(lower(typed)) if at % 2 else typed)
    return found


def mixed(kinds: dict[str, list[str]], phrases: Sequence[str], chance: random.Random) -> list[str]:
    """Return queries as readers type them: a name, a phrase, two of these, a condition; every other without accents."""
    forms: list[Callable[[], str]] = [
        lambda: chance.choice(kinds["person"]),
        lambda: chance.choice(phrases),
        lambda: f"{chance.choice(kinds['place'])} {chance.choice(phrases)}",
        lambda: f'coquan:"{chance.choice(kinds["agency"])}"',
        lambda: f'"{chance.choice(phrases)}" -{chance.choice(phrases).split()[0]}',
    ]
    every = [forms[at % len(forms)]() for at in range(QUERIES)]
    return [fold(lower(text)) if at % 2 else text for at, text in enumerate(every)]


def times(ask: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Return the seconds that each takes, ascending."""
    taken = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        taken.append(time.perf_counter() - begun)
    return sorted(taken)


def _say(what: str, taken: Sequence[float]) -> None:
    middle, most = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    figures = f"p50 {middle * 1000:7.1f}  p95 {most * 1000:7.1f}  longest {taken[-1] * 1000:7.1f} ms"
    sys.stdout.write(f"{what:44s} {len(taken):5d}  {figures}\n")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _built(engine: Engine, suggester: Suggester) -> None:
    for what, make in (("lexicon", engine.lexicon), ("completions", lambda: suggester.complete("hòa"))):
        begun, before = time.perf_counter(), _peak()
        make()
        sys.stdout.write(
            f"{what}: first made in {time.perf_counter() - begun:.2f} s, peak raised by {_peak() - before:.0f} MB\n"
        )


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    begun = time.perf_counter()
    with opened(Home(options.home)) as (archive, engine):
        sys.stdout.write(
            f"{engine.count()} articles, opened in {time.perf_counter() - begun:.2f} s, {_peak():.0f} MB\n"
        )
        registry = Registry(archive)
        suggester = Suggester(engine, registry)
        _built(engine, suggester)
        lexicon = engine.lexicon()
        named = registry.named()
        kinds = {
            "person": [one.label for one in named if one.kind == "official"],
            "agency": [one.label for one in named if one.kind == "agency"],
            "place": list(lexicon.places),
            "phrase": list(lexicon.phrases),
        }
        sys.stdout.write(", ".join(f"{len(names)} of kind {kind}" for kind, names in kinds.items()) + "\n")
        every = []
        for kind, names in kinds.items():
            taken = times(suggester.complete, beginnings(names, PREFIXES // len(kinds), chance))
            _say(f"completing beginnings of kind {kind}", taken)
            every += taken
        every.sort()
        _say("completing, all", every)
        often = sorted(lexicon.phrases, key=lambda one: -lexicon.phrases[one])[:2_000]
        queries = mixed(kinds, often, chance)
        for when in ("cold", "again"):
            _say(f"mixed queries, {when}", times(lambda text: find(engine, Query(text), registry), queries))
        sys.stdout.write(f"peak memory {_peak():.0f} MB\n")
    return 1 if every[int(len(every) * 0.95)] > BAR else 0


if __name__ == "__main__":
    sys.exit(main())

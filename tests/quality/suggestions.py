"""Score suggestions on the articles of news/part-0: slips mended, good queries left alone, people completed.

    python -m tests.quality.suggestions ../shared [--home DIR] [--seed N]

The home is made and indexed where there is none (some minutes for 10,000 articles), and kept for the next run.
Slips are made by chance: in each of two syllables of a title one letter is dropped, added, replaced or swapped.
Titles and texts that hold no slip must be left alone: of the archive, of its bodies, and of articles it does not hold.
"""

from __future__ import annotations

import argparse
import lzma
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from corpus.archive import Archive
from corpus.readers import read
from corpus.registry import Registry
from corpus.vietnamese import ALPHABET, TONES, clean, fold, lower
from search.engine import IndexMissing, IndexOutdated
from search.engines.whoosh import WhooshEngine
from search.home import Home
from search.indexer import update
from search.plan import plan
from search.query import MAX_QUERY_LENGTH, Query
from search.suggest.correct import MAX_DOUBTED, correct
from search.suggest.likelihood import Speech
from search.suggest.suggester import Suggester
from search.text.cutting import syllables

PART, OTHER = "news/part-0.jsonl.xz", "news/part-1.jsonl.xz"
TITLES, PEOPLE, SEED = 500, 100, 2026
SHORT, LONG = 2, 7  # syllables of a text taken from a body, as queries have
KEPT = Path(tempfile.gettempdir()) / "tratin-part-0"

_LETTERS = sorted({letter for row in TONES for letter in row} | set(ALPHABET))
_FORMS: dict[str, Callable[[str], str]] = {
    "accented": str,
    "unaccented": lambda name: fold(lower(name)),
    "reversed": lambda name: " ".join(reversed(name.split())),
    "last two syllables": lambda name: " ".join(name.split()[-2:]),
    "last two, unaccented": lambda name: fold(lower(" ".join(name.split()[-2:]))),
}


class Row(msgspec.Struct):
    """One article of the news files."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A title with two slips in it, and what was suggested for it."""

    row: Row
    typed: str
    better: str | None

    @property
    def mended(self) -> bool:
        """Whether the suggestion is the title, syllable for syllable."""
        return self.better is not None and _keys(self.better) == _keys(self.row.title)


def rows(path: Path) -> Iterator[Row]:
    """Yield the articles of a news file."""
    with lzma.open(path) as file:
        yield from map(msgspec.json.Decoder(Row).decode, file)


def slip(word: str, chance: random.Random) -> str:
    """Return `word` with one letter dropped, added, replaced or swapped with the next."""
    while True:
        at, other = chance.randrange(len(word)), chance.choice(_LETTERS)
        before, after = word[:at], word[at:]
        slipped = chance.choice(
            (before + after[1:], before + other + after, before + other + after[1:], before + after[1::-1] + after[2:])
        )
        if slipped not in ("", word):
            return slipped


def slipped(title: str, chance: random.Random) -> str | None:
    """Return a title with a slip in each of two syllables, None where it has not two that have letters to slip on."""
    words = [one for one in syllables(title) if one.key.isalpha() and len(one.key) > 1]
    if len(words) < 2:
        return None
    for one in sorted(chance.sample(words, 2), key=lambda one: -one.start):
        title = title[: one.start] + slip(title[one.start : one.end], chance) + title[one.end :]
    return title


def stretches(of: Sequence[Row], number: int, chance: random.Random) -> Iterator[str]:
    """Yield a few neighbouring syllables from bodies."""
    while number:
        line = chance.choice(clean(chance.choice(of).body).split("\n"))
        found, length = syllables(line), chance.randint(SHORT, LONG)
        if len(found) > length:
            at = chance.randrange(len(found) - length)
            yield line[found[at].start : found[at + length - 1].end]
            number -= 1


def _keys(text: str) -> list[str]:
    return [one.key for one in syllables(clean(text))]


def _score_titles(shared: Path, engine: WhooshEngine, speech: Speech, chance: random.Random) -> None:
    every = list(rows(shared / PART))
    chosen = chance.sample([row for row in every if slipped(clean(row.title), random.Random(0))], TITLES)
    times: list[float] = []

    def better(text: str) -> str | None:
        begun = time.perf_counter()
        found = correct(text, speech)
        times.append(time.perf_counter() - begun)
        return found

    typed = [(row, slipped(clean(row.title), chance) or "") for row in chosen]
    slips = [Slip(row, text, better(text)) for row, text in typed]
    applied = [_found(engine, one.better or one.typed, one.row) for one in slips]
    unapplied = [_found(engine, one.typed, one.row) for one in slips]
    _say_share("titles with a slip in each of two syllables: repaired", sum(one.mended for one in slips))
    _say_share("… article among the first ten, suggestion applied", sum(applied))
    _say_share("… article among the first ten, as typed", sum(unapplied))
    _say_share("correct titles of the archive: harmed", _harmed(better, (row.title for row in chosen)))
    _say_share("stretches of bodies of the archive: harmed", _harmed(better, stretches(every, TITLES, chance)))
    _score_accents("titles", [clean(row.title) for row in chosen], better)
    _score_accents("stretches of bodies", list(stretches(every, TITLES, chance)), better)
    others = (row.title for row in islice(rows(shared / OTHER), TITLES))
    _say_share("correct titles that the archive does not hold: harmed", _harmed(better, others))
    _say_times("judging a query", times)
    for hostile in ("ngườii trưởngg nghiêngg " * (MAX_DOUBTED // 3), "uyy bna " * (10_000 // 8)):
        begun = time.perf_counter()
        correct(hostile.strip(), speech)
        _say(f"judging a hostile query of {len(hostile)} characters: {(time.perf_counter() - begun) * 1000:.0f} ms")


def _score_accents(of: str, texts: Sequence[str], better: Callable[[str], str | None]) -> None:
    offered = [(text, found) for text in texts if (found := better(fold(lower(text))))]
    _say_share(f"{of} without accents: likely accents offered", len(offered), len(texts))
    _say_share("… of these right", sum(_keys(found) == _keys(text) for text, found in offered), len(offered))


def _found(engine: WhooshEngine, text: str, row: Row) -> bool:
    return row.id in engine.find(plan(Query(text[:MAX_QUERY_LENGTH], fold=False))).ids


def _harmed(better: Callable[[str], str | None], texts: Iterable[str]) -> int:
    return sum(better(text) is not None for text in texts)


def _score_people(registry: Registry, suggester: Suggester) -> None:
    people = [one for one in registry.people(4 * PEOPLE) if len(one.name.split()) > 2][:PEOPLE]
    for form, write in _FORMS.items():
        found = [suggester.complete(write(one.name)) for one in people]
        first = sum(bool(some) and some[0].id == one.id for one, some in zip(people, found, strict=True))
        _say_share(f"people first in completion, {form}", first, of=len(people))
    times = []
    for one in people:
        for name in (one.name, fold(lower(one.name))):
            for length in range(1, len(name) + 1):
                begun = time.perf_counter()
                suggester.complete(name[:length])
                times.append(time.perf_counter() - begun)
    _say_times("completing, letter by letter", times)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _say_share(what: str, number: int, of: int = TITLES) -> None:
    _say(f"{what}: {number}/{of} = {number / of:.1%}")


def _say_times(what: str, times: list[float]) -> None:
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    _say(f"{what}: p50 {middle * 1000:.1f} ms, p95 {most * 1000:.1f} ms, longest {times[-1] * 1000:.1f} ms")


@contextmanager
def _measured(what: str) -> Iterator[None]:
    """Print how long the block took, and by how much it raised the most memory used so far."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    _say(f"{what}: {time.perf_counter() - begun:.2f} s, {grown:.0f} MB")


def made(shared: Path, place: Path) -> Home:
    """Return a home that holds the articles of part-0, made where there is none that this version reads."""
    home = Home(place)
    try:
        WhooshEngine(home.index).close()
    except (IndexMissing, IndexOutdated):
        _say(f"making {place}, which takes some minutes")
        with Archive.open(home.archive) as archive:
            archive.add(read([shared / PART], lambda problem: None))
        update(home, lambda _step, _count, items: items, rebuild=True)
    return home


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--home", type=Path, default=KEPT, help="where part-0 is, or will be, indexed")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args(arguments)
    home = made(chosen.shared, chosen.home)
    engine = WhooshEngine(home.index)
    with Archive.open(home.archive, create=False) as archive:
        registry = Registry(archive)
        with _measured("lexicon, from its file"):
            lexicon = engine.lexicon()
        with _measured("speech, for did you mean"):
            speech = Speech(lexicon)
            correct("thu tuong", speech)
        suggester = Suggester(engine, registry)
        with _measured("completions"):
            suggester.complete("a")
        _score_titles(chosen.shared, engine, speech, random.Random(chosen.seed))
        _score_people(registry, suggester)


if __name__ == "__main__":
    main()

"""What is counted of titles on arrays is what plain Python counts of them one by one."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Place
from corpus.vietnamese import clean, fold, match_key
from search.counted import Listed, Terms, code
from search.engine import Entry
from search.engines.whoosh.columns.merge import Piece, merged
from search.engines.whoosh.columns.pack import packed
from search.engines.whoosh.columns.segment import Columns
from search.engines.whoosh.lexicon import SEEN, count
from search.lexicon import Forms, Part, join
from search.phrases import place_label
from search.summed import SEVERAL, ByTerm, JoinedTerms
from search.text.analyze import Field, analyze
from search.text.cutting import SYLLABLE
from tests.search.titles_one_by_one import part_of, read, terms_of

MakeEntry = Callable[..., Entry]

WORDS = re.findall(
    r"\S+",
    "xã Xã XÃ Đài Vân hoà hòa Hoà kỹ kĩ KỸ Kỹ sư nông thôn mới mới của về 2023 12/2023/QĐ-UBND 05-NQ/HU thuỷ quý quí "
    "họp HỌP bàn ủy uỷ İ ǅ Σ ß 1 x_y",
)
GAPS = (" ", " ", " ", " ", " ", ", ", ". ", " – ", "-", "/", ": ")
titles = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=9).map(
    lambda pieces: clean("".join(word + gap for word, gap in pieces)).strip()
)
archives = st.lists(titles, min_size=1, max_size=12)


def one_by_one(entries: Sequence[Entry]) -> Part:
    """Count what is in these articles as `search.engines.whoosh.lexicon.count` is to count it."""
    documents = [one.document for one in entries]
    terms = [analyze(one.article.title, one.article.body) for one in documents]

    def counted(field: Field) -> Counter[str]:
        return Counter(term for one in terms for term in one[field])

    found = read([one.article.title for one in documents])
    pairs = Counter(found.pairs)
    for word, times in counted(Field.WORDS).items():
        for left, right in pairwise(word.split("_")):
            pairs[left, right] += times
    bare = {tuple(pair.split(" ")): times for pair, times in counted(Field.PAIRS).items() if times >= SEEN}
    labels = [{place_label(place.name, place.kind) for place in one.annotations.places} for one in documents]
    places = Counter(chain.from_iterable(labels))
    return part_of(counted(Field.SYLLABLES), counted(Field.FOLDED), found, pairs, bare, places)


def plain(part: Part) -> tuple[object, ...]:
    terms = [(one.names, one.counts.tolist()) for one in (part.syllables, part.folded)]
    pairs = [
        (one.codes.tolist(), one.counts.tolist(), one.openings.tolist()) for one in (part.pairs, part.folded_pairs)
    ]
    listed = [one.read() for one in (part.written, part.phrases, part.places)]
    return *terms, *pairs, *listed, part.fold_of.tolist()


def by_term(terms: Terms) -> Counter[str]:
    return Counter(dict(zip(terms.names, terms.counts.tolist(), strict=True)))


def made(entry: MakeEntry, titles: Sequence[str]) -> list[Entry]:
    return [entry(str(n), title, f"Kỹ sư về nông thôn {n}.") for n, title in enumerate(titles)]


def counted(entries: Sequence[Entry]) -> Part:
    return count(Columns(packed(entries)))


@given(archives)
@settings(deadline=None, max_examples=200)
def test_titles_are_counted_as_one_by_one(entry: MakeEntry, titles: list[str]) -> None:
    entries = made(entry, titles)
    assert plain(counted(entries)) == plain(one_by_one(entries))


@given(archives, archives, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_segments_made_one_are_counted_as_the_living_in_them(
    entry: MakeEntry, one: list[str], two: list[str], choose: object
) -> None:
    entries = made(entry, [*one, *two])
    alive = np.array([choose.random() < 0.7 for _ in entries], np.bool_)  # type: ignore[attr-defined]
    pieces = [
        Piece(Columns(packed(entries[: len(one)])), alive[: len(one)]),
        Piece(Columns(packed(entries[len(one) :])), alive[len(one) :]),
    ]
    living = [one for one, lives in zip(entries, alive.tolist(), strict=True) if lives]
    found = count(Columns(dict(merged(pieces))))
    assert plain(found) == plain(one_by_one(living))


def test_a_place_counts_each_article_once_and_stands_where_it_was_first_named(entry: MakeEntry) -> None:
    def naming(one: Entry, *places: Place) -> Entry:
        notes = replace(one.document.annotations, places=places)
        return Entry(replace(one.document, annotations=notes))

    van, linh = Place("Đài Vân", "xã"), Place("Trực Linh", "huyện")
    entries = [naming(entry("1"), linh, linh), naming(entry("2"), van, linh)]
    assert list(counted(entries).places.read().items()) == [("huyện Trực Linh", 2), ("xã Đài Vân", 1)]


def test_every_character_is_as_much_a_part_of_a_syllable_in_its_key_as_where_it_was_written() -> None:
    every = "\n".join(chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000)
    written, keys = ([one.span() for one in SYLLABLE.finditer(text)] for text in (every, match_key(every)))
    assert written == keys


@given(archives, archives)
@settings(deadline=None, max_examples=60)
def test_a_lexicon_of_two_parts_says_what_both_say_together(entry: MakeEntry, one: list[str], two: list[str]) -> None:
    parts = [counted(made(entry, one)), counted(made(entry, two))]
    both = join(parts)
    assert both.syllables == by_term(parts[0].syllables) + by_term(parts[1].syllables)
    assert both.folded == by_term(parts[0].folded) + by_term(parts[1].folded)
    for joined, of_parts in (
        (both.pairs, [(part.syllables, part.pairs) for part in parts]),
        (both.folded_pairs, [(part.folded, part.folded_pairs) for part in parts]),
    ):
        expected: Counter[tuple[str, str]] = Counter()
        for terms, pairs in of_parts:
            for key, times in zip(pairs.codes.tolist(), pairs.counts.tolist(), strict=True):
                expected[terms.names[key >> 32], terms.names[key & 0xFFFFFFFF]] += times
        numbers = np.arange(len(joined.vocabulary))
        table = joined.of(code(numbers[:, None], numbers[None, :]))
        names = joined.vocabulary
        assert {(names[left], names[right]): table[left, right] for left, right in np.argwhere(table)} == expected
        assert joined.openings().tolist() == table.sum(axis=1).tolist()


def test_forms_without_accents_lead_to_those_with_in_the_order_of_their_articles() -> None:
    counts = {"xa": 1, "xã": 3, "xá": 3, "họp": 1}
    syllables, folded = JoinedTerms([terms_of(counts)]), JoinedTerms([terms_of({"hop": 1, "xa": 7})])
    forms = Forms(syllables, folded, np.array([folded.number(fold(key)) for key in syllables.names]))
    assert dict(forms) == {"xa": ("xá", "xã", "xa"), "hop": ("họp",)}


@pytest.mark.parametrize("text", ["", "một", "một\nhai"])
def test_lists_are_read_as_they_were_laid_out(text: str) -> None:
    counted = {line: 1 + len(line) for line in text.split("\n")} if text else {}
    assert list(Listed.of(counted).read().items()) == list(counted.items())


@pytest.mark.parametrize("before", [0, SEVERAL])
def test_a_term_is_found_by_its_hash_as_later_in_a_dictionary(before: int) -> None:
    terms = JoinedTerms([terms_of({"xã": 2, "họp": 1}), terms_of({}), terms_of({"họp": 3, "bàn": 4})])
    for _ in range(before):
        terms.number("không")
    articles = ByTerm(terms, terms.counts)
    assert dict(articles) == {"xã": 2, "họp": 4, "bàn": 4}
    assert (articles.get("xa"), "xa" in articles, "xã" in articles) == (None, False, True)
    assert [terms.name(terms.number(name)) for name in ("xã", "họp", "bàn")] == ["xã", "họp", "bàn"]

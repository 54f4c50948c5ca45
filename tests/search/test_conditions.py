"""Conditions against a plain reading of what each node means, over small random collections."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corpus.article import Agency, Annotations, Article, DocumentNumber, Links, Official, Place, Span, Statement, Topic
from corpus.vietnamese import clean, fold, match_key
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.conditions import MAX_EXPANSIONS
from search.language.tree import AllOf, AnyOf, Form, Has, Kind, Named, Node, Not, Part, Phrase, Prefix, Within
from search.plan import Plan, plan
from search.query import Query
from search.text.cutting import Syllable, parts, syllables

MakeEntry = Callable[..., Entry]

WORDS = ["bình", "binh", "bính", "hoà", "hòa", "đầm", "hà", "kỹ", "1505/QĐ-UBND", "qđ"]
TEXT = st.lists(st.sampled_from([*WORDS, ".", "-"]), max_size=10).map(" ".join)
NAME = st.lists(st.sampled_from(WORDS[:8]), min_size=1, max_size=3).map(" ".join)
DAYS = [None, dt.date(2023, 8, 4), dt.date(2023, 9, 1), dt.date(2024, 2, 29)]
# A document's number is none: queries read it as its parts.
FORM = st.sampled_from(
    [Form(one.key, one.folded) for one in syllables(" ".join([*WORDS, "ha", "dam"])) if not one.is_number]
)
LETTERS = st.sampled_from(["b", "bi", "bì", "bin", "ho", "hoà", "hòa", "ky", "kĩ", "15", "x"])


def prefix(part: Part, start: str) -> Prefix:
    return Prefix(part, start, match_key(start), bare=fold(start) == start)


@st.composite
def documents(draw: st.DrawFn, id: str) -> Document:
    article = Article(id, clean(draw(TEXT)), clean(draw(TEXT)))
    at, to = sorted(draw(st.tuples(st.integers(0, 60), st.integers(0, 60))))
    people, bodies = draw(st.lists(NAME, max_size=2)), draw(st.lists(NAME, max_size=2))
    notes = Annotations(
        id,
        officials=tuple(Official(name) for name in people),
        agencies=tuple(Agency(name) for name in bodies),
        event_date=draw(st.sampled_from(DAYS)),
        topics=tuple(Topic(topic, 1.0) for topic in draw(st.sets(st.sampled_from("xyz")))),
        places=tuple(Place(name) for name in draw(st.lists(NAME, max_size=2))),
        documents=tuple(map(DocumentNumber, draw(st.sets(st.sampled_from(["1505/QĐ-UBND", "7-NQ/TU"]))))),
        statements=(Statement(0, "nói", "say", False, Span(at, to)),) if people else (),
    )
    linked = tuple(draw(st.sampled_from(["", name])) for name in people)  # "" is nobody
    return Document(article, notes, Links(linked, tuple(bodies)))


def _starting(kind: Kind, firsts: list[Form], start: str) -> Named:
    whole = match_key(start)
    return Named(kind, (*firsts, Form(whole, fold(whole))), start)


COLLECTION = st.tuples(*(documents(id) for id in "abcdef"))
LEAVES = st.one_of(
    st.builds(Phrase, st.sampled_from(Part), st.lists(FORM, min_size=1, max_size=3).map(tuple)),
    st.builds(
        lambda part, start: Prefix(part, start, match_key(start), fold(start) == start), st.sampled_from(Part), LETTERS
    ),
    st.builds(Named, st.sampled_from(Kind), st.lists(FORM, min_size=1, max_size=2).map(tuple)),
    st.builds(_starting, st.sampled_from(Kind), st.lists(FORM, max_size=1), LETTERS),
    st.builds(Within, st.sampled_from(DAYS), st.sampled_from(DAYS)),
    st.builds(Has, st.just("topic"), st.lists(st.sampled_from("xyw"), max_size=2).map(tuple)),
)
TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


def passages(document: Document, part: Part) -> list[str]:
    article = document.article
    return {
        Part.TITLE: [article.title],
        Part.TEXT: [article.title, article.body],
        Part.SAID: [one.span.of(article.text) for one in document.annotations.statements],
    }[part]


def spread(text: str) -> list[Syllable]:
    return [part for one in syllables(text) for part in ([one, *parts(one)] if one.is_number else [one])]


def meets(form: Form, one: Syllable) -> bool:
    return one.folded == form.folded if form.bare else one.key == form.key


def in_a_row(text: str, forms: Sequence[Form]) -> bool:
    if len(forms) == 1:
        return any(meets(forms[0], one) for one in spread(text))
    found = syllables(text)
    rows = (found[at : at + len(forms)] for at in range(len(found) - len(forms) + 1))
    return any(all(map(meets, forms, row)) and all(right.joined for _, right in pairwise(row)) for row in rows)


def names(document: Document, kind: Kind) -> list[str]:
    notes, links = document.annotations, document.links
    return {
        Kind.PERSON: [one.name for one, id in zip(notes.officials, links.officials, strict=True) if id],
        Kind.AGENCY: [one.name for one in notes.agencies],
        Kind.PLACE: [one.name for one in notes.places],
        Kind.NUMBER: [one.number for one in notes.documents],
    }[kind]


def has_name(text: str, named: Named) -> bool:
    found = [part for one in syllables(text) for part in (parts(one) if one.is_number else [one])]
    *whole, last = named.forms

    def ends(one: Syllable) -> bool:
        goes_on = named.start and (one.folded if last.bare else one.key).startswith(named.start)
        return bool(goes_on) or meets(last, one)

    return all(any(meets(form, one) for one in found) for form in whole) and any(map(ends, found))


def means(node: Node, document: Document) -> bool:
    match node:
        case AllOf(inner):
            return all(means(one, document) for one in inner)
        case AnyOf(inner):
            return any(means(one, document) for one in inner)
        case Not(inside):
            return not means(inside, document)
        case Phrase(part, forms):
            return any(in_a_row(text, forms) for text in passages(document, part))
        case Prefix(part, start, whole, bare):
            return any(
                (key := one.folded if bare else one.key).startswith(start) or key == whole
                for text in passages(document, part)
                for one in spread(text)
            )
        case Named(kind):
            return any(has_name(name, node) for name in names(document, kind))
        case Within(since, until):
            day = document.date
            open_ends = since is None and until is None
            return open_ends or (day is not None and (since or day) <= day <= (until or day))
        case Has(_, values):
            return any(topic.id in values for topic in document.annotations.topics)


@contextmanager
def indexed(*commits: Sequence[Document]) -> Iterator[WhooshEngine]:
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        for number, some in enumerate(commits, start=1):
            engine.write((Entry(one) for one in some), upto=number)
        yield engine
        engine.close()


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(collection=COLLECTION, trees=st.lists(TREES, min_size=5, max_size=12))
def test_a_tree_matches_the_documents_it_means(collection: tuple[Document, ...], trees: list[Node]) -> None:
    with indexed(collection[:4], collection[4:]) as engine:
        for tree in trees:
            answer = engine.find(Plan(must=tree, size=100))
            assert sorted(answer.ids) == [one.article.id for one in collection if means(tree, one)], tree
            assert answer.total == len(answer.ids)


@pytest.fixture
def filled(engine: WhooshEngine, entry: MakeEntry) -> WhooshEngine:
    engine.write(
        [
            entry("a", "Bão lũ ở Khê", "Tiền cứu trợ đã tới. Hà Trang đi.", officials=("lê văn an", "trần thị bình")),
            entry("b", "Lũ quét", "Bão đi qua, lũ về sau", officials=("lê thị bình",)),
            entry("c", "Họp dân", "Tiến độ tiền lương"),
        ],
        upto=3,
    )
    return engine


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('"bão lũ"', "a"),
        ('"bao lu"', "a"),
        ('"bảo lũ"', ""),
        ("bão lũ", "ab"),
        ('lũ -"lũ quét"', "a"),
        ("lũ OR họp", "abc"),
        ("(họp OR quét) -bão", "c"),
        ("tiề*", "ac"),
        ("tie*", "ac"),
        ("ti* -tiền", ""),
        ('nguoi:"lê bình"', "b"),
        ('nguoi:"binh le"', "b"),
        ("nguoi:bình -nguoi:an", "b"),
        ("tieude:lũ", "ab"),
        ("tieude:bão", "a"),
        ("lũ nguoi:an ngay:mai", "a"),
        ('"tới hà"', ""),
    ],
)
def test_an_operator_finds_what_it_says(filled: WhooshEngine, text: str, ids: str) -> None:
    assert sorted(filled.find(plan(Query(text))).ids) == list(ids)


def test_what_is_missing_elsewhere_is_judged_among_what_the_conditions_leave(filled: WhooshEngine) -> None:
    answer = filled.find(plan(Query("bão quét nguoi:an")))
    assert (answer.ids, answer.relaxed) == (("a",), True)


def test_a_phrase_scores_by_its_words(filled: WhooshEngine) -> None:
    assert filled.find(plan(Query('"lũ quét" OR bão'))).scores[0] > 0


def test_a_deleted_article_meets_no_condition(filled: WhooshEngine) -> None:
    filled.write([], ["a"], upto=4)
    assert [filled.find(plan(Query(text))).total for text in ('"bão lũ"', "nguoi:an", "-họp", "tiề*")] == [0, 0, 1, 1]


def test_a_prefix_of_more_words_than_are_looked_up_says_so(engine: WhooshEngine, entry: MakeEntry) -> None:
    often, rare = "xa", " ".join(f"x{n:03}" for n in range(MAX_EXPANSIONS + 40))
    engine.write([entry("rare", rare), entry("a", "xaa"), entry("b", "xaa"), entry("c", often)], upto=1)
    answer = engine.find(plan(Query("x0* OR xa*")))
    assert answer.cut == ("x0*",)
    assert set(answer.ids) == {"a", "b", "c", "rare"}


def test_the_most_frequent_of_a_prefix_are_looked_up_first(engine: WhooshEngine, entry: MakeEntry) -> None:
    rare = " ".join(f"xa{n:03}" for n in range(MAX_EXPANSIONS + 40))
    engine.write([entry("rare", rare), entry("a", "xazz"), entry("b", "xazz")], upto=1)
    assert {"a", "b"} <= set(engine.find(plan(Query("xa*"))).ids)


@pytest.mark.parametrize(
    "hostile", ["(" * 1000, '"' * 999, "*h*", "*", "a OR " * 200, '"a" ' * 250, "ti* " * 200, "-a " * 300]
)
def test_a_hostile_query_is_answered_in_no_time(filled: WhooshEngine, hostile: str) -> None:
    def seconds() -> float:
        begun = time.process_time()
        filled.find(plan(Query(hostile)))
        return time.process_time() - begun

    assert min(seconds() for _ in range(3)) < 0.1  # the best of three: other tests' garbage is collected in between

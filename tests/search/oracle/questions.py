"""Random questions of every kind: in the query language, and as plans that no query makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from corpus.eras import Eras
from corpus.units import pairs
from corpus.vietnamese import clean
from search.language.tree import AllOf, AnyOf, Called, Form, Has, Kind, Named, Node, Not, Part, Phrase, Prefix, Within
from search.plan import PRESENCE, Plan, Term, plan
from search.query import Query, Sort
from search.text.analyze import SCORED, Field
from search.text.cutting import syllables
from tests.search.oracle.drafts import terms_of
from tests.search.oracle.drawing import DAYS, PHRASES, PLACES, TOPICS, WORDS, Commit, after, archives, often
from tests.search.oracle.wording import KINDS, worded

UNITS = (
    "tỉnh Lam Châu\t\ttỉnh Lam Châu, tỉnh Hạ Lam\n"
    "tỉnh Lam Châu\txã Đài Vân\thuyện Đài Vân, tỉnh Lam Châu: thị trấn Đài Vân, xã Nà Phìn\n"
    "tỉnh Lam Châu\txã Bản Mù\thuyện Đài Vân, tỉnh Lam Châu: xã Bản Mù, xã Khe Mo\n"
)
PERIODS = ("2023", "2024", "2023-08", "2023-09", "2023-08-04", "2022")
SLUGS = {
    "official": ("le-an", "tran-thi-binh", "tran-an", "khong-ai"),
    "agency": ("ubnd-hai-tra", "hdnd-lam-chau", "so-tai-chinh"),
    "topic": (*TOPICS, "khac"),
    "date": PERIODS,
}
# The title's terms are asked for by what bodies say too: some say it in both.
_OF_BODY = {Field.TITLE_SYLLABLES: Field.SYLLABLES, Field.TITLE_FOLDED: Field.FOLDED}


@dataclass(frozen=True, slots=True)
class Question:
    """A plan, what kinds of things it asks for, and the query it was made of, if it was."""

    kinds: frozenset[str]
    plan: Plan
    text: str = ""

    def __str__(self) -> str:
        return f"{self.text!r} ({', '.join(sorted(self.kinds))}): {self.plan}"

    def __repr__(self) -> str:
        """Return what tells a question among many: of a drawn case all are printed."""
        return f"<{self.text!r}: {', '.join(sorted(self.kinds))}>"


@cache
def eras() -> Eras:
    """Return invented units, two of them merged into others."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "units.tsv"
        path.write_text(UNITS, encoding="utf-8")
        return Eras(pairs(path))


@cache
def _values(facets: tuple[str, ...]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Draw a few values in each of the facets named."""
    some = {
        facet: st.lists(st.sampled_from(SLUGS[facet]), min_size=1, max_size=3, unique=True).map(tuple)
        for facet in facets
    }
    return st.fixed_dictionaries(some)


@cache
def _facets() -> st.SearchStrategy[tuple[str, ...]]:
    return often((), st.sampled_from((*((facet,) for facet in SLUGS), ("official", "date"), ("agency", "topic"))))


@st.composite
def asked(draw: st.DrawFn, texts: Sequence[str], kinds_of: Sequence[str] = tuple(KINDS)) -> Question:
    """Draw a query of up to three parts with choices, days, an order and a page."""
    kind = st.sampled_from(kinds_of)
    kinds = draw(often(st.lists(kind, min_size=1, max_size=1), st.lists(kind, max_size=3)))
    chosen, barred = draw(_facets().flatmap(_values)), draw(_facets().flatmap(_values))
    days = sorted(draw(often([], st.lists(st.sampled_from(DAYS), min_size=1, max_size=2, unique=True))))
    sort = draw(often(Sort.RELEVANCE, st.sampled_from(Sort)))
    query = Query(
        worded(draw, texts, kinds),
        **chosen,
        **{f"not_{facet}": values for facet, values in barred.items()},
        speaks=draw(often(False, True)),
        since=days[0] if days else None,
        until=days[1] if len(days) == 2 else None,
        sort=sort,
        join="joined places" in kinds or draw(st.booleans()),
        page=draw(often(1, st.integers(2, 3))),
        size=draw(st.sampled_from((1, 2, 3, 10))),
        fold=draw(st.booleans()),
    )
    made = plan(query, eras())
    told = set(kinds) - ({"joined places"} if made.joined is None else set()) or {"nothing"}
    narrowed = {
        "chosen": chosen,
        "barred": barred,
        "speaks": query.speaks,
        "from or to a day": days,
        "folded": query.fold,
        "paged": query.page > 1,
        f"sorted by {sort}": sort is not Sort.RELEVANCE,
    }
    return Question(frozenset(told | {name for name, is_so in narrowed.items() if is_so}), made, query.text)


def _terms(draw: st.DrawFn, texts: Sequence[str], most: int) -> tuple[Term, ...]:
    """Draw terms of any scored field out of the articles, each once; now and then one that none has."""
    found = []
    for field in draw(st.lists(st.sampled_from(SCORED), max_size=most)):
        known = sorted(terms_of("", draw(st.sampled_from(texts)))[Field(_OF_BODY.get(field, field))])
        text = draw(often(st.sampled_from(known), "vắng")) if known else "vắng"
        found.append(Term(field, text, draw(st.sampled_from((0.05, 0.26, 0.46, 1.0)))))
    return tuple({(term.field, term.text): term for term in found}.values())


@cache
def _forms() -> st.SearchStrategy[Form]:
    typed = [one for word in WORDS for one in syllables(clean(word)) if not one.is_number]
    return st.sampled_from([Form(key, one.folded) for one in typed for key in (one.key, one.folded)])


@cache
def nodes() -> st.SearchStrategy[Node]:
    """Draw a tree of conditions."""
    forms, parts, day = (
        st.lists(_forms(), min_size=1, max_size=3).map(tuple),
        st.sampled_from(Part),
        st.sampled_from(DAYS),
    )
    places = st.sampled_from([" ".join(clean(f"{kind or ''} {name}").lower().split()) for name, kind, _ in PLACES])
    starts = st.sampled_from((("ho", "ho", True), ("hoà", "hòa", False), ("tr", "tr", True), ("2", "2", True)))
    leaf = st.one_of(
        st.builds(Phrase, parts, forms),
        st.builds(lambda part, start: Prefix(part, *start), parts, starts),
        st.builds(Named, st.sampled_from(Kind), forms, st.sampled_from(("", "t", "b"))),
        st.builds(Called, st.just(Kind.PLACE), st.lists(places, min_size=1, max_size=2).map(tuple)),
        st.builds(Within, st.none() | day, st.none() | day),
        st.sampled_from([Has(facet, values[at : at + 2]) for facet, values in SLUGS.items() for at in range(2)]),
    )
    several = st.integers(0, 3)
    return st.recursive(
        leaf,
        lambda inner: (
            st.builds(Not, inner)
            | several.flatmap(lambda n: st.builds(AllOf, st.tuples(*[inner] * n)))
            | several.flatmap(lambda n: st.builds(AnyOf, st.tuples(*[inner] * n)))
        ),
        max_leaves=5,
    )


@st.composite
def planned(draw: st.DrawFn, texts: Sequence[str]) -> Question:
    """Draw a plan that no query makes: any terms, weights, bounds and conditions."""
    need = _terms(draw, texts, 5)
    made = Plan(
        need=need,
        at_least=draw(st.integers(1, len(need))) if need else 0,
        share_of_best=draw(st.sampled_from((0.0, 0.3, 0.7, 0.9))),
        boost=_terms(draw, texts, 4),
        must=draw(st.none() | nodes()),
        sort=draw(st.sampled_from(Sort)),
        daily=draw(st.sampled_from(((), ("2023-08",), ("2023-08", "2023-09")))),
        offset=draw(st.integers(0, 4)),
        size=draw(st.sampled_from((1, 3, 10))),
        fold=draw(st.booleans()),
    )
    kinds = {"a plan of its own", *(["a tree of its own"] if made.must else [])}
    kinds |= {"rarity alone"} if any(term.field in PRESENCE for term in need) else set()
    return Question(frozenset(kinds), made)


@st.composite
def cases(
    draw: st.DrawFn, number: int, kinds: Sequence[str] = tuple(KINDS), *, copied: bool = False
) -> tuple[list[Commit], list[Question]]:
    """Draw an archive, and so many questions about it: queries of some kinds, and plans."""
    history = draw(archives(copied))
    texts = [text for draft in after(history).values() for text in (draft.title, draft.body) if text] or [PHRASES[0]]
    return history, [draw(often(asked(texts, kinds), planned(texts))) for _ in range(number)]


def of_places(number: int) -> st.SearchStrategy[tuple[list[Commit], list[Question]]]:
    """Draw a case of places that are called otherwise: seldom enough else, and the longest rule of all."""
    return cases(number, ("joined places",))


def of_copies(number: int) -> st.SearchStrategy[tuple[list[Commit], list[Question]]]:
    """Draw a case of reports that several articles copy."""
    return cases(number, copied=True)

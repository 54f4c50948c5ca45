"""The bench itself: its collection, its means, its table, its drawings, and that a wrong engine is caught."""

import gzip
import lzma
import xml.etree.ElementTree as ET
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotate import annotate
from corpus.article import Annotations, Article, Links
from corpus.readers import read
from search.engine import Document, Entry
from search.engines.whoosh import WhooshEngine
from search.layout import NOT_CALLED
from search.plan import plan
from search.query import Query
from search.text.analyze import Field, analyze
from tests.bench import articles, plot
from tests.bench.agree import Disagreement, check, difference
from tests.bench.mix import KINDS, Asked, Source, drawn
from tests.bench.peers.door import Answer, CannotAsk, Ours
from tests.bench.peers.fts5 import Fts5, Fts5Writer
from tests.bench.peers.plain import analysis
from tests.bench.peers.stock import Stock, StockWriter
from tests.bench.records import GAP, IN_ORDER, record
from tests.bench.table import Bar, Row, markdown
from tests.bench.timing import Timed, geometric_mean, interleaved, percentile

FACETS = {"official": {"le-van-an": 2}, "agency": {}, "topic": {"y-te": 1}, "date": {"2023-08": 3}}
ANSWER = Answer(("a", "b"), 3, FACETS)
PLAN = plan(Query("sởi"))


class Says:
    """An engine that always says the same."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer

    def find(self, plan):
        if self.answer is None:
            raise CannotAsk
        return self.answer

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def lines():
    return list(articles.made(60))


@pytest.fixture(scope="module")
def documents(lines, tmp_path_factory):
    file = tmp_path_factory.mktemp("made") / "made.jsonl"
    articles.write(lines, file)
    return [_document(article) for article in read([file], lambda problem: None)]


def _document(article: Article) -> Document:
    notes: Annotations = annotate(article)
    people = tuple("-".join(one.name.lower().split()) for one in notes.officials)
    bodies = tuple("-".join(one.name.lower().split()) for one in notes.agencies)
    return Document(article, notes, Links(people, bodies))


def test_made_articles_are_the_same_for_the_same_seed_and_others_for_another():
    assert list(articles.made(20)) == list(articles.made(20)) != list(articles.made(20, seed=1))


def test_a_part_of_the_made_articles_is_a_part_of_more_of_them(lines):
    assert list(articles.made(5, first=40)) == lines[40:45]


def test_made_articles_give_every_facet_values(documents):
    assert all(one.date and one.annotations.topics for one in documents[:50])
    assert sum(bool(one.links.officials) for one in documents) > len(documents) / 2
    assert sum(bool(one.links.agencies) for one in documents) > len(documents) / 2


def test_syllables_of_made_articles_fall_as_zipf_says(documents):
    having: dict[str, int] = {}
    for one in documents:
        for term in analyze(one.article.title, one.article.body)[Field.SYLLABLES]:
            having[term] = having.get(term, 0) + 1
    counts = sorted(having.values(), reverse=True)
    assert counts[0] > len(documents) * 0.9
    assert counts[len(counts) // 2] < len(documents) * 0.1


def test_chosen_samples_lie_in_each_other_whatever_the_order(lines):
    assert articles.chosen(lines) == articles.chosen(lines[::-1])


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "jsonl.xz"])
def test_articles_come_back_from_packed_files(lines, tmp_path, ending):
    plain = tmp_path / "made.jsonl"
    articles.write(lines[:3], plain)
    pack = {"gz": gzip.compress, "xz": lzma.compress}.get(ending.rpartition(".")[2], bytes)
    file = tmp_path / f"packed.{ending}"
    file.write_bytes(pack(plain.read_bytes()))
    assert list(articles.real([file])) == lines[:3]


def test_geometric_mean_is_the_root_of_the_product():
    assert geometric_mean([1, 4, 16]) == pytest.approx(4)
    assert isnan(geometric_mean([]))


@given(st.lists(st.floats(1e-6, 1e6), min_size=1))
def test_geometric_mean_of_ratios_is_the_ratio_of_means(values):
    twice = [2 * one for one in values]
    assert geometric_mean(twice) / geometric_mean(values) == pytest.approx(2)


@given(st.lists(st.floats(0, 1e3), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values(values, share):
    assert percentile(values, share) in values


def test_timed_takes_each_question_by_its_median_and_spreads_over_rounds():
    timed = Timed(((1.0, 4.0), (1.0, 16.0), (9.0, 4.0)))
    assert timed.each == (1.0, 4.0)
    assert timed.mean == pytest.approx(2)
    assert timed.spread == pytest.approx((2, 6))
    assert timed.of([1]).each == (4.0,)


def test_interleaving_puts_each_question_to_all_engines_before_the_next_and_turns_who_is_first():
    asked: list[str] = []
    asks = {name: [lambda n=n, name=name: asked.append(f"{name}{n}") for n in range(3)] for name in "ab"}
    interleaved(asks, 1)
    assert asked == ["a0", "b0", "b1", "a1", "a2", "b2"]


def test_the_check_catches_a_wrong_total():
    wrong = replace(ANSWER, total=4)
    with pytest.raises(Disagreement, match="peer: sởi: total 3, not 4"):
        check(Says(ANSWER), {"peer": Says(wrong)}, [("sởi", PLAN)])


@pytest.mark.parametrize("facet", FACETS)
def test_the_check_catches_one_wrong_count_in_any_facet(facet):
    wrong = replace(ANSWER, facets={**FACETS, facet: {**FACETS[facet], "khác": 1}})
    assert difference(ANSWER, wrong) == f"facet {facet}, 1 values: khác 0/1"


def test_the_check_lets_another_order_of_hits_pass_and_tells_who_could_be_asked():
    turned = replace(ANSWER, ids=("b", "a"))
    assert check(Says(ANSWER), {"peer": Says(turned), "mute": Says(None)}, [("sởi", PLAN)]) == {"peer": [0], "mute": []}


@pytest.mark.parametrize(
    ("bar", "value", "met"),
    [(Bar(2), 2.0, True), (Bar(2), 2.1, False), (Bar(2, at_least=True), 1.9, False), (Bar(2), float("nan"), False)],
)
def test_a_bar_is_met_at_its_limit_and_never_by_what_is_no_number(bar, value, met):
    assert bar.met(value) is met


def test_a_row_holds_ours_over_each_peer_to_its_bar():
    row = Row("query", 8.0, "ms", peers={"one": 10.0, "other": 4.0}, bars=[Bar(0.8, "one"), Bar(1, "other"), Bar(9)])
    assert row.ratios == {"one": 0.8, "other": 2.0}
    assert row.verdicts == [True, False, True]
    assert "| yes; NO; yes |" in markdown([row])


@pytest.mark.parametrize(
    "drawing",
    [
        plot.growth("a <b> & c", {"ours": [(1e3, 0.5), (1e5, 9)], "x": [(1e3, 0.5), (1e5, 9)]}, "articles", "ms"),
        plot.growth("one size", {"ours": [(1000, 1)]}, "articles", "ms"),
        plot.side_by_side("peers", {"ours": 1.0, "tantivy": 2.5, "whoosh": 900.0}, "ms"),
    ],
)
def test_a_drawing_parses_and_is_told_in_words(drawing):
    root = ET.fromstring(drawing)  # noqa: S314  # our own
    named = {child.tag.rpartition("}")[2]: child for child in root}
    assert root.get("role") == "img"
    assert named["title"].text
    assert "ours" in (named["desc"].text or "")
    assert all("nan" not in value for element in root.iter() for value in element.attrib.values())


def test_rows_keep_how_often_a_term_stands_and_break_phrases_where_ours_do(documents):
    for document in documents[:10]:
        known = record((document, NOT_CALLED))
        counted = analyze(document.article.title, document.article.body)
        for field, terms in counted.items():
            tokens = [token for token in known.rows[str(field)].split() if token != GAP]
            assert len(tokens) == sum(terms.values())
        commas = document.article.body.count(",")
        assert all(known.rows[str(field)].split().count(GAP) > commas for field in IN_ORDER)


def test_the_plain_analysis_of_peers_gives_the_terms_of_ours(documents):
    for document in documents[:10]:
        text = document.article.title, document.article.body
        assert analysis(*text) == analyze(*text)


@pytest.fixture(scope="module")
def engine(documents, tmp_path_factory):
    engine = WhooshEngine.create(tmp_path_factory.mktemp("ours"))
    engine.write(map(Entry, documents), upto=1)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def mix(documents, engine):
    sources = [
        Source(one.article.id, one.article.text, one.links.officials, one.date.toordinal() if one.date else None)
        for one in documents
    ]

    def fits(asked: Asked) -> bool:
        found = engine.find(asked.plan)
        return found.total > 0 and not found.relaxed and not found.cut

    found = drawn(sources, fits)
    assert found == drawn(sources[::-1], fits)
    return found


def test_the_mix_has_so_many_of_each_kind_and_none_without_an_answer(mix, engine):
    assert [one.kind for one in mix] == [kind for kind, number in KINDS.items() for _ in range(number)]
    assert all(engine.find(one.plan).total for one in mix)


def _written(writer, documents):
    for document in documents:
        writer.add(record((document, NOT_CALLED)))
    writer.finish()


def _agrees(engine, peer, mix, least):
    able = check(Ours(engine), {"peer": peer}, [(one.query.text, one.plan) for one in mix])
    peer.close()
    assert len(able["peer"]) >= least


@pytest.mark.parametrize(("quick", "least"), [(True, 40), (False, 50)])
def test_stock_whoosh_gives_the_totals_and_counts_of_ours(documents, engine, mix, tmp_path, quick, least):
    _written(StockWriter(tmp_path, quick=quick), documents)
    _agrees(engine, Stock(tmp_path), mix[::3], least)


def test_fts5_gives_the_totals_and_counts_of_ours(documents, engine, mix, tmp_path: Path):
    _written(Fts5Writer(tmp_path), documents)
    _agrees(engine, Fts5(tmp_path), mix, 150)


@pytest.mark.parametrize("shown", [False, True])
def test_tantivy_gives_the_totals_and_counts_of_ours_for_every_query(documents, engine, mix, tmp_path, shown):
    pytest.importorskip("tantivy", reason="tantivy has no wheel for this platform", exc_type=ImportError)
    from tests.bench.peers.tantivy import Tantivy, TantivyWriter

    _written(TantivyWriter(tmp_path, shown=shown), documents)
    _agrees(engine, Tantivy(tmp_path), mix, len(mix))

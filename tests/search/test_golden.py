"""The sample articles answer what readers type: the right one comes first."""

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus.eras import Eras
from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.find import find
from search.home import Home, known_places
from search.plan import plan
from search.query import Query
from search.serving import opened
from search.steps import add_articles, run_indexer
from search.suggest.suggester import Suggester

SAMPLE = Path(corpus.__file__).parent / "sample"
LINES = Path(__file__).with_name("golden.tsv").read_text("utf-8").splitlines()
Asked = tuple[WhooshEngine, Registry, Eras]
GOLDEN = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    home = Home(tmp_path_factory.mktemp("golden"))
    add_articles(home, [SAMPLE])
    shutil.copyfile(SAMPLE / home.units.name, home.units)
    run_indexer(home, rebuild=False)
    with opened(home) as (archive, engine):
        yield engine, Registry(archive), known_places(home)


@pytest.mark.parametrize(("kind", "text", "article"), GOLDEN)
def test_the_right_article_comes_first(asked: Asked, kind: str, text: str, article: str) -> None:
    engine, registry, known = asked
    query = Query(unicodedata.normalize("NFD", text) if kind == "unicode" else text)
    if kind == "typo":
        better = Suggester(engine, registry).did_you_mean(query)
        assert better is not None
        query = Query(better)
    assert [hit.id for hit in find(engine, query, registry, known).hits][:1] == [article]


@pytest.mark.parametrize(("text", "article"), [(text, article) for kind, text, article in GOLDEN if kind == "twins"])
def test_its_copies_fold_behind_it(asked: Asked, text: str, article: str) -> None:
    folded, whole = (find(asked[0], Query(text, fold=fold), asked[1]) for fold in (True, False))
    copies = [twin.id for twin in folded.hits[0].twins]
    assert copies == [hit.id for hit in whole.hits if hit.id.startswith(article) or "-cong-tinh" in hit.id][1:]
    assert (len(copies), folded.total, folded.reports) == (2, whole.total, whole.total - 2)


@pytest.mark.parametrize("text", [text for _, text, _ in GOLDEN])
def test_what_makes_a_score_adds_up_to_it(asked: Asked, text: str) -> None:
    engine, _, known = asked
    asking = plan(Query(text), known)
    answer = engine.find(asking)
    made = [sum(share.score for share in shares) for shares in engine.explain(asking, answer.ids)]
    assert made == pytest.approx(answer.scores)


def test_what_is_not_there_has_no_score_to_explain(asked: Asked) -> None:
    assert asked[0].explain(plan(Query("tiêm")), ["khong-co"]) == [()]


def test_every_title_is_found_as_a_phrase(asked: Asked) -> None:
    engine, registry, _ = asked
    every = [hit for page in (1, 2) for hit in find(engine, Query("", size=50, page=page, fold=False), registry).hits]
    titles = {hit.id: hit.title.text for hit in every if not set('"“”') & set(hit.title.text)}
    lost = [
        title
        for id, title in titles.items()
        if id not in {hit.id for hit in find(engine, Query(f'"{title}"', size=50, fold=False), registry).hits}
    ]
    assert (len(titles) > 40, lost) == (True, [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"qd ubnd"', '"QĐ-UBND"'),
        ("-qd-ubnd", "-QĐ-UBND"),
        ('"ubnd ngay"', '"UBND ngày"'),
        ('"so 1505"', '"số 1505"'),
        ("nguoi:ly*", "nguoi:lý*"),
    ],
)
def test_accents_narrow_and_never_lose(asked: Asked, one: str, other: str) -> None:
    engine, registry, _ = asked
    bare, typed = (find(engine, Query(text), registry).total for text in (one, other))
    assert 0 < typed <= bare


def test_an_excluded_part_of_a_number_leaves_the_number_out(asked: Asked) -> None:
    engine, registry, _ = asked
    with_number, without = (find(engine, Query(text), registry).total for text in ("", "-QĐ-UBND"))
    assert without < with_number


@pytest.mark.parametrize(("text", "article"), [(text, article) for kind, text, article in GOLDEN if kind == "era"])
def test_a_name_of_the_other_era_finds_what_it_alone_did_not(asked: Asked, text: str, article: str) -> None:
    engine, registry, known = asked
    alone = find(engine, Query(text, join=False), registry, known).hits
    assert article not in [hit.id for hit in alone]


def test_there_are_sixty_of_all_kinds() -> None:
    assert len(GOLDEN) >= 60
    assert len({kind for kind, _, _ in GOLDEN}) >= 12

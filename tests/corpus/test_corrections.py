"""What people decide about the registry holds, survives, and can be taken back."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.archive import Archive
from corpus.article import Agency, Annotations, Article, Links, Office, Official
from corpus.corrections import (
    Correction,
    Corrections,
    CorrectionsBroken,
    Forbid,
    Merge,
    Rename,
    Split,
    append,
    load,
    parse,
    without,
)
from corpus.registry import Registry

ON = date(2026, 3, 1)
CHAIR = Office("Chủ tịch UBND huyện", "Ủy ban nhân dân huyện", "Đài Vân")
OTHER = Office("Chủ tịch UBND huyện", "Ủy ban nhân dân huyện", "Trúc Lĩnh")
BODY = Agency("Ủy ban nhân dân huyện", "Đài Vân")
# Four articles: a and b name the one in Đài Vân, c the one in Trúc Lĩnh, d somebody of another name.
ARTICLES = {
    "a": Annotations("a", (Official("Vi Văn Tấn", (CHAIR,)),), (BODY,)),
    "b": Annotations("b", (Official("Vi Văn Tấn", (CHAIR,)),)),
    "c": Annotations("c", (Official("Vi Văn Tấn", (OTHER,)),)),
    "d": Annotations("d", (Official("Vi Tấn", (OTHER,)),), (Agency("Sở Y tế", "Lam Châu"),)),
}
ONE, TWO, SHORT = "vi-van-tan", "vi-van-tan-2", "vi-tan"


def _filled(path: Path) -> Archive:
    archive = Archive.open(path)
    articles = [Article(id, "Tin", "Họp.", published=datetime(2026, 1, 2, tzinfo=UTC)) for id in ARTICLES]
    archive.add(articles)
    Registry(archive).record(1, [(article, ARTICLES[article.id]) for article in articles])
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with _filled(tmp_path / "archive.sqlite") as opened:
        yield opened


@pytest.fixture
def registry(archive: Archive) -> Registry:
    return Registry(archive)


def _links(registry: Registry) -> dict[str, Links]:
    return {article.id: links for article, _, links in registry.documents(list(ARTICLES))}


def _who(registry: Registry) -> dict[str, str]:
    return {id: links.officials[0] for id, links in _links(registry).items()}


def _corrected(registry: Registry, *entries: Correction) -> dict[str, str]:
    registry.correct(Corrections(entries))
    return _who(registry)


MERGE = Merge(of="people", on=ON, keep=ONE, others=(TWO, SHORT))
SPLIT = Split(of="people", on=ON, who=ONE, articles=("b",), to="vi-van-tan-3")


def test_without_corrections_each_is_who_linking_found(registry: Registry) -> None:
    assert _who(registry) == {"a": ONE, "b": ONE, "c": TWO, "d": SHORT}


def test_merged_people_are_one_whatever_their_names(registry: Registry) -> None:
    assert set(_corrected(registry, MERGE).values()) == {ONE}


def test_a_merged_person_counts_all_articles_and_offices(registry: Registry) -> None:
    _corrected(registry, MERGE)
    person = registry.person(ONE)
    assert person is not None
    assert (person.articles, {office.place for office in person.offices}) == (4, {"Đài Vân", "Trúc Lĩnh"})


def test_nobody_is_found_under_a_merged_slug_and_it_leads_on(registry: Registry) -> None:
    _corrected(registry, MERGE)
    assert (registry.person(TWO), registry.moved("people", TWO)) == (None, ONE)


def test_who_is_split_off_gets_the_slug_decided(registry: Registry) -> None:
    assert _corrected(registry, SPLIT) == {"a": ONE, "b": "vi-van-tan-3", "c": TWO, "d": SHORT}


def test_later_articles_go_on_with_who_was_split_off_by_office(registry: Registry, archive: Archive) -> None:
    _corrected(registry, Split(of="people", on=ON, who=TWO, articles=("c",), to="vi-van-tan-3"))
    article = Article("e", "Tin", "Họp lại.", published=datetime(2026, 1, 3, tzinfo=UTC))
    archive.add([article])
    registry.record(1, [(article, Annotations("e", (Official("Vi Văn Tấn", (OTHER,)),)))])
    [(_, _, links)] = registry.documents(["e"])
    assert links.officials == ("vi-van-tan-3",)


def test_a_renamed_person_keeps_the_slug(registry: Registry) -> None:
    _corrected(registry, Rename(of="people", on=ON, who=ONE, name="Vi Văn Tấn (Đài Vân)"))
    person = registry.person(ONE)
    assert person is not None
    assert person.name == "Vi Văn Tấn (Đài Vân)"


def test_taking_a_renaming_back_brings_the_own_name_back(registry: Registry) -> None:
    _corrected(registry, Rename(of="people", on=ON, who=ONE, name="Ai đó"))
    _corrected(registry)
    person = registry.person(ONE)
    assert person is not None
    assert person.name == "Vi Văn Tấn"


def test_who_is_forbidden_is_linked_and_listed_nowhere(registry: Registry) -> None:
    assert _corrected(registry, Forbid(of="people", on=ON, who=ONE))["a"] == ""
    assert ONE not in {line.id for line in registry.people(9)}


def test_a_forbidden_name_is_nobody_in_any_article(registry: Registry) -> None:
    found = _corrected(registry, Forbid(of="people", on=ON, who="VI VĂN TẤN"))
    assert found == {"a": "", "b": "", "c": "", "d": SHORT}


def test_bodies_are_merged_too(registry: Registry) -> None:
    before = _links(registry)
    keep, other = before["a"].agencies[0], before["d"].agencies[0]
    registry.correct(Corrections((Merge(of="agencies", on=ON, keep=keep, others=(other,)),)))
    assert _links(registry)["d"].agencies == (keep,)


def test_a_persons_decision_is_certain(registry: Registry) -> None:
    _corrected(registry, MERGE)
    assert _links(registry)["c"].officials_sure == (1.0,)


def test_corrections_survive_annotating_again(registry: Registry, archive: Archive) -> None:
    _corrected(registry, MERGE)
    articles = [article for article, _, _ in registry.documents(list(ARTICLES))]
    registry.record(2, [(article, ARTICLES[article.id]) for article in articles])
    assert set(_who(registry).values()) == {ONE}


def test_only_articles_affected_change(registry: Registry, archive: Archive) -> None:
    before = archive.last_change()
    registry.correct(Corrections((SPLIT,)))
    assert {change.id for change in archive.changes(before)} == {"a", "b"}


def test_the_same_corrections_again_change_nothing(registry: Registry, archive: Archive) -> None:
    registry.correct(Corrections((MERGE,)))
    before = archive.last_change()
    assert (registry.correct(Corrections((MERGE,))), archive.last_change()) == (0, before)


def test_a_slug_that_nobody_had_is_reported_with_its_decision(registry: Registry) -> None:
    wrong = Rename(of="people", on=ON, who="khong-ai", name="X")
    assert registry.unknown(Corrections((MERGE, wrong))) == [(2, "khong-ai")]


def test_merging_in_a_circle_ends(registry: Registry) -> None:
    back = Merge(of="people", on=ON, keep=TWO, others=(ONE,))
    assert set(_corrected(registry, MERGE, back).values()) == {TWO}


SLUGS = st.sampled_from([ONE, TWO, SHORT])
DECISIONS = st.one_of(
    st.tuples(SLUGS, SLUGS)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: Merge(of="people", on=ON, keep=pair[0], others=(pair[1],))),
    st.builds(
        Split, of=st.just("people"), on=st.just(ON), who=SLUGS, articles=st.just(("b",)), to=st.just("vi-van-tan-3")
    ),
    SLUGS.map(lambda who: Rename(of="people", on=ON, who=who, name="Ai đó")),
    SLUGS.map(lambda who: Forbid(of="people", on=ON, who=who)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(DECISIONS, max_size=5))
def test_taking_every_decision_back_gives_back_the_same_links(entries: Sequence[Correction]) -> None:
    with tempfile.TemporaryDirectory() as folder, _filled(Path(folder) / "archive.sqlite") as archive:
        registry = Registry(archive)
        before = (_who(registry), [(line.id, line.name, line.articles) for line in registry.people(9)])
        for made in range(len(entries)):
            registry.correct(Corrections(tuple(entries[: made + 1])))
        registry.correct(Corrections())
        assert (_who(registry), [(line.id, line.name, line.articles) for line in registry.people(9)]) == before


@given(st.lists(DECISIONS, max_size=5))
def test_corrections_survive_their_file(entries: Sequence[Correction]) -> None:
    corrections = Corrections(tuple(entries))
    assert parse(corrections.text()) == corrections


def test_comments_stay_when_decisions_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text("# by Vi\n", encoding="utf-8")
    append(path, MERGE)
    append(path, SPLIT)
    without(path, 1)
    assert (path.read_text(encoding="utf-8").startswith("# by Vi\n"), load(path).entries) == (True, (SPLIT,))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"do":"merge","of":"people","on":"2026-03-01","keep":"a","others":["a"]}',
        '{"do":"hide","of":"people"}',
        '{"do":"forbid","of":"people","on":"hôm nay","who":"a"}',
    ],
)
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(CorrectionsBroken, match="line 2"):
        parse(f"# comment\n{line}\n")

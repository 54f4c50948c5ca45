"""What people decide holds in any order, by any hand, and whatever way the registry came to it."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from corpus import tables
from corpus.archive import Archive
from corpus.article import Agency, Annotations, Article, Office, Official
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
BODY = "Ủy ban nhân dân huyện"
PLACES = {"vi-van-tan": "Đài Vân", "vi-van-tan-2": "Trúc Lĩnh", "vi-van-tan-3": "Hải Trà", "vi-van-tan-4": "Lam Thủy"}
ONE, TWO, THREE, FOUR = PLACES
FRESH = "vi-van-tan-9"


def _official(place: str, name: str = "Vi Văn Tấn") -> Official:
    return Official(name, (Office("Chủ tịch UBND huyện", BODY, place),))


# Two articles of each of four people of one name, and one of somebody of another.
NOTES = {
    f"{slug}/{at}": Annotations(f"{slug}/{at}", (_official(place),), (Agency(BODY, place),))
    for slug, place in PLACES.items()
    for at in (1, 2)
} | {"d": Annotations("d", (_official("Lam Thủy", "Vi Tấn"),))}


def _article(id: str) -> Article:
    return Article(id, "Tin", "Họp.", published=datetime(2026, 1, 2, tzinfo=UTC))


def _filled(path: Path) -> Archive:
    archive = Archive.open(path)
    articles = [_article(id) for id in NOTES]
    archive.add(articles)
    Registry(archive).record(1, [(article, NOTES[article.id]) for article in articles])
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with _filled(tmp_path / "archive.sqlite") as opened:
        yield opened


@pytest.fixture
def registry(archive: Archive) -> Registry:
    return Registry(archive)


def _who(registry: Registry) -> dict[str, str]:
    return {article.id: links.officials[0] for article, _, links in registry.documents(list(NOTES))}


def _shown(registry: Registry) -> set[tuple[str, str, int]]:
    return {(line.id, line.name, line.articles) for line in registry.people(99)}


def _correct(registry: Registry, *entries: Correction) -> dict[str, str]:
    registry.correct(Corrections(entries))
    return _who(registry)


def _merge(keep: str, *others: str) -> Merge:
    return Merge(of="people", on=ON, keep=keep, others=others)


def _split(who: str, article: str, to: str = FRESH) -> Split:
    return Split(of="people", on=ON, who=who, articles=(article,), to=to)


def _record_again(registry: Registry, version: int = 2) -> None:
    registry.record(version, [(_article(id), notes) for id, notes in NOTES.items()])


SLUGS = st.sampled_from([*PLACES, "vi-tan"])
DECISIONS = st.one_of(
    st.tuples(SLUGS, SLUGS).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: _merge(*pair)),
    st.builds(_split, SLUGS, st.sampled_from(sorted(NOTES))),
    SLUGS.map(lambda keep: _merge(keep, FRESH)),
    SLUGS.map(lambda who: Rename(of="people", on=ON, who=who, name="Ai đó")),
    SLUGS.map(lambda who: Forbid(of="people", on=ON, who=who)),
    st.just(Forbid(of="people", on=ON, who="Vi Tấn")),
)
SOME = st.lists(DECISIONS, max_size=5)


@settings(max_examples=40, deadline=None)
@given(SOME, SOME)
def test_the_way_to_some_decisions_leaves_no_trace(before: Sequence[Correction], now: Sequence[Correction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with _filled(Path(folder) / "one.sqlite") as archive:
            straight = Registry(archive)
            straight.correct(Corrections(tuple(now)))
            wanted = (_who(straight), _shown(straight))
        with _filled(Path(folder) / "other.sqlite") as archive:
            roundabout = Registry(archive)
            roundabout.correct(Corrections(tuple(before)))
            roundabout.correct(Corrections(tuple(now)))
            assert (_who(roundabout), _shown(roundabout)) == wanted
            _record_again(roundabout)
            assert (_who(roundabout), _shown(roundabout)) == wanted


def test_a_chain_of_merges_leads_to_its_end(registry: Registry) -> None:
    found = _correct(registry, _merge(TWO, ONE), _merge(THREE, TWO))
    assert {found[f"{slug}/1"] for slug in (ONE, TWO, THREE)} == {THREE}


def test_a_chain_cut_in_the_middle_ends_there(registry: Registry) -> None:
    first, middle, last = _merge(TWO, ONE), _merge(THREE, TWO), _merge(FOUR, THREE)
    _correct(registry, first, middle, last)
    found = _correct(registry, first, last)
    assert (found[f"{ONE}/1"], found[f"{TWO}/1"], found[f"{THREE}/1"]) == (TWO, TWO, FOUR)


def test_decisions_in_another_order_are_other_decisions(registry: Registry) -> None:
    there, back = _merge(ONE, TWO), _merge(TWO, ONE)
    _correct(registry, there, back)
    assert _correct(registry, back, there)[f"{TWO}/1"] == ONE


def test_a_line_that_stands_twice_and_is_taken_out_once_still_holds(registry: Registry) -> None:
    _correct(registry, _merge(ONE, TWO), _merge(ONE, TWO))
    assert _correct(registry, _merge(ONE, TWO))[f"{TWO}/1"] == ONE


def test_who_was_merged_can_be_split_off_under_the_slug_kept(registry: Registry) -> None:
    found = _correct(registry, _merge(ONE, TWO), _split(ONE, f"{TWO}/1"))
    assert (found[f"{TWO}/1"], found[f"{TWO}/2"]) == (FRESH, ONE)


def test_a_split_goes_before_a_merge_of_its_article(registry: Registry) -> None:
    found = _correct(registry, _split(TWO, f"{TWO}/1"), _merge(ONE, TWO))
    assert (found[f"{TWO}/1"], found[f"{TWO}/2"]) == (FRESH, ONE)


def test_who_was_split_off_can_be_merged_back(registry: Registry) -> None:
    assert _correct(registry, _split(ONE, f"{ONE}/1"), _merge(ONE, FRESH))[f"{ONE}/1"] == ONE


def test_nobody_is_made_by_merging_into_a_slug_that_nobody_had(registry: Registry) -> None:
    before = _who(registry)
    assert _correct(registry, _merge("khong-ai", ONE)) == before
    assert registry.unknown(Corrections((_merge("Khong Ai", ONE),))) == [(1, "Khong Ai")]


def test_who_is_split_off_is_renamed_in_one_go(registry: Registry) -> None:
    _correct(registry, _split(ONE, f"{ONE}/1"), Rename(of="people", on=ON, who=FRESH, name="Vi Tấn Con"))
    person = registry.person(FRESH)
    assert person is not None
    assert person.name == "Vi Tấn Con"


def test_decisions_hold_in_an_archive_that_is_filled_after_them(tmp_path: Path) -> None:
    rename = Rename(of="people", on=ON, who=ONE, name="Vi Tấn Anh")
    with Archive.open(tmp_path / "other.sqlite") as archive:
        registry = Registry(archive)
        registry.correct(Corrections((rename, _merge(ONE, TWO))))
        archive.add([_article(id) for id in NOTES])
        _record_again(registry)
        assert _who(registry)[f"{TWO}/1"] == ONE
        assert (ONE, "Vi Tấn Anh", 4) in _shown(registry)


def test_a_slug_that_a_split_gives_is_nobody_elses(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "other.sqlite") as archive:
        registry = Registry(archive)
        registry.correct(Corrections((_split(ONE, "elsewhere", TWO),)))
        archive.add([_article(id) for id in NOTES])
        _record_again(registry)
        assert TWO not in _who(registry).values()


def test_a_later_article_that_writes_a_merged_name_names_the_one_kept(registry: Registry, archive: Archive) -> None:
    _correct(registry, _merge(FOUR, "vi-tan"))
    archive.add([_article("e")])
    registry.record(1, [(_article("e"), Annotations("e", (_official("Lam Thủy", "Vi Tấn"),)))])
    [(_, _, links)] = registry.documents(["e"])
    assert links.officials == (FOUR,)


def test_a_stranger_of_a_merged_name_is_not_the_one_kept(registry: Registry, archive: Archive) -> None:
    _correct(registry, _merge(FOUR, TWO))
    archive.add([_article("e")])
    registry.record(1, [(_article("e"), Annotations("e", (_official("Kỳ Bắc"),)))])
    [(_, _, links)] = registry.documents(["e"])
    assert links.officials[0] not in PLACES


def test_an_article_that_was_away_comes_back_to_what_was_decided(registry: Registry, archive: Archive) -> None:
    archive.remove([f"{TWO}/1"])
    _correct(registry, _merge(ONE, TWO))
    archive.add([_article(f"{TWO}/1")])
    registry.record(1, [(_article(f"{TWO}/1"), NOTES[f"{TWO}/1"])])
    assert _who(registry)[f"{TWO}/1"] == ONE


def test_two_people_may_be_given_one_name(registry: Registry) -> None:
    _correct(registry, Rename(of="people", on=ON, who="vi-tan", name="Vi Văn Tấn"))
    labels = registry.labels("official", [ONE, "vi-tan"])
    assert len(set(labels.values())) == 2
    assert _correct(registry)["d"] == "vi-tan"


@pytest.mark.parametrize("who", ["ủy ban nhân dân huyện đài vân", "UBND huyện Đài Vân"])
def test_a_body_is_forbidden_by_its_name_however_written(registry: Registry, who: str) -> None:
    registry.correct(Corrections((Forbid(of="agencies", on=ON, who=who),)))
    [(_, _, links)] = registry.documents([f"{ONE}/1"])
    assert links.agencies == ("",)


def test_a_renamed_body_is_forbidden_by_the_name_that_articles_write(registry: Registry) -> None:
    [(_, _, links)] = registry.documents([f"{ONE}/1"])
    rename = Rename(of="agencies", on=ON, who=links.agencies[0], name="Huyện Đài Vân")
    registry.correct(Corrections((rename,)))
    registry.correct(Corrections((rename, Forbid(of="agencies", on=ON, who="Ủy ban nhân dân huyện Đài Vân"))))
    [(_, _, links)] = registry.documents([f"{ONE}/1"])
    assert links.agencies == ("",)


MERGED = _merge(ONE, TWO)


@pytest.mark.parametrize("before", ["\ufeff", "\r\n", "\ufeff# ghi chú\r\n", "   \n", "# một\r# hai\r"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "", "\r"])
def test_what_editors_leave_in_a_file_is_no_error(tmp_path: Path, before: str, end: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_bytes((before + MERGED_LINE + end).encode())
    append(path, _split(ONE, "x"))
    assert load(path).entries == (MERGED, _split(ONE, "x"))
    without(path, 1)
    assert load(path).entries == (_split(ONE, "x"),)


MERGED_LINE = Corrections((MERGED,)).text().strip()


@given(st.text(max_size=20).filter(lambda note: note.isprintable() or not note.isascii()))
def test_a_note_may_hold_any_letter(note: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.jsonl"
        append(path, Forbid(of="people", on=ON, who=ONE, note=note))
        append(path, MERGED)
        without(path, 1)
        assert load(path).entries == (MERGED,)


@pytest.mark.parametrize(
    "line",
    [
        '{"do":"split","of":"people","on":"2026-03-01","who":"a","articles":["x"],"to":""}',
        '{"do":"split","of":"people","on":"2026-03-01","who":"a","articles":["x"],"to":"a"}',
        '{"do":"split","of":"people","on":"2026-03-01","who":"a","articles":[],"to":"b"}',
        '{"do":"split","of":"people","on":"2026-03-01","who":"a","articles":["x"],"to":"Lê Văn An"}',
        '{"do":"rename","of":"people","on":"2026-03-01","who":"a","name":"  "}',
        '{"do":"forbid","of":"people","on":"2026-03-01","who":" "}',
        '{"do":"merge","of":"people","on":"2026-03-01","keep":"","others":["b"]}',
        '{"do":"merge","of":"people","on":"2026-03-01","keep":"a","others":[""]}',
        '{"do":"merge","of":"people","on":"2026-03-01","keep":"a","others":[]}',
    ],
)
def test_a_line_that_decides_nothing_sensible_is_named(line: str) -> None:
    with pytest.raises(CorrectionsBroken, match="line 1"):
        parse(line)


def test_a_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "git" / "corrections.jsonl"
    kept.parent.mkdir()
    kept.write_text("# kept by git\n", encoding="utf-8")
    path = tmp_path / "corrections.jsonl"
    path.symlink_to(kept)
    append(path, MERGED)
    assert (path.is_symlink(), load(kept).entries) == (True, (MERGED,))


def test_who_may_read_the_file_may_read_it_still(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text("", encoding="utf-8")
    path.chmod(0o640)
    append(path, MERGED)
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_run_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.with_name(f"{path.name}.{os.getpid()}.new").write_text("half a li", encoding="utf-8")
    append(path, MERGED)
    assert load(path).entries == (MERGED,)


def test_decisions_stored_by_an_earlier_version_that_are_refused_today_are_let_go(registry: Registry) -> None:
    registry.correct(Corrections((MERGED,)))
    with registry._database.writing() as connection:
        old = '{"do":"split","of":"people","on":"2026-03-01","who":"a","articles":["x"],"to":""}\n'
        connection.execute(update(tables.meta).where(tables.meta.c.name == "corrections").values(value=old))
    assert _correct(registry, MERGED)[f"{TWO}/1"] == ONE

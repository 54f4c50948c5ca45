import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.archive import Archive, ArchiveError
from corpus.article import Agency, Annotations, Article, Links, Office, Official, Place, Span
from corpus.registry import Held, Registry

DAY = datetime(2024, 3, 1, tzinfo=UTC)
CHAIR = Office("Chủ tịch UBND huyện", "Ủy ban nhân dân huyện", "Sông Lam")
OTHER = Office("Chủ tịch UBND huyện", "Ủy ban nhân dân huyện", "Đồi Chè")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as opened:
        yield opened


@pytest.fixture
def registry(archive: Archive) -> Registry:
    return Registry(archive)


def read(registry: Registry, archive: Archive, id: str, *people: Official, day: int = 0, places: str = "") -> Links:
    """Put in an article on which annotation found these people, and return its links."""
    article = Article(id, "Tin huyện", "UBND huyện họp.", published=DAY + timedelta(days=day))
    archive.add([article])
    named = tuple(Place(name) for name in places.split(";") if name)
    registry.record(1, [(article, Annotations(id, people, places=named))])
    [(_, _, links)] = registry.documents([id])
    return links


def test_documents_hold_article_annotations_and_links_in_the_order_asked(archive: Archive, registry: Registry) -> None:
    for id in "ab":
        read(registry, archive, id, Official("Lê Văn Mẫu", (CHAIR,)))
    documents = registry.documents(["b", "x", "a"])
    assert [(one.id, noted.article_id, links.officials) for one, noted, links in documents] == [
        ("b", "b", ("le-van-mau",)),
        ("a", "a", ("le-van-mau",)),
    ]


def test_spellings_of_a_name_are_one_person(archive: Archive, registry: Registry) -> None:
    found = {read(registry, archive, str(at), Official(name)) for at, name in enumerate(["Lê Thị Hoà", "LÊ THỊ HÒA"])}
    assert {links.officials for links in found} == {("le-thi-hoa",)}


def test_namesakes_in_two_districts_get_two_slugs(archive: Archive, registry: Registry) -> None:
    one = read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    two = read(registry, archive, "b", Official("Lê Văn Mẫu", (OTHER,)))
    assert (one.officials, two.officials) == (("le-van-mau",), ("le-van-mau-2",))


def test_names_that_differ_by_accents_alone_get_two_slugs(archive: Archive, registry: Registry) -> None:
    found = [read(registry, archive, name, Official(name)).officials for name in ("Lê Văn Mẫu", "Lê Văn Mậu")]
    assert found == [("le-van-mau",), ("le-van-mau-2",)]


def test_a_slug_is_not_given_again_after_its_articles_are_gone(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    archive.remove(["a"])
    assert read(registry, archive, "b", Official("Lê Văn Mậu")).officials == ("le-van-mau-2",)


def test_the_number_of_a_namesake_never_takes_a_slug_that_ends_in_one(archive: Archive, registry: Registry) -> None:
    names = ["Chi bộ 2", "Chi bộ", "Chí bộ", "Chì bộ"]
    found = [read(registry, archive, name, Official(name)).officials[0] for name in names]
    assert len(set(found)) == 4


def test_annotating_again_gives_the_same_ids(archive: Archive, registry: Registry) -> None:
    people = [Official("Lê Văn Mẫu", (CHAIR,)), Official("Lê Văn Mẫu", (OTHER,)), Official("Lê Văn Mẫu")]
    first = [read(registry, archive, str(at), one) for at, one in enumerate(people)]
    again = [read(registry, archive, str(at), one) for at, one in reversed(list(enumerate(people)))]
    assert [links.officials for links in again] == [links.officials for links in first[::-1]]


def test_annotating_again_counts_nothing_twice(archive: Archive, registry: Registry) -> None:
    for _ in range(3):
        read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    [line] = registry.people(9)
    found = registry.person("le-van-mau")
    assert found is not None
    assert (line.articles, found.articles, [office.articles for office in found.offices]) == (1, 1, [1])


def test_removed_articles_count_nowhere(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    archive.remove(["a"])
    slug = "uy-ban-nhan-dan-huyen-song-lam"
    assert (registry.people(9), registry.agencies(9), registry.agency(slug), registry.person("le-van-mau")) == (
        (),
        (),
        None,
        None,
    )


def test_an_article_changed_since_it_was_read_stays_pending(archive: Archive, registry: Registry) -> None:
    old, new = Article("a", "Tin", "Cũ."), Article("a", "Tin", "Mới.")
    archive.add([old])
    archive.add([new])
    registry.record(1, [(old, Annotations("a", (Official("Lê Văn Mẫu"),)))])
    assert (list(archive.pending(1)), registry.people(9)) == ([new], ())


def test_offices_have_first_and_last_day_newest_first(archive: Archive, registry: Registry) -> None:
    commune = Office("Chủ tịch UBND xã", "Ủy ban nhân dân xã", "Xóm Lúa")
    for id, day, office in (("a", 0, commune), ("b", 9, commune), ("c", 400, CHAIR)):
        read(registry, archive, id, Official("Lê Văn Mẫu", (office,)), day=day, places="Sông Lam")
    found = registry.person("le-van-mau")
    assert found is not None
    assert found.offices == (
        Held(
            CHAIR.title, "uy-ban-nhan-dan-huyen-song-lam", CHAIR.agency, "Sông Lam", False,
            date(2025, 4, 5), date(2025, 4, 5), 1,
        ),
        Held(
            commune.title, "uy-ban-nhan-dan-xa-xom-lua", commune.agency, "Xóm Lúa", False,
            date(2024, 3, 1), date(2024, 3, 10), 2,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("times", "gloss"), [(1, "Chủ tịch UBND xã Xóm Lúa"), (2, "Chủ tịch UBND huyện Sông Lam")])
def test_one_article_gives_no_label_to_who_is_named_often(
    archive: Archive, registry: Registry, times: int, gloss: str
) -> None:
    commune = Office("Chủ tịch UBND xã", "Ủy ban nhân dân xã", "Xóm Lúa")
    for at, office in enumerate([commune] * 10 + [CHAIR] * times):
        read(registry, archive, str(at), Official("Lê Văn Mẫu", (office,)), day=40 * at, places="Sông Lam")
    found = registry.person("le-van-mau")
    assert found is not None
    assert found.gloss == gloss


def test_an_office_is_shown_as_it_is_written_most(archive: Archive, registry: Registry) -> None:
    titles = ["Phó chủ tịch UBND huyện", "Phó Chủ tịch Ủy ban nhân dân huyện", "Phó Chủ tịch Ủy ban nhân dân huyện"]
    for at, title in enumerate(titles):
        read(registry, archive, str(at), Official("Lê Văn Mẫu", (Office(title, CHAIR.agency, CHAIR.place),)))
    found = registry.person("le-van-mau")
    assert found is not None
    assert [(office.title, office.articles) for office in found.offices] == [(titles[1], 3)]


def test_wordings_that_differ_by_abbreviation_or_level_word_are_one_office(
    archive: Archive, registry: Registry
) -> None:
    for at, title in enumerate(["Bí thư Đảng ủy", "Bí thư Đảng ủy xã", "Bí thư Đảng uỷ xã"]):
        read(registry, archive, str(at), Official("Lê Văn Mẫu", (Office(title, "Đảng ủy xã", "Xóm Lúa"),)))
    found = registry.person("le-van-mau")
    assert found is not None
    assert [(office.place, office.articles) for office in found.offices] == [("Xóm Lúa", 3)]


def test_one_wording_in_two_bodies_is_two_offices_each_with_its_title(archive: Archive, registry: Registry) -> None:
    commune = Office("Chủ tịch UBND xã", "Ủy ban nhân dân xã", "Sông Lam")
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    read(registry, archive, "b", Official("Lê Văn Mẫu", (commune,)), places="Sông Lam")
    found = registry.person("le-van-mau")
    assert found is not None
    assert {office.title for office in found.offices} == {CHAIR.title, commune.title}


def test_a_person_without_office_is_on_record(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu"))
    found = registry.person("le-van-mau")
    assert found is not None
    assert (found.offices, found.gloss) == ((), "")


def test_other_written_forms_are_aliases(archive: Archive, registry: Registry) -> None:
    for at, name in enumerate(["LÊ THỊ HOÀ", "Lê Thị Hòa", "Lê Thị Hoà"]):
        read(registry, archive, str(at), Official(name))
    found = registry.person("le-thi-hoa")
    assert found is not None
    assert (found.name, found.aliases) == ("Lê Thị Hòa", ("Lê Thị Hoà",))


def test_an_agency_knows_its_holders_and_written_forms(archive: Archive, registry: Registry) -> None:
    body = Agency("Ủy ban nhân dân huyện", "Sông Lam", (Span(10, 20),))
    article = Article("a", "Tin huyện", "UBND huyện họp.", published=DAY)
    archive.add([article])
    registry.record(1, [(article, Annotations("a", (Official("Lê Văn Mẫu", (CHAIR,)),), (body,)))])
    found = registry.agency("uy-ban-nhan-dan-huyen-song-lam")
    assert found is not None
    assert (found.label, found.aliases, [(one.person_id, one.last) for one in found.holders]) == (
        "Ủy ban nhân dân huyện Sông Lam",
        ("UBND huyện",),
        [("le-van-mau", date(2024, 3, 1))],
    )


def test_only_namesakes_have_their_office_in_the_label(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    read(registry, archive, "b", Official("Lê Văn Mẫu", (OTHER,)), Official("Vũ Thị Duy Nhất", (OTHER,)))
    assert registry.labels("official", ["le-van-mau", "le-van-mau-2", "vu-thi-duy-nhat", "khong-co"]) == {
        "le-van-mau": "Lê Văn Mẫu (Chủ tịch UBND huyện Sông Lam)",
        "le-van-mau-2": "Lê Văn Mẫu (Chủ tịch UBND huyện Đồi Chè)",
        "vu-thi-duy-nhat": "Vũ Thị Duy Nhất",
    }


def test_a_label_follows_every_change_that_another_process_makes(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    asked = ["le-van-mau", "le-van-mau-2"]
    assert registry.labels("official", asked) == {"le-van-mau": "Lê Văn Mẫu"}
    read(Registry(archive), archive, "b", Official("Lê Văn Mẫu", (OTHER,)))
    assert registry.labels("official", asked) == {
        "le-van-mau": "Lê Văn Mẫu (Chủ tịch UBND huyện Sông Lam)",
        "le-van-mau-2": "Lê Văn Mẫu (Chủ tịch UBND huyện Đồi Chè)",
    }
    archive.remove(["a"])
    assert registry.labels("official", asked)["le-van-mau-2"] == "Lê Văn Mẫu"


def test_an_agency_is_labelled_with_its_place(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    slug = "uy-ban-nhan-dan-huyen-song-lam"
    assert registry.labels("agency", [slug, "khong-co"]) == {slug: "Ủy ban nhân dân huyện Sông Lam"}


def test_a_local_body_of_unknown_place_says_so(archive: Archive, registry: Registry) -> None:
    bodies = ("Ủy ban nhân dân tỉnh", "Sở Y tế", "Huyện ủy", "Ủy ban nhân dân", "Bộ Y tế", "Quốc hội")
    article = Article("a", "Tin", "Họp.")
    archive.add([article])
    registry.record(1, [(article, Annotations("a", agencies=tuple(map(Agency, bodies))))])
    [(_, _, links)] = registry.documents(["a"])
    labels = registry.labels("agency", links.agencies)
    assert [labels[slug].removeprefix(body) for slug, body in zip(links.agencies, bodies, strict=True)] == [
        " (không rõ tỉnh)",
        " (không rõ tỉnh)",
        " (không rõ huyện)",
        " (không rõ địa phương)",
        "",
        "",
    ]


def test_a_body_of_unknown_place_keeps_its_plain_slug(archive: Archive, registry: Registry) -> None:
    office = Office("Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh")
    read(registry, archive, "a", Official("Lê Văn Mẫu", (office,)))
    [line] = registry.agencies(9)
    found = registry.agency("uy-ban-nhan-dan-tinh")
    assert found is not None
    assert (line.id, line.label, found.label) == ("uy-ban-nhan-dan-tinh", *["Ủy ban nhân dân tỉnh (không rõ tỉnh)"] * 2)


def test_a_topic_is_labelled_in_vietnamese(registry: Registry) -> None:
    assert registry.labels("topic", ["xay-dung-dang", "khong-co"]) == {"xay-dung-dang": "Xây dựng Đảng"}


def test_people_come_most_named_first_then_as_in_a_dictionary(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", *map(Official, ["Đỗ Văn Ba", "Ân Văn Hai", "An Văn Một", "Vũ Văn Bốn"]))
    read(registry, archive, "b", Official("Vũ Văn Bốn"))
    assert [line.name for line in registry.people(9)] == ["Vũ Văn Bốn", "An Văn Một", "Ân Văn Hai", "Đỗ Văn Ba"]


def test_a_failed_record_changes_nothing(archive: Archive, registry: Registry) -> None:
    read(registry, archive, "a", Official("Lê Văn Mẫu", (CHAIR,)))
    before = (archive.last_change(), registry.people(9))
    articles = [Article("b", "Tin", "Một."), Article("c", "Tin", "Hai.")]
    archive.add(articles)
    people = [(Official("Lê Văn Mẫu"),), (Official("Lê Văn \ud800"),)]
    with pytest.raises(ArchiveError, match="Unicode"):
        registry.record(1, [(one, Annotations(one.id, named)) for one, named in zip(articles, people, strict=True)])
    assert (archive.last_change(), registry.people(9), archive.count_pending(1)) == (*before, 2)


def test_two_registries_on_one_archive_agree(archive: Archive) -> None:
    one, two = Registry(archive), Registry(archive)
    found = [read(each, archive, str(at), Official("Lê Văn Mẫu", (CHAIR,))) for at, each in enumerate([one, two, one])]
    assert ({links.officials for links in found}, one.people(9)[0].articles) == ({("le-van-mau",)}, 3)


OFFICES = st.sampled_from([(), (CHAIR,), (OTHER,), (Office("Chủ tịch UBND xã", "Ủy ban nhân dân xã", "Xóm Lúa"),)])
STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["Lê Văn Mẫu", "Vũ Thị Hai"]), OFFICES), max_size=8)


@settings(max_examples=12, deadline=None)
@given(STEPS, st.booleans())
def test_counts_agree_with_the_articles_whatever_was_read_again(
    steps: list[tuple[str, str, tuple[Office, ...]]], remove: bool
) -> None:
    folder = Path(tempfile.mkdtemp())
    with Archive.open(folder / "archive.sqlite") as archive:
        registry, slugs = Registry(archive), set()
        for id, name, offices in steps:
            slugs |= set(read(registry, archive, id, Official(name, offices)).officials)
        if remove:
            archive.remove(["a"])
        linked = [links.officials for _, _, links in registry.documents(list("abc"))]
        counts = {line.id: line.articles for line in registry.people(99)}
        assert counts == {slug: n for slug in slugs if (n := sum(slug in some for some in linked))}
    shutil.rmtree(folder)

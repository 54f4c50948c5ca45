from datetime import UTC, datetime
from pathlib import Path

from corpus.annotate import annotate
from corpus.archive import Archive, read_article
from corpus.article import Annotations, Article, Links
from corpus.noted import noted
from corpus.readers import read
from corpus.registry import Registry

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"


def sample() -> list[Article]:
    return list(read([SAMPLE], lambda problem: None))


def linked(archive: Archive) -> list[tuple[Annotations, Links]]:
    return [document[1:] for document in Registry(archive).documents([article.id for article in sample()])]


def test_notes_that_come_as_bytes_are_stored_and_linked_as_those_that_do_not(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "one.sqlite") as one, Archive.open(tmp_path / "two.sqlite") as two:
        for archive in (one, two):
            archive.add(sample())
        Registry(one).record(1, [(article, annotate(article)) for article in one.pending(1)])
        unread = [(read_article(found), found.hash) for found in two.unread(1)]
        Registry(two).enter(1, [noted(article, digest, annotate(article)) for article, digest in unread])
        found = linked(one)
        assert len(found) == len(sample())
        assert any(links.officials for _, links in found)
        assert found == linked(two)


def test_notes_on_a_revision_that_is_no_longer_the_current_one_are_passed_over(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        archive.add([Article("a", "Tin huyện", "UBND huyện họp.", published=datetime(2024, 3, 1, tzinfo=UTC))])
        [read_before] = archive.unread(1)
        archive.add([Article("a", "Tin huyện", "UBND huyện họp lại.")])
        Registry(archive).enter(1, [noted(read_article(read_before), read_before.hash, Annotations("a"))])
        assert archive.annotations("a") is None
        assert [one.id for one in archive.unread(1)] == ["a"]

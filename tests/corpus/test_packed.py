import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from corpus import tables
from corpus.archive import Archive, ArchiveDamaged
from corpus.article import Agency, Annotations, Article, Office, Official, Span
from corpus.packed import links_of, unpack
from corpus.registry import Registry
from corpus.rows import AT_ONCE

CHAIR = Office("Chủ tịch UBND huyện", "Ủy ban nhân dân huyện", "Sông Lam")


def filled(archive: Archive, count: int) -> list[tuple[Article, Annotations]]:
    """Put in articles, each with an official and a body, and link them."""
    given = []
    for at in range(count):
        article = Article(f"bai-{at}", "Tin huyện", f"UBND huyện họp lần {at}.", tags=("tin",))
        people, bodies = (Official("Lê Văn Mẫu", (CHAIR,)),), (Agency("Sở Y tế", "Sông Lam", (Span(10, 14),)),)
        given.append((article, Annotations(article.id, people, bodies)))
    archive.add(article for article, _ in given)
    Registry(archive).record(1, given)
    return given


def test_packed_records_unpack_to_what_was_stored_in_the_order_asked(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        given = filled(archive, AT_ONCE + 3)[::-1]  # more than one statement asks for
        archive.remove(["bai-1"])
        archive.add([Article("bai-2", "Tin huyện", "Viết lại.")])  # not annotated since
        found = list(Registry(archive).packed([article.id for article, _ in given] + ["?"]))
    expected = [pair for pair in given if pair[0].id not in ("bai-1", "bai-2")]
    assert [record.id for record in found] == [article.id for article, _ in expected]
    assert [unpack(record)[:2] for record in found] == expected
    assert {unpack(record)[2].officials for record in found} == {("le-van-mau",)}


def test_packed_records_unpack_in_another_process(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        filled(archive, 1)
        [record] = Registry(archive).packed(["bai-0"])
        [document] = Registry(archive).documents(["bai-0"])
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(unpack, record).result() == document
    assert links_of(record) == document[2]


def test_a_damaged_record_is_told_with_its_article(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        filled(archive, 1)
        with archive.database.writing() as connection:
            connection.execute(update(tables.annotation).values(links=b"{"))
        [record] = Registry(archive).packed(["bai-0"])
        with pytest.raises(ArchiveDamaged, match="bai-0"):
            unpack(record)
        with pytest.raises(ArchiveDamaged, match="bai-0"):
            links_of(record)

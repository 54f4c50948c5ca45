"""Articles like one are those on the same matter."""

from __future__ import annotations

from collections.abc import Callable

from search.engine import Entry
from search.engines.whoosh import WhooshEngine
from search.similar import SIMILAR, similar

MAKE = Callable[..., Entry]


def test_the_articles_on_the_same_matter_come_without_the_article_itself(engine: WhooshEngine, entry: MAKE) -> None:
    entries = [
        entry("a", "Hải Trà tiêm vắc xin sởi cho trẻ", "Trạm y tế tiêm vắc xin sởi cho 300 trẻ trong ba ngày."),
        entry("b", "Tiêm vắc xin sởi ở Nậm Sao", "Trẻ em vùng cao được tiêm vắc xin sởi tại trạm y tế."),
        entry("c", "Cầu Pắc Liêng thông xe", "Cây cầu mới nối hai bờ suối, xe qua lại từ sáng nay."),
    ]
    engine.write(entries, upto=1)
    assert [found.article.id for found in similar(engine, entries[0].document.article)] == ["b"]


def test_no_more_are_offered_than_are_looked_at(engine: WhooshEngine, entry: MAKE) -> None:
    entries = [entry(f"a{n}", "Tiêm vắc xin sởi", "Trạm y tế tiêm vắc xin sởi cho trẻ.") for n in range(SIMILAR + 3)]
    engine.write(entries, upto=1)
    assert len(similar(engine, entries[0].document.article)) == SIMILAR


def test_signs_of_the_query_language_in_a_title_are_words(engine: WhooshEngine, entry: MAKE) -> None:
    entries = [
        entry("a", '-Sởi: "tiêm" nguoi:an (OR', "Trạm y tế tiêm vắc xin sởi."),
        entry("b", "Sởi: tiêm an toàn", "Trạm y tế tiêm vắc xin sởi."),
    ]
    engine.write(entries, upto=1)
    assert [found.article.id for found in similar(engine, entries[0].document.article)] == ["b"]


def test_an_article_without_words_is_like_none(engine: WhooshEngine, entry: MAKE) -> None:
    entries = [entry("a", "…", "?!"), entry("b", "Tiêm", "Trạm y tế.")]
    engine.write(entries, upto=1)
    assert similar(engine, entries[0].document.article) == ()

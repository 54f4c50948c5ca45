"""What a portal leaves out of its articles is in its name."""

import pytest

from corpus.annotate import annotate
from corpus.article import Article
from corpus.home import at_home, home_of


@pytest.mark.parametrize(
    ("source", "url", "home"),
    [
        ("kyanh.hatinh.gov.vn", None, {"huyện": "Kỳ Anh", "tỉnh": "Hà Tĩnh"}),
        ("baobinhdinh.vn", None, {"tỉnh": "Bình Định"}),
        (None, "https://damha.quangninh.gov.vn/tin/1", {"huyện": "Đầm Hà", "tỉnh": "Quảng Ninh"}),
        ("baomoi.com", "https://vnexpress.net/thoi-su", {}),
        (None, None, {}),
    ],
)
def test_a_portals_name_tells_its_places(source: str | None, url: str | None, home: dict[str, str]) -> None:
    found = home_of(Article("a", "Tin", "Họp.", url=url, source=source))
    assert {level: found.get(level) for level in home} == home
    assert bool(found) == bool(home)


def test_a_body_without_its_place_is_the_publishers() -> None:
    article = Article("a", "Tin mới", "Chủ tịch UBND huyện Lê Văn Hoa dự họp.", source="damha.quangninh.gov.vn")
    said = annotate(article)
    meant = at_home(article, said)
    assert [(body.name, body.place) for body in said.agencies] == [("Ủy ban nhân dân huyện", None)]
    assert [(body.name, body.place) for body in meant.agencies] == [("Ủy ban nhân dân huyện", "Đầm Hà")]
    assert meant.officials[0].offices[0].place == "Đầm Hà"


def test_a_place_that_the_article_names_is_kept() -> None:
    article = Article("a", "Tin", "UBND huyện Kỳ Anh họp.", source="damha.quangninh.gov.vn")
    assert [body.place for body in at_home(article, annotate(article)).agencies] == ["Kỳ Anh"]

"""Places are found by level word, by gazetteer and by shape."""

import pytest

from corpus.annotate.places import find_places
from corpus.article import Article


def places(text: str) -> set[tuple[str, str | None]]:
    return {(place.name, place.kind) for place in find_places(Article("a", text, ""))}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mưa lớn ở huyện Đầm Hà sáng nay", ("Đầm Hà", "huyện")),
        ("Người dân H.Đầm Hà sơ tán", ("Đầm Hà", "huyện")),
        ("Hội chợ mở tại TP.HCM", ("Hồ Chí Minh", "thành phố")),
        ("Hội chợ mở tại TPHCM", ("Hồ Chí Minh", "thành phố")),
        ("Lễ hội ở Quảng Ninh", ("Quảng Ninh", "tỉnh")),
        ("Chợ nổi quận 12 đông khách", ("12", "quận")),
        ("Người dân tỉnh Thừa Thiên - Huế", ("Thừa Thiên Huế", "tỉnh")),
        ("Cầu mới ở xã Minh Lăng Thượng", ("Minh Lăng Thượng", "xã")),
        ("Ở thị xã Hoà Bắc Sơn", ("Hoà Bắc Sơn", "thị xã")),
    ],
)
def test_a_place_is_known_by_its_level_word_or_its_name(text: str, place: tuple[str, str]) -> None:
    assert place in places(text)


def test_a_place_in_no_gazetteer_ends_where_a_person_begins() -> None:
    assert places("Chủ tịch UBND huyện Trúc Khê Nguyễn Văn Bình chủ trì") == {("Trúc Khê", "huyện")}


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND tỉnh Đoàn Thế Lữ chủ trì",
        "Chủ tịch UBND thành phố Lê Văn Bình chủ trì",
        "Chủ tịch UBND xã Lộc Thị Mây chủ trì",
    ],
)
def test_a_person_after_a_level_word_is_no_place(text: str) -> None:
    assert places(text) == set()


def test_a_sentence_after_an_abbreviation_is_no_place() -> None:
    assert places("Theo nghị quyết của HĐND TP. Trong đó có hai dự án") == set()


def test_the_next_sentence_is_no_place() -> None:
    assert places("Các hộ dân trong huyện. Cần làm ngay việc này") == set()


def test_a_cooperative_is_no_commune() -> None:
    assert places("Sản phẩm của hợp tác xã Sao Mai được khen") == set()


def test_every_mention_covers_the_name_of_its_place() -> None:
    article = Article("a", "UBND huyện Đầm Hà", "Người dân huyện Đầm Hà và xã Quảng Tân vui mừng.")
    for place in find_places(article):
        for span in place.mentions:
            assert place.name in span.of(article.text)

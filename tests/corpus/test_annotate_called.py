"""Who is called by office and given name alone is mentioned there, where the article says who that is."""

import pytest

from corpus.annotate import annotate
from corpus.article import Article

HELD = "Bà Lò Thị Hiên, Bí thư Huyện ủy Đài Vân, dự họp cùng ông Vi Văn Tấn, Giám đốc Sở Y tế. "


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Bí thư Hiên yêu cầu giữ đường.", ["Hiên"]),
        ("Làm việc với Bí thư Hiên, xã xin thêm thuốc.", ["Hiên"]),
        ("Bí thư Huyện ủy Hiên dự lễ.", ["Hiên"]),
        ("Bí thư Hiên Văn dự lễ.", []),
        ("Bí thư Tấn dự lễ.", []),
        ("Giám đốc Hiên dự lễ.", []),
        ("Bí thư hiên ngang dự lễ.", []),
        ("Bí thư, Hiên dự lễ.", []),
    ],
)
def test_office_and_given_name_alone_name_who_holds_it(sentence: str, words: list[str]) -> None:
    article = Article("b1", "Hội nghị", HELD + sentence)
    mentions = annotate(article).officials[0].mentions
    assert [span.of(article.text) for span in mentions][1:] == words


def test_one_of_two_who_might_be_called_is_not_chosen() -> None:
    other = "Ông Lê Hiên, Bí thư Đảng ủy xã Nà Phìn, cũng dự. Bí thư Hiên dự lễ."
    article = Article("b1", "Hội nghị", HELD + other)
    assert [len(official.mentions) for official in annotate(article).officials] == [1, 1, 1]

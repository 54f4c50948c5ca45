"""Annotations leave as the JSON rows that the gold articles are written in, and score as well as they did."""

import json
from datetime import date

from corpus.annotate import annotate
from corpus.annotate.gold import to_row
from corpus.article import Agency, Annotations, Article, Day, Office, Official, Topic


def test_a_row_holds_what_the_guide_asks_for() -> None:
    annotations = Annotations(
        "x1",
        (Official("Nông Thị Hiên", (Office("Bí thư Huyện ủy"), Office("Chủ tịch HĐND huyện")), former=True),),
        (Agency("Sở Y tế", "Lam Châu"), Agency("Chính phủ")),
        (Day(date(2024, 8, 1)),),
        date(2024, 8, 1),
        (Topic("y-te", 0.7), Topic("giao-duc", 0.3)),
    )
    assert to_row(annotations) == {
        "id": "x1",
        "officials": [
            {"name": "Nông Thị Hiên", "titles": ["Bí thư Huyện ủy", "Chủ tịch HĐND huyện"], "former": True},
        ],
        "agencies": [{"name": "Sở Y tế", "place": "Lam Châu"}, {"name": "Chính phủ", "place": None}],
        "dates": ["2024-08-01"],
        "event_date": "2024-08-01",
        "topics": ["y-te", "giao-duc"],
    }


def test_an_article_without_event_has_null_there() -> None:
    assert to_row(Annotations("x1"))["event_date"] is None


def test_a_row_survives_json() -> None:
    row = to_row(annotate(Article("x1", "Khai giảng", "Sáng 5/9/2024, trường khai giảng năm học mới.")))
    assert json.loads(json.dumps(row, ensure_ascii=False)) == row

"""Offices over time on the pages of people and agencies: long lists fold away and leave the articles in reach."""

from flask import Flask, get_template_attribute
from flask.testing import FlaskClient
from markupsafe import Markup

from corpus.profiles import Held
from corpus.registry import Registry


def test_offices_beyond_a_screen_fold_away(app: Flask) -> None:
    rows = [Held(f"Chức vụ {at}", None, None, None, False, None, None, 1) for at in range(10)]
    with app.test_request_context():
        table = get_template_attribute("_parts.html", "offices")
        for shown, folds in ((8, False), (10, True)):
            drawn = table(rows[:shown], "Chức vụ", None, caller=lambda row: Markup("<th>{}</th>").format(row.title))
            assert drawn.count("<th>Chức vụ ") == shown
            assert ("Xem thêm 2 chức vụ" in drawn) == folds
    assert drawn.index("Chức vụ 7") < drawn.index("<details") < drawn.index("Chức vụ 8")


def test_a_persons_page_leads_straight_to_the_articles(client: FlaskClient, registry: Registry) -> None:
    someone = registry.people(1)[0].id
    count = client.get("/api/v1/search", query_string={"official": someone}).get_json()["total"]
    assert f'<a href="#bai">Bài viết ({count})</a>' in client.get(f"/nguoi/{someone}").text

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.readers import Problem, read
from corpus.readers.jsonl import read_jsonl
from corpus.readers.text import paragraphs

SHARED = Path(__file__).resolve().parents[2] / "../shared"
BODY = "Sáng 5/3, xã Đồng Mây ra quân làm thủy lợi.\nHơn 200 người tham gia."


def load(tmp_path: Path, *records: object) -> tuple[list[Article], list[Problem]]:
    path, problems = tmp_path / "a.jsonl", []
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [article for _, article in read_jsonl(path, problems.append)], problems


def one(tmp_path: Path, **fields: object) -> Article:
    (article,), problems = load(tmp_path, fields)
    assert problems == []
    return article


def reason(tmp_path: Path, record: object) -> str:
    articles, (problem,) = load(tmp_path, record)
    assert articles == []
    return problem.reason


def test_a_body_alone_is_an_article_without_a_title(tmp_path: Path) -> None:
    article = one(tmp_path, body=BODY)
    assert (article.title, article.body) == ("", BODY)


def test_without_an_id_the_url_gives_one_and_without_both_the_text(tmp_path: Path) -> None:
    by_url = one(tmp_path, url="https://songlam.example/1", body=BODY).id
    assert by_url == one(tmp_path, url="https://songlam.example/1", body=BODY + "Sửa.").id
    assert one(tmp_path, body=BODY).id == one(tmp_path, body=BODY + "\n").id != one(tmp_path, body=BODY + "Sửa.").id


def test_null_is_the_same_as_missing(tmp_path: Path) -> None:
    fields = ("url", "source", "title", "published", "section", "author", "tags", "captions", "slogan")
    assert one(tmp_path, id="a", body=BODY, **dict.fromkeys(fields)) == one(tmp_path, id="a", body=BODY)


def test_html_stands_for_the_body_and_keeps_its_paragraphs(tmp_path: Path) -> None:
    markup = "<p>Đoạn&nbsp;một <b>đậm</b>.</p><div>Đoạn hai.<br>Đoạn ba.</div><script>x()</script><p>&nbsp;</p>"
    for field in ("content_html", "html"):
        assert one(tmp_path, **{field: markup}).body == "Đoạn một đậm.\nĐoạn hai.\nĐoạn ba."


def test_a_fragment_of_one_word_is_not_lost(tmp_path: Path) -> None:
    assert one(tmp_path, html="<p>Chợ</p>").body == "Chợ"


def test_a_figure_caption_of_a_fragment_is_a_caption(tmp_path: Path) -> None:
    markup = "<p>Đoạn một.</p><figure><img><figcaption>Cầu mới</figcaption></figure><p>Đoạn hai.</p><p>Thu Hằng</p>"
    article = one(tmp_path, html=markup)
    assert (article.captions, article.author, article.body) == ((1,), "Thu Hằng", "Đoạn một.\nCầu mới\nĐoạn hai.")


@pytest.mark.parametrize("field", ["published", "published_at", "date"])
def test_the_publication_date_has_three_names(tmp_path: Path, field: str) -> None:
    assert one(tmp_path, body=BODY, **{field: "05/03/2024 16:30"}).published == datetime(2024, 3, 5, 16, 30)


def test_a_rows_own_time_is_no_publication_date(tmp_path: Path) -> None:
    assert one(tmp_path, body=BODY, row_created_at="2021-05-28 07:11:46", views=3).published is None


def test_a_bad_date_is_reported_and_the_article_kept_without_it(tmp_path: Path) -> None:
    (article,), (problem,) = load(tmp_path, {"body": BODY, "published": "31/02/2024"})
    assert (article.published, problem.line) == (None, 1)


def test_an_address_that_is_not_http_is_left_out_and_reported(tmp_path: Path) -> None:
    (article,), (problem,) = load(tmp_path, {"body": BODY, "url": "javascript:alert(1)"})
    assert (article.url, problem.line) == (None, 1)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("{", "Not JSON"),
        ('{"body": "a\\ud800b"}', "Not JSON"),
        ("[" * 100_000, "Not JSON"),
        ("[]", "Not an object but a list"),
        ("null", "Not an object but null"),
        ({"title": "Chỉ có tiêu đề"}, "no body"),
        ({"body": " \n\u200b "}, "no body"),
        ({"html": "<p>&nbsp;</p>"}, "no body"),
        ({"body": 7}, '"body" is a number'),
        ({"body": BODY, "title": ["a"]}, '"title" is a list'),
        ({"body": BODY, "id": True}, '"id" is true or false'),
        ({"body": BODY, "id": "x" * 201}, "longer than 200"),
        ({"body": BODY, "tags": "a,b"}, '"tags" is not a list'),
        ({"body": BODY, "captions": [2]}, '"captions"'),
        ({"body": "x" * 1_000_001}, "longer than 1,000,000"),
        ({"html": "<p " + "a=1 " * 2_000 + ">"}, "attributes"),
    ],
)
def test_a_bad_record_is_reported_by_what_is_wrong_with_it(tmp_path: Path, record: object, words: str) -> None:
    assert words in reason(tmp_path, record)


def test_bad_records_are_named_by_line_and_the_others_read(tmp_path: Path) -> None:
    articles, problems = load(tmp_path, {"id": "a", "body": BODY}, "{", "", {"id": "b", "body": BODY})
    assert [article.id for article in articles] == ["a", "b"]
    assert [problem.line for problem in problems] == [2]


LINE = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: " ".join(paragraphs(text)))
FIELD = LINE.map(lambda line: line or None)
ARTICLES = st.builds(
    Article,
    id=LINE.filter(bool),
    title=LINE,
    body=st.lists(LINE.filter(bool), min_size=1, max_size=4).map("\n".join),
    url=st.sampled_from([None, "https://songlam.example/tin?id=1", "http://songlam.example/"]),
    source=FIELD,
    published=st.none()
    | st.datetimes(
        datetime(1990, 1, 1), datetime(2024, 1, 1), timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=7))])
    ).map(lambda moment: moment.replace(microsecond=0)),
    section=FIELD,
    author=FIELD,
    tags=st.lists(LINE.filter(bool), max_size=3).map(tuple),
    captions=st.sampled_from([(), (0,)]),
    slogan=FIELD,
)


@given(ARTICLES)
def test_an_article_written_as_json_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, article: Article
) -> None:
    record = {name: getattr(article, name) for name in Article.__dataclass_fields__}
    record["published"] = article.published and article.published.isoformat()
    assert load(tmp_path_factory.mktemp("jsonl"), record) == ([article], [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=2),
)
NAMES = st.sampled_from(["id", "body", "html", "title", "published", "tags", "captions", "url"])


@given(st.dictionaries(NAMES, JSON).map(json.dumps) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")))
def test_any_line_is_an_article_or_a_problem(tmp_path_factory: pytest.TempPathFactory, line: str) -> None:
    path, problems = tmp_path_factory.mktemp("jsonl") / "a.jsonl", []
    path.write_bytes(line.encode("latin-1", "replace"))
    articles = list(read_jsonl(path, problems.append))
    assert articles or problems or not line.strip("\r\n\t \ufeff\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0")


@pytest.mark.skipif(not SHARED.exists(), reason="the real articles lie beside the repository, not in it")
def test_gold_bodies_keep_every_word() -> None:
    path = SHARED / "gold/dev.articles.jsonl"
    bodies = {record["id"]: record["body"] for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    found = {article.id: article.body for article in read([path], pytest.fail)}
    assert {id: body.split() for id, body in found.items()} == {
        id: "\n".join(paragraphs(body)).split() for id, body in bodies.items()
    }


@pytest.mark.skipif(not SHARED.exists(), reason="the real articles lie beside the repository, not in it")
def test_portal_posts_are_all_read_without_a_date() -> None:
    posts = list(read([SHARED / "portals/kyanh.jsonl"], pytest.fail))
    assert (len(posts), {post.published for post in posts}) == (15, {None})


@pytest.mark.skipif(not SHARED.exists(), reason="the real articles lie beside the repository, not in it")
def test_a_thousand_real_articles_are_read_within_two_seconds() -> None:
    articles = read([SHARED / "news/part-0.jsonl.xz"], pytest.fail)
    start = time.process_time()
    assert sum(1 for _, _ in zip(range(1_000), articles, strict=False)) == 1_000
    assert time.process_time() - start < 2


def test_character_references_left_in_plain_text_are_resolved(tmp_path: Path) -> None:
    article = one(tmp_path, title="Sở KH &amp; ĐT", body="Giá &lt; 5 triệu&nbsp;đồng, R&D &copy")
    assert (article.title, article.body) == ("Sở KH & ĐT", "Giá < 5 triệu đồng, R&D &copy")

"""The sample articles keep what their README promises; `sample_truth.json` says what stands in them."""

import html
import json
import lzma
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.readers import Problem, read
from corpus.vietnamese import fold, lower, match_key, one_tone_style

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample"
UNITS = ROOT.parent / "shared" / "units"
TRUTH: dict[str, Any] = json.loads(Path(__file__).with_name("sample_truth.json").read_text(encoding="utf-8"))
LISTING = "danh-sach-tin.html"
FIRST, LAST = date(2024, 8, 1), date(2026, 11, 22)
# the sample's own limits; what a reader leaves over may lose a byline or a caption's credit
WORDS = range(115, 356)


@pytest.fixture(scope="module")
def sample() -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read([SAMPLE], problems.append)), problems


@pytest.fixture(scope="module")
def articles(sample: tuple[list[Article], list[Problem]]) -> dict[str, Article]:
    return {article.id: article for article in sample[0]}


def records() -> Iterator[dict[str, Any]]:
    """Yield the records of both JSONL files as they are written."""
    for path in SAMPLE.glob("*.jsonl*"):
        raw = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        yield from map(json.loads, raw.decode("utf-8").splitlines())


def spoken(article: Article) -> str:
    """Return an article's text in one tone style and lower case, so that capitals and old spellings meet."""
    return lower(one_tone_style(article.text))


def naming(articles: dict[str, Article], *phrases: str) -> list[Article]:
    """Return the articles in which every phrase stands."""
    wanted = [lower(one_tone_style(phrase)) for phrase in phrases]
    return [article for article in articles.values() if all(phrase in spoken(article) for phrase in wanted)]


def key(name: str) -> str:
    return fold(match_key(name))


def test_at_least_fifty_two_articles_ship(articles: dict[str, Article]) -> None:
    assert len(articles) >= 52


def test_no_two_articles_share_an_id(sample: tuple[list[Article], list[Problem]]) -> None:
    ids = [article.id for article in sample[0]]
    assert len(ids) == len(set(ids))


def test_the_listing_page_is_all_that_the_readers_refuse(sample: tuple[list[Article], list[Problem]]) -> None:
    assert [problem.path.name for problem in sample[1]] == [LISTING]


def test_each_format_ships() -> None:
    assert len(list(SAMPLE.glob("*.txt"))) >= 10
    assert len(list(SAMPLE.glob("*.html"))) >= 11
    assert sorted(path.suffix for path in SAMPLE.glob("*.jsonl*")) == [".jsonl", ".xz"]


def test_every_month_from_august_2024_to_november_2026_has_news(articles: dict[str, Article]) -> None:
    seen = {(a.published.year, a.published.month) for a in articles.values() if a.published}
    assert seen == {(2024 + month // 12, month % 12 + 1) for month in range(7, 24 + 11)}


def test_no_article_lies_outside_the_span(articles: dict[str, Article]) -> None:
    days = [article.published.date() for article in articles.values() if article.published]
    assert FIRST <= min(days) <= max(days) <= LAST


def test_some_articles_state_their_day_in_the_lead_alone(articles: dict[str, Article]) -> None:
    undated = [article for article in articles.values() if article.published is None]
    assert len(undated) >= 5
    assert all(re.search(r"\d/20\d\d", article.body.split("\n")[0]) for article in undated)


def test_every_article_has_the_length_of_local_news(articles: dict[str, Article]) -> None:
    assert [article.id for article in articles.values() if len(article.body.split()) not in WORDS] == []


def test_every_article_has_paragraphs(articles: dict[str, Article]) -> None:
    assert [article.id for article in articles.values() if not 3 <= len(article.paragraphs()) <= 9] == []


def test_at_least_forty_officials_are_named(articles: dict[str, Article]) -> None:
    assert sum(bool(naming(articles, name)) for name in TRUTH["officials"]) >= 40


def test_most_officials_return_in_a_second_article(articles: dict[str, Article]) -> None:
    returning = [name for name in TRUTH["officials"] if len(naming(articles, name)) >= 2]
    assert len(returning) >= 0.75 * len(TRUTH["officials"])


def test_two_namesakes_hold_office_at_the_same_time(articles: dict[str, Article]) -> None:
    chief = {a.published for a in naming(articles, "Nguyễn Mạnh Thưởng, Trưởng Công an xã") if a.published}
    head = {a.published for a in naming(articles, "Nguyễn Mạnh Thưởng, Hiệu trưởng") if a.published}
    assert min(chief) < max(head)
    assert naming(articles, "Nguyễn Mạnh Thưởng, Trưởng phòng Văn hóa - Xã hội xã")


def test_one_official_is_spelled_in_both_tone_styles(articles: dict[str, Article]) -> None:
    text = "\n".join(article.text for article in articles.values())
    assert "Bùi Thị Thuý Loan" in text
    assert "Bùi Thị Thúy Loan" in text


def test_a_promoted_official_is_seen_in_each_office(articles: dict[str, Article]) -> None:
    for title in ("Phó Chủ tịch UBND huyện", "Chủ tịch UBND huyện", "Bí thư Đảng ủy", "Phó Trưởng Ban Tổ chức Tỉnh ủy"):
        assert naming(articles, "Hoàng Văn Lềnh", title)


def test_a_text_file_and_a_record_come_decomposed() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SAMPLE.glob("*.txt")]
    assert any(not unicodedata.is_normalized("NFC", text) for text in texts)
    assert any(not unicodedata.is_normalized("NFC", record["body"]) for record in records())


def test_every_record_carries_the_fields_of_the_format() -> None:
    for record in records():
        assert {"id", "url", "source", "title", "published", "body"} <= record.keys()
        assert record["published"].endswith("+07:00")


def test_every_address_lies_under_the_reserved_example_domain(articles: dict[str, Article]) -> None:
    addresses = [article.url for article in articles.values() if article.url]
    assert len(addresses) >= 40
    assert [url for url in addresses if not re.match(r"https://[a-z.]+\.example/", url)] == []


@pytest.mark.skipif(not UNITS.exists(), reason="the administrative units lie beside the repository, not in it")
def test_no_invented_place_is_a_real_unit() -> None:
    real = {key(name) for path in UNITS.glob("*.json") for name in names(json.loads(path.read_text(encoding="utf-8")))}
    assert key("Đầm Hà") in real
    assert [place for place in TRUTH["places"] if key(place) in real] == []


def names(units: Any) -> Iterator[str]:
    """Yield every unit's name in a nest of lists and dicts, its level word taken off."""
    if isinstance(units, list):
        for unit in units:
            yield from names(unit)
    elif isinstance(units, dict):
        for field, value in units.items():
            if not isinstance(value, str):
                yield from names(value)
            elif field == "Name" or field.endswith("_name"):
                yield re.sub(r"(?i)^(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|xã|phường|đặc khu) ", "", value)


def test_no_district_acts_after_the_reform(articles: dict[str, Article]) -> None:
    late = [a for a in articles.values() if a.published and a.published.date() >= date(2025, 8, 1)]
    assert [a.id for a in late if re.search(r"UBND (huyện|thị xã)|Huyện ủy|Thị ủy", a.text)] == []


@pytest.mark.parametrize("page", [p for p in sorted(SAMPLE.glob("*.html")) if p.name != LISTING], ids=lambda p: p.stem)
def test_a_page_is_titled_by_its_headline_and_not_by_its_portal(page: Path, articles: dict[str, Article]) -> None:
    headline = re.search(r"<h1[^>]*>([^<]+)</h1>", page.read_text(encoding="utf-8"))
    assert headline
    assert articles[page.stem].title == html.unescape(headline[1])


@pytest.mark.parametrize("truth", TRUTH["articles"], ids=lambda truth: truth["id"])
def test_the_headline_is_read_as_the_title(truth: dict[str, Any], articles: dict[str, Article]) -> None:
    assert articles[truth["id"]].title == truth["title"]


@pytest.mark.parametrize("truth", TRUTH["articles"], ids=lambda truth: truth["id"])
def test_the_truth_says_only_what_its_article_says(truth: dict[str, Any], articles: dict[str, Article]) -> None:
    text = lower(unicodedata.normalize("NFC", articles[truth["id"]].text))
    offices = [title for entry in truth["officials"] for title in entry["titles"]]
    said = [entry["name"] for entry in truth["officials"]] + offices
    assert [words for words in said if lower(words) not in text] == []
    _, month, day = map(int, truth["event_date"].split("-"))
    # "ngày 7/8/2024", or the first of "hai ngày 5 và 6/8/2025"
    assert re.search(rf"\b{day}(?: và \d+)?/{month}\b", text)

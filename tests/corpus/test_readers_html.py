from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.readers import Problem, listing, read
from corpus.readers.guard import without_scripts
from corpus.readers.html import parse
from corpus.readers.opening import Unreadable

PORTAL = Path(__file__).resolve().parents[2] / "../shared/portals/sotttt-hanoi"
TITLE = "Huyện Sông Lam tập huấn phòng cháy cho hộ kinh doanh"
FIRST = "Sáng 6/5, UBND huyện Sông Lam mở lớp tập huấn phòng cháy, chữa cháy cho 120 hộ kinh doanh tại chợ huyện."
SECOND = "Đồng chí Trần Văn Mẫu – Phó Chủ tịch UBND huyện dự và đề nghị các hộ tự kiểm tra đường điện trước ngày 30/6."
THIRD = "Các hộ được thực hành xử lý tình huống cháy bình gas, cháy điện. Lớp học kéo dài hai ngày."
CAPTION = "Cán bộ Công an huyện hướng dẫn dùng bình chữa cháy"
MENU = "".join(
    f'<li><a href="/{n}">{name}</a></li>'
    for n, name in enumerate(["Trang chủ", "Giới thiệu", "Tin tức sự kiện", "Văn bản", "Liên hệ", "Sơ đồ cổng"] * 5)
)
HEAD = """<meta property="article:published_time" content="2024-05-06T08:30:00+07:00">
<meta property="og:site_name" content="Cổng thông tin huyện Sông Lam">
<link rel="canonical" href="https://songlam.example/tin/123">"""


def page(*content: str, head: str = HEAD) -> str:
    return (
        f"<!DOCTYPE html><html lang=vi><head><title>{TITLE} - Cổng thông tin huyện Sông Lam</title>{head}</head>"
        f"<body><div class=menu><ul>{MENU}</ul></div><div class=content>{''.join(content)}</div>"
        "<div class=footer>Cổng thông tin điện tử huyện Sông Lam. Điện thoại: 0000</div></body></html>"
    )


def story(*extra: str) -> str:
    figure = f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>"
    return f"<h1>{TITLE}</h1><p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p>{''.join(extra)}"


def article(text: str) -> Article:
    return parse(text, Path("bai-123.html"), lambda problem: pytest.fail(str(problem)))


def refusal(text: str) -> str:
    with pytest.raises(Unreadable) as error:
        article(text)
    return str(error.value)


def test_an_article_page_gives_its_text_by_paragraphs() -> None:
    found = article(page(story()))
    assert (found.id, found.title) == ("bai-123", TITLE)
    assert found.body.split("\n") == [FIRST, CAPTION, SECOND, THIRD]


def test_a_figure_caption_is_marked() -> None:
    assert article(page(story())).captions == (1,)


def test_the_portals_own_name_in_a_heading_is_not_the_title() -> None:
    name = "<h2>Cổng thông tin huyện Sông Lam</h2><h1>Trang thông tin điện tử xã Đồng Mây</h1>"
    assert article(page(name, story())).title == TITLE


def test_metadata_gives_address_source_and_the_moment_with_its_zone() -> None:
    found = article(page(story()))
    assert (found.url, found.source) == ("https://songlam.example/tin/123", "Cổng thông tin huyện Sông Lam")
    assert found.published == datetime(2024, 5, 6, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    assert found.published.tzinfo is not None


def test_linked_data_gives_the_date() -> None:
    head = '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-06"}]}</script>'
    assert article(page(story(), head=head)).published == datetime(2024, 5, 6)


def test_a_visible_date_line_is_the_date_and_no_paragraph() -> None:
    text = page(f"<h1>{TITLE}</h1><div>Ngày đăng: 06/05/2024 08:30</div><p>{FIRST}</p><p>{THIRD}</p>", head="")
    found = article(text)
    assert (found.published, found.body) == (datetime(2024, 5, 6, 8, 30), f"{FIRST}\n{THIRD}")


def test_a_page_without_a_date_has_none_rather_than_one_from_its_text() -> None:
    assert article(page(story(), head="")).published is None


def test_the_closing_line_names_the_author() -> None:
    found = article(page(story("<p style='text-align:right'><strong>Thu Hằng</strong></p>")))
    assert (found.author, "Thu Hằng" in found.body) == ("Thu Hằng", False)


def test_the_list_of_other_articles_below_is_cut_off() -> None:
    others = "".join(
        f"<p><a href=/{n}>Xã Đồng Mây ra quân làm đường giao thông lần {n}</a></p><p>0{n}/05/2024</p>"
        for n in range(1, 6)
    )
    found = article(page(story("<p><b>Các tin khác:</b></p>", others)))
    assert found.body.split("\n") == [FIRST, CAPTION, SECOND, THIRD]


def test_a_page_reads_the_same_whatever_was_read_before() -> None:
    first = article(page(story()))
    assert article(page(story())) == first == article(page(story()))


def test_a_listing_with_teasers_is_refused() -> None:
    entries = "".join(
        f"<h3><a href=/{n}>Xã Đồng Mây ra quân làm đường giao thông lần {n}</a></h3><div>0{n}/05/2024 | 08:00 AM</div>"
        f"<p>{FIRST} Lần thứ {n}...</p>"
        for n in range(1, 8)
    )
    assert refusal(page(entries, head="")).startswith("A listing")


def test_a_menu_is_refused() -> None:
    assert refusal(f"<html><body><ul>{MENU}</ul></body></html>").startswith(("A menu", "No "))


def test_a_standing_page_without_a_date_is_refused_and_a_dated_one_is_read() -> None:
    duties = f"<p><b>Chức năng, nhiệm vụ của phòng</b></p><p>{SECOND}</p><p>{THIRD}</p>"
    assert "standing page" in refusal(page(duties, head=""))
    assert THIRD in article(page(duties)).body


def test_lines_that_are_links_alone_have_no_related_list_cut_off() -> None:
    lines = ["Giới thiệu", "Tin tức"]
    assert listing.without_related(lines, lines) == lines


@pytest.mark.skipif(not PORTAL.exists(), reason="the portal's pages lie beside the repository, not in it")
def test_every_page_of_a_real_portal_without_articles_is_refused_for_its_own_reason() -> None:
    problems: list[Problem] = []
    assert list(read([PORTAL], problems.append)) == []
    reasons = {problem.path.stem: problem.reason for problem in problems}
    assert len(reasons) == 26
    for names, start in {
        ("index", "en", "qlttps1377", "so-do-website6d52", "so-do-websitebf07", "so-do-websitedff6"): "A menu",
        ("cong-nghe-thong-tin", "luatthudo", "shtd", "shtd511b", "pctn1377", "pho-sach-ha-noi"): "A listing",
        ("co-cau-to-chuc", "don-vi-su-nghiep", "phong-thanh-tra", "lanh-ao-so"): "A standing page",
        ("luatthudo511b", "chien-luoc-quy-hoach84a0", "chi-dao-dieu-hanh"): "No paragraph of prose",
    }.items():
        assert {name: reasons[name].startswith(start) for name in names} == dict.fromkeys(names, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "<" * 50_000,
        "<div>" * 100_000,
        "<table><tr><td>" * 5_000,
        "<div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">",
        "<p>" + "a" * 1_500_000,
        "<script>" * 5_000,
        "<p>" * 40_000,
        '<a href="x' * 5_000,
    ],
)
def test_a_hostile_page_is_refused(text: str) -> None:
    assert refusal(text)


def test_a_page_torn_off_in_the_middle_gives_what_it_has() -> None:
    text = page(story())
    assert FIRST in article(text[: text.index(THIRD)]).body


def test_nothing_of_a_script_is_text() -> None:
    found = article(page(story('<script>alert("<p>Đoạn giả mạo trong mã, dài như một đoạn văn thật.</p>")</script>')))
    assert "giả mạo" not in found.body


def test_nothing_is_logged_about_a_refused_page(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        refusal("<html><body></body></html>")
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == []


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "<table>", "<td>", "<a href=x>", "</a>", "<h1>", "<script>", "<!--", "<figure>"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | st.sampled_from([FIRST, THIRD, TITLE]) | st.text(max_size=20), max_size=12).map("".join))
def test_any_text_is_an_article_or_refused(text: str) -> None:
    try:
        body = parse(text, Path("a.html"), [].append).body
    except Unreadable as error:
        body = str(error)
    assert body


@given(
    st.lists(st.sampled_from(["<script>", "</script>", "<style>", "</STYLE>", "a", "<p>", ">"]), max_size=10).map(
        "".join
    )
)
def test_taking_scripts_out_twice_changes_nothing_when_none_is_left(text: str) -> None:
    once = without_scripts(text)
    if "<s" not in once:
        assert without_scripts(once) == once
    assert len(once) <= len(text)

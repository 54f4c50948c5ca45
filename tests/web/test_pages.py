import re
from html import unescape
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from corpus.article import Article
from corpus.registry import Registry
from search.engines.whoosh import WhooshEngine
from search.plan import plan
from search.query import Query


def words(page: str) -> str:
    """The page's text as a reader sees it, blanks run together."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", page)))


@pytest.fixture
def page_of_hostile(client: FlaskClient, hostile: Article) -> str:
    answer = client.get("/bai/" + quote(hostile.id))
    assert answer.status_code == 200
    return answer.text


def total(client: FlaskClient, **query: str) -> int:
    return int(client.get("/api/v1/search", query_string=query).get_json()["total"])


def test_home_shows_the_latest_articles_newest_first(client: FlaskClient) -> None:
    days = re.findall(r'<p class="meta">\s*<time datetime="([0-9-]+)"', client.get("/").text)
    assert len(days) == 8
    assert days == sorted(days, reverse=True)


def test_home_leads_to_topics_agencies_people_and_years(client: FlaskClient) -> None:
    page = client.get("/").text
    for address in ("/chude/", "/coquan/", "/nguoi/", "/tim?ngay="):
        assert f'href="{address}' in page


def test_results_say_how_many_they_are(client: FlaskClient) -> None:
    assert f"Tìm thấy {total(client, q='hoa khe')} bài" in words(client.get("/tim?q=hoa+khe").text)


def test_results_mark_the_words_asked_for(client: FlaskClient) -> None:
    assert "<mark>" in client.get("/tim?q=tiem+chung").text


def test_a_facets_value_is_a_link_to_its_articles(client: FlaskClient) -> None:
    page = client.get("/tim?q=xa").text
    choice = re.search(r'href="(/tim\?q=xa&amp;chude=[^"]+)">.*?class="count">(\d+)', page, re.DOTALL)
    assert choice
    chosen = words(client.get(unescape(choice[1])).text)
    assert f"Tìm thấy {choice[2]} bài" in chosen


def test_what_is_chosen_has_a_chip_that_lets_go_of_it(client: FlaskClient) -> None:
    page = client.get("/tim?q=xa&ngay=2025").text
    assert re.search(r'class="chip" href="/tim\?q=xa"><span class="unseen">Bỏ lọc: </span>Năm 2025', page)


def test_the_search_box_keeps_what_is_chosen(client: FlaskClient) -> None:
    assert '<input type="hidden" name="ngay" value="2025">' in client.get("/tim?q=xa&ngay=2025").text


def test_the_second_page_goes_on_where_the_first_ended(client: FlaskClient) -> None:
    titles = [re.findall(r'class="hit-title"><a href="([^"]+)"', client.get(f"/tim?trang={n}").text) for n in (1, 2)]
    assert all(titles)
    assert not set(titles[0]) & set(titles[1])


def test_a_page_after_the_last_leads_back_to_the_first(client: FlaskClient) -> None:
    assert '<a href="/tim?q=hoa+khe">Về trang đầu</a>' in client.get("/tim?q=hoa+khe&trang=900").text


def test_an_empty_result_offers_the_words_without_their_wrong_accents(client: FlaskClient) -> None:
    page = client.get("/tim?q=chũng").text
    assert "Không tìm thấy bài nào." in words(page)
    link = re.search(r'<li><a href="(/tim\?q=chung)">Tìm “chung”', page)
    assert link
    assert "Tìm thấy" in words(client.get(link[1]).text)


def test_an_empty_result_offers_to_let_go_of_the_filters(client: FlaskClient) -> None:
    page = client.get("/tim?q=tiem+chung&ngay=1950").text
    assert '<a href="/tim?q=tiem+chung">Tìm “tiem chung” không kèm bộ lọc</a>' in page


def test_nothing_that_finds_nothing_is_offered(client: FlaskClient) -> None:
    page = client.get("/tim?q=khongcotrongkho&ngay=1950&tu=1950-01-01").text
    assert "Thử cách khác" in page
    assert "không kèm bộ lọc" not in page


def test_an_article_links_the_people_and_agencies_it_names(client: FlaskClient, registry: Registry) -> None:
    someone = registry.people(1)[0]
    hit = client.get("/api/v1/search", query_string={"official": someone.id}).get_json()["hits"][0]
    page = client.get("/bai/" + hit["id"]).text
    assert f'<mark class="m-official"><a href="/nguoi/{someone.id}">' in page
    assert '<mark class="m-agency"><a href="/coquan/' in page


def test_a_day_in_an_article_is_a_time_that_leads_to_that_days_articles(client: FlaskClient) -> None:
    pages = [client.get("/bai/" + hit["id"]).text for hit in client.get("/api/v1/search").get_json()["hits"]]
    day = re.compile(r'<mark class="m-date"><a href="/tim\?tu=([0-9-]+)&amp;den=\1"><time datetime="\1">')
    assert any(day.search(page) for page in pages)


def test_a_persons_page_counts_the_same_articles_as_the_search(client: FlaskClient, registry: Registry) -> None:
    someone = registry.people(1)[0]
    page = words(client.get(f"/nguoi/{someone.id}").text)
    assert f"{total(client, official=someone.id)} bài, mới nhất trước" in page
    assert someone.name in page


def test_a_persons_page_shows_offices_over_time(client: FlaskClient, registry: Registry) -> None:
    someone = registry.people(1)[0]
    page = client.get(f"/nguoi/{someone.id}").text
    assert page.count('class="bar-span"') > 0
    person = registry.person(someone.id)
    assert person
    for office in person.offices:
        assert office.title in words(page)


def test_an_agencys_page_names_its_holders_of_office(client: FlaskClient, registry: Registry) -> None:
    known = [registry.agency(line.id) for line in registry.agencies(20)]
    agency = next(agency for agency in known if agency and agency.holders)
    page = client.get(f"/coquan/{agency.id}").text
    for holder in agency.holders:
        assert f'href="/nguoi/{holder.person_id}"' in page


def test_the_way_from_any_page_of_someones_articles_leads_to_all_of_them(
    client: FlaskClient, registry: Registry
) -> None:
    someone = registry.people(1)[0].id
    page = client.get(f"/nguoi/{someone}?trang=9").text
    assert f'<a href="/nguoi/{someone}">Về trang đầu</a>' in page
    assert f'<a href="/tim?nguoi={someone}&amp;sap=moi">Tìm và lọc' in page


def test_a_topics_page_lists_its_articles(client: FlaskClient) -> None:
    topic = client.get("/api/v1/search").get_json()["facets"]["topic"][0]
    page = words(client.get(f"/chude/{topic['key']}").text)
    assert topic["label"] in page
    assert f"{topic['count']} bài, mới nhất trước" in page


def test_a_hostile_article_is_shown_as_text(page_of_hostile: str, hostile: Article) -> None:
    assert "<script" not in page_of_hostile
    assert "<img" not in page_of_hostile
    assert hostile.title in unescape(page_of_hostile)


def test_a_hostile_address_is_not_linked(page_of_hostile: str) -> None:
    assert "javascript:" not in page_of_hostile


def test_a_hostile_article_is_text_in_results_too(client: FlaskClient) -> None:
    page = client.get("/tim?q=kẻ+gian").text
    assert "&lt;script&gt;alert" in page
    assert "<script" not in page
    assert "<svg onload" not in page


def test_what_is_typed_comes_back_as_text(client: FlaskClient) -> None:
    page = client.get("/tim?q=" + quote('"><script>alert(1)</script>')).text
    assert "<script" not in page


def test_an_article_is_dated_day_first_with_its_clock(page_of_hostile: str) -> None:
    assert '<time datetime="2019-05-06T07:08:00">06/05/2019, 07:08</time>' in page_of_hostile


def test_the_portals_slogan_is_not_shown(page_of_hostile: str) -> None:
    assert "Khẩu hiệu" not in page_of_hostile


def _speaker(registry: Registry, client: FlaskClient) -> str:
    """The address of a person whose page shows statements."""
    pages = (f"/nguoi/{line.id}" for line in registry.people(100))
    return next(page for page in pages if 'id="phatbieu"' in client.get(page).text)


def test_a_persons_page_shows_what_they_said(client: FlaskClient, registry: Registry) -> None:
    assert "<blockquote>" in client.get(_speaker(registry, client)).text


def test_words_that_nobody_said_are_answered_with_what_to_try(client: FlaskClient, registry: Registry) -> None:
    page = words(client.get(_speaker(registry, client) + "?ve=vũ+trụ+song+song").text)
    assert "Hãy bớt chữ" in page


def test_what_was_asked_comes_back_as_text(client: FlaskClient, registry: Registry) -> None:
    assert "<script>" not in client.get(_speaker(registry, client) + "?ve=<script>").text


def test_an_overlong_question_is_refused_with_a_sentence(client: FlaskClient, registry: Registry) -> None:
    answer = client.get(_speaker(registry, client), query_string={"ve": "a" * 3000})
    assert (answer.status_code, "Câu tìm dài quá" in words(answer.text)) == (400, True)


def _page_with_voices(client: FlaskClient) -> str:
    hits = client.get("/api/v1/search?size=50").get_json()["hits"]
    pages = (client.get("/bai/" + hit["id"]).text for hit in hits)
    return next(page for page in pages if "Ai nói gì" in page)


def test_an_article_lists_who_says_what_with_ways_to_each_place(client: FlaskClient) -> None:
    page = _page_with_voices(client)
    listed = re.findall(r'<li><a href="#(loi-\d+)">', page)
    assert listed
    assert set(listed) == set(re.findall(r'<span class="voice" id="(loi-\d+)"', page))


def test_whose_words_they_are_is_told_to_who_hears_the_page(client: FlaskClient) -> None:
    page = _page_with_voices(client)
    names = re.findall(r'<span class="voice"[^>]* role="group" aria-label="Lời của ([^"]+)">', page)
    assert names
    assert all(part in words(page) for name in names for part in name.split(" và "))


def test_a_speaker_is_linked(client: FlaskClient) -> None:
    page = _page_with_voices(client)
    assert re.search(r'Ai nói gì</h2>\s*<ul class="facts-list">\s*<li><a href="/nguoi/[a-z0-9-]+">', page)


def test_no_day_that_an_article_links_leads_nowhere(client: FlaskClient, engine: WhooshEngine) -> None:
    ids = engine.find(plan(Query(size=100))).ids
    linked = {link for id in ids for link in re.findall(r'href="(/tim\?tu=[^"]+)"', client.get(f"/bai/{id}").text)}
    assert linked
    assert not [link for link in linked if "Không tìm thấy bài nào" in client.get(unescape(link)).text]

"""One hit stands for all copies of a report; the others unfold below it, and folding can be switched off."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

ORIGINAL = "lc-20250520-nuoc-sach-pac-lieng"
COPIES = {f"{ORIGINAL}-cong-huyen", "lc-20250521-nuoc-sach-pac-lieng-cong-tinh"}
ASKED = "/tim?q=nước+sạch+bản+Pắc+Liêng"
API = "/api/v1/search"


def unfolding(page: str) -> list[str]:
    return re.findall(r'<details class="twins">.*?</details>', page, re.DOTALL)


def test_the_copies_of_a_report_unfold_below_it(client: FlaskClient) -> None:
    (below,) = unfolding(client.get(ASKED).text)
    assert "Tin này còn 2 bản đăng khác" in below
    assert set(re.findall(r'href="/bai/([^"]+)"', below)) == COPIES
    assert "20/05/2025" in below
    assert "daivan.lamchau.example" in below


def test_folding_is_switched_off_and_on_again_by_a_link(client: FlaskClient) -> None:
    off = re.search(r'href="([^"]+)"[^>]*>Hiện từng bài<', client.get(ASKED).text)
    assert off
    page = client.get(unescape(off[1])).text
    assert unfolding(page) == []
    assert all(f'<a href="/bai/{id}">' in page for id in (ORIGINAL, *COPIES))
    on = re.search(r'href="([^"]+)"[^>]*>Gộp lại<', page)
    assert on
    assert len(unfolding(client.get(unescape(on[1])).text)) == 1


def test_the_switch_keeps_what_else_was_asked(client: FlaskClient) -> None:
    off = re.search(r'href="([^"]+)"[^>]*>Hiện từng bài<', client.get(f"{ASKED}&sap=moi&ngay=2025").text)
    assert off
    assert re.search(r"&amp;ngay=2025.*&amp;sap=moi.*&amp;gop=khong", off[1])


def test_a_page_where_nothing_is_folded_says_nothing_of_it(client: FlaskClient) -> None:
    page = client.get("/tim?q=tiêm+chủng+sởi").text
    assert ("Hiện từng bài" in page, "Gộp lại" in page) == (False, False)


def test_links_on_an_unfolded_page_stay_unfolded(client: FlaskClient) -> None:
    page = client.get("/tim?q=xã&gop=khong").text
    facets = re.findall(r'class="choice[^"]*" rel="nofollow" href="([^"]+)"', page)
    assert facets
    assert all("gop=khong" in address for address in facets)
    assert 'type="hidden" name="gop" value="khong"' in page


def test_an_unfolded_page_is_not_taken_for_a_filtered_one(client: FlaskClient) -> None:
    assert "noindex" not in client.get("/tim?q=xã&gop=khong").text


def test_an_article_names_the_other_places_of_its_report_apart_from_what_is_alike(client: FlaskClient) -> None:
    page = client.get(f"/bai/{ORIGINAL}").text
    elsewhere, _, alike = page.partition("Cũng đăng ở")[2].partition("Bài tương tự")
    assert set(re.findall(r'href="/bai/([^"]+)"', elsewhere)) == COPIES
    assert not COPIES & set(re.findall(r'href="/bai/([^"]+)"', alike))


def test_an_article_that_is_nowhere_else_says_nothing_of_it(client: FlaskClient) -> None:
    assert "Cũng đăng ở" not in client.get("/bai/gpmb-duong-ven-bien").text


def test_the_api_s_hits_carry_their_copies(client: FlaskClient) -> None:
    answer = client.get(API, query_string={"q": "nước sạch bản Pắc Liêng"}).get_json()
    hit = answer["hits"][0]
    assert (hit["copies"], {twin["id"] for twin in hit["twins"]} | {hit["id"]}) == (2, COPIES | {ORIGINAL})
    assert set(hit["twins"][0]) == {"id", "title", "date", "published", "url", "source"}
    assert answer["total"] == answer["reports"] + 2


def test_the_api_unfolds(client: FlaskClient) -> None:
    answer = client.get(API, query_string={"q": "nước sạch bản Pắc Liêng", "fold": "no", "size": 50}).get_json()
    assert answer["total"] == answer["reports"] == len(answer["hits"])
    assert {hit["id"] for hit in answer["hits"]} >= COPIES | {ORIGINAL}


@pytest.mark.parametrize("address", [f"{API}?fold=2", f"{API}?fold=khong", "/tim?gop=0"])
def test_whether_to_fold_is_yes_or_no(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "là một trong" in answer.get_data(as_text=True)

"""Public bodies are found under their full names, with the places they belong to."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotate import annotate
from corpus.annotate.agencies import find_agencies
from corpus.annotate.officials import find_officials
from corpus.annotate.places import find_places
from corpus.article import Article

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def agencies(title: str, body: str = "") -> set[tuple[str, str | None]]:
    article = Article("a", title, body)
    return {(agency.name, agency.place) for agency in find_agencies(article, find_places(article))}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("UBND huyện Đầm Hà họp", ("Ủy ban nhân dân huyện", "Đầm Hà")),
        ("Uỷ ban Nhân dân huyện Đầm Hà họp", ("Ủy ban nhân dân huyện", "Đầm Hà")),
        ("ỦY BAN NHÂN DÂN HUYỆN ĐẦM HÀ HỌP", ("Ủy ban nhân dân huyện", "Đầm Hà")),
        ("UBND Hà Nội họp", ("Ủy ban nhân dân thành phố", "Hà Nội")),
        ("UBND quận 12 họp", ("Ủy ban nhân dân quận", "12")),
        ("Sở LĐ-TB&XH Quảng Ninh họp", ("Sở Lao động - Thương binh và Xã hội", "Quảng Ninh")),
        ("Sở LĐ TB&XH Quảng Ninh họp", ("Sở Lao động - Thương binh và Xã hội", "Quảng Ninh")),
        ("Sở VH,TT&DL tỉnh Quảng Ninh họp", ("Sở Văn hóa, Thể thao và Du lịch", "Quảng Ninh")),
        ("Sở Tài nguyên - Môi trường Hải Phòng", ("Sở Tài nguyên và Môi trường", "Hải Phòng")),
        ("CA tỉnh Quảng Ninh bắt giữ", ("Công an tỉnh", "Quảng Ninh")),
        ("Ủy ban MTTQ huyện Đầm Hà trao quà", ("Ủy ban Mặt trận Tổ quốc huyện", "Đầm Hà")),
        ("Tỉnh uỷ Bến Tre họp", ("Tỉnh ủy", "Bến Tre")),
        ("Ban Thường vụ Tỉnh ủy Bến Tre họp", ("Ban Thường vụ Tỉnh ủy", "Bến Tre")),
        ("Phòng GD&ĐT huyện Đầm Hà", ("Phòng Giáo dục và Đào tạo huyện", "Đầm Hà")),
        ("Bộ GTVT trả lời", ("Bộ Giao thông vận tải", None)),
        ("Thủ tướng Chính phủ yêu cầu", ("Chính phủ", None)),
        ("Ban An toàn giao thông tỉnh Quảng Ninh", ("Ban An toàn giao thông tỉnh", "Quảng Ninh")),
        ("Ban ATGT tỉnh Quảng Ninh", ("Ban An toàn giao thông tỉnh", "Quảng Ninh")),
        ("UBND xã Trúc Khê Hạ họp", ("Ủy ban nhân dân xã", "Trúc Khê Hạ")),
        ("Thanh tra Sở Y tế Quảng Ninh phạt", ("Thanh tra Sở Y tế", "Quảng Ninh")),
        ("UBND TPHCM họp", ("Ủy ban nhân dân thành phố", "Hồ Chí Minh")),
        ("Uỷ ban Tài chính, Ngân sách của Quốc hội họp", ("Ủy ban Tài chính - Ngân sách của Quốc hội", None)),
        ("Ban Dân vận T.Ư họp", ("Ban Dân vận Trung ương", None)),
        ("Cục Quản lý Khám, chữa bệnh trả lời", ("Cục Quản lý Khám, chữa bệnh", None)),
        ("Văn phòng HĐND và UBND huyện Đầm Hà", ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", "Đầm Hà")),
        ("Đảng bộ, chính quyền và nhân dân huyện Đầm Hà", ("Đảng bộ huyện", "Đầm Hà")),
        ("đội Cảnh sát giao thông số 3 xử phạt", ("Đội Cảnh sát giao thông số 3", None)),
        ("Đồn Biên phòng Trúc Khê bắt giữ", ("Đồn Biên phòng", "Trúc Khê")),
        ("Thường vụ Tỉnh ủy Bến Tre họp", ("Ban Thường vụ Tỉnh ủy", "Bến Tre")),
        ("Chi cục Thú y TP. HCM kiểm tra", ("Chi cục Thú y", "Hồ Chí Minh")),
        ("UBND tỉnh Đăk Lăk họp", ("Ủy ban nhân dân tỉnh", "Đắk Lắk")),
    ],
)
def test_a_body_is_named_in_full_with_its_place(text: str, agency: tuple[str, str | None]) -> None:
    assert agency in agencies(text)


def test_a_list_shares_its_last_level_word() -> None:
    assert agencies("Huyện ủy, HĐND, UBND huyện Đầm Hà chúc Tết") == {
        ("Huyện ủy", "Đầm Hà"),
        ("Hội đồng nhân dân huyện", "Đầm Hà"),
        ("Ủy ban nhân dân huyện", "Đầm Hà"),
    }


def test_a_list_of_departments_shares_its_first_word() -> None:
    assert {name for name, _ in agencies("Giao các Sở Tài chính, Tư pháp và Nội vụ thẩm định")} == {
        "Sở Tài chính",
        "Sở Tư pháp",
        "Sở Nội vụ",
    }


def test_several_places_make_several_bodies() -> None:
    assert agencies("Lãnh đạo UBND 2 xã Trúc Hạ và xã Trúc Thượng báo cáo") == {
        ("Ủy ban nhân dân xã", "Trúc Hạ"),
        ("Ủy ban nhân dân xã", "Trúc Thượng"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Các sở, ngành và UBND các xã, thị trấn phối hợp",
        "UBND quận, huyện triển khai",
        "Cơ quan chức năng vào cuộc",
        "Công ty Cấp nước Quảng Ninh thông báo",
        "Xây dựng chính phủ điện tử",
        "Ban tổ chức trao giải",
        "Hội nghị diễn ra tại Hội An",
    ],
)
def test_what_names_no_single_public_body_is_none(text: str) -> None:
    assert agencies(text) == set()


def test_an_elided_place_is_the_one_named_before() -> None:
    body = "Ông cho biết UBND huyện đã giao Phòng Nội vụ huyện rà soát."
    assert agencies("Huyện Đầm Hà sắp xếp bộ máy", body) == {
        ("Ủy ban nhân dân huyện", "Đầm Hà"),
        ("Phòng Nội vụ huyện", "Đầm Hà"),
    }


def test_a_department_takes_the_province_and_not_a_town() -> None:
    assert ("Sở Y tế", "Quảng Ninh") in agencies("Tỉnh Quảng Ninh tiêm vắc xin", "Tại TP Hạ Long, Sở Y tế mở 5 điểm.")


def test_a_body_without_a_place_stays_without() -> None:
    assert agencies("UBND huyện họp") == {("Ủy ban nhân dân huyện", None)}


def test_an_office_counts_for_its_body() -> None:
    assert ("Ủy ban nhân dân huyện", "Đầm Hà") in agencies("Chủ tịch huyện Đầm Hà tiếp công dân")


def test_mentions_lie_in_the_text_in_order() -> None:
    article = Article("a", "UBND huyện Đầm Hà họp", "UBND huyện yêu cầu Công an huyện vào cuộc.")
    for agency in find_agencies(article, find_places(article)):
        starts = [span.start for span in agency.mentions]
        assert starts == sorted(starts)
        assert all(0 <= span.start < span.end <= len(article.text) for span in agency.mentions)


_PIECES = st.sampled_from(
    [
        "UBND",
        "huyện",
        "tỉnh",
        "TP.",
        "Hà Nội",
        "Sở",
        "Y tế",
        ",",
        "\n",
        "-",
        "và",
        "các",
        "Chủ tịch",
        "Phó",
        "ông",
        "Lê Văn",
    ]
)


@given(st.lists(_PIECES, max_size=25).map(" ".join))
def test_no_text_makes_reading_fail(text: str) -> None:
    article = Article("a", "", text)
    places = find_places(article)
    found = find_agencies(article, places)
    for item in (*places, *found, *find_officials(article, places, found)):
        assert all(0 <= span.start < span.end <= len(article.text) for span in item.mentions)


def test_reading_is_quick_enough_for_a_nightly_run() -> None:
    path = SHARED / "gold" / "dev.articles.jsonl"
    if not path.exists():
        pytest.skip("the gold articles lie outside the repository, in ../shared")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [Article(row["id"], row["title"], row["body"]) for row in rows]
    find_places(articles[0])
    start = time.process_time()
    for article in articles:
        places = find_places(article)
        find_officials(article, places, find_agencies(article, places))
    characters = sum(len(article.text) for article in articles)
    # 100 articles of 2,500 characters a second: half of what is asked, for a busy machine
    assert characters / (time.process_time() - start) > 100 * 2500


def test_a_thing_that_opens_a_sentence_is_no_body() -> None:
    found = annotate(Article("b1", "Tin", "Trạm đo mực nước tự động đặt ven hồ. Trạm đo được thay pin.")).agencies
    assert found == ()


def test_a_bodys_name_ends_before_what_it_does() -> None:
    text = "Cảng được giao cho Ban Quản lý dự án đầu tư xây dựng Đài Vân tiếp nhận từ hôm nay."
    assert [one.name for one in annotate(Article("b1", "Tin", text)).agencies] == ["Ban Quản lý dự án đầu tư xây dựng"]


def test_where_somebody_comes_from_is_not_where_a_body_is() -> None:
    text = "Bà Lò Thị Hiên, Chủ tịch UBND tỉnh Lam Châu, quê tỉnh Hạ Lam, từng là Trưởng ban Tuyên giáo Tỉnh ủy."
    found = annotate(Article("b1", "Tin", text)).agencies
    assert {(one.name, one.place) for one in found if "Tỉnh ủy" in one.name} == {("Ban Tuyên giáo Tỉnh ủy", "Lam Châu")}


def test_a_meeting_is_no_body() -> None:
    text = "Hội nghị Ban Chấp hành Đảng bộ tỉnh Lam Châu họp. Hội thi Giọng hát vàng tỉnh Lam Châu mở màn."
    assert not [one for one in annotate(Article("b1", "Tin", text)).agencies if one.name.startswith("Hội")]


def test_departments_are_listed_behind_a_colon() -> None:
    found = agencies("Tin mới", "Hà Nội giao các sở: Xây dựng, Tài chính rà soát.")
    assert {("Sở Xây dựng", "Hà Nội"), ("Sở Tài chính", "Hà Nội")} <= found


def test_an_abbreviation_that_the_article_explains_is_written_out() -> None:
    body = "Trung tâm Bảo tồn Di tích Cố đô (BTDTCĐ) Huế cho biết. Trung tâm BTDTCĐ Huế đang kiểm tra."
    assert {name for name, _ in agencies("Tin", body)} == {"Trung tâm Bảo tồn Di tích Cố đô"}


def test_a_shortened_name_is_that_of_the_body_named_in_full() -> None:
    body = "Cục Địa chất Việt Nam khảo sát. Cục Địa chất đã bàn giao số liệu."
    assert {name for name, _ in agencies("Tin", body)} == {"Cục Địa chất Việt Nam"}


def test_a_place_after_a_word_that_opens_a_sentence_is_a_place() -> None:
    assert agencies("Tin bão", "Mưa ở Quảng Ngãi. Tại Quảng Nam, UBND tỉnh họp.") == {
        ("Ủy ban nhân dân tỉnh", "Quảng Nam")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Vụ tai nạn giao thông làm hai người bị thương",
        "Phòng chống thiên tai là việc của mọi người",
        "Cơ sở Mầm non Sen Vàng bị đình chỉ",
        "Khu kinh tế Nhơn Hội nối sân bay với cảng",
        "đoàn đã thanh tra toàn diện và công bố",
        "Hội nghị Xúc tiến đầu tư bế mạc",
        "Bộ trưởng Du lịch của bang đến thăm",
        "lực lượng Công an có mặt",
    ],
)
def test_what_only_sounds_like_a_body_is_none(text: str) -> None:
    assert agencies("Tin", f"{text}.") == set()


def test_a_verb_behind_a_body_is_no_part_of_its_name() -> None:
    found = agencies("Tin", "Chủ tịch UBND huyện Đầm Hà nghe Phòng TN&MT giải trình về việc này.")
    assert {name for name, _ in found} == {"Ủy ban nhân dân huyện", "Phòng Tài nguyên và Môi trường"}


@pytest.mark.parametrize("text", ["Bộ Ngoại giao Mỹ bày tỏ", "Bộ trưởng Văn hóa Pháp nói", "Quốc hội Kyrgyzstan họp"])
def test_a_body_of_another_country_is_none_of_ours(text: str) -> None:
    assert agencies("Tin", text) == set()


def test_a_name_ends_before_half_a_word() -> None:
    assert agencies("Tin", "Ban quản lý các khu công nghiệp tỉnh Quảng Ninh chỉ bố trí 8 người.") == {
        ("Ban quản lý các khu công nghiệp tỉnh", "Quảng Ninh")
    }

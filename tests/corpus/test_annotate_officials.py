"""Named holders of public office are found with every office that the article gives them."""

import json
from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.annotate.agencies import find_agencies
from corpus.annotate.officials import find_officials
from corpus.annotate.places import find_places
from corpus.article import Article, Official
from corpus.vietnamese import clean

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def read(article: Article) -> tuple[Official, ...]:
    places = find_places(article)
    return find_officials(article, places, find_agencies(article, places))


def officials(body: str, title: str = "Tin huyện Trúc Khê, tỉnh Lam Sơn Hạ") -> dict[str, tuple[str, ...]]:
    return {official.name: official.titles for official in read(Article("a", title, body))}


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Đồng chí Trần Văn Bình – Phó chủ tịch UBND huyện dự.", "Trần Văn Bình", ("Phó chủ tịch UBND huyện",)),
        ("Đ/c Trần Văn Bình, TUV, Bí thư Huyện uỷ dự.", "Trần Văn Bình", ("TUV", "Bí thư Huyện uỷ")),
        ("Phó Chủ tịch UBND huyện Trần Văn Bình dự.", "Trần Văn Bình", ("Phó Chủ tịch UBND huyện",)),
        ("Chủ tịch UBND huyện Cẩm Xuyên Hà Văn Bình nói.", "Hà Văn Bình", ("Chủ tịch UBND huyện",)),
        ("Chủ tịch UBND huyện Trúc Khê Hà Văn Bình nói.", "Hà Văn Bình", ("Chủ tịch UBND huyện",)),
        ("Ông Lò Văn Bình (Chủ tịch thị trấn Trúc Khê) nói.", "Lò Văn Bình", ("Chủ tịch thị trấn",)),
        ("Giám đốc Sở Y tế, bà Lê Thị Hoa cho biết.", "Lê Thị Hoa", ("Giám đốc Sở Y tế",)),
        ("Đại tá Lê Văn Hoa - Giám đốc Công an tỉnh dự.", "Lê Văn Hoa", ("Giám đốc Công an tỉnh",)),
        ("Ông Lê Văn Hoa, đại biểu Quốc hội khóa XV, nói.", "Lê Văn Hoa", ("đại biểu Quốc hội",)),
        ("Đại biểu Quốc hội khóa XV – bà Lê Thị Hoa nói.", "Lê Thị Hoa", ("Đại biểu Quốc hội",)),
        ("Ông Lê Văn Hoa giữ chức Trưởng phòng Nội vụ huyện.", "Lê Văn Hoa", ("Trưởng phòng Nội vụ huyện",)),
        ("Ông Lê Văn Hoa được bầu chức vụ Bí thư Tỉnh ủy.", "Lê Văn Hoa", ("Bí thư Tỉnh ủy",)),
        ("Ông Lê Văn Hoa, Viện phó Viện Khảo cổ Việt Nam, nói.", "Lê Văn Hoa", ("Viện phó Viện Khảo cổ Việt Nam",)),
        ("Cục phó Thủy lợi Lê Văn Hoa nói.", "Lê Văn Hoa", ("Cục phó Thủy lợi",)),
        ("Chi cục trưởng Chi cục Thú y Lê Văn Hoa nói.", "Lê Văn Hoa", ("Chi cục trưởng Chi cục Thú y",)),
        ("Phó Chủ tịch UBND TPHCM Lê Văn Hoa nói.", "Lê Văn Hoa", ("Phó Chủ tịch UBND TP",)),
        ("Trưởng ban Ban Chỉ đạo Tây Bắc Lê Văn Hoa.", "Lê Văn Hoa", ("Trưởng ban Ban Chỉ đạo Tây Bắc",)),
        ("Bà Lê Thị Hoa, Hiệu trưởng Trường ĐH Luật Lam, nói.", "Lê Thị Hoa", ("Hiệu trưởng Trường ĐH Luật Lam",)),
        ("Ông Lê Văn Hoa, Giám đốc BVĐK tỉnh Hòa Bình, nói.", "Lê Văn Hoa", ("Giám đốc BVĐK tỉnh",)),
        ("Theo Giám đốc Sở Lê Văn Hoa, hồ sơ đã đủ.", "Lê Văn Hoa", ("Giám đốc Sở",)),
        ("Ông Lê Văn Hoa (công an viên xã Trúc Khê) kể.", "Lê Văn Hoa", ("công an viên xã",)),
        ("Ông Lê Văn Hoa, Bí thư Huyện ủy kiêm Chủ tịch HĐND huyện.", "Lê Văn Hoa",
         ("Bí thư Huyện ủy", "Chủ tịch HĐND huyện")),
        ("Phó Vụ trưởng Kế hoạch Phạm Thị Hoa dự.", "Phạm Thị Hoa", ("Phó Vụ trưởng Kế hoạch",)),
        ("Đại tá Vũ Văn Viện, Giám đốc Công an tỉnh, dự.", "Vũ Văn Viện", ("Giám đốc Công an tỉnh",)),
        ("Theo Phó Chủ tịch UBND xã, Lê Văn Hoa, đàn vịt đã chết.", "Lê Văn Hoa", ("Phó Chủ tịch UBND xã",)),
        ("Thứ trưởng Quốc phòng Lê Văn Hoa dự.", "Lê Văn Hoa", ("Thứ trưởng Quốc phòng",)),
        ("Cục trưởng Cục Thuế Lê Văn Hoa dự.", "Lê Văn Hoa", ("Cục trưởng Cục Thuế",)),
        ("Cục trưởng Hải quan thành phố Lê Văn Hoa dự.", "Lê Văn Hoa", ("Cục trưởng Hải quan thành phố",)),
        ("Ông Lê Văn Hoa, Uỷ viên Ban Thường vụ Tỉnh uỷ, dự.", "Lê Văn Hoa", ("Uỷ viên Ban Thường vụ Tỉnh uỷ",)),
        ("Ông Lê Văn Hoa, trưởng thôn Trúc Hạ, kể lại.", "Lê Văn Hoa", ("trưởng thôn",)),
        ("Miễn nhiệm chức phó giám đốc Sở Y tế của ông Lê Văn Hoa.", "Lê Văn Hoa", ("phó giám đốc Sở Y tế",)),
        ("Ông Lê Văn Hoa (48 tuổi, Chủ tịch UBND xã) bị kỷ luật.", "Lê Văn Hoa", ("Chủ tịch UBND xã",)),
        ("Chủ tịch UBND huyện Trúc Khê, tỉnh Lam Sơn Hạ Lê Văn Hoa nói.", "Lê Văn Hoa", ("Chủ tịch UBND huyện",)),
        ("Ông Lê Văn Hoa được Tỉnh ủy điều động giữ chức Bí thư Huyện ủy.", "Lê Văn Hoa", ("Bí thư Huyện ủy",)),
    ],
)  # fmt: skip
def test_an_office_finds_its_holder(text: str, name: str, titles: tuple[str, ...]) -> None:
    assert officials(text) == {name: titles}


def test_a_list_gives_each_person_their_own_offices() -> None:
    text = "Các đồng chí: Lê Văn Hoa, TUV, Bí thư Huyện ủy; Trần Thị Bình, Chủ tịch UBND huyện chủ trì."
    assert officials(text) == {"Lê Văn Hoa": ("TUV", "Bí thư Huyện ủy"), "Trần Thị Bình": ("Chủ tịch UBND huyện",)}


def test_one_title_before_a_list_is_everybodys() -> None:
    text = "Dự có các Phó Chủ tịch UBND tỉnh: Lê Văn Hoa, Trần Thị Bình và Đỗ Văn Sáu."
    assert set(officials(text).values()) == {("Phó Chủ tịch UBND tỉnh",)}
    assert set(officials(text)) == {"Lê Văn Hoa", "Trần Thị Bình", "Đỗ Văn Sáu"}


def test_capitals_become_ordinary_ones() -> None:
    assert list(officials("CHỦ TỊCH UBND HUYỆN: LÊ VĂN HOA")) == ["Lê Văn Hoa"]


def test_the_fullest_name_holds_and_short_ones_are_mentions() -> None:
    article = Article(
        "a", "Tin", "Ông Lê Văn Hoa, Chủ tịch UBND xã, đến nơi. Ông Hoa nói. Theo ông Văn Hoa, việc đã xong."
    )
    (official,) = read(article)
    assert official.name == "Lê Văn Hoa"
    assert [span.of(article.text) for span in official.mentions] == ["Lê Văn Hoa", "Hoa", "Văn Hoa"]


@pytest.mark.parametrize("word", ["nguyên", "cựu", "Nguyên", "nguyên là"])
def test_who_held_an_office_is_former(word: str) -> None:
    (official,) = read(Article("a", "Tin", f"Ông Lê Văn Hoa, {word} Chủ tịch UBND xã, kể lại."))
    assert official.former
    assert official.titles == ("Chủ tịch UBND xã",)


def test_who_holds_one_office_still_is_not_former() -> None:
    (official,) = read(Article("a", "Tin", "Ông Lê Văn Hoa, Bí thư Huyện ủy, nguyên Chủ tịch UBND huyện, dự."))
    assert not official.former
    assert [office.former for office in official.offices] == [False, True]


def test_what_a_title_leaves_out_comes_from_the_article() -> None:
    text = "Đoàn của Sở Y tế làm việc tại huyện. Đồng chí Lê Văn Hoa – Phó giám đốc Sở làm trưởng đoàn."
    (official,) = read(Article("a", "Tin tỉnh Quảng Ninh", text))
    assert [(o.title, o.agency, o.place) for o in official.offices] == [("Phó giám đốc Sở", "Sở Y tế", "Quảng Ninh")]


def test_one_office_said_in_two_ways_counts_once() -> None:
    text = "Chủ tịch Lê Văn Hoa đến dự. Chủ tịch UBND TP Hà Nội Lê Văn Hoa nói. Ông Lê Văn Hoa, Chủ tịch TP.Hà Nội, về."
    assert officials(text) == {"Lê Văn Hoa": ("Chủ tịch UBND TP",)}


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê Văn Hoa, Giám đốc Công ty Cấp nước, cho biết.",
        "Bà Lê Thị Hoa, giám đốc một công ty gốm, cho biết.",
        "Ông Lê Văn Hoa, chủ tịch hội đồng quản trị, cho biết.",
        "Ông Lê Văn Hoa, 60 tuổi, ở xã Trúc Khê, kể lại.",
        "Tượng Chủ tịch Hồ Chí Minh được khánh thành.",
        "Trường THPT Nguyễn Trãi, trên đường Lê Văn Hoa, khai giảng. Giám đốc Sở Y tế dự.",
        "Vợ ông Lê Văn Hoa là Chủ tịch UBND xã.",
        "Ảnh: Lê Văn Hoa",
    ],
)
def test_who_holds_no_public_office_is_no_official(text: str) -> None:
    assert officials(text) == {}


def test_the_author_is_no_official() -> None:
    assert read(Article("a", "Tin", "UBND huyện họp.", author="Lê Văn Hoa")) == ()


def test_the_seed_names_its_two_officials_with_all_their_titles() -> None:
    path = SHARED / "seed" / "damha-2023-08-04.txt"
    if not path.exists():
        pytest.skip("the seed lies outside the repository, in ../shared")
    lines = [line for line in clean(path.read_text(encoding="utf-8")).split("\n") if line.strip()]
    article = Article("seed", lines[1].strip(), "\n".join(lines[2:-1]))
    assert {official.name: official.titles for official in read(article)} == {
        "Vũ Quang Trực": ("Phó giám đốc Sở LĐ TB&XH tỉnh",),
        "Lê Bình Phượng": (
            "Phó chủ tịch UBND huyện",
            "Trưởng ban vì sự tiến bộ của phụ nữ và bảo vệ chăm sóc trẻ em huyện",
        ),
    }
    found = {(agency.name, agency.place) for agency in find_agencies(article, find_places(article))}
    assert ("Ủy ban nhân dân huyện", "Đầm Hà") in found
    assert "Sở Lao động - Thương binh và Xã hội" in {name for name, _ in found}


def test_most_gold_officials_are_found() -> None:
    folder = SHARED / "gold"
    if not folder.exists():
        pytest.skip("the gold articles lie outside the repository, in ../shared")
    gold = {row["id"]: row for row in map(json.loads, (folder / "dev.gold.jsonl").read_text("utf-8").splitlines())}
    hit = found = wanted = 0
    for row in map(json.loads, (folder / "dev.articles.jsonl").read_text("utf-8").splitlines()):
        want = {clean(official["name"]) for official in gold[row["id"]]["officials"]}
        have = {official.name for official in read(Article(row["id"], clean(row["title"]), clean(row["body"])))}
        hit, found, wanted = hit + len(want & have), found + len(have), wanted + len(want)
    assert hit / found > 0.9
    assert hit / wanted > 0.85


def _titles(sentence: str) -> dict[str, tuple[str, ...]]:
    return {one.name: one.titles for one in annotate(Article("b1", "Tin", sentence)).officials}


def test_years_between_two_offices_do_not_part_them() -> None:
    found = _titles(
        "Ông Vi Văn Tấn (nguyên Chủ tịch UBND huyện Đài Vân giai đoạn 2006-2011, nguyên Giám đốc Sở Y tế) dự lễ."
    )
    assert found == {"Vi Văn Tấn": ("Chủ tịch UBND huyện", "Giám đốc Sở Y tế")}


def test_an_office_given_late_in_a_sentence_is_the_subjects() -> None:
    found = _titles(
        "Ông Vi Văn Tấn nhận quyết định của Bộ Chính trị về việc tham gia Ban Chấp hành Đảng bộ tỉnh, Ban Thường vụ "
        "Tỉnh ủy và giữ chức Bí thư Tỉnh ủy Lam Châu."
    )
    assert found == {"Vi Văn Tấn": ("Bí thư Tỉnh ủy",)}


def test_work_with_cadres_makes_nobody_a_cadre() -> None:
    assert _titles("Huyện hủy quyết định về công tác cán bộ đối với ông Vi Văn Tấn.") == {}


def test_a_branch_head_is_told_by_the_field_alone() -> None:
    assert list(_titles("Chi cục trưởng Kiểm lâm tỉnh Lam Châu Vi Văn Tấn dự lễ.")) == ["Vi Văn Tấn"]


def test_everyone_in_a_list_behind_a_colon_has_the_office() -> None:
    found = officials(
        "Đến dự có Tổng Bí thư Lê Văn Hoa, nguyên Chủ tịch Quốc hội: Trần Văn Bình, Hà Thị Lan; các đại biểu."
    )
    assert found["Trần Văn Bình"] == found["Hà Thị Lan"] == ("Chủ tịch Quốc hội",)
    assert found["Lê Văn Hoa"] == ("Tổng Bí thư",)


def test_two_are_given_one_office() -> None:
    found = officials("Ông Lê Văn Hoa và ông Trần Văn Bình được bầu chức vụ Phó Bí thư Huyện ủy.")
    assert found == {"Lê Văn Hoa": ("Phó Bí thư Huyện ủy",), "Trần Văn Bình": ("Phó Bí thư Huyện ủy",)}


def test_whom_somebody_follows_held_the_office_before() -> None:
    text = "Ông Lê Văn Hoa được bầu giữ chức Bí thư Huyện ủy thay ông Trần Văn Bình."
    found = {official.name: official for official in read(Article("a", "Tin huyện Trúc Khê", text))}
    assert found["Trần Văn Bình"].titles == ("Bí thư Huyện ủy",)
    assert (found["Lê Văn Hoa"].former, found["Trần Văn Bình"].former) == (False, True)


def test_a_pronoun_takes_up_a_career() -> None:
    text = "Bí thư Huyện ủy Lê Văn Hoa chủ trì. Ông từng đảm nhiệm các chức vụ: Giám đốc Sở Y tế, Chủ tịch UBND tỉnh."
    assert officials(text)["Lê Văn Hoa"] == ("Bí thư Huyện ủy", "Giám đốc Sở Y tế", "Chủ tịch UBND tỉnh")


def test_a_career_goes_on_inside_a_sentence() -> None:
    text = "Bí thư Huyện ủy Lê Văn Hoa chủ trì. Học xong, ông về làm Giám đốc Sở Y tế, sau đó làm Chủ tịch UBND tỉnh."
    assert officials(text)["Lê Văn Hoa"] == ("Bí thư Huyện ủy", "Giám đốc Sở Y tế", "Chủ tịch UBND tỉnh")


def test_an_office_that_opens_what_somebody_says_is_not_the_speakers() -> None:
    found = officials("Giám đốc Sở Y tế Lê Văn Hoa dự. Theo ông Hoa, Thủ tướng đã cho phép.")
    assert found["Lê Văn Hoa"] == ("Giám đốc Sở Y tế",)


def test_an_office_that_a_letter_goes_to_is_not_the_writers() -> None:
    found = officials("Trong văn bản gửi Thủ tướng, Phó Chủ tịch UBND tỉnh Lê Văn Hoa cho biết.")
    assert found["Lê Văn Hoa"] == ("Phó Chủ tịch UBND tỉnh",)


@pytest.mark.parametrize(
    "text",
    [
        "Trả lời câu hỏi của đại biểu Lê Văn Hoa, Thủ tướng đánh giá cao.",
        "Thừa ủy quyền của Thủ tướng, đại biểu Lê Văn Hoa trao huân chương.",
        "Báo cáo với Bộ trưởng, đại biểu Lê Văn Hoa nêu khó khăn.",
    ],
)
def test_one_of_whom_there_is_one_is_not_whoever_stands_beside(text: str) -> None:
    titles = officials(text).get("Lê Văn Hoa", ())
    assert not {"Thủ tướng", "Bộ trưởng"} & set(titles)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê Văn Hoa, Phó Thủ tướng Lào, đến thăm.",
        "Thủ tướng Hà Lan đến thăm.",
        "Thủ tướng Lý Hiển Long đến thăm.",
    ],
)
def test_those_of_other_countries_are_no_officials(text: str) -> None:
    assert officials(text) == {}


def test_lao_cai_is_no_other_country() -> None:
    assert officials("Ông Lê Văn Hoa, Bí thư Tỉnh ủy Lào Cai, dự.") == {"Lê Văn Hoa": ("Bí thư Tỉnh ủy",)}


def test_an_officer_is_an_official_without_an_office() -> None:
    assert officials("Thượng úy Lê Văn Hoa cứu ba người.") == {"Lê Văn Hoa": ()}


def test_two_wordings_of_one_office_are_one() -> None:
    text = "Chủ tịch UBND TP. HCM Lê Văn Hoa đến dự. Chủ tịch UBND Lê Văn Hoa yêu cầu làm rõ."
    assert officials(text)["Lê Văn Hoa"] == ("Chủ tịch UBND TP",)


def test_the_head_of_a_private_house_is_no_official() -> None:
    assert officials("Ông Lê Văn Hoa, Giám đốc Bệnh viện đa khoa tư nhân Trúc Khê, nói.") == {}


def test_an_office_at_a_shortened_body_is_at_the_body_that_is_listed() -> None:
    body = "Sở Văn hóa và Thể thao họp. Bà Lê Thị Hoa, Giám đốc Sở Văn hóa, phát biểu."
    (one,) = read(Article("a", "Tin trong tỉnh", body))
    assert [office.agency for office in one.offices] == ["Sở Văn hóa và Thể thao"]

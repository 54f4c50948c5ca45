from __future__ import annotations

import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.readers import Problem, read
from corpus.readers.text import file_id, paragraphs, parse

SEED = Path(__file__).resolve().parents[2] / "../shared/seed/damha-2023-08-04.txt"
BODY = "Sáng 5/3, UBND xã Đồng Mây huy động hơn 200 người nạo vét tuyến kênh chính dài 3 km."
MORE = "Đồng chí Trần Văn Mẫu – Chủ tịch UBND xã đề nghị các thôn hoàn thành trước ngày 20/3."
TITLE = "Xã Đồng Mây ra quân làm thủy lợi nội đồng"


def article(*lines: str, report: list[Problem] | None = None) -> Article:
    found = parse(paragraphs("\n\n".join(lines)), Path("tin.txt"), [].append if report is None else report.append)
    assert found is not None
    return found


def refused(*lines: str) -> str:
    problems: list[Problem] = []
    assert parse(paragraphs("\n".join(lines)), Path("tin.txt"), problems.append) is None
    return problems[0].reason


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies beside the repository, not in it")
def test_the_seed_is_taken_apart_as_a_reader_would() -> None:
    (seed,) = read([SEED], pytest.fail)
    assert seed.id == "damha-2023-08-04"
    assert seed.title == "Đoàn công tác Sở LĐ TB&XH tỉnh làm việc với UBND huyện Đầm Hà"
    assert seed.author == "Quốc Nghị"
    assert seed.slogan is not None
    assert seed.slogan.startswith("Chủ đề công tác năm 2020")
    assert seed.captions == (2, 3)
    assert len(seed.paragraphs()) == 5
    assert "Quốc Nghị" not in seed.body


@pytest.mark.parametrize(
    "slogan",
    [
        'Chủ đề năm 2024: "Kỷ cương, trách nhiệm, hiệu quả"',
        "Chào mừng kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2025)",
        "“Sông Lam đoàn kết, đổi mới, phát triển”",
        "NHIỆT LIỆT CHÀO MỪNG ĐẠI HỘI ĐẢNG BỘ HUYỆN SÔNG LAM",
        "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SÔNG LAM",
        "MỪNG ĐẢNG QUANG VINH - MỪNG XUÂN GIÁP THÌN",
        "Đảng bộ, chính quyền và nhân dân huyện Sông Lam thi đua lập thành tích chào mừng Quốc khánh 2/9",
        "Huyện Sông Lam quyết tâm hoàn thành thắng lợi nhiệm vụ năm 2024",
    ],
)
def test_a_portal_banner_is_the_slogan_and_not_the_title(slogan: str) -> None:
    found = article(slogan, TITLE, BODY, MORE)
    assert (found.slogan, found.title) == (slogan, TITLE)


def test_two_banner_lines_are_one_slogan() -> None:
    found = article("CỔNG THÔNG TIN ĐIỆN TỬ XÃ ĐỒNG MÂY", "Chủ đề năm 2024: “Kỷ cương”", TITLE, BODY)
    assert (found.slogan, found.title) == ("CỔNG THÔNG TIN ĐIỆN TỬ XÃ ĐỒNG MÂY Chủ đề năm 2024: “Kỷ cương”", TITLE)


def test_a_festive_title_above_its_text_stays_the_title() -> None:
    found = article("Chào mừng Ngày Nhà giáo Việt Nam 20/11 tại xã Đồng Mây", BODY, MORE)
    assert (found.slogan, found.body) == (None, f"{BODY}\n{MORE}")


def test_a_festive_title_above_a_caption_stays_the_title() -> None:
    found = article("Chào mừng Ngày Nhà giáo Việt Nam 20/11 tại xã Đồng Mây", "Quang cảnh buổi gặp mặt", BODY, MORE)
    assert (found.slogan, found.captions) == (None, (0,))


def test_a_title_that_ends_like_a_sentence_is_a_title_below_an_unmistakable_slogan() -> None:
    assert article("Chủ đề năm 2024: “Kỷ cương”", TITLE + ".", BODY).title == TITLE + "."


def test_a_decomposed_title_in_capitals_is_composed() -> None:
    found = article(unicodedata.normalize("NFD", TITLE.upper()), BODY)
    assert found.title == TITLE.upper()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Thu Hằng", "Thu Hằng"),
        ("THU HẰNG", "THU HẰNG"),
        ("Nguyễn Thị Thu Hằng", "Nguyễn Thị Thu Hằng"),
        ("Thu Hằng - Minh Đức", "Thu Hằng - Minh Đức"),
        ("Thu Hằng (Trung tâm Truyền thông huyện)", "Thu Hằng"),
        ("Thu Hằng - Trung tâm Văn hóa huyện", "Thu Hằng"),
        ("Tin, ảnh: Thu Hằng", "Thu Hằng"),
        ("Bài, ảnh: Thu Hằng (CTV)", "Thu Hằng"),
        ("Tác giả: Hoà Bình", "Hoà Bình"),
    ],
)
def test_the_closing_line_names_the_author(line: str, author: str) -> None:
    found = article(TITLE, BODY, line)
    assert (found.author, found.body) == (author, BODY)


@pytest.mark.parametrize(
    "line", ["Đại hội thành công tốt đẹp.", "Trần Văn Mẫu phát biểu", "Nhân dân phấn khởi", "Kênh dài 3 km"]
)
def test_a_closing_sentence_is_no_byline(line: str) -> None:
    assert article(TITLE, BODY, line).author is None


def test_a_source_below_the_byline_is_the_source() -> None:
    found = article(TITLE, BODY, "Thu Hằng", "Nguồn: Báo Sông Lam")
    assert (found.author, found.source, found.body) == ("Thu Hằng", "Báo Sông Lam", BODY)


def test_header_lines_fill_their_fields_and_leave_the_text() -> None:
    found = article(
        "Chuyên mục: Nông nghiệp", TITLE, "Ngày đăng: 05/03/2024 16:30 | Lượt xem: 1.204", "Nguồn: Đài Sông Lam", BODY
    )
    assert (found.title, found.body, found.section) == (TITLE, BODY, "Nông nghiệp")
    assert (found.published, found.source) == (datetime(2024, 3, 5, 16, 30), "Đài Sông Lam")


def test_an_impossible_publication_date_is_reported_and_the_article_kept() -> None:
    problems: list[Problem] = []
    assert article(TITLE, "Ngày đăng: 31/02/2024", BODY, report=problems).published is None
    assert "31/02/2024" in problems[0].reason


def test_captions_are_numbered_among_the_paragraphs() -> None:
    caption = "Đồng chí Trần Văn Mẫu – Chủ tịch UBND xã, phát biểu tại lễ ra quân"
    assert article(TITLE, BODY, caption, MORE, "Ảnh: Thu Hằng").captions == (1, 3)


def test_a_title_alone_is_a_problem() -> None:
    assert refused(TITLE) == "There is a title but no body."


def test_an_empty_file_is_a_problem() -> None:
    assert refused(" \u200b\n\n") == "The file holds no text."


def test_a_paragraph_in_the_title_place_is_a_problem() -> None:
    assert "too long for a title" in refused(BODY * 5, MORE)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("damha-2023-08-04.txt", "damha-2023-08-04"),
        ("Đầm Hà 04.8.txt.gz", "dam-ha-04-8"),
        (unicodedata.normalize("NFD", "Đầm Hà.txt"), "dam-ha"),
    ],
)
def test_the_id_is_the_file_stem_as_a_slug(name: str, slug: str) -> None:
    assert file_id(Path("anywhere", name)) == slug


def test_names_without_letters_get_ids_of_their_own() -> None:
    assert file_id(Path("日本.txt")) != file_id(Path("中国.txt"))


@given(st.text(max_size=400))
def test_any_text_is_an_article_or_a_problem(text: str) -> None:
    problems: list[Problem] = []
    found = parse(paragraphs(text), Path("tin.txt"), problems.append)
    assert (found is None) <= bool(problems)
    if found is not None:
        assert found.body
        assert "" not in found.body.split("\n")
        assert all(0 <= number < len(found.paragraphs()) for number in found.captions)


@given(st.lists(st.sampled_from([TITLE, BODY, MORE, "Thu Hằng", "Ảnh: An", "05/03/2024", "“Khẩu hiệu của huyện nhà”"])))
def test_no_line_is_lost_but_those_that_fill_a_field(lines: list[str]) -> None:
    found = parse(list(lines), Path("tin.txt"), [].append)
    if found is not None:
        kept = [found.title, *found.body.split("\n")]
        assert all(line in kept for line in lines if line in (BODY, MORE))

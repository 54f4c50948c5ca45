"""Which calendar days annotation finds in an article, and which of them it holds to be the event's."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotate.dates import find_dates
from corpus.annotate.documents import find_documents
from corpus.annotate.written_days import written_days
from corpus.article import Article

SEED = Path(__file__).resolve().parents[2] / "../shared/seed/damha-2023-08-04.txt"


def article(body: str, title: str = "Tin trong huyện", published: str | None = None) -> Article:
    return Article("a", title, body, published=datetime.fromisoformat(published) if published else None)


def dates(body: str, title: str = "Tin trong huyện", published: str | None = None) -> list[str]:
    found = article(body, title, published)
    return [day.day.isoformat() for day in find_dates(found, find_documents(found))[0]]


def event(body: str, title: str = "Tin trong huyện", published: str | None = None) -> str | None:
    found = article(body, title, published)
    day = find_dates(found, find_documents(found))[1]
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chiều ngày 4/8/2023, đoàn đến thăm", ["2023-08-04"]),
        ("Chiều ngày 4 / 8 / 2023, đoàn đến thăm", ["2023-08-04"]),
        ("ngày 12 tháng 5 năm 2021", ["2021-05-12"]),
        ("ngày 15 tháng tư năm 2020", ["2020-04-15"]),
        ("từ ngày 02/5 đến ngày 11/5/2013", ["2013-05-02", "2013-05-11"]),
        ("từ ngày 28/6 đến 06/7/2021", ["2021-06-28", "2021-07-06"]),
        ("từ ngày 28/12 đến 3/1/2024", ["2023-12-28", "2024-01-03"]),
        ("từ ngày 1-3/8/2022", ["2022-08-01", "2022-08-03"]),
        ("ngày 5 và 6/9/2022", ["2022-09-05", "2022-09-06"]),
        ("các ngày 5, 6, 7/9/2022", ["2022-09-05", "2022-09-06", "2022-09-07"]),
        ("trong hai ngày 31/7 và 1/8/2025", ["2025-07-31", "2025-08-01"]),
        ("hạn nộp là 27.6.2021", ["2021-06-27"]),
        ("Thứ Tư, 08/04/2015, 08:11", ["2015-04-08"]),
        ("Chủ nhật, ngày 23/5/2021", ["2021-05-23"]),
        ("16:42 21/04/2025", ["2025-04-21"]),
        ("ngày 4/8/23", ["2023-08-04"]),
        ("(30.4.1975 - 30.4.2025)", ["1975-04-30", "2025-04-30"]),
    ],
)
def test_a_full_day_is_read_in_every_common_form(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Có 8/8 xã đạt chuẩn",
        "từ 5/8 xã đạt chuẩn nông thôn mới nâng cao",
        "11/13 sản phẩm",
        "đạt 33/38 chỉ tiêu",
        "đạt 7/9 tiêu chí",
        "tỷ lệ 4.2%",
        "trực 24/7",
        "mỗi ngày 2-3 tiếng",
        "đội nhà thắng 3-1 (2-1)",
        "gọi số 02033.880.118",
        "Quyết định số 12/2020/QĐ-UBND",
        "Kế hoạch số 81/KH-UBND",
        "ngày 31/2",
        "ngày 29/2/2023",
        "ngày 10/3 âm lịch",
        "mùng 10 tháng 3",
        "ngày 12 tháng giêng năm 2020",
        "tháng 8/2019",
        "quý I/2023",
        "nhiệm kỳ 2020 – 2025",
        "sinh năm 1971",
        "kỷ niệm Ngày Thương binh - Liệt sĩ 27/7",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert dates(text, published="2023-08-05") == []


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2023-12-30", "2023-12-28"), ("2024-01-02", "2023-12-28"), ("2024-12-20", "2024-12-28")],
)
def test_a_day_without_year_takes_the_year_near_publication(published: str, expected: str) -> None:
    assert dates("Sáng 28/12, hội nghị khai mạc.", published=published) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáng 9/7, hội nghị đánh giá 6 tháng đầu năm 2021.", ["2021-07-09"]),
        ("Sáng 6/2, lớp học tạm dừng. Lớp mở từ tháng 12/2016.", ["2017-02-06"]),
        ("Chiều 21-1, ban họp. Vụ việc xảy ra khoảng 14h ngày 21-1-2019.", ["2019-01-21"]),
        ("Sáng 5/9, khách đông hơn so với cùng kỳ năm 2015.", ["2016-09-05"]),
        ("Sáng 19/1, đội sơ kết học kỳ I năm học 2020 - 2021.", ["2021-01-19"]),
    ],
)
def test_without_publication_the_articles_own_words_fix_the_year(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


def test_without_any_word_on_the_year_the_day_is_left_out() -> None:
    assert dates("Sáng 5/8, hội nghị khai mạc.") == []


def test_a_documents_date_fixes_no_year() -> None:
    assert dates("Sáng 6/7, đoàn công bố theo Thông tư số 05/2014/TT-TTCP ngày 16/10/2014.") == ["2014-10-16"]


def test_a_day_in_the_title_alone_is_not_among_the_bodys_days() -> None:
    assert dates("Đoàn thăm các hộ dân.", title="Đoàn đến thăm ngày 4/8/2023") == []


def test_a_day_named_twice_is_one_day_with_two_mentions() -> None:
    found = article("Sáng 4/8/2023, đoàn đến. Cũng trong ngày 4/8/2023, đoàn về.")
    days, _ = find_dates(found)
    assert [[span.of(found.text) for span in day.mentions] for day in days] == [["4/8/2023", "4/8/2023"]]


def test_the_event_is_the_day_in_the_lead() -> None:
    assert event("Sáng 4/8/2023, hội nghị khai mạc.\nTrước đó, ngày 1/8/2023, ban đã họp.") == "2023-08-04"


def test_the_event_is_not_the_day_on_which_a_document_was_issued() -> None:
    assert event("Theo Quyết định số 12/QĐ-UBND ngày 1/8/2023, huyện lập tổ công tác.") is None


def test_the_event_is_not_the_day_up_to_which_something_is_counted() -> None:
    assert event("Tính đến ngày 17/4/2025, tỉnh thu hút 36 dự án.") is None


def test_the_event_of_several_days_is_on_the_first() -> None:
    assert event("Từ ngày 1-3/8/2023, giải bóng chuyền diễn ra tại huyện.") == "2023-08-01"


def test_today_is_the_day_of_publication() -> None:
    assert event("Sáng nay, hội nghị khai mạc tại huyện.", published="2023-08-04T10:00:00+07:00") == "2023-08-04"


def test_yesterday_is_the_day_before_publication() -> None:
    assert event("Chiều qua, hội nghị bế mạc tại huyện.", published="2023-08-01T10:00:00+07:00") == "2023-07-31"


def test_an_article_without_days_has_no_event() -> None:
    assert event("Huyện đẩy mạnh tuyên truyền.", published="2023-08-04") is None


@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.sampled_from("/-."))
def test_every_day_of_the_calendar_is_found_where_it_stands(day: date, separator: str) -> None:
    written = f"{day.day}{separator}{day.month}{separator}{day.year}"
    found = article(f"Ngày {written}, đoàn đến thăm.")
    days, _ = find_dates(found)
    assert [(each.day, [span.of(found.text) for span in each.mentions]) for each in days] == [(day, [written])]


@given(st.integers(1, 31), st.integers(1, 12))
def test_a_day_and_month_without_cue_is_no_day(day: int, month: int) -> None:
    assert list(written_days(f"có {day}/{month} thành viên dự")) == []


@given(st.text(alphabet="0123456789/-.– (),ngàytừđếnsángáhtm\n", max_size=60))
def test_whatever_the_digits_the_days_exist_and_lie_in_the_text(text: str) -> None:
    found = article(text.replace("\n\n", "\n"), published="2024-02-29")
    days, _ = find_dates(found)
    assert all(span.start >= found.body_start and span.of(found.text)[0].isdigit() for d in days for span in d.mentions)


def test_the_seeds_only_day_is_its_event() -> None:
    if not SEED.exists():
        pytest.skip("needs ../shared/seed")
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert (dates("\n".join(lines[2:]), lines[1]), event("\n".join(lines[2:]), lines[1])) == (
        ["2023-08-04"],
        "2023-08-04",
    )


def test_a_document_just_issued_is_the_event() -> None:
    assert event("Chủ tịch huyện vừa ký Công văn số 12/UBND-VX ngày 26/5/2026 về phòng dịch.") == "2026-05-26"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 7/2, chợ đóng cửa. Cuối năm 2016, đoàn đã kiểm tra.", ["2017-02-07"]),
        ("Hội chợ Expo 2005 mở từ ngày 29/6.", ["2005-06-29"]),
        ("Đại hội Đảng bộ tỉnh nhiệm kỳ 2015-2020 bế mạc sáng 16/10.", ["2015-10-16"]),
        ("Ngày 9/2, đoàn bàn nhiệm vụ trọng tâm năm 2017.", ["2017-02-09"]),
        ("Ngày 22/2, trụ móng bị nghiêng. Công trình được khởi công tháng 4/2015.", []),
        ("Sáng 26/3, đoàn đến thăm. Năm 2015, nơi đây từng bị nhắc nhở.", []),
        ("Chiều 19/3, sở trả lời. Công trình dự kiến hoàn thành trong năm 2020.", []),
    ],
)
def test_a_year_is_read_off_what_goes_on_and_no_story_of_the_past(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 14/7, tòa xét xử. Vụ việc xảy ra ngày 7/11/2016.", ["2016-11-07"]),
        ("Ngày 25/4, tòa xét xử. Vụ việc xảy ra ngày 7/11/2016.", ["2016-11-07", "2017-04-25"]),
        ("Ngày 25/10, đoàn kiểm tra. Vụ việc xảy ra ngày 7/11/2016.", ["2016-10-25", "2016-11-07"]),
    ],
)
def test_a_day_without_year_follows_the_latest_full_day_unless_it_lies_shortly_before(
    text: str, expected: list[str]
) -> None:
    assert dates(text) == expected


def test_a_day_without_year_comes_before_what_is_planned() -> None:
    assert dates("Chiều 26/12, huyện họp; các xã báo cáo trước ngày 10/1/2018.") == ["2017-12-26", "2018-01-10"]


def test_in_summer_news_of_a_school_year_is_of_the_one_to_come() -> None:
    assert dates("Sáng 20/6, sở bàn tuyển sinh năm học 2017-2018.") == ["2017-06-20"]


def test_in_summer_a_school_year_that_is_summed_up_is_over() -> None:
    assert dates("Sáng 20/6, sở tổng kết năm học 2016-2017.") == ["2017-06-20"]

"""Twins are the same report elsewhere, not the next issue of a form nor what follows an event up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.article import Article
from corpus.readers import read
from search.text.signature import ROW, signature
from search.twins import groups

SAMPLE = Path(corpus.__file__).parent / "sample"
PRICES = (
    "Theo khảo sát của Ban Quản lý chợ, sáng {day}/{month}, giá rau xanh tại chợ trung tâm ở mức {a}.000 đồng một cân, "
    "cà chua {b}.000 đồng, thịt lợn ba chỉ {c}.000 đồng, cá trắm {d}.000 đồng. So với tuần trước, giá rau nhích lên do "
    "mưa kéo dài, còn giá thịt và cá giữ nguyên. Các tiểu thương cho biết lượng hàng về chợ đều, không có tình trạng "
    "khan hiếm hay găm hàng. Ban Quản lý chợ tiếp tục kiểm tra việc niêm yết giá, nhắc các hộ bán đúng giá."
)

Text = tuple[str, str]


def heads(texts: Sequence[Text], alive: Sequence[bool] | None = None) -> list[int]:
    """Return the number of the text at the head of each one's group."""
    rows = np.frombuffer(b"".join(signature(title, body) for title, body in texts), ROW)
    living = np.array([True] * len(texts) if alive is None else alive)
    return groups(rows, living, np.arange(len(texts), dtype=np.int32)).tolist()


def together(*texts: Text) -> bool:
    return len(set(heads(texts))) == 1


def articles() -> list[Article]:
    return [article for article in read([SAMPLE], lambda problem: None) if "nuoc-sach" not in article.id]


def cut_end(title: str, body: str) -> Text:
    return title, body.rsplit("\n", 1)[0]


def other_lead(title: str, body: str) -> Text:
    return title, "Tin từ Ủy ban nhân dân cho biết sự việc vừa diễn ra sáng nay.\n" + body.split("\n", 1)[1]


def byline(title: str, body: str) -> Text:
    return title, f"{body}\nTheo Báo Lam Châu"


def slogan(title: str, body: str) -> Text:
    return title, f"Cổng thông tin điện tử - Dân chủ, kỷ cương, trách nhiệm, hiệu quả\n{body}"


def caption(title: str, body: str) -> Text:
    first, rest = body.split("\n", 1)
    return title, f"{first}\nQuang cảnh buổi làm việc do phóng viên ghi lại\n{rest}"


def old_spelling(title: str, body: str) -> Text:
    return title.upper(), body.replace("ủy", "uỷ").replace("hòa", "hoà")


@pytest.mark.parametrize("change", [cut_end, other_lead, byline, slogan, caption, old_spelling])
def test_reprints_with_small_changes_are_found(change: object) -> None:
    changed = [(article.title, article.body) for article in articles()]
    found = [together(text, change(*text)) for text in changed]  # type: ignore[operator]  # one of the functions above
    assert np.mean(found) >= 0.95


def test_no_two_different_sample_articles_are_twins() -> None:
    texts = [(article.title, article.body) for article in articles()]
    assert heads(texts) == list(range(len(texts)))


def test_the_next_issue_of_a_form_is_no_twin() -> None:
    issues = [
        ("Giá cả thị trường", PRICES.format(day=day, month=8, a=day + 5, b=day + 13, c=day + 101, d=day + 61))
        for day in (4, 11, 18)
    ]
    assert heads(issues) == [0, 1, 2]


def test_a_form_with_one_other_day_is_no_twin() -> None:
    one, other = (("Giá cả", PRICES.format(day=day, month=8, a=15, b=21, c=120, d=70)) for day in (4, 11))
    assert not together(one, other)


def test_the_same_text_under_titles_of_other_figures_is_no_twin() -> None:
    body = PRICES.format(day=4, month=8, a=15, b=21, c=120, d=70)
    assert not together(("Bảng giá số 31", body), ("Bảng giá số 32", body))


def test_a_short_notice_of_other_words_is_no_twin() -> None:
    notice = (
        "Ủy ban nhân dân xã thông báo tạm ngừng cấp nước sinh hoạt để sửa đường ống tại thôn {}. Mong bà con thông cảm."
    )
    assert not together(("Thông báo", notice.format("Đồng Vông")), ("Thông báo", notice.format("Khe Trúc")))


def test_the_same_short_notice_is_a_twin() -> None:
    notice = (
        "Thông báo",
        "Ủy ban nhân dân xã tạm ngừng cấp nước sinh hoạt để sửa đường ống tại thôn Đồng Vông từ sáng mai.",
    )
    assert together(notice, notice)


def test_what_is_too_short_to_be_a_report_is_never_joined() -> None:
    assert heads([("Video", "Mời xem tiếp."), ("Video", "Mời xem tiếp."), ("", ""), ("", "")]) == [0, 1, 2, 3]


def test_a_chain_does_not_join_what_is_unlike() -> None:
    lines = [f"câu{n} viết{n} về{n} việc{n} khác{n} hẳn{n}" for n in range(300)]
    slices = [("Cùng tên", " ".join(lines[start : start + 100])) for start in range(0, 200, 20)]
    found = heads(slices)
    assert all(abs(place - head) <= 1 for place, head in enumerate(found))
    assert len(set(found)) < len(found)


def test_whoever_is_gone_heads_nobody() -> None:
    text = (articles()[0].title, articles()[0].body)
    assert heads([text, text, text], [False, True, True]) == [0, 1, 1]


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(9)))
def test_groups_do_not_depend_on_how_documents_lie(order: list[int]) -> None:
    texts = [(article.title, article.body) for article in articles()[:3]]
    every = [*texts, *(cut_end(*text) for text in texts), *(byline(*text) for text in texts)]
    rows = np.frombuffer(b"".join(signature(*every[n]) for n in order), ROW)
    found = groups(rows, np.ones(9, np.bool_), np.array(order, np.int32))
    assert {order[place] for place in range(9) if found[place] == place} == {0, 1, 2} or len(set(found.tolist())) == 3
    assert {(order[place] % 3, order[head] % 3) for place, head in enumerate(found.tolist())} == {
        (0, 0),
        (1, 1),
        (2, 2),
    }

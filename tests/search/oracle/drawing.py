"""Random archives: few words, so that they meet again; what is typed in them is what trips an analysis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from corpus.vietnamese import clean
from tests.search.oracle.drafts import Draft, fitted, fitted_title, measurable

# Syllables that are one without accents, both tone styles, i and y, numbers, what is parted by more than a blank,
# abbreviations and what they stand for, document numbers, places of `questions.UNITS`.
WORDS = (
    "bão", "bảo", "Bao", "lũ", "lũ,", "lu", "quét.", "họp", "hợp", "tiền", "tiến", "hoà", "hòa", "hoàng", "kỹ", "dân",
    "nhân\n", "Đường", "15", "8:30", "-", "huyện",
)  # fmt: skip
PHRASES = (
    "UBND", "Ủy ban nhân dân", "HĐND", "LĐ-TB&XH", "an toàn giao thông", "ATGT", "số 12/2023/QĐ-UBND", "05-NQ/HU",
    "12/QĐ-UBND", "huyện Đài Vân", "xã Bản Mù", "Đài Vân", "vân đài", "tỉnh Lam Châu", "xã Khe Mo,",
    "đại biểu Quốc hội", "bão lũ", "bảo lũ, bão", "lu bão. Lũ",
)  # fmt: skip
OFFICIALS = (
    ("Lê An", "le-an"), ("Lê Văn An", "le-an"), ("Trần Thị Bình", "tran-thi-binh"), ("Trần An", "tran-an"), ("Huệ", ""),
)  # fmt: skip
AGENCIES = (
    ("Ủy ban nhân dân huyện", "Hải Trà", "ubnd-hai-tra"), ("Hội đồng nhân dân tỉnh", "Lam Châu", "hdnd-lam-chau"),
    ("Sở Tài chính", None, "so-tai-chinh"), ("Sở Tư pháp", "Lam Châu", ""),
)  # fmt: skip
TOPICS = ("kinh-te", "nong-nghiep", "xay-dung-dang")
PLACES = (
    ("Đài Vân", "huyện", "Lam Châu"), ("Bản Mù", "xã", "Lam Châu"), ("Khe Mo", "xã", None), ("Lam Châu", "tỉnh", None),
    ("Hạ Lam", "tỉnh", None), ("Đài Vân", "xã", "Lam Châu"), ("Nà Phìn", "xã", "Lam Châu"), ("Hải Trà", None, None),
)  # fmt: skip
NUMBERS = ("12/2023/QĐ-UBND", "05-NQ/HU", "1505/QĐ-UBND")
DAYS = tuple(dt.date(*day) for day in ((2023, 8, 4), (2023, 8, 5), (2023, 9, 1), (2024, 1, 31), (2025, 7, 1)))
IDS = tuple(f"{letter}{number}" for number in (1, 2, 10) for letter in "abcdefgh")  # a10 before a2

REPORT_TITLE = "Huyện ra quân làm thủy lợi nội đồng"
REPORT = (
    "Sáng nay nhân dân các xã ra quân nạo vét kênh mương để kịp đưa nước về ruộng trước vụ xuân. Hơn một nghìn người "
    "đã tham gia từ sớm, mang theo cuốc xẻng và xe cải tiến, chia nhau từng đoạn mương dài. Đến trưa phần lớn bùn đất "
    "đã được dọn sạch, nước bắt đầu chảy qua cống chính. Lãnh đạo huyện đến từng thôn động viên bà con làm xong trước "
    "Tết. Theo kế hoạch, mỗi thôn phải xong phần việc của mình trong tuần này."
)
LEADS = ("", "Tin từ Phòng Nông nghiệp. ", "Theo bản tin của huyện nhà. ", "Ghi nhanh của phóng viên ở cơ sở. ")
SHORT = "Trung tâm y tế tiêm phòng cúm mùa cho người già vào sáng thứ bảy tại trạm xá của từng xã trong huyện ta."


@dataclass(frozen=True, slots=True)
class Commit:
    """What one commit writes and removes; a `fresh` one puts it in place of all that was there."""

    write: tuple[Draft, ...]
    remove: tuple[str, ...] = ()
    fresh: bool = False

    def after(self, before: Mapping[str, Draft]) -> dict[str, Draft]:
        """Return what an archive holds after this commit."""
        kept = {} if self.fresh else {id: draft for id, draft in before.items() if id not in self.remove}
        return {**kept, **{draft.id: draft for draft in self.write}}


@cache
def copies() -> tuple[tuple[str, str], ...]:
    """Return titles and texts of two reports as they go round: another lead, the end cut off, as far as measurable."""
    words = REPORT.split(" ")
    made = [
        (title, f"{lead}{' '.join(words[: len(words) - cut])}")
        for title in (REPORT_TITLE, "Làm thủy lợi")
        for lead in LEADS
        for cut in range(25)
    ]
    short = [("", fitted("", SHORT)), ("Tiêm phòng", fitted("Tiêm phòng", SHORT))]
    return tuple((title, body) for title, body in (*made, *short) if measurable(title, body))


def often(value: object, other: object) -> st.SearchStrategy[Any]:
    """Draw one value in three of four cases, else the other; `st.one_of` takes what is said twice for once."""
    first, last = (one if isinstance(one, st.SearchStrategy) else st.just(one) for one in (value, other))
    return st.integers(0, 3).flatmap(lambda of_four: last if of_four == 3 else first)


@cache
def _texts(copied: bool) -> st.SearchStrategy[tuple[str, str]]:
    word = often(st.sampled_from(WORDS), st.sampled_from(PHRASES))
    bodies = st.lists(word, max_size=6) | st.lists(word, min_size=7, max_size=18)
    made = st.tuples(st.lists(word, max_size=4), bodies).map(lambda text: _written(*text))
    reports = st.sampled_from(copies())
    return often(reports, made) if copied else often(made, reports)


def _written(title: Sequence[str], body: Sequence[str]) -> tuple[str, str]:
    heading = fitted_title(clean(" ".join(title).replace("\n", " ")).strip())
    lines = [line.strip() for line in clean(" ".join(body)).split("\n")]
    text = "\n".join(line for line in lines if line)
    return heading, fitted(heading, text)


@cache
def drafts(copied: bool = False) -> st.SearchStrategy[Draft]:
    """Draw an article, of those `copied` mostly one of a few reports."""

    def made(id: str, text: tuple[str, str], day: dt.date | None, **rest: list[object]) -> Draft:
        return Draft(id, *text, day, **{name: tuple(values) for name, values in rest.items()})

    return st.builds(
        made,
        st.sampled_from(IDS),
        _texts(copied),
        often(st.sampled_from(DAYS), None),
        officials=st.lists(st.sampled_from(OFFICIALS), max_size=3),
        agencies=st.lists(st.sampled_from(AGENCIES), max_size=2),
        topics=st.lists(st.sampled_from(TOPICS), max_size=2, unique=True),
        places=st.lists(st.sampled_from(PLACES), max_size=3),
        numbers=st.lists(st.sampled_from(NUMBERS), max_size=1),
        said=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), max_size=3),
    )


@cache
def commits(least: int = 0, *, fresh: bool = False, copied: bool = False) -> st.SearchStrategy[Commit]:
    """Draw one commit: new articles, newer texts of old ones, some removed."""
    return st.builds(
        Commit,
        st.lists(drafts(copied), min_size=least, max_size=14, unique_by=lambda draft: draft.id).map(tuple),
        st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple),
        fresh=st.sampled_from((False, False, False, True)) if fresh else st.just(False),
    ).map(lambda commit: replace(commit, remove=()) if commit.fresh else commit)


def archives(copied: bool = False) -> st.SearchStrategy[list[Commit]]:
    """Draw the commits of an archive: up to four, so that there are several segments, deleted and merged ones."""
    more = st.lists(commits(copied=copied), max_size=3)
    return st.tuples(commits(least=6, copied=copied), more).map(lambda parts: [parts[0], *parts[1]])


def after(history: Sequence[Commit]) -> dict[str, Draft]:
    """Return what an archive holds after all commits."""
    state: dict[str, Draft] = {}
    for commit in history:
        state = commit.after(state)
    return state

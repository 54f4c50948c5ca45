"""What can be wrong in a query's syntax, and how it is said: the rest is searched, and the slip is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SHOWN_LENGTH = 40  # code points of the query that a sentence repeats


class Fault(Enum):
    """The kinds of slips, each with its sentences; {} is the piece of the query that it is about."""

    OPEN_QUOTE = (
        "Thiếu dấu ngoặc kép đóng; phần sau {} được tìm như từ thường.",
        "A closing quotation mark is missing; what follows {} is searched as plain words.",
    )
    QUOTATION = (
        "Ngoặc kép cong trong một câu dài được hiểu là trích dẫn, nên {} được tìm như từ thường. "
        'Muốn các tiếng phải đứng liền nhau, hãy dùng ngoặc kép thẳng "…".',
        "Curly quotation marks in a long sentence are taken for a quotation, so {} is searched as plain words. "
        'For a phrase use straight ones "…".',
    )
    EMPTY_QUOTES = ("Giữa hai dấu ngoặc kép không có chữ nào.", "There are no words between the quotation marks.")
    OPEN_GROUP = (
        "Thiếu dấu ngoặc đơn đóng; nhóm được hiểu là kéo dài đến hết câu.",
        "A closing parenthesis is missing; the group is taken to run to the end.",
    )
    STRAY_CLOSE = (
        "Dấu ngoặc đơn đóng không có dấu mở; đã bỏ qua.",
        "A closing parenthesis has no opening one; it is ignored.",
    )
    EMPTY_GROUP = ("Trong dấu ngoặc đơn không có chữ nào.", "There is nothing between the parentheses.")
    TOO_DEEP = (
        "Ngoặc đơn lồng nhau quá sâu; đã bỏ qua những cặp ở trong cùng.",
        "Parentheses are nested too deeply; the innermost are ignored.",
    )
    TOO_MANY = (
        "Câu tìm có quá nhiều điều kiện; đã bỏ qua từ {} trở đi.",
        "The query has too many conditions; those from {} on are ignored.",
    )
    MANY_WORDS = (
        "Câu tìm có quá nhiều từ; đã bỏ qua từ {} trở đi.",
        "The query has too many words; those from {} on are ignored.",
    )
    DANGLING_OR = (
        "{} phải đứng giữa hai từ hoặc hai nhóm; đã bỏ qua.",
        "{} must stand between two words or groups; it is ignored.",
    )
    DANGLING_NOT = (
        "Sau dấu trừ phải là từ cần loại; đã bỏ qua dấu trừ.",
        "The word to leave out must follow the minus sign; the sign is ignored.",
    )
    UNKNOWN_FIELD = (
        "Không có từ khóa {}; đã tìm như từ thường. "
        "Các từ khóa: nguoi, coquan, chude, noi, ngay, tieude, so, phatbieu.",
        "There is no field {}; it is searched as plain words. "
        "The fields: person, agency, topic, place, date, title, number, said.",
    )
    EMPTY_FIELD = (
        "Sau {} phải viết liền từ cần tìm, như nguoi:phượng; ở đây được tìm như từ thường.",
        "What to look for must follow {} without a blank, as in person:phượng; here it is searched as a plain word.",
    )
    EMPTY_VALUE = ("Trong {} không có chữ nào để tìm; đã bỏ qua.", "There is no word in {}; it is ignored.")
    BAD_DATE = (
        "Không hiểu thời gian {}; đã bỏ qua. Hãy viết như 2023, 2023-08, 4/8/2023, 2023-08..2023-12 hoặc 30d.",
        "The date {} is not understood and ignored. Write 2023, 2023-08, 4/8/2023, 2023-08..2023-12 or 30d.",
    )
    REVERSED_DATES = (
        "Trong {}, ngày đầu ở sau ngày cuối; đã bỏ qua.",
        "In {} the first day is after the last; it is ignored.",
    )
    UNKNOWN_TOPIC = ("Không có chủ đề nào tên {}; đã bỏ qua.", "No topic is called {}; it is ignored.")
    BAD_STAR = (
        "Dấu * chỉ dùng ở cuối một tiếng, sau ít nhất hai chữ, như tiền*; {} được tìm như từ thường.",
        "The * stands only at the end of one syllable, after two letters at least, as in tiền*; "
        "{} is searched as a plain word.",
    )
    CUT_PREFIX = (
        "Có quá nhiều từ khớp với {}; chỉ tìm những từ hay gặp nhất. Hãy gõ thêm chữ.",
        "Too many words match {}; only the most frequent are searched. Type more letters.",
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its kind, where it stands in the cleaned text (half-open, code points), that piece, and two sentences.

    Where its place is not known (a prefix with too many words, more words than are looked up) it stands at 0, 0.
    """

    kind: str
    start: int
    end: int
    text: str
    vietnamese: str
    english: str


def slip(fault: Fault, text: str, start: int = 0, end: int = 0) -> Slip:
    """Return the slip of a kind about a piece of the query."""
    shown = text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH]}…"
    vietnamese, english = fault.value
    return Slip(
        kind=fault.name.lower(),
        start=start,
        end=end,
        text=shown,
        vietnamese=vietnamese.format(f"“{shown}”"),
        english=english.format(f"“{shown}”"),
    )

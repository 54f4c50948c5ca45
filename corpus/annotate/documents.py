"""Official documents that an article cites by number: "Quyết định số 1505/QĐ-UBND ngày 2/6/2023"."""

from __future__ import annotations

import re
from datetime import date

from corpus.article import Article, DocumentNumber, Span

# Kinds of document as written in prose; the longest first, so that "Nghị quyết liên tịch" is not cut.
KINDS = (
    "Nghị quyết liên tịch",
    "Thông tư liên tịch",
    "Thông báo kết luận",
    "Kết luận thanh tra",
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Thông báo",
    "Thông tri",
    "Chỉ thị",
    "Kế hoạch",
    "Kết luận",
    "Công văn",
    "Công điện",
    "Văn bản",
    "Hướng dẫn",
    "Quy định",
    "Quy chế",
    "Tờ trình",
    "Báo cáo",
    "Chương trình",
    "Đề án",
    "Pháp lệnh",
    "Sắc lệnh",
    "Luật",
    "Lệnh",
)

_KIND = "|".join(KINDS)
# The letters of a number: the kind and the issuing body, "QĐ-UBND", "NQ/HU", "UBTVQH15", "TTr-SNV".
_LETTERS = r"[A-ZĐƯ][A-ZĐƯa-zđ]*[A-ZĐƯ&]\w*|TTg|TTr"
_NUMBER = re.compile(
    rf"(?<![\w/.-])(?:(?P<kind>(?i:{_KIND}))\s+)?(?P<so>(?i:số)\s*:?\s*)?"
    r"(?P<number>"
    rf"\d{{1,6}}[a-z]?\s?/\s?(?:\d{{4}}\s?/\s?)?(?:{_LETTERS})(?:\s?[-–/]\s?(?:[A-ZĐƯ][\w&.]*\w))*"
    rf"|\d{{1,6}}[a-z]?\s?[-–]\s?(?:{_LETTERS})\s?/\s?(?:[A-ZĐƯ]\w*)(?:[-–][A-ZĐƯ]\w*)*"
    # Bare numbers count only after a kind: "Nghị định 78/2015", "Quyết định số 23".
    r"|(?<=[a-zđà-ỹ] )\d{1,5}/(?:19|20)\d{2}(?![\d/])"
    r"|(?<=số )\d{1,5}(?![\w/.,]\w|\w))"
)
# What may stand between the number and its date, and the date itself.
_ISSUED = re.compile(
    r",?\s*(?:\(?(?:được )?(?:ban hành|ký|ký ban hành|đề|ra) )?\(?(?:ngày|vào ngày)\s+(?P<day>\d{1,2})"
    r"(?:\s?[/.\-–]\s?|\s+tháng\s+)(?P<month>\d{1,2})(?:\s?[/.\-–]\s?|,?\s+năm\s+)(?P<year>(?:19|20)\d{2})(?!\d)"
)
_BLANK = re.compile(r"\s+")


def find_documents(article: Article) -> tuple[DocumentNumber, ...]:
    """Return the documents that `article` cites, in order of first mention; a mention covers kind and number."""
    found: dict[tuple[str, str | None], tuple[date | None, list[Span]]] = {}
    text = article.text
    for match in _NUMBER.finditer(text):
        kind, number = match["kind"], match["number"]
        if kind is None and not number[-1].isalnum():
            continue
        if kind is None and number.replace("/", "").isdigit():
            continue
        number = _BLANK.sub("", number).replace("–", "-")
        kind = _as_listed(kind) if kind else None
        issued = issued_after(text, match.end())
        key = (number, kind if number.isdigit() else None)
        known, mentions = found.setdefault(key, (issued, []))
        mentions.append(Span(match.start(), match.end()))
        found[key] = (known or issued, mentions)
    return tuple(_document(text, number, issued, mentions) for (number, _), (issued, mentions) in found.items())


def issue_date(text: str, at: int) -> int | None:
    """Return where the day of issue stands that follows a document's number ending at `at`."""
    match = _ISSUED.match(text, at)
    return match.start("day") if match else None


def issued_after(text: str, at: int) -> date | None:
    """Return the date of issue that follows a document's number ending at `at`, None where none does."""
    match = _ISSUED.match(text, at)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _document(text: str, number: str, issued: date | None, mentions: list[Span]) -> DocumentNumber:
    kind = next(
        (match["kind"] for span in mentions if (match := _NUMBER.match(text, span.start)) and match["kind"]), None
    )
    return DocumentNumber(number, _as_listed(kind) if kind else None, issued, tuple(mentions))


def _as_listed(kind: str) -> str:
    small = kind.lower()
    return next(known for known in KINDS if known.lower() == small)

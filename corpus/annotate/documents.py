"""Official documents that an article cites by number: "Quyết định số 1505/QĐ-UBND ngày 2/6/2023"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.annotate.issuers import Bodies
from corpus.annotate.tokens import text_of
from corpus.article import Agency, Article, DocumentNumber, Span

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
    # The first digit comes first for the sake of speed: the search leaps from digit to digit.
    r"[0-9](?<![\w/.-][0-9])(?:"
    rf"\d{{0,5}}[a-z]?\s?/\s?(?:\d{{4}}\s?/\s?)?(?:{_LETTERS})(?:\s?[-–/]\s?(?:[A-ZĐƯ][\w&.]*\w))*"
    rf"|\d{{0,5}}[a-z]?\s?[-–]\s?(?:{_LETTERS})\s?/\s?(?:[A-ZĐƯ]\w*)(?:[-–][A-ZĐƯ]\w*)*"
    # Bare numbers count only after a kind: "Nghị định 78/2015", "Quyết định số 23".
    r"|\d{0,4}/(?:19|20)\d{2}(?![\d/])|\d{0,4}(?!\w|[/.,-]\w))"
)
_LEAD = re.compile(rf"(?:(?<!\w)(?P<kind>{_KIND})\s+)?(?P<so>số\s*:?\s*)?$", re.IGNORECASE)
# The longest kind, "số:" and blanks fit in this.
LEAD = 34
# What may stand between the number and its date, and the date itself.
_ISSUED = re.compile(
    r",?\s*(?:\(?(?:được )?(?:ban hành|ký|ký ban hành|đề|ra) )?\(?(?:ngày|vào ngày)\s+(?P<day>\d{1,2})"
    r"(?:\s?[/.\-–]\s?|\s+tháng\s+)(?P<month>\d{1,2})(?:\s?[/.\-–]\s?|,?\s+năm\s+)(?P<year>(?:19|20)\d{2})(?!\d)"
)
_BY_LOWER = {kind.lower(): kind for kind in KINDS}
_BLANK = re.compile(r"\s+")


def find_documents(article: Article, agencies: Sequence[Agency] = ()) -> tuple[DocumentNumber, ...]:
    """Return the documents that `article` cites, in order of first mention; a mention covers kind and number.

    `agencies` are those found in the same article: who issued a document is looked for among them.
    """
    text, bodies = text_of(article), Bodies(agencies)
    found: dict[str, list[tuple[str | None, date | None, Span]]] = {}
    ends: dict[str, int] = {}
    for match in _NUMBER.finditer(text):
        if match[0].isdigit() and not _led_by_so(text[max(0, match.start() - LEAD) : match.start()]):
            continue
        lead = _LEAD.search(text, max(0, match.start() - LEAD), match.start())
        kind = lead["kind"] if lead else None
        number = _BLANK.sub("", match[0]).replace("–", "-")
        if number.isdigit() and (lead is None or kind is None or lead["so"] is None):
            continue
        if kind is None and (number.replace("/", "").isdigit() or (not (lead and lead["so"]) and "-" not in number)):
            continue
        start = lead.start() if lead else match.start()
        # Two bare numbers are one document only where their kinds agree: "Nghị quyết số 18", "Chỉ thị số 18".
        key = number if not number.isdigit() else f"{_listed(kind)} {number}"
        entry = (_listed(kind), issued_after(text, match.end()), Span(start, match.end()))
        found.setdefault(key, []).append(entry)
        ends.setdefault(key, match.end())
    return tuple(
        _document(number := key.split()[-1], entries, *bodies.issuer(text, number, ends[key]))
        for key, entries in found.items()
    )


def _led_by_so(before: str) -> bool:
    """Tell whether "số" may stand right before a bare number, as it has to: the quick look that spares the long one."""
    return before.rstrip().removesuffix(":").rstrip()[-1:] in ("ố", "Ố")


def _document(
    number: str, entries: list[tuple[str | None, date | None, Span]], issuer: str | None, place: str | None
) -> DocumentNumber:
    kind = next((kind for kind, _, _ in entries if kind), None)
    issued = next((day for _, day, _ in entries if day), None)
    return DocumentNumber(number, kind, issued, tuple(span for _, _, span in entries), issuer, place)


def _listed(kind: str | None) -> str | None:
    """Return `kind` in the capitals of KINDS, however the article wrote it."""
    return _BY_LOWER[kind.lower()] if kind else None


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

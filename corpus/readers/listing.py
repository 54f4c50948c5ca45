"""Is a page an article? Menus, listings, site maps and standing pages are refused, each with its reason.

The judgement compares the text that extraction found with the page's own links: a listing consists of its links, of
dates between them, and of teasers cut short; an article has paragraphs that are nobody's link.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.readers import furniture
from corpus.vietnamese import fold, lower

# A paragraph of prose: shorter lines are headings, menu entries and names.
PROSE_CHARS = 80
# A paragraph that begins with a link of this length is a teaser under its linked title.
TITLE_LINK_CHARS = 25
# Where half of the text is links, the rest is what stands between links.
MAX_LINK_SHARE = 0.5
# An article has one date line; two entries make a list.
MAX_DATE_LINES = 1

_BULLET = re.compile(r"^(?:[-–•*+>»|]\s*)+")
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)\s*$")
_SENTENCE = re.compile(r"[.!?][\"”’»)/]*(?:\s|$)")
_CONTACT = re.compile(r"\b(?:điện thoại|fax|e-?mail) ?:", re.IGNORECASE)
# What stands above the list of other articles.
_RELATED = re.compile(
    r"(?:các )?(?:tin|bài)(?: viết| bài)? (?:liên quan|khác|mới hơn|cũ hơn|cùng chuyên mục|mới nhất|đã đưa)"
    r"|tin tức khác|xem thêm|đọc thêm|có thể bạn quan tâm|bình luận|ý kiến bạn đọc",
    re.IGNORECASE,
)
# What portals call the pages about themselves, which stand for years and report no event.
_STANDING = re.compile(
    r"(?:co cau to chuc|chuc nang,? nhiem vu|chuc nang|nhiem vu,? quyen han|lanh dao (?:so|huyen|tinh|ubnd|phong)"
    r"|gioi thieu(?: chung)?|so do (?:website|cong)|lien he|thong tin lien he|phong ban chuyen mon|don vi su nghiep)\b"
)
_STANDING_HEAD = 4


def without_related(lines: Sequence[str], links: Collection[str]) -> list[str]:
    """Return the lines without the list of other articles below the text; all of them where no prose would be left."""
    linked = _linked(lines, links)
    end = next(
        (number for number, line in enumerate(lines) if number and _RELATED.fullmatch(line.rstrip(" :"))), len(lines)
    )
    while end and (linked[end - 1] or furniture.date_line(lines[end - 1]) is not None):
        end -= 1
    return list(lines[:end] if _prose(lines[:end], linked) else lines)


def refusal(lines: Sequence[str], links: Collection[str], dated: bool) -> str | None:
    """Return why a page with these extracted `lines` and link texts is no article, None where it is one.

    `dated` tells whether the page itself gives a date of publication.
    """
    if not lines:
        return "No text was found on the page."
    linked = _linked(lines, links)
    chars = sum(len(line) for line in lines)
    share = sum(len(line) for line, is_link in zip(lines, linked, strict=True) if is_link) / chars
    if share > MAX_LINK_SHARE:
        return f"A menu or index page: links make up {share:.0%} of its text."
    dates = [number for number, line in enumerate(lines) if furniture.date_line(line) is not None]
    if len(dates) > MAX_DATE_LINES:
        return f"A listing: {len(dates)} entries, each with its own date."
    if any(number and linked[number - 1] and len(lines[number - 1]) >= TITLE_LINK_CHARS for number in dates):
        return "A listing of one entry: a linked title above its date."
    teasers = sum(1 for number, line in enumerate(lines) if _is_teaser(number, lines, linked))
    prose = _prose(lines, linked)
    if teasers and sum(len(line) for line in prose) < chars / 2:
        return "A listing: linked titles followed by teasers that are cut short."
    if not dated and any(_STANDING.match(fold(lower(line))) for line in lines[:_STANDING_HEAD]):
        return "A standing page of the portal about itself, without a date: not news."
    if not prose:
        return "No paragraph of prose: names, headings or menu entries only."
    return None


def _bare(line: str) -> str:
    return _BULLET.sub("", line).strip()


def _linked(lines: Sequence[str], links: Collection[str]) -> list[bool]:
    """Tell of each line whether it is a link, or begins with one as long as a title."""
    texts = {bare for link in links if (bare := _bare(link))}
    titles = tuple(link for link in texts if len(link) >= TITLE_LINK_CHARS)
    return [bool(bare := _bare(line)) and (bare in texts or bare.startswith(titles)) for line in lines]


def _prose(lines: Sequence[str], linked: Sequence[bool]) -> list[str]:
    """Return the paragraphs that say something: whole sentences, nobody's link, not cut short, no address block."""
    return [
        line
        for line, is_link in zip(lines, linked, strict=False)
        if len(line) >= PROSE_CHARS
        and not is_link
        and _SENTENCE.search(line)
        and not _CUT_SHORT.search(line)
        and not _CONTACT.search(line)
    ]


def _is_teaser(number: int, lines: Sequence[str], linked: Sequence[bool]) -> bool:
    """A line cut short under a linked title, at most a date line between them."""
    return bool(_CUT_SHORT.search(lines[number])) and any(linked[max(0, number - 2) : number])

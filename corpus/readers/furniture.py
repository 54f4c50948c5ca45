"""What stands around an article's text on a portal: banner, header lines, captions, byline.

Each rule looks at one cleaned line, or a line and its neighbours. A rule that is unsure says no: a slogan left in the
body costs a little noise, a paragraph taken for a slogan is lost from the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.vietnamese import TONES

_CAPITAL = "A-ZĐ" + "".join(TONES).upper()
_SMALL = "a-zđ" + "".join(TONES)
_SYLLABLE = f"[{_CAPITAL}](?:[{_SMALL}]*|[{_CAPITAL}]*)"
_NAME = f"{_SYLLABLE}(?: {_SYLLABLE}){{0,3}}"
_HONORIFIC = (
    r"(?:các )?(?:đồng chí|đ/c|đ\.c|ông|bà|anh|chị|bác sĩ|luật sư|nhà báo|linh mục|hòa thượng|hoà thượng|đại đức"
    r"|thượng tọa|(?:đại|trung|thiếu|thượng) tướng|(?:đại|thượng|trung|thiếu) (?:tá|úy|uý)|ts|ths|pgs)\.?"
)

# --- banner --------------------------------------------------------------------------------------------------------

# A banner line is at most as long as a screen is wide; the longest seen has 180 characters.
MAX_BANNER_CHARS = 300
# A title; the longest in 100,000 news articles has 231 characters.
MAX_TITLE_CHARS = 300
# No title begins or ends like these.
_SURE_BANNER = re.compile(
    r"chủ đề (?:công tác )?năm|khẩu hiệu|(?:cổng|trang) thông tin điện tử |năm \d{4}: ?[\"“]"
    r"|[\"“«][^\"“”«»]{8,}[\"”»]\W*$"
    r"|.*\(\d{1,2}[/.-]\d{1,2}[/.-]\d{4} ?[-–] ?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)\W*$",
    re.IGNORECASE,
)
# The wording of slogans, which a festive title may share: the line after it decides.
_BANNER = re.compile(
    r"(?:nhiệt liệt )?chào mừng |mừng đảng|phương châm|hướng tới kỷ niệm|toàn đảng, toàn dân|(?:quyết tâm|phấn đấu) "
    r"|đảng bộ,? (?:chính quyền|quân) và nhân dân|(?:đẩy mạnh )?học tập và làm theo tư tưởng"
    r"|.*\b(?:thi đua lập thành tích|hoàn thành thắng lợi|chào mừng (?:đại hội|kỷ niệm))\b",
    re.IGNORECASE,
)
_PORTAL_NAME = re.compile(r"(?:cổng|trang) thông tin điện tử ", re.IGNORECASE)
# A title that ends like a sentence is short; a longer line is the lead of the article.
_SHORT_TITLE = 150


def is_banner(line: str, following: str) -> bool:
    """Tell whether a page's first line is the portal's slogan, given the line after it.

    The line after must be able to be the title, or the "banner" would itself be the title of a festive article.
    """
    if max(len(line), len(following)) > MAX_BANNER_CHARS or _is_sure_caption(following):
        return False
    sentence = following.endswith((".", "!", "…", ":", ";"))
    if _SURE_BANNER.match(line):
        return not sentence or len(following) <= _SHORT_TITLE
    return not sentence and _BANNER.match(line) is not None


def is_portal_name(line: str) -> bool:
    """Tell whether a heading is the portal's own name, which stands above every article."""
    return _PORTAL_NAME.match(line) is not None


# --- header lines --------------------------------------------------------------------------------------------------

_HEADER = re.compile(
    r"(?P<label>ngày (?:đăng|xuất bản|cập nhật|viết)|đăng (?:ngày|lúc)|cập nhật(?: lúc)?|publish date"
    r"|nguồn(?: tin)?|theo nguồn|chuyên mục|danh mục|tác giả|người đăng|người viết|lượt xem|số lượt xem)"
    r" ?: ?(?P<value>.+)",
    re.IGNORECASE,
)
# "Người đăng" is whoever pressed the button, no author; it is taken off and goes nowhere.
_FIELD = {
    "nguồn": "source",
    "theo": "source",
    "chuyên": "section",
    "danh": "section",
    "tác": "author",
    "người viết": "author",
    "người đăng": "poster",
    "lượt": "views",
    "số": "views",
}
# "Nguồn: vốn …" and a sentence is the article's own text.
MAX_HEADER_CHARS = 120
_VIEWS = re.compile(r" ?[|–-]? ?(?:view count|lượt xem|số lượt xem) ?:? ?[\d.,]+ ?$", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:(?:ngày đăng|đăng ngày|cập nhật|publish date) ?:? ?)?"
    r"((?:(?:thứ \w+|chủ nhật), ?)?(?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4}"
    r"(?:[ ,|–-]+\d{1,2}[:hg]\d{2}(?::\d{2})?(?: ?[ap]m)?)?"
    r"(?: ?\(?gmt ?\+0?7\)?)?)",
    re.IGNORECASE,
)


def header(line: str) -> tuple[str, str] | None:
    """Return what a labelled header line says, else None: (field, value).

    Fields: published, source, section, author; poster and views, which nobody keeps.
    """
    if (day := date_line(line)) is not None:
        return "published", day
    line = _VIEWS.sub("", line) or line
    match = _HEADER.fullmatch(line)
    if match is None or len(line) > MAX_HEADER_CHARS:
        return None
    label = match["label"].lower()
    return _FIELD.get(label) or _FIELD.get(label.split()[0], "published"), match["value"].strip()


def date_line(line: str) -> str | None:
    """Return the date of a line that holds nothing but a date, a label and a view count, else None."""
    match = _DATE_LINE.fullmatch(_VIEWS.sub("", line).strip())
    return match[1] if match else None


# --- captions ------------------------------------------------------------------------------------------------------

# Two lines under a photo; longer is a paragraph.
MAX_CAPTION_CHARS = 250
_PHOTO = re.compile(
    r"\(?(?:ảnh|hình)(?: (?:minh (?:họa|hoạ)|tư liệu|\d+))?(?: ?[:.].*|\)?)|.*[(\[.] ?ảnh ?: ?[^.]{1,60}[)\]]?",
    re.IGNORECASE,
)
_PERSON_DASH = re.compile(rf"(?i:{_HONORIFIC}) {_NAME}(?:,[^–—-]*| )? ?[–—-] ?.+")
_PERSON_ACTS = re.compile(rf"(?i:{_HONORIFIC}) {_NAME}.*")
_SCENE = re.compile(
    r"(?:toàn cảnh|quang cảnh|khung cảnh|một góc|(?:các )?(?:đại biểu|đồng chí)|lãnh đạo"
    r"|đoàn (?:công tác|đại biểu|kiểm tra|giám sát|viên)|thường trực|ban tổ chức"
    r"|cán bộ|nhân viên|chiến sĩ|bộ đội|dân quân|lực lượng|công an|người dân|nhân dân|bà con|nông dân"
    r"|công nhân|học sinh|học viên|thầy và trò|giáo viên|bác sĩ"
    r"|hội viên|thanh niên|phụ nữ)\b",
    re.IGNORECASE,
)
_SURE_SCENE = re.compile(r"(?:toàn cảnh|quang cảnh|khung cảnh|một góc)\b", re.IGNORECASE)
_ACTION = re.compile(
    r"\b(?:phát biểu|trao|tặng|chụp ảnh|tham dự|dự|dâng hương|thăm|kiểm tra|cắt băng|kết luận|trình bày|báo cáo"
    r"|chủ trì|tại (?:buổi|hội nghị|lễ|kỳ họp|chương trình|cuộc họp|điểm|hội thảo|hội thi)|biểu quyết|ra quân|bỏ phiếu"
    r"|tuần tra|hướng dẫn|khởi công|trồng cây|nghe giới thiệu|cấp (?:phát|nước|gạo|quà)|giúp|khám|tiêm|thu hoạch"
    r"|thu gom|dọn|nạo vét|làm quen|biểu diễn|thi đấu|múa)\b",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"(?:[-+*•–]|\d+[.)/]|[IVX]+[.)]|[a-zđ]\))\s?")


def is_caption(line: str) -> bool:
    """Tell whether a whole paragraph is a photo caption: a person or scene named without a closing full stop.

    A subheading ("Kết quả nổi bật") names no one and shows nothing, and is no caption.
    """
    if not line or len(line) > MAX_CAPTION_CHARS or _LIST_ITEM.match(line):
        return False
    if _PHOTO.fullmatch(line):
        return True
    if line.endswith((".", "!", "?", ":", ";", "…", ",")):
        return False
    if _is_sure_caption(line):
        return True
    return bool((_PERSON_ACTS.fullmatch(line) or _SCENE.match(line)) and _ACTION.search(line))


def _is_sure_caption(line: str) -> bool:
    return bool(_PHOTO.fullmatch(line) or _PERSON_DASH.fullmatch(line) or _SURE_SCENE.match(line))


def captions(paragraphs: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that are captions; an article of captions alone has none."""
    found = tuple(number for number, line in enumerate(paragraphs) if is_caption(line))
    return found if len(found) < len(paragraphs) else ()


# --- byline --------------------------------------------------------------------------------------------------------

# "Tin, ảnh: Nguyễn Văn An – Trần Thị Bình (Trung tâm Truyền thông và Văn hóa huyện …)": longer is prose.
MAX_BYLINE_CHARS = 120
_BYLINE_LABEL = re.compile(
    r"\(?(?:tin,? ?(?:và )?(?:bài|ảnh)?|bài,? ?(?:và )?ảnh|bài viết|tin bài|tác giả|người viết"
    r"|thực hiện|nhóm pv|pv|ctv|biên tập)"
    r"(?:,? ?ảnh)? ?: ?(?P<who>[^:]+?)\)?",
    re.IGNORECASE,
)
_BYLINE_NAMES = re.compile(
    rf"(?P<who>(?:PV )?{_NAME}(?:(?:,| [-–&]| và) {_NAME}){{0,2}})"
    r"(?: ?\([^()]{2,80}\)| [-–] (?:Trung tâm|Phòng|Ban|Đài|TT|VP)\b.*)?"
)
_SOURCE_LINE = re.compile(r"\(?(?:nguồn(?: tin)? ?:|theo) ?(?P<source>[^.:]{2,80}?)\)?\.?", re.IGNORECASE)


def byline(line: str) -> str | None:
    """Return the author(s) that an article's last line names, without unit and label, else None."""
    if len(line) > MAX_BYLINE_CHARS:
        return None
    labelled = _BYLINE_LABEL.fullmatch(line)
    if labelled:
        line = re.sub(r" ?\([^()]*\)?$", "", labelled["who"]).strip(" .")
    names = _BYLINE_NAMES.fullmatch(line.rstrip("."))
    if labelled and not names:
        return line or None
    return names["who"] if names else None


def source_line(line: str) -> str | None:
    """Return the source that an article's last line credits ("Nguồn: …", "Theo …"), else None."""
    match = _SOURCE_LINE.fullmatch(line) if len(line) <= MAX_BYLINE_CHARS else None
    return match["source"].strip() if match else None


def take_closing(paragraphs: list[str]) -> tuple[list[str], str | None, str | None]:
    """Return the paragraphs without their closing credits, the author and the source that those name.

    At most two lines are taken (byline and source), and never the only paragraph.
    """
    author = source = None
    rest = list(paragraphs)
    for _ in range(2):
        if len(rest) < 2:
            break
        if source is None and (found := source_line(rest[-1])) is not None:
            source = found
        elif author is None and (found := byline(rest[-1])) is not None:
            author = found
        else:
            break
        rest.pop()
    return rest, author, source

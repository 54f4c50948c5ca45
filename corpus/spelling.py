"""The forms in which spellings of a name, a title, a body or a place meet, and those in which they are shown."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.annotate.gazetteer import CENTRAL_CITY, UNITS, read_units
from corpus.article import Agency
from corpus.vietnamese import fold, lower, match_key, one_tone_style

# Names whose keys are remembered: the same ones come in article after article.
REMEMBERED = 1 << 16
# Longer slugs are cut at a word: they stand in addresses.
SLUG_LENGTH = 80

_ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubkt": "ủy ban kiểm tra",
    "lhpn": "liên hiệp phụ nữ",
    "tp": "thành phố",
    "tx": "thị xã",
    "ct": "chủ tịch",
    "pct": "phó chủ tịch",
    "pgđ": "phó giám đốc",
    "gđ": "giám đốc",
    "bt": "bí thư",
    "pbt": "phó bí thư",
    "btv": "ban thường vụ",
    "bch": "ban chấp hành",
    "qh": "quốc hội",
    "đbqh": "đại biểu quốc hội",
    "ca": "công an",
    "chqs": "chỉ huy quân sự",
    "qlda": "quản lý dự án",
    "gtvt": "giao thông vận tải",
    "ptnt": "phát triển nông thôn",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "gd&đt": "giáo dục và đào tạo",
    "gd-đt": "giáo dục và đào tạo",
    "gdđt": "giáo dục và đào tạo",
    "kh&đt": "kế hoạch và đầu tư",
    "kh-đt": "kế hoạch và đầu tư",
    "tn&mt": "tài nguyên và môi trường",
    "tn-mt": "tài nguyên và môi trường",
    "nn&ptnt": "nông nghiệp và phát triển nông thôn",
    "nn-ptnt": "nông nghiệp và phát triển nông thôn",
    "lđ-tb&xh": "lao động - thương binh và xã hội",
    "lđ tb&xh": "lao động - thương binh và xã hội",
    "lđtb&xh": "lao động - thương binh và xã hội",
}
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_ABBREVIATIONS, key=len, reverse=True)))})\b\.?")
# What stands between the parts of a body's name: "GD&ĐT", "Giáo dục - Đào tạo", "Giáo dục và Đào tạo".
_JOINT = re.compile(r"\s*(?:[&,–-]|\bvà\b)\s*")
_DASH = re.compile(r"[-–]")
# Kinds of unit large enough that a name with other accents is a slip; communes are too many for that.
_LARGE = frozenset({"tỉnh", CENTRAL_CITY, "thành phố", "thị xã", "quận", "huyện"})
_LEVEL_WORD = re.compile(r" (tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)$")


@lru_cache(REMEMBERED)
def name_key(name: str) -> str:
    """Return the form in which spellings of a name meet: tone style, i and y, case and blanks aside."""
    return " ".join(match_key(name).split())


def place_key(place: str | None) -> str | None:
    """Return the form in which spellings of a place meet, None for none.

    A name that no district or province bears, but for one that differs in accents alone, is that one misspelled.
    """
    return _place_key(place) if place and place.strip() else None


@lru_cache(REMEMBERED)
def _place_key(place: str) -> str:
    key = " ".join(_DASH.sub(" ", name_key(place)).split())
    known = _districts().get(fold(key), frozenset())
    return next(iter(known)) if len(known) == 1 else key


@cache
def _districts() -> dict[str, frozenset[str]]:
    """Return the keys of provinces and districts by their form without accents."""
    found: dict[str, set[str]] = {}
    for place in read_units(UNITS):
        if place.kinds & _LARGE:
            key = " ".join(_DASH.sub(" ", name_key(place.official)).split())
            found.setdefault(fold(key), set()).add(key)
    return {folded: frozenset(keys) for folded, keys in found.items()}


@lru_cache(REMEMBERED)
def title_key(text: str) -> str:
    """Return the form in which spellings of a title or a body meet, common abbreviations written out."""
    return _ABBREVIATION.sub(lambda found: _ABBREVIATIONS[found.group().rstrip(".")], name_key(text))


@lru_cache(REMEMBERED)
def office_key(title: str, agency: str | None) -> str:
    """Return the form in which wordings of one office meet: "PCT UBND" and "Phó Chủ tịch UBND huyện" of a district's.

    The level word at a title's end says no more than its body's does, where the body is known.
    """
    key = " ".join(_JOINT.sub(" ", title_key(title)).split())
    said = _LEVEL_WORD.search(key) if agency else None
    return key[: said.start()] if said and agency and title_key(agency).endswith(said.group()) else key


@lru_cache(REMEMBERED)
def agency_key(name: str, place: str | None) -> str:
    """Return what makes a body itself: canonical name and place, or that its place is unknown."""
    return f"{title_key(name)}|{place_key(place) or ''}"


def agency_label(body: Agency) -> str:
    """Return a body as one would write it: "Ủy ban nhân dân huyện Đầm Hà", "Sở Y tế Quảng Ninh"."""
    return _agency_label(body.name, body.place)


@lru_cache(REMEMBERED)
def _agency_label(name: str, place: str | None) -> str:
    name, place = " ".join(name.split()), " ".join((place or "").split())
    return name if not place or f" {name_key(name)} ".endswith(f" {name_key(place)} ") else f"{name} {place}"


def display_name(name: str) -> str:
    """Return a person's name in one tone style and ordinary capitals: "HOÀ BÌNH" → "Hòa Bình"."""
    words = one_tone_style(name).split()
    return " ".join(lower(word).title() if len(word) > 1 and word.isupper() else word for word in words)


@lru_cache(REMEMBERED)
def slug_base(text: str) -> str:
    """Return a name as it stands in an address: "Lê Bình Phượng" → "le-binh-phuong"; "x" where no letter is left."""
    words = re.findall(r"[a-z0-9]+", fold(lower(text)))
    base = words[0][:SLUG_LENGTH] if words else "x"
    for word in words[1:]:
        if len(base) + 1 + len(word) > SLUG_LENGTH:
            break
        base += f"-{word}"
    return base

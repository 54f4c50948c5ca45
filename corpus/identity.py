"""Whether two sightings of a name are one person: a pure function of name, offices, places, days, and what is known.

Two who share a name are one unless something tells them apart: a local office that the other cannot well hold, as it is
of the same level elsewhere at the same time, or elsewhere with no place in common. A promotion (commune, district,
province) and a transfer keep a place in common: the district or province that both articles name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.article import Agency, Annotations, Official
from corpus.vietnamese import fold, lower, match_key, one_tone_style

CENTRAL, PROVINCE, DISTRICT, COMMUNE = "central", "province", "district", "commune"
# Days by which an office is taken to reach beyond the first and last day it was seen. A transfer shows sooner than a
# namesake goes unmentioned for this long.
SLACK = 60
# Names whose keys are remembered: the same ones come in article after article.
REMEMBERED = 1 << 16
# Longer slugs are cut at a word: they stand in addresses.
SLUG_LENGTH = 80

_ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "tp": "thành phố",
    "tx": "thị xã",
    "pct": "phó chủ tịch",
    "btv": "ban thường vụ",
    "bch": "ban chấp hành",
    "qh": "quốc hội",
    "ca": "công an",
}
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})\b\.?")
# In this order: "thị xã" is no commune, "xã hội" neither, and a ministry is named before the level words in its name.
_LEVELS = (
    (PROVINCE, re.compile(r"\b(?:tỉnh|(?<!cơ )sở|thành phố trực thuộc trung ương)\b")),
    (DISTRICT, re.compile(r"\b(?:huyện|quận|thị xã|thành phố|thành ủy|thị ủy)\b")),
    (COMMUNE, re.compile(r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu)\b")),
    (
        CENTRAL,
        re.compile(
            r"^(?:chính phủ|bộ (?!chỉ huy|đội|tư lệnh)|văn phòng (?:chính phủ|quốc hội|chủ tịch nước|trung ương))"
        ),
    ),
)
# Centrally run cities: their "thành phố" is a province.
_CITIES = frozenset({"hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế"})
_LOCAL = frozenset({DISTRICT, COMMUNE})


@dataclass(frozen=True, slots=True)
class Post:
    """An office for comparing: level and place key (None: not said), past or not, days seen (ordinals, 0: unknown)."""

    level: str | None
    place: str | None
    former: bool = False
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person as one article shows them. `setting` holds the keys of all places that the article names."""

    posts: tuple[Post, ...] = ()
    setting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A person on record under the same name: number, how many articles, posts, places that those articles name."""

    number: int
    articles: int = 0
    posts: tuple[Post, ...] = ()
    setting: frozenset[str] = frozenset()


def choose(seen: Sighting, known: Sequence[Known], before: Collection[int] = ()) -> int | None:
    """Return the number of the person on record who was seen, None for somebody new.

    Of several who can be meant: who was chosen `before`, then who holds office in the same place, then who shares most
    places, then who is named most, then who is longest on record.
    """
    best = max(
        (person for person in known if compatible(seen, person)), key=lambda one: _rank(seen, one, before), default=None
    )
    return None if best is None else best.number


def _rank(seen: Sighting, known: Known, before: Collection[int]) -> tuple[bool, bool, int, int, int]:
    shared = len(seen.setting & known.setting)
    return known.number in before, _meet(seen.posts, known.posts), shared, known.articles, -known.number


def compatible(seen: Sighting, known: Known) -> bool:
    """Tell whether the person seen can be the one on record."""
    if _meet(seen.posts, known.posts):
        return True
    here, there = _placed(seen.posts), _placed(known.posts)
    near = bool((seen.setting | {post.place for post in here}) & (known.setting | {post.place for post in there}))
    if any(_apart(one, other, near) for one in here for other in there):
        return False
    if any(_beneath(one, other) or _beneath(other, one) for one in seen.posts for other in known.posts):
        return False
    # A local office whose place the article leaves open is held in one of the places that it does name.
    unplaced = not here and any(post.level in _LOCAL for post in seen.posts) and bool(seen.setting)
    return not (unplaced and there and not near)


def _placed(posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if post.place is not None and post.level != CENTRAL]


def _meet(posts: Iterable[Post], others: Sequence[Post]) -> bool:
    """Tell whether both hold, or held, an office of the same level in the same place."""
    places = {(post.level, post.place) for post in _placed(others)}
    return any((post.level, post.place) in places for post in _placed(posts))


def _apart(one: Post, other: Post, near: bool) -> bool:
    """Tell whether two local offices cannot well be one person's."""
    if one.place == other.place:
        return False
    return not near or (one.level == other.level and one.level is not None and _together(one, other))


def _beneath(one: Post, other: Post) -> bool:
    """Tell whether the first is an office of the state's centre and the second one far below, seen at the same time.

    Without days they are taken for steps of one career: many a minister was a district secretary first.
    """
    apart = one.level == CENTRAL and other.level in _LOCAL and other.place is not None
    return apart and bool(one.first and other.first) and _together(one, other)


def _together(one: Post, other: Post) -> bool:
    """Tell whether two offices were held at the same time; what has no day may have been at any."""
    if one.former or other.former:
        return False
    if not (one.first and other.first):
        return True
    return one.first <= other.last + SLACK and other.first <= one.last + SLACK


def sighting(official: Official, places: frozenset[str], day: int) -> Sighting:
    """Return an official for comparing; `places` (as `setting` gives) and `day` (an ordinal or 0) are the article's."""
    posts = tuple(
        Post(level(office.agency or office.title, office.place), place_key(office.place), office.former, day, day)
        for office in official.offices
    )
    return Sighting(posts, places)


def setting(annotations: Annotations) -> frozenset[str]:
    """Return the keys of all places that an article names, by themselves or with a body or an office."""
    names = [place.name for place in annotations.places]
    names += [body.place for body in annotations.agencies if body.place]
    names += [office.place for person in annotations.officials for office in person.offices if office.place]
    return frozenset(filter(None, map(place_key, names)))


@lru_cache(REMEMBERED)
def level(text: str, place: str | None = None) -> str | None:
    """Return the level of a body or a title, by its level word; None where it has none."""
    words = title_key(text)
    found = next((name for name, pattern in _LEVELS if pattern.search(words)), None)
    return PROVINCE if found == DISTRICT and place is not None and place_key(place) in _CITIES else found


@lru_cache(REMEMBERED)
def name_key(name: str) -> str:
    """Return the form in which spellings of a name meet: tone style, i and y, case and blanks aside."""
    return " ".join(match_key(name).split())


def place_key(place: str | None) -> str | None:
    """Return the form in which spellings of a place meet, None for none."""
    return name_key(place) if place and place.strip() else None


@lru_cache(REMEMBERED)
def title_key(text: str) -> str:
    """Return the form in which spellings of a title or a body meet, common abbreviations written out."""
    return _ABBREVIATION.sub(lambda found: _ABBREVIATIONS[found.group().rstrip(".")], name_key(text))


def agency_key(name: str, place: str | None) -> str:
    """Return what makes a body itself: canonical name and place, or that its place is unknown."""
    return f"{title_key(name)}|{place_key(place) or ''}"


def agency_label(body: Agency) -> str:
    """Return a body as one would write it: "Ủy ban nhân dân huyện Đầm Hà", "Sở Y tế Quảng Ninh"."""
    name = " ".join(body.name.split())
    place = " ".join((body.place or "").split())
    return name if not place or f" {name_key(name)} ".endswith(f" {name_key(place)} ") else f"{name} {place}"


def display_name(name: str) -> str:
    """Return a person's name in one tone style and ordinary capitals: "HOÀ BÌNH" → "Hòa Bình"."""
    words = one_tone_style(name).split()
    return " ".join(lower(word).title() if len(word) > 1 and word.isupper() else word for word in words)


def slug_base(text: str) -> str:
    """Return a name as it stands in an address: "Lê Bình Phượng" → "le-binh-phuong"; "x" where no letter is left."""
    words = re.findall(r"[a-z0-9]+", fold(lower(text)))
    base = words[0][:SLUG_LENGTH] if words else "x"
    for word in words[1:]:
        if len(base) + 1 + len(word) > SLUG_LENGTH:
            break
        base += f"-{word}"
    return base

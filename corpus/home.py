"""Where a publisher is at home: a portal is called after its unit ("kyanh.hatinh.gov.vn", "baobinhdinh.vn").

What such an article calls "UBND tỉnh" without ever naming a province is that of its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import urlsplit

from corpus.annotate.found import PROVINCIAL
from corpus.annotate.gazetteer import CENTRAL_CITY, UNITS, read_units
from corpus.article import Article
from corpus.vietnamese import fold, lower

_LABEL = re.compile(r"[a-z]{5,}")
# What a publisher's name may open with before the place.
_OPENINGS = ("bao", "dai", "congan", "ubnd", "truyenhinh")
_LEVELS = frozenset({"tỉnh", "huyện", "quận", "thị xã", "thành phố", CENTRAL_CITY})


def home_of(article: Article) -> Mapping[str, str]:
    """Return the place at each level in which the article's publisher is at home, empty where its name tells none."""
    host = urlsplit(article.url or "").hostname or ""
    return _home(f"{article.source or ''} {host}")


@lru_cache(maxsize=1024)
def _home(names: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for label in _LABEL.findall(lower(names)):
        openings = [opening for opening in _OPENINGS if label.startswith(opening)]
        for name in (label, *(label.removeprefix(opening) for opening in openings)):
            for level, place in _units().get(name, ()):
                found.setdefault(level, place)
    return found


@cache
def _units() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return provinces and districts by their names in one word without accents."""
    by_label: dict[str, list[tuple[str, str]]] = {}
    for place in read_units(UNITS):
        for kind in _LEVELS & place.kinds:
            level = "thành phố" if kind == CENTRAL_CITY else kind
            entry = by_label.setdefault(fold(lower(place.name)).replace(" ", ""), [])
            entry.append((level, place.official))
            if kind in ("tỉnh", CENTRAL_CITY):
                entry.append((PROVINCIAL, place.official))
    return {label: tuple(entry) for label, entry in by_label.items()}

"""Where a publisher is at home: a portal is called after its unit ("kyanh.hatinh.gov.vn", "baobinhdinh.vn").

What such an article calls "UBND tỉnh" without ever naming a province is that of its publisher. Annotation says only
what the article says; who and which body is meant is told here, for the registry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from urllib.parse import urlsplit

from corpus.annotate.gazetteer import CENTRAL_CITY, UNITS, read_units
from corpus.article import Annotations, Article
from corpus.standing import unit_of
from corpus.vietnamese import fold, lower

_LABEL = re.compile(r"[a-z]{5,}")
# What a publisher's name may open with before the place.
_OPENINGS = ("bao", "dai", "congan", "ubnd", "truyenhinh")
_LEVELS = frozenset({"tỉnh", "huyện", "quận", "thị xã", "thành phố", CENTRAL_CITY})


def at_home(article: Article, annotations: Annotations) -> Annotations:
    """Return annotations with the publisher's own places for bodies and offices whose place the article leaves out."""
    home = home_of(article)
    if not home:
        return annotations

    def place(body: str | None, known: str | None) -> str | None:
        unit = unit_of(body) if body and not known else None
        return home.get(unit) if unit else known

    return replace(
        annotations,
        agencies=tuple(replace(body, place=place(body.name, body.place)) for body in annotations.agencies),
        officials=tuple(
            replace(one, offices=tuple(replace(held, place=place(held.agency, held.place)) for held in one.offices))
            for one in annotations.officials
        ),
    )


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
            if kind == CENTRAL_CITY:  # whose departments are those of a province
                entry.append(("tỉnh", place.official))
    return {label: tuple(entry) for label, entry in by_label.items()}

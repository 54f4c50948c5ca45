"""Reading a place off the words of an article: a level word, a proper name, or both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus.annotate import lexicon
from corpus.annotate.gazetteer import CENTRAL_CITY
from corpus.annotate.tokens import CLOSE, LOWER, UPPER, Words, words_of

# Of a name that several kinds of unit bear, the highest is meant where no level word says otherwise.
_ORDER = ("thành phố trung ương", "tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
# A name without a level word is taken for a place only down to this kind: commune names are too like people's.
_BARE = frozenset(_ORDER[:6])
_PROVINCES = frozenset(_ORDER[:2])
# Levels whose names may have one syllable, or be those of people ("xã Lê Lợi").
_SMALL = frozenset({"xã", "phường", "thị trấn", "thôn"})
_NUMBERED = frozenset({"quận", "phường", "thị trấn"})
_LEVEL_GAPS, _UNIT_GAPS = CLOSE | {"."}, CLOSE | {".", ". "}
_NAME_GAPS = frozenset({" ", ". ", ".", ""})
MOST_SYLLABLES = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A place at the words `first` to `end`: its level ("huyện"; None if unknown) and proper name (None: "huyện")."""

    first: int
    end: int
    level: str | None
    name: str | None


def level_at(words: Words, at: int) -> tuple[int, str] | None:
    """Return the word after a level word at `at`, and the level; None without one."""
    found = lexicon.levels().match(words, at, _LEVEL_GAPS)
    if found is None:
        return None
    end, level = found
    if words.keys[at] == "xã" and at > 0 and words.keys[at - 1] == "tác":
        return None  # hợp tác xã
    if len(words.keys[end - 1]) == 1 and not (
        end < len(words) and (words.gaps[end].startswith(".") or words.keys[end].isdigit())
    ):
        return None
    return end, level


def _run(words: Words, at: int) -> int:
    """Return the word after the run of capitalised words that starts at `at`."""
    end = at
    while end < len(words) and words.cases[end] != LOWER and (end == at or words.gaps[end] == " "):
        if end > at and words.cases[end] == UPPER and words.cases[at] != UPPER:
            break
        if end > at and starts_something(words, end):
            break
        end += 1
    return end


def starts_something(words: Words, at: int) -> bool:
    """Tell whether a body, an office or a level word starts at `at`, so that no proper name goes on there."""
    return (
        lexicon.agencies().bodies.match(words, at) is not None
        or lexicon.titles().ranks.match(words, at) is not None
        or (
            lexicon.levels().match(words, at) is not None
            and at + 1 < len(words)
            and len(words.keys[at]) > 1
            and words.keys[at] not in ("thành",)
        )
    )


def gazetteer_at(words: Words, at: int) -> tuple[int, str, frozenset[str]] | None:
    """Return the word after the longest known place at `at`, its name and kinds; None without one."""
    if at >= len(words) or words.cases[at] == LOWER:
        return None
    found = lexicon.units().match(words, at, _UNIT_GAPS)
    if found is None or any(case == LOWER for case in words.cases[at : found[0]]):
        return None
    return found[0], found[1][0], found[1][1]


def proper_at(words: Words, at: int, level: str) -> tuple[int, str] | None:
    """Return the word after the proper name at `at` that follows the word for `level`, and the name."""
    if at >= len(words) or words.gaps[at] not in _NAME_GAPS:
        return None
    if words.gaps[at] != " " and len(words.keys[at - 1]) > 2:
        return None  # a full stop ends an abbreviated level word ("TP. Huế"), and a sentence after a whole one
    if words.keys[at].isdigit() and level in _NUMBERED:
        return at + 1, words.said(at, at + 1)
    known = gazetteer_at(words, at)
    if known is not None and (level in known[2] or (level == "thành phố" and CENTRAL_CITY in known[2])):
        return known[0], known[1]
    if words.cases[at] == LOWER:
        return None
    run = _run(words, at)
    end = _shape_end(words, at, run)
    if known is not None and known[0] >= end:
        return known[0], known[1]
    if _is_person(words, at, end, run, level):
        return None
    if end - at < 2 and (level not in _SMALL or words.gaps[at] == ". "):
        return None  # "… của HĐND TP. Trong đó …"
    return (end, capitals(words.said(at, end))) if end > at else None


def _is_person(words: Words, at: int, end: int, run: int, level: str) -> bool:
    """Tell whether the capitals `at` to `run` after a level word are a person's: "Chủ tịch UBND tỉnh Đoàn Thế Lữ"."""
    known = lexicon.names()
    if words.keys[at + 1 : at + 2] == ["thị"]:
        return True
    if end < run and words.keys[end] in known.family:
        return False  # a place, and then a person
    if words.keys[at] in known.sure and level not in _SMALL:
        return True
    return words.keys[at] in known.family and run - at > 2


def _shape_end(words: Words, at: int, run: int) -> int:
    """Return where a place name of unknown word ends in the run of capitals `at` to `run`: before a person's name."""
    known = lexicon.names()
    families = (known.sure,) if words.keys[at] in known.family else (known.sure, known.family)
    if run - at >= MOST_SYLLABLES:
        for family in families:
            for size in (2, 3, 1):
                if words.keys[at + size] in family and 2 <= run - at - size <= MOST_SYLLABLES:
                    return at + size
    if words.cases[at] == UPPER:
        return min(run, at + 2)  # in a line of capitals nothing tells where a name ends
    return min(run, at + MOST_SYLLABLES)


def bare_at(words: Words, at: int, kinds: frozenset[str] = _BARE) -> Named | None:
    """Return the known place at `at` that has no level word, of one of `kinds`; None without one."""
    known = gazetteer_at(words, at)
    if known is None:
        return None
    end, name, of = known
    if (
        end < len(words)
        and words.gaps[end] == " "
        and words.cases[end] == words.cases[at]
        and (words.keys[at] in lexicon.names().family and end - at < 3 and not of & _PROVINCES)
    ):
        return None  # "Nguyễn Huệ" and the like may be the start of a person's name
    for kind in _ORDER:
        if kind in of:
            if kind not in kinds:
                return None
            return Named(at, end, "thành phố" if kind == CENTRAL_CITY else kind, name)
    return None


def province_at(words: Words, at: int) -> Named | None:
    """Return the known province or centrally run city at `at` that has no level word."""
    return bare_at(words, at, _PROVINCES)


def place_at(words: Words, at: int) -> Named | None:
    """Return the place at `at` that a level word opens; its name is None where none follows ("huyện")."""
    found = level_at(words, at)
    if found is None:
        return None
    end, level = found
    proper = proper_at(words, end, level)
    if proper is None:
        return Named(at, end, level, None)
    return Named(at, proper[0], level, proper[1])


@lru_cache(maxsize=256)
def central(name: str) -> bool:
    """Tell whether a city of this name is run centrally, as a province is."""
    known = gazetteer_at(words_of(name), 0)
    return known is not None and CENTRAL_CITY in known[2]


def capitals(text: str) -> str:
    """Return a name in ordinary capitals: "ĐẦM HÀ" → "Đầm Hà"; names written otherwise stay."""
    if not text.isupper() or len(text) < 3:
        return text
    return " ".join(part[:1] + part[1:].lower() for part in text.split(" "))

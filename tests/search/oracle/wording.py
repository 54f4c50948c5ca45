"""Random queries in the query language, worded mostly after what the articles of an archive say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from corpus.vietnamese import fold
from tests.search.oracle.drawing import PHRASES, WORDS, often

Draw = Callable[[st.SearchStrategy[Any]], Any]
Wording = Callable[[Draw, Sequence[str]], str]

_SIGNS = re.compile(r'["*():]|(?:^| )-|-(?= |$)')  # of the language, which no word of a text is meant to be
_PLAIN = tuple(dict.fromkeys(word.strip(",.\n") for word in WORDS if len(word) > 1 and ":" not in word))
_PEOPLE = ('"lê an"', "an", "le*", '"an trần"', "ân", "huệ", '"bình thị"', "tr*")
_BODIES = ("UBND", '"UBND Hải Trà"', "so", '"thị xã"', '"sở tài*"', '"hội đồng nhân dân"', "lam")
_PLACES = ('"đài vân"', '"xã bản mù"', "lam", "kh*", '"lam châu"', '"hai tra"')
_JOINED = (
    "huyện Đài Vân", "xã Bản Mù", "huyen dai van", "tỉnh Hạ Lam", "tỉnh Lam Châu", 'noi:"huyện Đài Vân"',
    "huyện Đài Vân họp", "xã Khe Mo, huyện Đài Vân", "bão lũ xã Bản Mù", "tỉnh Lam Châu nhân dân",
)  # fmt: skip
_TOPICS = ("kinh-te", '"nông nghiệp"', '"nong nghiep"')
_DAYS = ("2023", "2023-08", "4/8/2023", "2023-08..2023-12", "..2023-08-31", "2024..", "1/2024", "2025-07-01")
_STARTS = ("ho*", "hoà*", "hò*", "ti*", "tiê*", "tr*", "đư*", "20*", "ky*", "kỹ*", "vă*", "nh*")


def _run(draw: Draw, texts: Sequence[str], most: int) -> str:
    """Return some words in a row of one of the texts, rid of signs."""
    words = draw(st.sampled_from(texts)).split()
    start = draw(st.integers(0, len(words) - 1))
    return _SIGNS.sub(" ", " ".join(words[start : start + draw(st.integers(1, most))])).strip() or "lũ"


def _word(draw: Draw, texts: Sequence[str]) -> str:
    return draw(often("", st.sampled_from((*_PLAIN, *PHRASES, "vắng")))) or _run(draw, texts, 1)


def _free(draw: Draw, texts: Sequence[str]) -> str:
    runs = draw(often(1, st.integers(2, 4)))
    return " ".join((_run(draw, texts, 3) if draw(st.booleans()) else _word(draw, texts)) for _ in range(runs))


def _bare(draw: Draw, texts: Sequence[str]) -> str:
    return fold(_free(draw, texts))


def _phrase(draw: Draw, texts: Sequence[str]) -> str:
    run = draw(often("", st.sampled_from(("bão lũ", "lũ bão", *PHRASES)))) or _run(draw, texts, 4)
    return f'"{fold(run) if draw(st.booleans()) else run}"'


def _within(field: str) -> Wording:
    def worded(draw: Draw, texts: Sequence[str]) -> str:
        inside = draw(st.sampled_from((_phrase, _phrase, _word, _prefix)))
        return f"{field}:{inside(draw, texts).split(' ')[0] if inside is _word else inside(draw, texts)}"

    return worded


def _prefix(draw: Draw, texts: Sequence[str]) -> str:
    return str(draw(st.sampled_from(_STARTS)))


def _excluded(draw: Draw, texts: Sequence[str]) -> str:
    inside = _phrase(draw, texts) if draw(st.booleans()) else f"({_free(draw, texts)})"
    return f"{_word(draw, texts)} -{inside}"


def _either(draw: Draw, texts: Sequence[str]) -> str:
    return f"{_word(draw, texts)} OR {_phrase(draw, texts)} HOẶC {_word(draw, texts)}"


def _group(draw: Draw, texts: Sequence[str]) -> str:
    return f"({_free(draw, texts)} {_phrase(draw, texts)} OR -{_phrase(draw, texts)}) OR ({_either(draw, texts)})"


def _one_of(field: str, values: Sequence[str]) -> Wording:
    def worded(draw: Draw, texts: Sequence[str]) -> str:
        return f"{draw(often('', '-'))}{field}{draw(st.sampled_from(values))}"

    return worded


KINDS: Mapping[str, Wording] = {
    "free words": _free,
    "without accents": _bare,
    "phrase": _phrase,
    "title:": _within("tieude"),
    "said:": _within("phatbieu"),
    "prefix": _prefix,
    "excluded": _excluded,
    "OR": _either,
    "group": _group,
    "person:": _one_of("nguoi:", _PEOPLE),
    "agency:": _one_of("coquan:", _BODIES),
    "place:": _one_of("noi:", _PLACES),
    "number:": _one_of("so:", ("12", "UBND", "12/2023/QĐ-UBND", "nq*", "1505")),
    "topic:": _one_of("chude:", _TOPICS),
    "date:": _one_of("ngay:", _DAYS),
    "joined places": _one_of("", _JOINED),
}
"""How a part of a query of each kind is worded."""


def worded(draw: Draw, texts: Sequence[str], kinds: Sequence[str]) -> str:
    """Return a query of parts of these kinds over an archive with these texts."""
    return " ".join(KINDS[kind](draw, texts) for kind in kinds)

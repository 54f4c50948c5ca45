from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.keystrokes import MAX_KEYS, decode
from corpus.vietnamese import TONES, match_key, one_tone_style

ONSETS = ("", *re.findall(r"\w+", "b c ch d đ g gh h k kh l m n ng ngh nh p ph qu r s t th tr v x gi"))
RHYMES = re.findall(
    r"\w+",
    "a ai ao au ay an am ang anh ach at ap ăn ăm ăng ăt ăc âu ây ân âm âng ât âp e eo en em eng et ê êu ên ênh êt ia "
    "iêu iên iêm iêng iêt i in inh it o oi on om ong ot ô ôi ôn ôm ông ôt ơ ơi ơn ơm ơt u ui un um ung ut uôi uôn uông "
    "uôt ua ư ưu ưi ưng ưt ươi ươn ương ươt ưa oa oan oang oai oay oăn oe uê uy uyên uyêt uân uâng",
)
MARKS = {"â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "ă": "a8", "đ": "d9"}
DOUBLES = {"â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "ă": "aw", "đ": "dd"}
LEVEL = {letter: (row[0], tone) for row in TONES for tone, letter in enumerate(row)}


def encode(syllable: str, marks: dict[str, str], tones: str) -> str:
    """Type a syllable letter by letter, its tone last."""
    keys, tone_key = "", ""
    for letter in syllable:
        level, tone = LEVEL.get(letter, (letter, 0))
        keys += marks.get(level, level)
        tone_key += tones[tone - 1] if tone else ""
    return keys + tone_key


def telex(syllable: str) -> str:
    return encode(syllable, DOUBLES, "frxsj")


def vni(syllable: str) -> str:
    return encode(syllable, MARKS, "23415")


def toned(syllable: str, tone: int) -> str:
    return decode(syllable + "z0frxsj"[tone + 1]) if tone else syllable


def sample() -> list[str]:
    """Every syllable of the sample's articles that has an accent."""
    text = "\n".join(path.read_text("utf-8") for path in (Path(corpus.__file__).parent / "sample").glob("*.txt"))
    words = "".join(char if char.isalpha() else " " for char in unicodedata.normalize("NFC", text).lower()).split()
    return sorted({one_tone_style(word) for word in words if len(word) <= 7 and not word.isascii()})


@pytest.mark.parametrize("encoder", [telex, vni])
def test_every_syllable_of_the_sample_comes_back(encoder) -> None:  # type: ignore[no-untyped-def]  # one of the two above
    assert {word: decode(encoder(word)) for word in sample()} == {word: word for word in sample()}


@given(st.sampled_from(ONSETS), st.sampled_from(RHYMES), st.integers(0, 5))
def test_any_syllable_typed_in_either_way_comes_back(onset: str, rhyme: str, tone: int) -> None:
    if onset == "qu" and rhyme[0] in "uưoôơ":
        return
    syllable = one_tone_style(toned(onset + rhyme, tone))
    assert match_key(decode(vni(syllable))) == match_key(syllable)
    assert match_key(decode(telex(syllable))) == match_key(syllable)


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("ddaamf", "đầm"),
        ("haf", "hà"),
        ("dda62m", "đầm"),
        ("ha2", "hà"),
        ("duowngf", "dường"),
        ("dduwowngf", "đường"),
        ("dduongwf", "đường"),
        ("d9u7o7ng2", "đường"),
        ("thuowr", "thuở"),
        ("muaw", "mưa"),
        ("quawn", "quăn"),
        ("huynhf", "huỳnh"),
        ("giuwax", "giữa"),
        ("Huyeenj", "huyện"),
        ("banf", "bàn"),
        ("tướngs", "tướng"),
    ],
)
def test_keys_are_read_wherever_their_marks_stand(keys: str, word: str) -> None:
    assert decode(keys) == word


@pytest.mark.parametrize("word", ["minh", "tin", "12", "x", "bna", "2025", "thủ"])
def test_plain_words_and_figures_stay_as_they_are(word: str) -> None:
    assert decode(word) == word


@given(st.text(max_size=30))
def test_any_text_is_read_without_failing_and_never_grows(text: str) -> None:
    assert len(decode(text)) <= max(len(text), MAX_KEYS)

"""The language's ground floor: one spelling for what readers hold to be the same.

Every function is pure. `one_tone_style`, `i_for_y`, `lower`, `fold` and `match_key` keep the number of code points of
NFC text, so that a position in the result is a position in the source; `clean` does not, and runs once, in the readers.
"""

from __future__ import annotations

import re
import unicodedata

# Vowels by tone: level, grave, hook, tilde, acute, dot below (the order of Vietnamese dictionaries).
TONES = (
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
)
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

_VOWEL = {letter: (row[0], tone) for row in TONES for tone, letter in enumerate(row)}
_WITH_TONE = {(base, tone): letter for letter, (base, tone) in _VOWEL.items()}
# Everything else, spaces first among them, sorts at 0: before digits, which sort before letters.
_RANK = {letter: rank for rank, letter in enumerate("0123456789" + ALPHABET, start=1)}

# Rank and tone of each of these; all else has neither.
_COLLATED = {letter: (rank, 0) for letter, rank in _RANK.items()}
_COLLATED |= {letter: (_RANK[base], tone) for letter, (base, tone) in _VOWEL.items()}
_UNRANKED = (0, 0)

# Characters that nobody sees: zero-width ones, the byte order mark, soft hyphens, controls but tab and newline.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# Open rhymes where the old style puts the tone on the last letter: hoà, khoẻ, thuỷ. Not after q, whose u is no vowel.
# The patterns open with a set of letters, to which the search leaps, and look back from there. A mark that stands for
# itself belongs to its letter: without the tone that the letter has, the two would be one, and the text no longer NFC.
_OPEN_RHYME = re.compile(r"[oOuU][àảãáạèẻẽéẹỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ](?![\w\u0300-\u036f])(?<![qQ]..)")
# Each of these rhymes with its tone on the first letter.
_SHIFTED = {
    first + second: toned + plain
    for small, vowels in (("o", "àảãáạèẻẽéẹ"), ("u", "ỳỷỹýỵ"))
    for letter in vowels
    for toned, first in ((_WITH_TONE[(small, _VOWEL[letter][1])], small),)
    for toned, first in ((toned, first), (toned.upper(), first.upper()))
    for second, plain in ((letter, _VOWEL[letter][0]), (letter.upper(), _VOWEL[letter][0].upper()))
}
# y as the whole rhyme after one of these is i in the other spelling: kỹ/kĩ, lý/lí, Mỹ/Mĩ, sỹ/sĩ, quý/quí.
_Y_RHYME = re.compile(r"[yỳỷỹýỵYỲỶỸÝỴ](?![\w\u0300-\u036f])(?:(?<=\b[hklmstvHKLMSTV].)|(?<=\b[qQ][uU].))")
_Y_TO_I = dict(zip("yỳỷỹýỵYỲỶỸÝỴ", "iìỉĩíịIÌỈĨÍỊ", strict=True))


class _Fold(dict[int, int | str]):
    """Maps a code point to its base letter, worked out at first sight and remembered."""

    def __missing__(self, code: int) -> int | str:
        letter = chr(code)
        if letter in "đĐÐ":  # NFD leaves the stroke of đ in place; U+00D0 is the look-alike that old fonts typed
            base = "d" if letter == "đ" else "D"
        else:
            base = unicodedata.normalize("NFD", letter)[0]
        self[code] = base
        return base


class _Lower(dict[int, int | str]):
    """Maps a code point to its lower case where that is one code point, else to itself."""

    def __missing__(self, code: int) -> int | str:
        small = chr(code).lower()
        self[code] = small if len(small) == 1 else code
        return self[code]


_fold, _lower = _Fold(), _Lower()


def clean(text: str) -> str:
    """Return NFC text: Ð read as Đ, invisible characters dropped, runs of blanks one space, line ends one newline."""
    # The invisible goes first: a zero-width space between a letter and its accent would keep the two apart.
    text = text if _is_plain(text) else _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ")
    if _is_plain(text) and "  " not in text:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _SPACES.sub(" ", text)


def _is_plain(text: str) -> bool:
    """Tell whether nothing but newlines is to be cleaned but runs of blanks: the quick look that spares the long ones.

    What nobody sees, line ends and blanks of other kinds are not printable, as Unicode has it.
    """
    return text.replace("\n", "").isprintable()


def one_tone_style(text: str) -> str:
    """Return `text` with the tone of open rhymes on the first vowel: hoà → hòa, uỷ → ủy (NFC in, same length out)."""
    return _OPEN_RHYME.sub(lambda match: _SHIFTED.get(match[0], match[0]), text)


def i_for_y(text: str) -> str:
    """Return `text` with y as a whole rhyme written i: kỹ → kĩ, Lý → Lí, quý → quí (NFC in, same length out)."""
    return _Y_RHYME.sub(lambda match: _Y_TO_I[match[0]], text)


def lower(text: str) -> str:
    """Return `text` in lower case, letter by letter, so that its length stays (str.lower turns İ into two)."""
    small = text.lower()
    # The quick way, but for İ, which grows, and Σ, whose small form depends on what follows.
    return small if len(small) == len(text) and "Σ" not in text else text.translate(_lower)


def fold(text: str) -> str:
    """Return `text` without any accent, đ as d: "Đầm Hà" → "Dam Ha" (NFC in, same length out)."""
    return text.translate(_fold)


def match_key(text: str) -> str:
    """Return the form in which two spellings of one word meet, accents kept: one tone style, i for y, lower case."""
    return i_for_y(one_tone_style(lower(text)))


def has_accents(text: str) -> bool:
    """Tell whether folding changes `text`, that is, whether its writer typed any accent."""
    return fold(text) != text


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a sort key in the order of Vietnamese dictionaries.

    Letters first (a ă â b c d đ e ê …); then tones (level, grave, hook, tilde, acute, dot below); then the text itself,
    so that the order is total. Digits sort before letters, all else before digits.
    """
    small = lower(one_tone_style(unicodedata.normalize("NFC", text)))
    ranked = [_COLLATED.get(char, _UNRANKED) for char in small]
    return tuple([rank for rank, _ in ranked]), tuple([tone for _, tone in ranked]), text

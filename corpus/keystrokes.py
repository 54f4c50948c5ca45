"""Raw Telex and VNI: the keys of a word whose keyboard program was off, read as the word. Pure.

Telex: aa â, ee ê, oo ô, aw ă, ow ơ, uw ư, dd đ, and after the vowel s f r x j for the tones. VNI: 6 for the hat, 7 for
the horn, 8 for the bowl, 9 for the stroke of đ, 1 to 5 for the tones. Marks may follow at once or at the word's end.
"""

from __future__ import annotations

from corpus.vietnamese import TONES, fold, lower

MAX_KEYS = 14  # the longest syllable has 7 letters, of which two bear marks, and a tone; what is longer is no syllable

_TELEX_TONES = {"z": 0, "f": 1, "r": 2, "x": 3, "s": 4, "j": 5}  # in the order of `TONES`
_VNI_TONES = {"0": 0, "2": 1, "3": 2, "4": 3, "1": 4, "5": 5}
_HAT, _HORN, _BOWL = {"a": "â", "e": "ê", "o": "ô"}, {"o": "ơ", "u": "ư"}, {"a": "ă"}
_TELEX_MARKS = {"a": {"a": "â"}, "e": {"e": "ê"}, "o": {"o": "ô"}, "w": _HORN | _BOWL, "d": {"d": "đ"}}
_VNI_MARKS = {"6": _HAT, "7": _HORN, "8": _BOWL, "9": {"d": "đ"}, "d": {"d": "đ"}}
_TONED = {row[0]: row for row in TONES}
_LEVEL = {letter: row[0] for row in TONES for letter in row}
_MARKED = "ăâêôơư"


def decode(word: str) -> str:
    """Return what the keys of one word were to write, in lower case and the new tone style; `word` if they are plain.

    Letters with accents may stand among the keys: "tướngf" lost its program half-way.
    """
    keys = lower(word)
    if not 2 <= len(keys) <= MAX_KEYS:
        return word
    vni = any(key.isdigit() for key in keys)
    marks, tones = (_VNI_MARKS, _VNI_TONES) if vni else (_TELEX_MARKS, _TELEX_TONES)
    letters: list[str] = []
    tone: int | None = None
    for key in keys:
        if key in tones and any(letter in _LEVEL for letter in letters):
            tone = tones[key]
        elif not _mark(letters, marks.get(key, {}), key):
            letters.append("ư" if key == "w" and letters else key)
    if "".join(letters) == keys and tone is None:
        return word
    written = _horned("".join(letters))
    return written if tone is None else _with_tone(written, tone)


def _mark(letters: list[str], mark: dict[str, str], key: str) -> bool:
    """Put a mark on the nearest letter that takes it, and tell whether there was one."""
    for at in range(len(letters) - 1, -1, -1):
        letter = letters[at]
        if key == "d" and 0 < at < len(letters) - 1:
            continue  # đ opens a syllable, or an abbreviation's part: QĐ
        if letter == "a" and at and letters[at - 1] == "u" and key in "w7" and letters[at - 2 : at - 1] != ["q"]:
            continue  # "muaw" is mưa
        if letter in mark:
            letters[at] = mark[letter]
            return True
    return False


def _horned(word: str) -> str:
    """Give both vowels of ươ their horn: one key is enough for the two, but in an open syllable (thuở)."""
    at = max(word.find("uơ"), word.find("ưo"))
    if at < 0 or word[at - 1 : at] == "q" or (word[at : at + 2] == "uơ" and at + 2 == len(word)):
        return word
    return f"{word[:at]}ươ{word[at + 2 :]}"


def _with_tone(word: str, tone: int) -> str:
    """Return `word` with its tone set on the vowel that bears it in the new style."""
    level = "".join(_LEVEL.get(letter, letter) for letter in word)
    at = _bearer(level)
    return word if at is None else f"{level[:at]}{_TONED[level[at]][tone]}{level[at + 1 :]}"


def _bearer(word: str) -> int | None:
    vowels = [at for at, letter in enumerate(word) if letter in _TONED]
    if not vowels:
        return None
    if len(vowels) > 1 and word[: vowels[1]] in ("qu", "gi"):
        vowels = vowels[1:]  # u and i belong to the consonant
    marked = [at for at in vowels if word[at] in _MARKED]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return vowels[0]
    closed = fold(word[-1]) not in "aeiouy"
    return vowels[1] if closed or len(vowels) > 2 else vowels[0]

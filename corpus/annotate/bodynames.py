"""How far the name of a body in no list goes: as long as capitals and words of public work carry it."""

from __future__ import annotations

from corpus.annotate import lexicon
from corpus.annotate.acronyms import acronyms_of
from corpus.annotate.fields import sector_at
from corpus.annotate.found import keys_are
from corpus.annotate.placenames import bare_at, gazetteer_at, level_at
from corpus.annotate.tokens import CLOSE, LOWER, Words

# Inside such a name a dash may have lost one of its blanks.
_NAME_GAPS = CLOSE | {"- ", " -"}
# Syllables of longer words that such a name never ends in: "Cục Đăng kiểm chỉ bố trí …".
_NEVER_LAST = frozenset({"và", "của", "về", "các", "với", "có", "số", "vì", "chỉ", "giải", "cần"})
MOST_WORDS = 16  # in the name of a body that is in no list


def end_of_name(words: Words, at: int) -> int | None:
    """Return the word after a body's name whose first word after the opening is `at`; None where it is no name."""
    known = lexicon.agencies()
    syllables = known.syllables
    here = at
    while here < min(at + MOST_WORDS, len(words)):
        gap, key, case = words.gaps[here], words.keys[here], words.cases[here]
        if gap not in _NAME_GAPS and not (gap in (", ", " & ", "&") and _goes_on(words, here)):
            break
        if case != LOWER and (bare_at(words, here) or known.private.match(words, here)):
            break
        if case != LOWER and names_person(words, here):
            break
        if here == at and key not in syllables and gazetteer_at(words, here) is not None:
            break
        if here > at and (opens(words, here) or (case != LOWER and _holds_office(words, here))):
            break
        if keys_are(words, here, "việt", "nam"):
            here += 2
            break
        if key == "số" and here + 1 < len(words) and words.keys[here + 1].isdigit():
            here += 2
            break
        if gap == " " and tuple(words.keys[here : here + 2]) in known.compounds and not opens(words, here):
            here += 2
            continue
        if case == LOWER:
            if key not in syllables or (here > at and known.verbs.match(words, here) is not None):
                break
        elif here > at and key in lexicon.names().family and key not in syllables:
            break
        here += 1
    while here > at and words.keys[here - 1] in _NEVER_LAST:
        here -= 1
    return here if here > at else None


def names_person(words: Words, at: int) -> bool:
    """Tell whether a person's name begins at `at`: a family name that is nothing else, and another capital."""
    after = at + 1
    follows = after < len(words) and words.gaps[after] == " " and words.cases[after] != LOWER
    return follows and words.keys[at] in lexicon.names().sure


def _goes_on(words: Words, at: int) -> bool:
    """After a comma a name goes on only to an "và" a few words later: "Phát thanh, truyền hình và thông tin".

    Besides, where the lexicon has the words on both sides as a pair: "phòng, chống thiên tai".
    """
    if (words.keys[at - 1], words.keys[at]) in lexicon.agencies().commas:
        return True
    if opens(words, at) or lexicon.agencies().bodies.match(words, at) is not None:
        return False
    syllables = lexicon.agencies().syllables
    for here in range(at, min(at + 6, len(words))):
        if here > at and words.gaps[here] not in CLOSE:
            return False
        if words.keys[here] == "và":
            return here > at
        if words.keys[here] not in syllables:
            return False
    return False


def opens(words: Words, at: int) -> bool:
    """Tell whether another body or a place begins at `at`."""
    if at >= len(words):
        return False
    found = lexicon.agencies().bodies.match(words, at)
    if found is not None and (words.cases[at] != LOWER and (found[1].kind != "head" or found[0] - at > 1)):
        return True
    if words.cases[at] != LOWER and words.keys[at] in ("sở", "phòng", "cục", "chi", "bộ"):
        return words.keys[at] not in ("phòng", "bộ") or sector_at(words, at + 1) is not None
    level = level_at(words, at)
    return level is not None and words.keys[level[0] : level[0] + 1] != ["hội"]


def _holds_office(words: Words, at: int) -> bool:
    found = lexicon.titles().ranks.match(words, at)
    return found is not None and found[0] - at > 1


def written_out(words: Words, at: int, end: int) -> str:
    """Return the name at the words `at` to `end`, its first letter a capital and its abbreviations written out."""
    name = words.said(at, end)
    for known in (acronyms_of(words.text), lexicon.agencies().expand):
        for short, full in known.items():
            if short in name:
                name = " ".join(full if part == short else part for part in name.split(" "))
    return name[:1].upper() + name[1:]

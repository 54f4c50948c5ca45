"""Reasons as sentences for people: one wording for the page and the command, in Vietnamese or in English."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from search.why.reasons import HOW, VIEWS, WHERE, How, Matched, Where, Why


def sentences(why: Why, *, english: bool = False) -> tuple[str, ...]:
    """Return what matched, a sentence for each stretch of the query; what is missing; what makes most of the score."""
    told = tuple(_all(why, int(english)))
    only_filters = ("Bài hợp với bộ lọc và điều kiện đã đặt.", "The article meets the filters and conditions set.")
    return told or (only_filters[english],)


def _all(why: Why, language: int) -> Iterator[str]:
    for asked, forms in groupby(why.matched, key=lambda one: one.asked):
        yield _matched(asked, list(forms), language)
    if why.missing:
        words = ", ".join(why.missing)
        yield (f"Không có: {words}", f"Missing: {words}")[language]
    if why.factors:
        parts = ", ".join(f"{VIEWS[one.view][language]} {one.share * 100:.0f}%" for one in why.factors)
        yield (f"Xếp cao chủ yếu nhờ: {parts}", f"Most of the score: {parts}")[language]


def _matched(asked: str, forms: list[Matched], language: int) -> str:
    typed = f"“{asked}”"
    if {one.how for one in forms} == {How.FOLDED}:  # it is what was typed that has none, so it is said of that, once
        typed += f" ({HOW[How.FOLDED][language]})"
        ways = ", ".join(one.found for one in forms)
    else:
        ways = ", ".join(f"{one.found} ({HOW[one.how][language]})" for one in forms)
    where = ", ".join(WHERE[one][language] for one in Where if any(one in form.where for form in forms))
    return f"{typed} {('khớp với', 'matches')[language]} {ways}" + (
        f"; {('ở', 'in')[language]} {where}" if where else ""
    )

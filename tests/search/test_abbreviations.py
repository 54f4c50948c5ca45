"""What goes by an abbreviation is found in full, what stands in full by its abbreviation."""

from collections import defaultdict
from pathlib import Path

import pytest

from corpus.vietnamese import clean
from search.plan import plan
from search.query import Query
from search.snippet import Marker
from search.text.abbreviations import TABLE, asked, others, written
from search.text.analyze import Field, analyze
from search.text.cutting import syllables

ROWS = [line.split("\t") for line in Path(TABLE).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def meanings(text: str) -> set[str]:
    return {one.form.meaning for one in written(syllables(clean(text)))}


def needed(text: str) -> set[tuple[str, str]]:
    return {(str(term.field), term.text) for term in plan(Query(text, join=False)).need}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_form_of_the_table_is_read_as_what_its_line_means(row: list[str]) -> None:
    assert len(row) > 1
    assert all(row[0] in meanings(form) for form in row)


def test_no_form_of_the_table_stands_for_two_things() -> None:
    lines = defaultdict(list)
    for number, row in enumerate(ROWS):
        for form in row:
            lines[tuple(one.key for one in syllables(clean(form)))].append(number)
    assert {form: numbers for form, numbers in lines.items() if len(numbers) > 1} == {}


@pytest.mark.parametrize(
    "text", ["Sở LĐ-TB&XH", "Sở LĐTB&XH", "sở lđ - tb & xh", "Sở Lao động - Thương binh và Xã hội"]
)
def test_spellings_of_one_abbreviation_meet(text: str) -> None:
    assert meanings(text) == {"lao động thương binh và xã hội"}


@pytest.mark.parametrize("text", ["UBND", "ubnd", "Uỷ ban nhân dân", "uy ban nhan dan", "ủy ban nhân dân"])
def test_every_way_to_type_a_body_asks_for_the_same(text: str) -> None:
    assert needed(text) == {("meanings", "ủy ban nhân dân")}


def test_a_word_with_other_accents_is_no_form() -> None:
    assert asked(syllables("nông thôn mời")) == []


def test_the_other_words_of_a_query_are_needed_as_ever() -> None:
    assert needed("HĐND xã") == {("meanings", "hội đồng nhân dân"), *needed("xã")}


def test_a_comma_ends_a_form() -> None:
    assert meanings("ủy ban, nhân dân") == set()


def test_a_single_syllable_does_not_match_what_is_abbreviated() -> None:
    terms = analyze("UBND xã", "Cuộc họp.")
    assert "dân" not in terms[Field.SYLLABLES]
    assert terms[Field.MEANINGS] == {"ủy ban nhân dân": 1}


def test_the_other_form_is_marked() -> None:
    title = Marker("uy ban nhan dan xa").title("UBND xã Hòa Khê họp")
    assert [title.text[start:end] for start, end in title.marks] == ["UBND xã"]


def test_a_form_has_no_other_form_that_is_itself() -> None:
    (one,) = asked(syllables("gpmb"))
    assert [form.text for form in others([one.form])] == ["giải phóng mặt bằng"]

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import fold, lower
from search.suggest.complete import COMPLETIONS, Completion, Completions

ENTRIES = (
    Completion("Lê Bình Phượng", "official", "le-binh-phuong", 9),
    Completion("Trần Bình Phương", "official", "tran-binh-phuong", 5),
    Completion("Bình Phượng", "official", "binh-phuong", 1),
    Completion("Ủy ban nhân dân xã Đài Vân", "agency", "ubnd-dai-van", 40),
    Completion("huyện Đài Vân", "place", "", 30),
    Completion("Đài Vân", "phrase", "", 90),
    Completion("Phòng Y tế huyện Đài Vân", "agency", "phong-y-te", 2),
    Completion("Giáo dục - Đào tạo", "topic", "giao-duc", 70),
)


@pytest.fixture(scope="session")
def completions() -> Completions:
    return Completions(ENTRIES)


def first(completions: Completions, typed: str) -> str:
    return completions.of(typed)[0].text


@pytest.mark.parametrize(
    "typed",
    ["le binh ph", "Lê Bình Phượng", "le binh phuong", "phượng bình lê", "phuong le", "binh phuong le", "bình phượng"],
)
def test_a_person_comes_first_by_any_words_of_the_name_in_any_order(completions: Completions, typed: str) -> None:
    assert first(completions, typed) == "Lê Bình Phượng"


def test_of_those_that_fit_alike_the_most_named_comes_first(completions: Completions) -> None:
    assert [one.articles for one in completions.of("binh phuong")] == [9, 5, 1]


def test_accents_typed_put_what_has_them_first(completions: Completions) -> None:
    assert first(completions, "bình phương") == "Trần Bình Phương"


def test_a_person_comes_before_a_phrase_of_the_same_words() -> None:
    both = Completions((Completion("vân hòa", "phrase", "", 90), Completion("Lê Vân Hòa", "official", "le-van-hoa", 2)))
    assert first(both, "van hoa") == "Lê Vân Hòa"


def test_a_word_that_others_follow_is_whole_where_some_entry_has_it_so() -> None:
    both = Completions((Completion("xã Vân Hà", "place", "", 1), Completion("xã Vâng Hài", "place", "", 9)))
    assert [one.text for one in both.of("van ha")] == ["xã Vân Hà"]
    assert [one.text for one in both.of("va h")] == ["xã Vâng Hài", "xã Vân Hà"]


def test_keys_of_telex_lead_where_letters_lead_nowhere(completions: Completions) -> None:
    assert first(completions, "huyeenj ddaif vaan") == "huyện Đài Vân"


@pytest.mark.parametrize("typed", ["", "  ", "?!", "zzz", "le zzz"])
def test_what_nothing_begins_with_leads_nowhere(completions: Completions, typed: str) -> None:
    assert completions.of(typed) == []


def test_nothing_is_completed_where_nothing_is_known() -> None:
    assert Completions(()).of("a") == []


@given(st.sampled_from(ENTRIES), st.integers(1, 40), st.booleans())
def test_every_beginning_of_an_entry_finds_it(entry: Completion, length: int, bare: bool) -> None:
    typed = entry.text[:length]
    found = Completions(ENTRIES).of(fold(lower(typed)) if bare else typed)
    assert entry in found


def test_no_more_are_shown_than_fit_and_a_long_input_is_quick() -> None:
    many = Completions(Completion(f"xã Vân {n}", "place", "", n) for n in range(2_000))
    begun = time.perf_counter()
    assert len(many.of("van")) == COMPLETIONS
    many.of("v" * 10_000)
    many.of("v " * 5_000)
    assert time.perf_counter() - begun < 0.1

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.whoosh.lexicon import SEEN
from search.lexicon import Lexicon, join
from search.suggest.correct import MAX_LENGTH, correct
from search.suggest.likelihood import Candidate, Speech
from search.suggest.slips import CANDIDATES, meant
from search.text.analyze import Field, analyze
from tests.search.titles_one_by_one import part_of, read

TITLES = (
    "Ủy ban nhân dân xã Đài Vân họp bàn giải phóng mặt bằng",
    "Thủ tướng thăm nhân dân huyện Trực Linh sau bão",
    "Bà Nguyễn Thị Lụa kiểm tra tiêm chủng ở xã Hòa Khê",
    "Hội đồng nhân dân huyện Trực Linh họp kỳ cuối năm",
    "Công ty cấp nước Đài Vân sửa đường ống",
    "Bạn đọc hỏi, Ủy ban nhân dân tỉnh trả lời về quy hoạch",
)


def lexicon(titles: tuple[str, ...], times: int = 20) -> Lexicon:
    """Count titles as if each stood in so many articles."""
    found = read(titles * times)
    terms = [analyze(title, "") for title in titles]

    def counted(field: Field) -> dict[str, int]:
        return {term: times * sum(term in one[field] for one in terms) for one in terms for term in one[field]}

    syllables, folded = counted(Field.SYLLABLES), counted(Field.FOLDED)
    bare = {
        (left, right): n
        for pair, n in counted(Field.PAIRS).items()
        if n >= SEEN
        for left, _, right in [pair.partition(" ")]
    }
    return join([part_of(syllables, folded, found, found.pairs, bare, {})])


@pytest.fixture(scope="session")
def speech() -> Speech:
    return Speech(lexicon(TITLES))


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("thủ tuớng", "thủ tướng"),
        ("uỷ bna nhân dân", "uỷ ban nhân dân"),
        ("giải phóg mặt bằng", "giải phóng mặt bằng"),
        ("giải phóng mặtt bằng", "giải phóng mặt bằng"),
        ("giải phóng mawtj bằng", "giải phóng mặt bằng"),
        ("xã Dài Vân", "xã Đài Vân"),
        ("huyện Trực Lihn", "huyện Trực Linh"),
        ("nguyễn thi lụa", "nguyễn thị lụa"),
        ("UỶ BNA NHÂN DÂN", "UỶ BAN NHÂN DÂN"),
        ("công tu cấp nước", "công ty cấp nước"),
    ],
)
def test_a_slip_is_mended(speech: Speech, typed: str, better: str) -> None:
    assert correct(typed, speech) == better


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("ddaif vaan", "đài vân"),
        ("d9a2i va6n", "đài vân"),
        ("dda2i va6n", "đài vân"),
        ("Huyeenj Truwcj Linh", "Huyện Trực Linh"),
    ],
)
def test_keys_of_telex_and_vni_are_read(speech: Speech, typed: str, better: str) -> None:
    assert correct(typed, speech) == better


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("giai phong mat bang", "giải phóng mặt bằng"),
        ("nguyen thi lua", "nguyễn thị lụa"),
        ("uy bna nhan dan", "ủy ban nhân dân"),
        ("cong ty cap nuoc", "công ty cấp nước"),
    ],
)
def test_bare_input_is_shown_with_its_likely_accents(speech: Speech, typed: str, better: str) -> None:
    assert correct(typed, speech) == better


def test_bare_input_that_may_be_read_in_several_ways_is_left_alone() -> None:
    both = lexicon(("họp bàn việc xã", "đọc bản tin xã", "mời bạn thăm xã"))
    assert correct("ban xa", Speech(both)) is None


@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_the_archive_is_left_as_it_is(speech: Speech, title: str) -> None:
    assert correct(title, speech) is None


@pytest.mark.parametrize(
    "text",
    ["", "?!", "xã", "2025", "12/2023/QĐ-UBND", "iPhone", "x" * 10_000, "họp bàn MTX", "xã Đài Vân và huyện Trực Linh"],
)
def test_what_is_no_slip_is_left_as_it_is(speech: Speech, text: str) -> None:
    assert correct(text, speech) is None


@pytest.mark.parametrize(
    "query",
    ["thủ tuớng*", "nguoi:thủ tuớng", "Nguoi:thủ tuớng", "Người：thủ tuớng", "thủ tuớng -bão", "thủ tuớng OR bão"],
)
def test_the_query_languages_own_signs_are_not_touched(speech: Speech, query: str) -> None:
    assert correct(query, speech) is None


@given(st.text(st.sampled_from("aăâbcdđ ếờủỹgnhtr-.,'\"0369\n"), max_size=MAX_LENGTH))
@settings(deadline=None, max_examples=60)
def test_any_text_is_judged_without_failing_and_a_correction_is_another_text(speech: Speech, text: str) -> None:
    better = correct(text, speech)
    assert better is None or (better.strip() and better != text)


def test_a_query_full_of_slips_is_answered_in_less_than_a_tenth_of_a_second(speech: Speech) -> None:
    begun = time.process_time()
    correct("ủyy bann nhânn dâxn " * 14, speech)
    correct("ủyy bann " * 20_000, speech)
    assert time.process_time() - begun < 0.1


def test_no_more_candidates_than_the_limit_are_taken_for_one_syllable(speech: Speech) -> None:
    crowded = lexicon((" ".join(f"b{vowel}" for vowel in "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíị"),))
    found = meant("bà", crowded)
    assert (found[0], len(found)) == (Candidate("bà"), CANDIDATES + 1)

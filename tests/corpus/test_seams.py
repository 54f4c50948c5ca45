"""Words that a lost line break glued together are read as two, and names of products stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotate import annotate
from corpus.annotate.seams import is_syllable, seams
from corpus.annotate.tokens import words_of
from corpus.article import Article
from corpus.vietnamese import clean

PIECES = (
    "Hiên", "Tấn", "ông", "HIÊN", "HCM", "TP", "Đài", "a", "A", "Đ", "iPhone", "’", "_", "2", " ", "\n", ".",
    "Hồ Chí Minh",
)  # fmt: skip


def _cut(text: str) -> str:
    edges = [0, *seams(text), len(text)]
    return "|".join(text[start:end] for start, end in pairwise(edges))


@pytest.mark.parametrize(
    "cut",
    [
        "Lò Thị Hiên|Chủ tịch",
        "Vi Văn Tấn|Giám đốc",
        "ẢNH: TÔ MẠNH|Ông Tấn",
        "TP.HCM|ông Tấn",
        "TP.HCM|Ông Tấn",
        "Phó ban|Ông Tấn",
        "Chủ tịch|UBND huyện",
        "của ông|Tô Mạnh",
        "Đài Vân|Theo bà Hiên",
        "Minh|Theo bà Hiên",
        "Mạnh|Đài|Vân",
    ],
)
def test_two_syllables_that_are_glued_are_parted(cut: str) -> None:
    assert _cut(cut.replace("|", "")) == cut


@pytest.mark.parametrize(
    "word",
    ["VnExpress", "iPhone", "eMagazine", "YouTube", "McDonald", "LĐTB&XH", "GRDP", "TTg", "BukSo", "SaPa", "VinFast",
     "HoREA", "TRường", "GIữ", "tỈnh", "ThS", "QĐ-TTg", "Ôtô", "VIệt", "110kV", "H’Luộc", "VietNamNet"],
)  # fmt: skip
def test_names_of_things_and_slips_of_the_shift_key_stay_whole(word: str) -> None:
    assert list(seams(word)) == []


@pytest.mark.parametrize("word", ["nghiêng", "Khuya", "uống", "yêu", "quyết", "giữ", "Ê", "thuở", "khoác"])
def test_every_syllable_is_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Press", "Fast", "Phone", "Buk", "Mart", "Express", "nghiêngx", ""])
def test_what_no_vietnamese_says_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=80)).map(clean)


@given(TEXTS)
def test_words_and_gaps_are_the_text_but_for_what_was_lost_at_seams(text: str) -> None:
    words = words_of(text)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
    for before, at in pairwise(range(len(words))):
        between = text[words.ends[before] : words.starts[at]]
        assert words.gaps[at].replace("'", "’") == between.lower().replace("'", "’") or between == ""


@given(TEXTS)
def test_a_seam_stands_between_two_letters(text: str) -> None:
    assert all(text[at - 1].isalnum() and text[at].isalnum() for at in seams(text))


@given(TEXTS)
def test_seams_come_in_order(text: str) -> None:
    found = list(seams(text))
    assert found == sorted(set(found))


def _officials(body: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.titles) for one in annotate(Article("b1", "Hội nghị", body)).officials]


@pytest.mark.parametrize(
    "body",
    [
        "Bà Lò Thị HiênChủ tịch UBND huyện Đài Vân dự lễ.",
        "Dự lễ có bà Lò Thị Hiên, Chủ tịch UBND huyện Đài VânĐại biểu dự lễ rất đông.",
        "Chủ tịch UBND huyện Đài Vân Lò Thị HiênTheo kế hoạch, cầu xong trước mưa.",
        "Đường đã xong.Ảnh: TÔ MẠNHBà Lò Thị Hiên, Chủ tịch UBND huyện Đài Vân, dự lễ.",
        "Sáng nay tại TP.HCMbà Lò Thị Hiên, Chủ tịch UBND huyện Đài Vân, dự lễ.",
    ],
)
def test_names_and_offices_beside_a_seam_are_read(body: str) -> None:
    assert _officials(body) == [("Lò Thị Hiên", ("Chủ tịch UBND huyện",))]


def test_an_office_behind_a_name_and_before_another_is_the_others() -> None:
    body = "Ảnh: bà Lò Thị HiênGiám đốc Sở Y tế Vi Văn Tấn dự lễ. Bà Hiên là Chủ tịch UBND huyện Đài Vân."
    assert ("Vi Văn Tấn", ("Giám đốc Sở Y tế",)) in _officials(body)
    assert ("Lò Thị Hiên", ("Chủ tịch UBND huyện",)) in _officials(body)


def test_spans_point_into_the_text_as_published() -> None:
    article = Article("b1", "Hội nghị", "Ảnh: bà Lò Thị HiênChủ tịch UBND huyện Đài Vân dự lễ.")
    (official,) = annotate(article).officials
    assert [span.of(article.text) for span in official.mentions] == ["Lò Thị Hiên"]


def test_an_office_is_told_with_the_blank_that_was_lost() -> None:
    said = _officials("Bà Lò Thị Hiên, Chủ tịchUBND huyện Đài Vân, dự lễ.")
    assert said == [("Lò Thị Hiên", ("Chủ tịch UBND huyện",))]


def test_a_list_whose_lines_were_lost_is_read_name_by_name() -> None:
    body = "Bà Lò Thị Hiên - Chủ tịch UBND huyệnÔng Vi Văn Tấn - Giám đốc Sở Y tếÔng Lê Mạnh - Chánh Thanh tra tỉnh"
    assert [name for name, _ in _officials(body)] == ["Lò Thị Hiên", "Vi Văn Tấn", "Lê Mạnh"]


def test_a_name_ends_where_the_next_ones_honorific_stands() -> None:
    body = "Đại biểu: Lò Thị Hiên Ông Vi Văn Tấn, Giám đốc Sở Y tế. Bà Lò Thị Hiên là Chủ tịch UBND huyện Đài Vân."
    assert [name for name, _ in _officials(body)] == ["Lò Thị Hiên", "Vi Văn Tấn"]

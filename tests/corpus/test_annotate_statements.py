"""What officials say, ask, order and promise is found with who said it."""

from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.annotate.lexicon_reading import LexiconError
from corpus.annotate.sentences import sentences
from corpus.annotate.speech import load_speech
from corpus.article import Article, Span

HEAD = "Đồng chí Lò Thị Hiên, Chủ tịch UBND huyện Đài Vân, dự hội nghị cùng ông Vi Văn Tấn, Giám đốc Sở Y tế."
SPEECH = (Path(__file__).resolve().parents[2] / "corpus/lexicon/speech.toml").read_text(encoding="utf-8")


def _said(*paragraphs: str) -> list[tuple[str, str, str, bool]]:
    """Return speaker, verb, act and directness of the statements in an article that opens with HEAD."""
    notes = annotate(Article("b1", "Hội nghị", "\n".join((HEAD, *paragraphs))))
    return [(notes.officials[s.speaker].name, s.verb, s.act, s.direct) for s in notes.statements]


def _words(*paragraphs: str) -> list[str]:
    article = Article("b1", "Hội nghị", "\n".join((HEAD, *paragraphs)))
    return [statement.span.of(article.text) for statement in annotate(article).statements]


HIEN, TAN = "Lò Thị Hiên", "Vi Văn Tấn"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Ông Tấn cho biết, dịch bệnh đã lắng.", (TAN, "cho biết", "say", False)),
        ("Theo ông Tấn, dịch bệnh đã lắng.", (TAN, "Theo", "say", False)),
        ("Theo ông Vi Văn Tấn, Giám đốc Sở Y tế, dịch bệnh đã lắng.", (TAN, "Theo", "say", False)),
        ("“Dịch bệnh đã lắng hẳn rồi”, ông Tấn nói.", (TAN, "nói", "say", True)),
        (
            "Phát biểu tại lễ, đồng chí Lò Thị Hiên nhấn mạnh: “Cầu phải xong trước mưa”.",
            (HIEN, "nhấn mạnh", "say", True),
        ),
        ("Chủ tịch UBND huyện yêu cầu các xã giữ sạch đường.", (HIEN, "yêu cầu", "order", False)),
        ("Đồng chí Lò Thị Hiên cũng đã đề nghị Sở sớm cấp thuốc.", (HIEN, "đề nghị", "ask", False)),
        ("Bà Lò Thị Hiên - Chủ tịch UBND huyện - cam kết làm đường trong năm.", (HIEN, "cam kết", "promise", False)),
        ("Bà Hiên khẳng định sẽ làm xong trong tháng.", (HIEN, "khẳng định sẽ", "promise", False)),
        ("Chủ tịch Hiên yêu cầu các xã giữ sạch đường.", (HIEN, "yêu cầu", "order", False)),
        ("Theo lời ông Tấn, dịch bệnh đã lắng.", (TAN, "Theo lời", "say", False)),
        ("Theo Giám đốc Sở Y tế Vi Văn Tấn, dịch bệnh đã lắng.", (TAN, "Theo", "say", False)),
        ("Ông Vi Văn Tấn - Giám đốc Sở Y tế: “Dịch bệnh đã lắng hẳn rồi”.", (TAN, "", "say", True)),
        ("Chủ tịch huyện yêu cầu các xã giữ sạch đường.", (HIEN, "yêu cầu", "order", False)),
    ],
)
def test_a_verb_right_behind_an_official_reports_the_words(sentence: str, wanted: tuple[str, str, str, bool]) -> None:
    assert _said(sentence) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện chỉ đạo của đồng chí Lò Thị Hiên, các xã đã ra quân.",
        "Trao đổi với ông Tấn, người dân cho biết nước vẫn đục.",
        "Bà Hiên được giao làm trưởng đoàn.",
        "Bà Hiên trao quà cho các hộ nghèo.",
        "Người dân nói đường vẫn xấu.",
        "Làm việc với ông Vi Văn Tấn, UBND xã Nà Phìn đề nghị thêm bác sĩ.",
        "Ông Tấn phát biểu tại lễ khai mạc.",
    ],
)
def test_who_is_only_spoken_of_says_nothing(sentence: str) -> None:
    assert _said(sentence) == []


def test_a_pronoun_goes_on_with_who_spoke_last() -> None:
    assert _said("Ông Tấn cho biết dịch đã lắng.", "Ông cũng đề nghị người dân đi tiêm.")[1] == (
        TAN,
        "đề nghị",
        "ask",
        False,
    )


def test_a_pronoun_is_nobody_where_somebody_else_came_between() -> None:
    said = _said("Ông Tấn cho biết dịch đã lắng.", "Ông Tô Mạnh, lái xe, chở nước về bản.", "Ông nói đường rất xấu.")
    assert len(said) == 1


def test_a_subject_left_out_is_the_one_of_the_sentence_before() -> None:
    said = _said("Bà Hiên yêu cầu các xã giữ đường. Đồng thời, đề nghị Sở sớm cấp thuốc.")
    assert said == [(HIEN, "yêu cầu", "order", False), (HIEN, "đề nghị", "ask", False)]


def test_a_colon_at_a_line_end_takes_in_the_quotation_below() -> None:
    lines = ("Ông Tấn nói:", "“Thuốc đã về đến kho huyện”.", "Trời mưa to.")
    assert _words(*lines) == ["\n".join(lines[:2])]


def test_a_colon_with_nothing_said_below_is_no_statement() -> None:
    assert _said("Ông Tấn nói:", "Trời mưa to.") == []


def test_a_name_in_quotation_marks_quotes_nobody() -> None:
    assert _said('Ông Tấn cho biết phong trào "Bản sạch" đã lan rộng.') == [(TAN, "cho biết", "say", False)]


def test_a_caption_says_nothing() -> None:
    article = Article("b1", "Hội nghị", f"{HEAD}\nÔng Tấn cho biết dịch đã lắng.", captions=(1,))
    assert annotate(article).statements == ()


def _cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def test_shortened_words_end_no_sentence() -> None:
    assert _cut("TP. Hải Trà và ThS. Vi An. Hết 1.500 đồng.") == ["TP. Hải Trà và ThS. Vi An.", "Hết 1.500 đồng."]


def test_a_quotation_is_not_cut() -> None:
    text = "“Nước đục. Đường xấu. Nhà dột”, ông nói. Trời mưa."
    assert _cut(text) == ["“Nước đục. Đường xấu. Nhà dột”, ông nói.", "Trời mưa."]


def test_a_mark_that_closes_what_was_never_opened_holds_no_sentence() -> None:
    assert _words('Đường xấu ở nhiều nơi ". Ông Tấn cho biết dịch đã lắng.') == ["Ông Tấn cho biết dịch đã lắng."]


def test_a_report_behind_a_quotation_stays_with_it() -> None:
    whole = "“Cầu phải xong trước mưa. Ai chậm phải chịu!” - ông Tấn nói."
    assert _words(whole) == [whole]


def test_a_quotation_that_is_never_closed_ends_sometime() -> None:
    text = "“Mở ra mà không đóng. " + "Một câu dài vừa phải. " * 200
    assert len(_cut(text)) > 50


def test_a_verb_with_two_meanings_is_named(tmp_path: Path) -> None:
    path = tmp_path / "speech.toml"
    path.write_text(SPEECH.replace('"cam kết"', '"cam kết", "cho biết"'), encoding="utf-8")
    with pytest.raises(LexiconError, match="'cho biết' stands in"):
        load_speech(path)


def test_a_part_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "speech.toml"
    path.write_text(SPEECH.replace("[onward]", "[forward]"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"\[onward\]"):
        load_speech(path)


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Bà Hiên và ông Tấn cho rằng đường xấu là do mưa.", [HIEN, TAN]),
        ("Bà Lò Thị Hiên, Chủ tịch UBND huyện và ông Vi Văn Tấn, Giám đốc Sở Y tế đều cho biết như vậy.", [HIEN, TAN]),
        ("Chủ tịch UBND huyện Lò Thị Hiên và Giám đốc Sở Y tế Vi Văn Tấn cam kết như vậy.", [HIEN, TAN]),
        ("Theo ông Tấn và bà Hiên, dịch bệnh đã lắng.", [TAN, HIEN]),
        ("Theo bà Lò Thị Hiên, Chủ tịch UBND huyện và ông Tấn, dịch bệnh đã lắng.", [HIEN, TAN]),
        ("“Dịch bệnh đã lắng hẳn rồi”, ông Tấn và bà Hiên cùng nói.", [TAN, HIEN]),
        ("Ông Tấn cùng bà Hiên nhấn mạnh việc giữ đường.", [TAN, HIEN]),
        ("Chủ tịch UBND huyện và ông Tấn yêu cầu các xã giữ sạch đường.", [HIEN, TAN]),
        ("Ông Tấn và người dân cho biết nước vẫn đục.", []),
        ("Ông Tô Mạnh, lái xe và ông Tấn cho biết nước vẫn đục.", [TAN]),
        ("Ông Tấn và ông Tấn cho biết nước vẫn đục.", [TAN]),
        ("Thực hiện chỉ đạo của bà Hiên và ông Tấn yêu cầu các xã ra quân.", []),
    ],
)
def test_all_who_say_a_thing_together_are_its_speakers(sentence: str, speakers: list[str]) -> None:
    assert [speaker for speaker, *_ in _said(sentence)] == speakers


def test_a_list_of_speakers_ends_in_and() -> None:
    mo = "Ông Mạc Mơ, Chánh Thanh tra tỉnh, cũng dự."
    said = _said(mo, "Ông Mơ, ông Tấn và bà Hiên cho rằng đường xấu là do mưa.")
    assert [speaker for speaker, *_ in said] == ["Mạc Mơ", TAN, HIEN]


def test_after_a_comma_alone_only_the_last_speaks() -> None:
    assert [speaker for speaker, *_ in _said("Cùng với ông Tấn, bà Hiên yêu cầu các xã giữ sạch đường.")] == [HIEN]


def test_a_sentence_of_two_speakers_is_one_passage() -> None:
    words = _words("Bà Hiên và ông Tấn cho rằng đường xấu là do mưa.")
    assert words == ["Bà Hiên và ông Tấn cho rằng đường xấu là do mưa."] * 2


@pytest.mark.parametrize("pronoun", ["Hai ông bà", "Cả hai", "Hai đồng chí"])
def test_two_go_on_as_two(pronoun: str) -> None:
    said = _said("Bà Hiên và ông Tấn nói như vậy.", f"{pronoun} cũng đề nghị người dân giữ đường.")
    assert [speaker for speaker, *_ in said] == [HIEN, TAN, HIEN, TAN]


def test_one_pronoun_stands_for_neither_of_two() -> None:
    said = _said("Bà Hiên và ông Tấn nói như vậy.", "Ông cũng đề nghị người dân giữ đường.")
    assert len(said) == 2


def test_a_subject_left_out_is_both_of_the_sentence_before() -> None:
    said = _said("Bà Hiên và ông Tấn nói như vậy. Đồng thời, đề nghị người dân giữ đường.")
    assert [speaker for speaker, *_ in said] == [HIEN, TAN, HIEN, TAN]

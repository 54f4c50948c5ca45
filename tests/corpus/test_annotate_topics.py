"""Which topics annotation finds in an article, and what their lexicon must keep to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotate.lexicon import FOLDER
from corpus.annotate.lexicon_reading import LexiconError
from corpus.annotate.topic_lexicon import filed_under, load_topics, one_pattern, topic_lexicon, topic_names, weighed
from corpus.annotate.topics import EVIDENCE, MOST, find_topics
from corpus.article import Article
from corpus.vietnamese import match_key

SEED = Path(__file__).resolve().parents[2] / "../shared/seed/damha-2023-08-04.txt"
OTHER = '[other]\nid = "khac"\nname = "Khác"\nenglish = "Other"\n'
ENTRY = OTHER + '[[topic]]\nid = "y-te"\nname = "Y tế"\nenglish = "Health"\n'


def topics(title: str, body: str, section: str | None = None) -> list[str]:
    return [topic.id for topic in find_topics(Article("a", title, body, section=section))]


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("Khai giảng năm học mới tại trường THCS", "giao-duc"),
        ("Trạm y tế xã tiêm chủng cho trẻ", "y-te"),
        ("Khởi công tuyến đường nối hai xã", "xay-dung-ha-tang"),
        ("Thanh niên lên đường nhập ngũ", "quoc-phong"),
        ("Nông dân xuống giống lúa vụ đông xuân", "nong-nghiep"),
        ("Xã đón bằng công nhận đạt chuẩn nông thôn mới", "nong-thon-moi-ocop"),
        ("Tòa án tuyên phạt các bị cáo", "phap-luat-thanh-tra"),
        ("Cử tri chất vấn tại kỳ họp HĐND", "hdnd-bau-cu"),
        ("Bộ phận một cửa rút ngắn thủ tục hành chính", "cai-cach-hanh-chinh"),
        ("Tổ công nghệ số cộng đồng giúp dân chuyển đổi số", "chuyen-doi-so"),
    ],
)
def test_a_plain_title_gives_the_main_topic(title: str, main: str) -> None:
    assert topics(title, "Bài viết ngắn.")[0] == main


def test_an_article_about_nothing_known_is_filed_under_other() -> None:
    assert topics("Abc", "Xyz.") == ["khac"]


def test_the_portals_own_label_decides_where_the_text_does_not() -> None:
    assert topics("Tin vắn", "Bài viết ngắn.", section="Chuyển đổi số") == ["chuyen-doi-so"]


@pytest.mark.parametrize("section", ["giao-duc", "Giáo dục", "Thời sự > Giáo dục", "thoi-su/giao-duc"])
def test_a_label_is_known_as_a_slug_and_as_the_end_of_a_path(section: str) -> None:
    assert filed_under(section) == ("giao-duc",)


def test_a_phrase_in_the_title_outweighs_one_in_the_body() -> None:
    assert topics("Quỹ khuyến học", "Mở đầu.\nCó tiêm chủng.")[0] == "giao-duc"


def test_a_phrase_inside_a_longer_word_is_no_evidence() -> None:
    assert topics("Xyz", "Bão lũabc.") == topics("Xyz", "Bão xyz.")


def test_case_and_tone_style_do_not_matter() -> None:
    assert topics("HÒA GIẢI Ở CƠ SỞ", "Xyz.") == topics("Hoà giải ở cơ sở", "Xyz.") == ["phap-luat-thanh-tra"]


def test_evidence_is_written_as_the_lexicon_writes_it() -> None:
    (topic,) = find_topics(Article("a", "Quy hoạch", "Xyz."))
    assert topic.evidence == ("quy hoạch",)


@given(st.lists(st.sampled_from(sorted(topic_lexicon().votes)), max_size=12), st.text(max_size=20))
def test_topics_are_few_ordered_and_proven(phrases: list[str], noise: str) -> None:
    found = find_topics(Article("a", noise.replace("\n", " "), ". ".join(phrases)))
    weights = [topic.weight for topic in found]
    assert 1 <= len(found) <= MOST
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) <= 1.000001
    assert all(0 < len(topic.evidence) <= EVIDENCE for topic in found if topic.id != "khac")


@given(st.lists(st.text("abcđ ê", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=8))
def test_the_pattern_finds_each_phrase_whole(phrases: list[str]) -> None:
    stripped = {phrase.strip() for phrase in phrases}
    pattern = one_pattern(sorted(stripped))
    assert {found[0] for phrase in stripped if (found := pattern.match(phrase))} == stripped


def test_every_topic_has_sections_and_a_name_of_its_own() -> None:
    names = topic_names()
    assert len(names) == len(set(names.values())) == 21
    assert {topic for known in topic_lexicon().sections.values() for topic in known} == set(names) - {"khac"}


def test_no_phrase_is_a_single_letter() -> None:
    assert all(len(match_key(phrase)) > 1 for phrase in topic_lexicon().votes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[topic]]\n", "id, name and english"),
        (ENTRY + 'strong = "bác sĩ"\nweak = []\nsections = []\n', "strong must be a list"),
        (OTHER, r"no \[\[topic\]\]"),
    ],
)
def test_a_broken_lexicon_is_refused_with_its_reason(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=says):
        load_topics(path)


def test_the_seed_is_about_equality_and_children() -> None:
    if not SEED.exists():
        pytest.skip("needs ../shared/seed")
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert topics(lines[1], "\n".join(lines[2:]))[0] == "binh-dang-gioi-tre-em"


def test_training_adds_to_the_votes_of_a_phrase(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("# comment\nkhai trừ\ty-te\t2.5\nlời không có\ty-te\t9\n", encoding="utf-8")
    plain = load_topics(FOLDER / "topics.toml")
    assert dict(weighed(plain, path).votes["khai trừ"]) == dict(plain.votes["khai trừ"]) | {"y-te": 2.5}


@pytest.mark.parametrize("line", ["khai trừ\ty-te", "khai trừ\ty-te\tnhiều", "khai trừ\tbóng đá\t1.0"])
def test_a_broken_weight_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(f"# comment\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"weights\.tsv, line 2"):
        weighed(load_topics(FOLDER / "topics.toml"), path)


def test_without_weights_the_lexicon_counts_alone(tmp_path: Path) -> None:
    plain = load_topics(FOLDER / "topics.toml")
    assert weighed(plain, tmp_path / "weights.tsv") == plain

"""Every entry of the lexicon is read as itself where it stands in a sentence; a broken one is named."""

import tomllib

import pytest

from corpus.annotate.bodies import body_at
from corpus.annotate.gazetteer import FOLDER
from corpus.annotate.speech import speech
from corpus.annotate.titles import title_at
from corpus.annotate.tokens import words_of


def _capital(form: str) -> str:
    return f"{form[0].upper()}{form[1:]}"


def _body(sentence: str) -> str | None:
    found = body_at(words_of(sentence), 0)
    return found.name if found is not None else None


@pytest.fixture(scope="module")
def agencies() -> dict[str, object]:
    return tomllib.loads((FOLDER / "agencies.toml").read_text("utf-8"))


def test_every_central_body_is_read_by_each_of_its_forms(agencies: dict[str, dict[str, list[str]]]) -> None:
    entries = [(name, form) for name, forms in agencies["central"].items() for form in forms]
    assert [(name, form) for name, form in entries if _body(f"{_capital(form)} vừa họp.") != name] == []


def test_every_local_body_is_read_by_each_of_its_forms(agencies: dict[str, list[dict[str, list[str]]]]) -> None:
    entries = [(str(entry["name"]), form) for entry in agencies["level"] for form in entry["forms"]]
    broken = [
        (name, form)
        for name, form in entries
        if not (_body(f"{_capital(form)} huyện Trúc Khê vừa họp.") or "").startswith(name)
    ]
    assert broken == []


def test_every_ministry_is_read(agencies: dict[str, dict[str, list[str]]]) -> None:
    fields = [field for fields in agencies["ministry"].values() for field in fields]
    assert [field for field in fields if _body(f"Bộ {field} vừa họp.") is None] == []


def test_every_rank_is_read_before_a_body_or_a_name() -> None:
    ranks = tomllib.loads((FOLDER / "titles.toml").read_text("utf-8"))["rank"]
    forms = [form for rank in ranks for form in rank["forms"]]
    wordings = ("{} Lê Văn Hoa dự.", "{} UBND huyện dự.", "{} Sở Y tế dự.", "{} Ban Chỉ đạo huyện dự.")
    broken = [
        form for form in forms if not any(title_at(words_of(wording.format(_capital(form))), 0) for wording in wordings)
    ]
    assert broken == []


def test_every_verb_of_speech_is_read() -> None:
    parts = tomllib.loads((FOLDER / "speech.toml").read_text("utf-8"))
    forms = [form.removesuffix(":") for part in ("say", "ask", "order", "promise") for form in parts[part]["forms"]]
    assert [form for form in forms if speech().verbs.match(words_of(form), 0) is None] == []

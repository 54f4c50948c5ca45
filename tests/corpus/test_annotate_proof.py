"""What `tratin annotate --spans` prints can be checked against the text by eye and by program."""

import json

from corpus.annotate import annotate
from corpus.annotate.proof import to_proof
from corpus.article import Annotations, Article, Official, Span, Statement

ARTICLE = Article(
    "b1",
    "Đài Vân khánh thành cầu",
    "Sáng 4/8/2023, đồng chí Lò Thị Hiên, Chủ tịch UBND huyện Đài Vân, dự lễ theo Quyết định số 15/QĐ-UBND.",
)


def test_every_mention_shows_the_words_it_covers() -> None:
    proof = to_proof(ARTICLE, annotate(ARTICLE))
    mentions = [
        m
        for kind in ("officials", "agencies", "dates", "places", "documents")
        for one in proof[kind]
        for m in one["mentions"]
    ]
    assert mentions
    assert all(ARTICLE.text[start:end] == words for start, end, words in mentions)


def test_a_statement_shows_its_speaker_by_name() -> None:
    notes = Annotations("b1", (Official("Lò Thị Hiên"),), statements=(Statement(0, "nói", "say", False, Span(0, 7)),))
    assert to_proof(ARTICLE, notes)["statements"] == [
        {"speaker": "Lò Thị Hiên", "verb": "nói", "act": "say", "direct": False, "span": [0, 7, "Đài Vân"]}
    ]


def test_a_proof_survives_json() -> None:
    proof = to_proof(ARTICLE, annotate(ARTICLE))
    assert json.loads(json.dumps(proof, ensure_ascii=False)) == proof

"""A document is told by who issued it, where the article or its letters say so."""

from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.annotate.issuers import load_issuers
from corpus.annotate.lexicon_reading import LexiconError
from corpus.article import Article


@pytest.mark.parametrize(
    ("sentence", "issuer", "place"),
    [
        ("Theo Quyết định số 15/QĐ-UBND ngày 2/6/2023 của UBND huyện Đài Vân.", "Ủy ban nhân dân huyện", "Đài Vân"),
        ("Theo Quyết định số 15/QĐ-UBND của Chủ tịch UBND tỉnh Lam Châu.", "Ủy ban nhân dân tỉnh", "Lam Châu"),
        ("UBND huyện Đài Vân vừa ban hành Kế hoạch số 12/KH-UBND.", "Ủy ban nhân dân huyện", "Đài Vân"),
        ("Theo Nghị định 78/2015/NĐ-CP.", "Chính phủ", None),
        ("Luật số 80/2023/QH15 có hiệu lực.", "Quốc hội", None),
        ("Nghị quyết số 57-NQ/TW.", "Ban Chấp hành Trung ương Đảng", None),
        ("Thông tư 12/2024/TT-BGDĐT.", "Bộ Giáo dục và Đào tạo", None),
        ("Kế hoạch số 12/KH-UBND đã có.", None, None),
        ("UBND huyện Đài Vân và UBND huyện Trúc Lĩnh nhận Kế hoạch số 12/KH-UBND.", None, None),
        ("Theo Nghị định 78/2015/NĐ-CP của UBND huyện Đài Vân.", "Chính phủ", None),
    ],
)
def test_the_issuer_is_named_or_meant_by_the_letters(sentence: str, issuer: str | None, place: str | None) -> None:
    [document] = annotate(Article("b1", "Tin", sentence)).documents
    assert (document.issuer, document.place) == (issuer, place)


@pytest.mark.parametrize("text", ["", '[letters]\n"CP" = 3\n[kinds]\n', '[letters]\n[kinds]\n"UBND" = "x"\n'])
def test_a_broken_entry_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "issuers.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"issuers\.toml"):
        load_issuers(path)

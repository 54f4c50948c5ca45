"""Which official documents annotation finds in an article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotate.documents import KINDS, find_documents
from corpus.article import Article, DocumentNumber


def documents(body: str) -> list[DocumentNumber]:
    return list(find_documents(Article("a", "Tin trong huyện", body)))


@pytest.mark.parametrize(
    ("text", "kind", "number", "issued"),
    [
        ("Quyết định số 5546/QĐ-UBND ngày 30/12/2019", "Quyết định", "5546/QĐ-UBND", date(2019, 12, 30)),
        ("Nghị quyết số 89/NQ-HĐND ngày 31/3/2022", "Nghị quyết", "89/NQ-HĐND", date(2022, 3, 31)),
        ("Kế hoạch số 81/KH-UBND", "Kế hoạch", "81/KH-UBND", None),
        ("Nghị quyết số 837/NQ-UBTVQH ngày 17/12/2019", "Nghị quyết", "837/NQ-UBTVQH", date(2019, 12, 17)),
        ("Nghị định 45/2025/NĐ-CP ngày 28/2/2025", "Nghị định", "45/2025/NĐ-CP", date(2025, 2, 28)),
        ("Quyết định số 1028-QĐ/HU ngày 31/12/2019", "Quyết định", "1028-QĐ/HU", date(2019, 12, 31)),
        ("Nghị quyết số 05-NQ/HU ngày 11/1/2011", "Nghị quyết", "05-NQ/HU", date(2011, 1, 11)),
        ("nghị quyết 35/2023/UBTVQH15", "Nghị quyết", "35/2023/UBTVQH15", None),
        ("Quyết định số 495/QĐ – TTg, ngày 2 tháng 6 năm 2020", "Quyết định", "495/QĐ-TTg", date(2020, 6, 2)),
        ("quyết định số 23 ngày 15-9-2017", "Quyết định", "23", date(2017, 9, 15)),
        ("Nghị định 78/2015", "Nghị định", "78/2015", None),
    ],
)
def test_a_document_is_read_with_its_kind_and_date(text: str, kind: str, number: str, issued: date | None) -> None:
    assert [(found.kind, found.number, found.issued) for found in documents(f"Theo {text}.")] == [
        (kind, number, issued)
    ]


@pytest.mark.parametrize(
    "text",
    ["bão số 10", "tờ bản đồ số 12", "đạt 5/8 xã", "ngày 4/8/2023", "dịch COVID-19", "nồng độ 2/NO", "trực 24/7"],
)
def test_other_numbers_are_no_documents(text: str) -> None:
    assert documents(text) == []


def test_a_date_that_does_not_exist_is_no_date_of_issue() -> None:
    assert documents("Quyết định số 12/QĐ-UBND ngày 31/2/2020")[0].issued is None


def test_a_document_cited_twice_is_one_document() -> None:
    found = documents("Quyết định số 12/QĐ-UBND được ban hành. Theo quyết định số 12/QĐ-UBND, tổ công tác có 5 người.")
    assert [len(document.mentions) for document in found] == [2]


def test_one_number_borne_by_two_kinds_is_two_documents() -> None:
    found = documents("Nghị quyết số 18 và Chỉ thị số 18 được quán triệt.")
    assert [(document.kind, document.number) for document in found] == [("Nghị quyết", "18"), ("Chỉ thị", "18")]


@given(st.sampled_from(KINDS), st.integers(1, 9999), st.integers(1990, 2030))
def test_a_mention_covers_kind_and_number(kind: str, number: int, year: int) -> None:
    cited = f"{kind} số {number}/{year}/QĐ-UBND"
    article = Article("a", "Tin", f"Căn cứ {cited} của tỉnh.")
    assert [span.of(article.text) for found in find_documents(article) for span in found.mentions] == [cited]

"""Over the sample articles, one official has one id: through the reform of July 2025, promotions and spellings."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.archive import Archive
from corpus.article import Annotations, Article
from corpus.readers import read
from corpus.registry import Registry
from corpus.spelling import name_key

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
TRUTH = json.loads(Path(__file__).with_name("sample_truth.json").read_text(encoding="utf-8"))
NAMESAKES = "Nguyễn Mạnh Thưởng"
BATCH = 20

Annotated = list[tuple[Article, Annotations]]


@pytest.fixture(scope="module")
def annotated() -> Annotated:
    return [(article, annotate(article)) for article in read([SAMPLE], lambda problem: None)]


@pytest.fixture(scope="module")
def registry(annotated: Annotated, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    with Archive.open(tmp_path_factory.mktemp("sample") / "archive.sqlite") as archive:
        yield recorded(archive, annotated)


def recorded(archive: Archive, annotated: Annotated) -> Registry:
    registry = Registry(archive)
    archive.add(article for article, _ in annotated)
    for start in range(0, len(annotated), BATCH):
        registry.record(1, annotated[start : start + BATCH])
    return registry


def ids(registry: Registry) -> dict[str, list[str]]:
    """Return the ids that each name has."""
    found: dict[str, list[str]] = {}
    for line in registry.people(999):
        found.setdefault(name_key(line.name), []).append(line.id)
    return found


def test_annotation_finds_nearly_everyone_on_the_roster(registry: Registry) -> None:
    found = ids(registry)
    assert [name for name in TRUTH["officials"] if name_key(name) not in found] == []


def test_every_official_has_one_id_and_two_namesakes_two(registry: Registry) -> None:
    found = ids(registry)
    several = {name: len(found.get(name_key(name), [])) for name in TRUTH["officials"]}
    assert {name: number for name, number in several.items() if number > 1} == {NAMESAKES: 2}


def test_the_chief_of_police_and_the_school_head_are_kept_apart(registry: Registry) -> None:
    titles = []
    for id in ids(registry)[name_key(NAMESAKES)]:
        person = registry.person(id)
        assert person is not None
        titles.append({office.title for office in person.offices})
    chief, head = sorted(titles, key=len)
    assert chief == {"Trưởng Công an xã"}
    assert {"Hiệu trưởng Trường THCS Hòa Khê", "Trưởng phòng Văn hóa - Xã hội xã"} <= head


def test_who_is_spelled_in_both_tone_styles_has_the_other_for_an_alias(registry: Registry) -> None:
    person = registry.person("bui-thi-thuy-loan")
    assert person is not None
    assert (person.name, "Bùi Thị Thuý Loan" in person.aliases) == ("Bùi Thị Thúy Loan", True)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_splits_nobody(annotated: Annotated, tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(annotated, len(annotated))
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        found = ids(recorded(archive, shuffled))
    assert {name for name, slugs in found.items() if len(slugs) > 1} == {name_key(NAMESAKES)}

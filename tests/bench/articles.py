"""The collection: articles made by chance after Zipf's law, or real ones from files; samples that lie in each other.

What is made has what search lives from: syllables of Vietnamese shape, few of them in most texts and most of them in
few, words of two syllables that recur, officials with offices, bodies, days, topics. It says nothing, and is nobody's.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import lzma
import random
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from tests.bench import syllabary
from tests.bench.records import by_chance

Line = Mapping[str, Any]

SEED = 2026
VERSION = (
    2  # of the generator: raise it with every change to what it makes, so that no cached home is taken for its own
)
_SYLLABLES, _WORDS, _OFFICIALS, _PLACES = 2_600, 9_000, 1_500, 160
_FIRST_DAY, _DAYS = dt.date(2020, 1, 1), 2_300

_UNITS = ("huyện", "xã", "thị xã", "thành phố")
_OFFICES = (
    ("Chủ tịch UBND {unit} {place}", "UBND {unit} {place}"),
    ("Phó Chủ tịch UBND {unit} {place}", "UBND {unit} {place}"),
    ("Chủ tịch HĐND {unit} {place}", "HĐND {unit} {place}"),
    ("Giám đốc Sở Y tế", "Sở Y tế"),
    ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
    ("Giám đốc Sở Xây dựng", "Sở Xây dựng"),
    ("Trưởng Công an {unit} {place}", "Công an {unit} {place}"),
)
_TOPICS = (
    "giải phóng mặt bằng, thu hồi đất và bồi thường cho các hộ dân",
    "tiêm chủng vắc xin phòng bệnh sởi tại trạm y tế",
    "xây dựng nông thôn mới và giảm nghèo bền vững",
    "khai giảng năm học mới, học sinh và giáo viên các trường",
    "phòng chống bão lũ, sơ tán người dân vùng sạt lở",
    "cải cách hành chính, dịch vụ công trực tuyến",
    "trật tự an toàn giao thông, xử phạt nồng độ cồn",
    "trồng rừng, bảo vệ môi trường và thu gom rác thải",
    "sắp xếp đơn vị hành chính và tinh gọn bộ máy",
    "hội nghị Ban Chấp hành Đảng bộ, công tác xây dựng Đảng",
    "lễ hội, du lịch và bảo tồn di sản văn hóa",
    "đầu tư công, tiến độ giải ngân các dự án",
)


@dataclass(frozen=True, slots=True)
class _World:
    """All that the articles are made of; `weights` sum up over the words, the most frequent first."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    officials: tuple[tuple[str, str, str], ...]


@cache
def _world(seed: int) -> _World:
    chance = random.Random(seed)
    shapes = [onset + rime for onset in syllabary.ONSETS.split() for rime in syllabary.RIMES.split()]
    syllables = chance.sample(shapes, _SYLLABLES)
    places = [" ".join(chance.sample(syllables, 2)).title() for _ in range(_PLACES)]
    words = syllables[:400] + [
        f"{syllables[_rank(chance, _SYLLABLES)]} {syllables[_rank(chance, _SYLLABLES)]}" for _ in range(_WORDS)
    ]
    officials = []
    for _ in range(_OFFICIALS):
        name = " ".join(chance.choice(part.split()) for part in syllabary.NAMES)
        office, body = chance.choice(_OFFICES)
        where = {"unit": chance.choice(_UNITS), "place": chance.choice(places)}
        officials.append((name, office.format(**where), body.format(**where)))
    weights = accumulate(1 / (rank + 3) for rank in range(len(words)))
    return _World(tuple(words), tuple(weights), tuple(officials))


def _rank(chance: random.Random, number: int) -> int:
    """Return a rank under `number`, the first ones most often: about as one over the rank."""
    return min(int(number ** chance.random()) - 1, number - 1)


def _drawn(chance: random.Random, world: _World, number: int) -> str:
    found = [world.words[bisect(world.weights, chance.random() * world.weights[-1])] for _ in range(number)]
    return " ".join(found)


def _sentence(chance: random.Random, world: _World) -> str:
    first, second = _drawn(chance, world, chance.randint(5, 12)), _drawn(chance, world, chance.randint(4, 10))
    return f"{first[:1].upper()}{first[1:]}, {second}."


def _made(number: int, seed: int) -> Line:
    chance, world = random.Random(seed * 1_000_003 + number), _world(seed)
    day = _FIRST_DAY + dt.timedelta(chance.randrange(_DAYS))
    topic = _TOPICS[_rank(chance, len(_TOPICS))]
    people = [world.officials[_rank(chance, _OFFICIALS)] for _ in range(chance.randint(1, 3))]
    paragraphs = [f"Ngày {day.day}/{day.month}/{day.year}, {people[0][2]} tổ chức kiểm tra việc {topic}."]
    for name, office, _ in people:
        said = _drawn(chance, world, chance.randint(6, 14))
        paragraphs.append(f"Đồng chí {name}, {office}, cho biết {said}. {_sentence(chance, world)}")
    more = range(chance.randint(3, 9))
    paragraphs += [" ".join(_sentence(chance, world) for _ in range(chance.randint(2, 4))) for _ in more]
    title = f"{people[0][2]} {_drawn(chance, world, chance.randint(3, 6))}"
    return {
        "id": f"tin-{number:06d}",
        "source": "bench",
        "title": title,
        "published": day.isoformat(),
        "body": "\n".join(paragraphs),
    }


def made(count: int, seed: int = SEED, first: int = 0) -> Iterator[Line]:
    """Yield `count` articles made by chance, the same ones for the same seed, from number `first` on."""
    return (_made(number, seed) for number in range(first, first + count))


def real(files: Sequence[Path]) -> Iterator[Line]:
    """Yield the articles of JSONL files, plain or packed by gzip or xz."""
    openers = {".xz": lzma.open, ".gz": gzip.open}
    for file in files:
        with openers.get(file.suffix, open)(file, "rt", encoding="utf-8") as lines:  # type: ignore[operator]
            yield from map(json.loads, lines)


def chosen(lines: Sequence[Line]) -> list[Line]:
    """Return articles in an order by chance that depends on their ids alone: the first N are a sample of all."""
    return sorted(lines, key=lambda line: by_chance(str(line.get("id"))))


def write(lines: Sequence[Line], to: Path) -> None:
    """Write articles as JSONL."""
    with to.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

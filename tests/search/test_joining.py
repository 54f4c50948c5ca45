"""Old and new names find the same places: what has the names as typed stands first, what has the others below."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from corpus.annotate import annotate
from corpus.article import Article, Links
from corpus.eras import Eras
from corpus.units import pairs
from search.deadline import Deadline
from search.engine import Document, Entry, Matches, TooSlow
from search.engines.whoosh import WhooshEngine
from search.find import find
from search.joined import BELOW
from search.page import Page
from search.plan import plan
from search.query import Query, Sort

LINES = (
    "tỉnh Lam Châu\t\ttỉnh Lam Châu, tỉnh Hạ Lam\n"
    "tỉnh Thượng Du\t\ttỉnh Thượng Du\n"
    "tỉnh Lam Châu\txã Đài Vân\thuyện Đài Vân, tỉnh Lam Châu: thị trấn Đài Vân, xã Nà Phìn\n"
    "tỉnh Lam Châu\txã Bản Mù\thuyện Đài Vân, tỉnh Lam Châu: xã Bản Mù, xã Khe Mo\n"
    "tỉnh Thượng Du\txã Nậm Pia\thuyện Mường Pia, tỉnh Thượng Du: xã Nà Phìn, xã Nậm Pia\n"
)
LATER = dt.date(2025, 9, 1)
ARTICLES = {
    "cu": (
        "Tiêm phòng gia súc",
        "UBND huyện Đài Vân họp về tiêm phòng gia súc, huyện Đài Vân làm xong trước hạn.",
        None,
    ),
    "cu-xa": ("Hội nghị", "Hội nghị bàn nhiều việc, trong đó có việc của huyện Đài Vân.", None),
    "moi": ("Xã Bản Mù tiêm phòng", "UBND xã Bản Mù tổ chức tiêm phòng gia súc tại xã Bản Mù.", LATER),
    "roi": ("Huyện nhà", "Đoàn Vân Kiều, người huyện khác, kể chuyện về các vân đá ở đài phun nước.", None),
    "khe-mo": ("Xã Khe Mo mở chợ", "Chợ phiên ở xã Khe Mo mở cửa.", dt.date(2024, 1, 1)),
    "ban-mu-cu": ("Xã Bản Mù trồng rừng", "Nhân dân xã Bản Mù trồng rừng.", dt.date(2024, 1, 1)),
    "na-phin": ("Xã Nà Phìn", "Đường về xã Nà Phìn, huyện Đài Vân đã thông.", None),
    "na-phin-khac": ("Xã Nà Phìn", "Đường về xã Nà Phìn, huyện Mường Pia đã thông.", None),
    "ha-lam": ("Hạ Lam hôm nay", "UBND tỉnh Hạ Lam ban hành kế hoạch.", None),
    "lam-chau-cu": ("Lam Châu", "UBND tỉnh Lam Châu ban hành kế hoạch.", dt.date(2024, 1, 1)),
    "lam-chau-moi": ("Lam Châu", "UBND tỉnh Lam Châu ban hành kế hoạch.", LATER),
}


class Nobody:
    def labels(self, facet: str, keys: object) -> dict[str, str]:
        return {}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Eras:
    path = tmp_path_factory.mktemp("units") / "units.tsv"
    path.write_text(LINES, encoding="utf-8")
    return Eras(pairs(path))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    engine = WhooshEngine.create(Path(tmp_path_factory.mktemp("joining")) / "index")
    engine.write((entry(name, *written) for name, written in ARTICLES.items()), upto=1)
    return engine


def entry(name: str, title: str, body: str, day: dt.date | None) -> Entry:
    at = dt.datetime.combine(day, dt.time()) if day else None
    article = Article(name, title, body, published=at)
    notes = annotate(article)
    links = Links(("",) * len(notes.officials), ("",) * len(notes.agencies))
    return Entry(Document(article, notes, links))


def ask(engine: WhooshEngine, known: Eras, text: str, **choices: object) -> Matches:
    return engine.find(plan(Query(text, **choices), known))  # type: ignore[arg-type]  # as the test says


def test_what_was_typed_stands_first_then_other_names_then_mere_syllables(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "huyện Đài Vân")
    assert set(answer.ids[:3]) == {"cu", "cu-xa", "na-phin"}
    assert answer.ids[-1] == "roi"
    assert answer.joined == set(answer.ids[3:-1]) == {"moi", "ban-mu-cu", "khe-mo"} - {"khe-mo"}
    assert answer.total_joined == 2


def test_scores_fall_from_what_was_typed_to_what_is_called_otherwise(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "huyện Đài Vân")
    assert list(answer.scores) == sorted(answer.scores, reverse=True)
    assert answer.scores[3] <= BELOW * answer.scores[2]


def test_what_was_typed_keeps_its_scores_and_order(filled: WhooshEngine, known: Eras) -> None:
    for text in ("huyện Đài Vân", "huyện Đài Vân tiêm phòng", "tỉnh Lam Châu kế hoạch"):
        joined, alone = ask(filled, known, text), ask(filled, known, text, join=False)
        scores = dict(zip(alone.ids, alone.scores, strict=True))
        typed = [(id, score) for id, score in zip(joined.ids, joined.scores, strict=True) if id not in joined.joined]
        assert [pair for pair in typed if pair[0] != "roi"] == [
            (id, scores[id]) for id in alone.ids if id in dict(typed) and id != "roi"
        ]


def test_the_other_words_are_asked_for_as_before(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "huyện Đài Vân tiêm phòng")
    assert answer.ids[:2] == ("cu", "moi")
    assert answer.joined == {"moi"}


def test_switched_off_only_what_was_typed_is_found(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "huyện Đài Vân", join=False)
    assert set(answer.ids) == {"cu", "cu-xa", "na-phin", "roi"}
    assert (answer.joined, answer.total_joined) == (frozenset(), 0)


def test_without_accents_the_same_is_found(filled: WhooshEngine, known: Eras) -> None:
    assert set(ask(filled, known, "huyen dai van").ids) == set(ask(filled, known, "huyện Đài Vân").ids)


def test_a_name_of_today_finds_the_old_ones(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "xã Bản Mù")
    assert answer.ids[-1] == "khe-mo"
    assert answer.joined == {"khe-mo"}


def test_a_name_that_was_another_units_counts_since_the_reform_only(filled: WhooshEngine, known: Eras) -> None:
    assert ask(filled, known, "xã Khe Mo").joined == {"moi"}
    assert ask(filled, known, "tỉnh Hạ Lam").joined == {"lam-chau-moi"}


def test_a_name_borne_elsewhere_counts_where_its_own_district_is_named(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "xã Đài Vân")
    assert "na-phin" in answer.ids
    assert "na-phin-khac" not in answer.ids


def test_other_names_replace_what_merely_has_the_most_words(filled: WhooshEngine, known: Eras) -> None:
    alone, joined = ask(filled, known, "xã Khe Mo tiêm", join=False), ask(filled, known, "xã Khe Mo tiêm")
    assert joined.joined == {"moi"}
    assert joined.total <= alone.total + 1


def test_a_place_field_joins_and_an_excluded_one_does_not(filled: WhooshEngine, known: Eras) -> None:
    assert ask(filled, known, 'noi:"Đài Vân"').joined == {"moi", "ban-mu-cu"}
    assert ask(filled, known, 'noi:"huyện Đài Vân" tiêm').ids == ("cu", "moi")
    assert "moi" in ask(filled, known, '-noi:"huyện Đài Vân"').ids


def test_a_phrase_does_not_join(filled: WhooshEngine, known: Eras) -> None:
    assert set(ask(filled, known, '"huyện Đài Vân"').ids) == {"cu", "cu-xa", "na-phin"}


def test_two_places_may_stand_one_as_typed_and_one_otherwise(filled: WhooshEngine, known: Eras) -> None:
    asked = plan(Query("huyện Đài Vân và tỉnh Hạ Lam"), known).joined
    assert asked is not None
    assert [slot.others[-1].label for slot in asked.slots] == ["", ""]


def test_other_orders_take_in_both(filled: WhooshEngine, known: Eras) -> None:
    assert ask(filled, known, "huyện Đài Vân", sort=Sort.NEWEST).ids[0] == "moi"


@pytest.mark.parametrize(
    "text", ["huyện Đài Vân", "huyen dai van tiem", "noi:'Đài Vân'", "xã Khe Mo", "tỉnh Hạ Lam kế"]
)
def test_what_makes_a_score_adds_up_to_it(filled: WhooshEngine, known: Eras, text: str) -> None:
    asking = plan(Query(text), known)
    answer = filled.find(asking)
    made = [sum(share.score for share in shares) for shares in filled.explain(asking, answer.ids)]
    assert made == pytest.approx(answer.scores)


def test_facets_and_days_hold_for_other_names_too(filled: WhooshEngine, known: Eras) -> None:
    answer = ask(filled, known, "huyện Đài Vân", since=LATER)
    assert (answer.ids, answer.total_joined) == (("moi",), 1)
    assert answer.facets["date"] == {"2025-09": 1}


def test_a_hit_shows_the_name_it_is_found_by(filled: WhooshEngine, known: Eras) -> None:
    page = find(filled, Query("huyện Đài Vân"), Nobody(), known)
    (hit,) = [hit for hit in page.hits if hit.id == "moi"]
    assert hit.joined
    assert [piece for piece, marked in hit.title.pieces() if marked] == ["Bản Mù"]
    assert "Bản Mù" in [piece for piece, marked in hit.snippet.pieces() if marked]
    assert not next(hit for hit in page.hits if hit.id == "cu").joined


def test_the_page_says_what_was_joined_and_what_could_be(filled: WhooshEngine, known: Eras) -> None:
    for join in (True, False):
        page = find(filled, Query("huyện Đài Vân", join=join), Nobody(), known)
        assert [(one.typed, one.names) for one in page.places] == [("huyện Đài Vân", ("xã Đài Vân", "xã Bản Mù"))]
        assert page.joined == (2 if join else 0)


def looks(number: int) -> Deadline:
    """Return a deadline that passes when it is looked at for the time after `number`."""
    ticks = count()
    return Deadline(number, lambda: float(next(ticks)))


@pytest.mark.parametrize(
    "text",
    [
        "huyện Đài Vân",
        "huyện Đài Vân -chợ",
        'noi:"Đài Vân"',
        "huyện Đài Vân tiêm phòng gia súc",
        "huyện Đài Vân vắng mặt",
    ],
)
def test_stopped_at_any_moment_no_name_as_typed_is_called_otherwise(
    filled: WhooshEngine, known: Eras, text: str
) -> None:
    asked = plan(Query(text), known)
    whole = filled.find(asked)
    for number in range(60):
        try:
            answer = filled.find(asked, looks(number))
        except TooSlow:
            continue
        assert answer.joined <= whole.joined
        assert answer.timed_out or answer == whole
        assert answer.timed_out or not answer.as_typed


def test_names_that_there_was_no_time_for_are_not_said_to_be_searched(filled: WhooshEngine, known: Eras) -> None:
    told = [(page.incomplete, bool(page.places)) for page in pages(filled, known, "huyện Đài Vân")]
    assert told[-1] == (False, True)
    assert set(told[:-1]) == {(True, False)}


def pages(engine: WhooshEngine, known: Eras, text: str) -> list[Page]:
    """Return the answers with ever more time, up to the first that is whole."""
    found: list[Page] = []
    for number in range(500):
        with suppress(TooSlow):
            found.append(find(engine, Query(text), Nobody(), known, deadline=looks(number)))
            if not found[-1].incomplete:
                break
    return found

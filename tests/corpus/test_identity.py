import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Agency, Annotations, Office, Official, Place
from corpus.identity import (
    Known,
    Post,
    Sighting,
    agency_key,
    agency_label,
    choose,
    compatible,
    display_name,
    level,
    name_key,
    setting,
    slug_base,
    title_key,
)

DAY = 738_000  # some day in 2021
YEAR = 365

PLACES = st.sampled_from(["sông lam", "đồi chè", "bến tra"])
POSTS = st.builds(
    Post,
    st.sampled_from([None, "central", "province", "district", "commune"]),
    st.none() | PLACES,
    st.booleans(),
    st.just(DAY),
    st.just(DAY),
)
SIGHTINGS = st.builds(Sighting, st.lists(POSTS, max_size=3).map(tuple), st.frozensets(PLACES))


def seen(post: Post, *places: str) -> Sighting:
    return Sighting((post,), frozenset(places))


def known(number: int, post: Post, *places: str, articles: int = 1) -> Known:
    return Known(number, articles, (post,), frozenset(places))


def post(level: str, place: str | None, day: int = DAY) -> Post:
    return Post(level, place, False, day, day)


def test_a_name_with_the_same_office_in_the_same_place_is_one_person() -> None:
    assert choose(seen(post("district", "sông lam")), [known(1, post("district", "sông lam"))]) == 1


def test_district_offices_in_two_places_on_one_day_make_two_people() -> None:
    assert choose(seen(post("district", "đồi chè")), [known(1, post("district", "sông lam"))]) is None


def test_offices_in_two_communes_of_one_district_on_one_day_make_two_people() -> None:
    here, there = seen(post("commune", "xóm chè"), "sông lam"), known(1, post("commune", "xóm lúa"), "sông lam")
    assert choose(here, [there]) is None


def test_a_transfer_between_communes_of_one_district_over_the_years_is_one_person() -> None:
    here = seen(post("commune", "xóm chè", DAY + YEAR), "sông lam")
    assert choose(here, [known(1, post("commune", "xóm lúa"), "sông lam")]) == 1


def test_a_promotion_from_commune_to_its_district_is_one_person() -> None:
    here = seen(post("district", "sông lam", DAY + YEAR), "sông lam")
    assert choose(here, [known(1, post("commune", "xóm lúa"), "sông lam", "xóm lúa")]) == 1


def test_offices_years_apart_in_places_never_named_together_make_two_people() -> None:
    assert choose(seen(post("commune", "xóm chè", DAY + YEAR)), [known(1, post("commune", "xóm lúa"))]) is None


def test_days_unknown_may_be_the_same_day() -> None:
    here, there = seen(post("commune", "xóm chè", 0), "sông lam"), known(1, post("commune", "xóm lúa", 0), "sông lam")
    assert choose(here, [there]) is None


def test_a_past_office_elsewhere_is_no_office_at_the_same_time() -> None:
    here = seen(Post("commune", "xóm chè", True, DAY, DAY), "sông lam")
    assert choose(here, [known(1, post("commune", "xóm lúa"), "sông lam")]) == 1


def test_a_minister_is_not_the_commune_official_of_the_same_name_and_day() -> None:
    assert choose(seen(post("central", None)), [known(1, post("commune", "xóm lúa"))]) is None


def test_a_minister_was_the_district_official_of_the_same_name_where_no_day_tells() -> None:
    assert choose(seen(post("central", None, 0)), [known(1, post("district", "sông lam", 0))]) == 1


def test_an_office_without_its_place_is_placed_by_the_article() -> None:
    here = seen(post("commune", None), "đồi chè")
    assert choose(here, [known(1, post("commune", "xóm lúa"), "sông lam")]) is None


def test_of_two_namesakes_the_one_in_the_same_place_is_meant() -> None:
    namesakes = [known(1, post("district", "sông lam"), articles=90), known(2, post("district", "đồi chè"))]
    assert choose(seen(post("district", "đồi chè")), namesakes) == 2


def test_a_bare_name_means_the_namesake_named_most() -> None:
    namesakes = [known(1, post("district", "sông lam")), known(2, post("district", "đồi chè"), articles=9)]
    assert choose(Sighting(), namesakes) == 2


def test_who_was_chosen_before_is_chosen_again() -> None:
    namesakes = [known(1, post("district", "sông lam")), known(2, post("district", "đồi chè"), articles=9)]
    assert choose(Sighting(), namesakes, {1}) == 1


@given(SIGHTINGS, st.integers(0, 9))
def test_when_nothing_is_known_of_either_they_are_one(sighting: Sighting, articles: int) -> None:
    assert compatible(sighting, Known(1, articles))
    assert compatible(Sighting(), Known(1, 1, sighting.posts, sighting.setting))


@given(SIGHTINGS, SIGHTINGS)
def test_the_order_of_arrival_does_not_decide_whether_two_placed_sightings_can_be_one(a: Sighting, b: Sighting) -> None:
    if all(post.place for post in (*a.posts, *b.posts)):
        there, back = Known(1, 1, b.posts, b.setting), Known(1, 1, a.posts, a.setting)
        assert compatible(a, there) == compatible(b, back)


@given(SIGHTINGS, st.lists(SIGHTINGS, max_size=4))
def test_whoever_is_chosen_is_on_record_and_compatible(sighting: Sighting, others: list[Sighting]) -> None:
    records = [Known(at, 1, other.posts, other.setting) for at, other in enumerate(others)]
    chosen = choose(sighting, records)
    fitting = [record.number for record in records if compatible(sighting, record)]
    assert chosen in fitting if fitting else chosen is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân huyện", "district"),
        ("Ủy ban nhân dân thị xã", "district"),
        ("Phó Chủ tịch UBND TP", "district"),
        ("Đảng ủy xã", "commune"),
        ("Sở Lao động - Thương binh và Xã hội", "province"),
        ("Bộ Lao động - Thương binh và Xã hội", "central"),
        ("Bộ Chỉ huy Quân sự tỉnh", "province"),
        ("Bí thư Chi bộ", None),
    ],
)
def test_the_level_of_a_body_is_read_off_its_level_word(text: str, expected: str | None) -> None:
    assert level(text) == expected


def test_a_centrally_run_city_is_a_province() -> None:
    assert level("Ủy ban nhân dân thành phố", "Hải Phòng") == "province"


def test_a_name_meets_its_other_spellings() -> None:
    assert name_key("LÊ  THỊ HOÀ KỲ") == name_key("Lê Thị Hòa Kì")


def test_a_title_meets_its_abbreviation() -> None:
    assert title_key("Phó Chủ tịch UBND huyện") == title_key("Phó chủ tịch Ủy ban nhân dân huyện")


def test_a_body_without_place_is_another_record() -> None:
    assert agency_key("Sở Y tế", None) != agency_key("Sở Y tế", "Bến Tra")


def test_a_body_is_written_with_its_place_once() -> None:
    assert [agency_label(Agency("Sở Y tế", "Bến Tra")), agency_label(Agency("Sở Y tế Bến Tra", "Bến Tra"))] == [
        "Sở Y tế Bến Tra",
        "Sở Y tế Bến Tra",
    ]


def test_capitals_and_the_old_tone_style_are_shown_as_usual() -> None:
    assert display_name("LÊ THỊ HOÀ") == "Lê Thị Hòa"


def test_the_setting_holds_places_of_bodies_and_offices_too() -> None:
    person = Official("Lê Văn An", (Office("Chủ tịch", "Ủy ban nhân dân xã", "Xóm Lúa"),))
    found = setting(Annotations("a", (person,), (Agency("Sở Y tế", "Bến Tra"),), places=(Place("Đồi Chè"),)))
    assert found == {"xóm lúa", "bến tra", "đồi chè"}


@given(st.text())
def test_a_slug_needs_no_escaping_in_an_address(text: str) -> None:
    slug = slug_base(text)
    assert slug == "-".join(filter(None, slug.split("-")))
    assert slug.replace("-", "").isascii()
    assert 0 < len(slug) <= 80

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Agency, Annotations, Office, Official, Place
from corpus.identity import COMMON, RARE, UNCOMMON, choose, compatible
from corpus.sightings import Known, Post, Sighting, setting, sighting

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
    st.sampled_from([None, "police", "school", "front"]),
    st.booleans(),
    st.booleans(),
)
SIGHTINGS = st.builds(Sighting, st.lists(POSTS, max_size=3).map(tuple), st.frozensets(PLACES))
BEARERS = st.sampled_from([RARE / 2, RARE, UNCOMMON, COMMON])
ORDINARY = UNCOMMON


def seen(post: Post, *places: str) -> Sighting:
    return Sighting((post,), frozenset(places))


def known(number: int, post: Post, *places: str, articles: int = 1) -> Known:
    return Known(number, articles, (post,), dict.fromkeys(places, articles))


def on_record(number: int, sighting: Sighting) -> Known:
    return Known(number, 1, sighting.posts, dict.fromkeys(sighting.setting, 1))


def meant(sighting: Sighting, *records: Known, bearers: float = ORDINARY) -> int | None:
    return choose(sighting, records, bearers)


def post(level: str, place: str | None, day: int = DAY) -> Post:
    return Post(level, place, False, day, day)


def test_a_name_with_the_same_office_in_the_same_place_is_one_person() -> None:
    assert meant(seen(post("district", "sông lam")), known(1, post("district", "sông lam"))) == 1


def test_district_offices_in_two_places_on_one_day_make_two_people() -> None:
    assert meant(seen(post("district", "đồi chè")), known(1, post("district", "sông lam"))) is None


def test_offices_in_two_communes_of_one_district_on_one_day_make_two_people() -> None:
    here, there = seen(post("commune", "xóm chè"), "sông lam"), known(1, post("commune", "xóm lúa"), "sông lam")
    assert meant(here, there) is None


def test_a_transfer_between_communes_of_one_district_over_the_years_is_one_person() -> None:
    here = seen(post("commune", "xóm chè", DAY + YEAR), "sông lam")
    assert meant(here, known(1, post("commune", "xóm lúa"), "sông lam")) == 1


def test_a_promotion_from_commune_to_its_district_is_one_person() -> None:
    here = seen(post("district", "sông lam", DAY + YEAR), "sông lam")
    assert meant(here, known(1, post("commune", "xóm lúa"), "sông lam", "xóm lúa")) == 1


def test_offices_years_apart_in_places_never_named_together_make_two_people() -> None:
    assert meant(seen(post("commune", "xóm chè", DAY + YEAR)), known(1, post("commune", "xóm lúa"))) is None


def test_days_unknown_may_be_the_same_day() -> None:
    here, there = seen(post("commune", "xóm chè", 0), "sông lam"), known(1, post("commune", "xóm lúa", 0), "sông lam")
    assert meant(here, there) is None


def test_a_past_office_elsewhere_is_no_office_at_the_same_time() -> None:
    here = seen(Post("commune", "xóm chè", True, DAY, DAY), "sông lam")
    assert meant(here, known(1, post("commune", "xóm lúa"), "sông lam")) == 1


def test_a_minister_is_not_the_commune_official_of_the_same_name_and_day() -> None:
    assert meant(seen(post("central", None)), known(1, post("commune", "xóm lúa"))) is None


def test_a_minister_was_the_district_official_of_the_same_name_where_no_day_tells() -> None:
    assert meant(seen(post("central", None, 0)), known(1, post("district", "sông lam", 0))) == 1


def test_an_office_without_its_place_is_placed_by_the_article() -> None:
    here = seen(post("commune", None), "đồi chè")
    assert meant(here, known(1, post("commune", "xóm lúa"), "sông lam")) is None


def test_of_two_namesakes_the_one_in_the_same_place_is_meant() -> None:
    namesakes = [known(1, post("district", "sông lam"), articles=90), known(2, post("district", "đồi chè"))]
    assert meant(seen(post("district", "đồi chè")), *namesakes) == 2


def test_a_bare_name_means_the_namesake_named_most() -> None:
    namesakes = [known(1, post("district", "sông lam")), known(2, post("district", "đồi chè"), articles=9)]
    assert meant(Sighting(), *namesakes) == 2


def test_who_was_chosen_before_is_chosen_again() -> None:
    namesakes = [known(1, post("district", "sông lam")), known(2, post("district", "đồi chè"), articles=9)]
    assert choose(Sighting(), namesakes, ORDINARY, {1}) == 1


@given(SIGHTINGS, st.integers(0, 9), BEARERS)
def test_when_nothing_is_known_of_either_they_are_one(sighting: Sighting, articles: int, bearers: float) -> None:
    assert compatible(sighting, Known(1, articles), bearers)
    assert compatible(Sighting(), on_record(1, sighting), bearers)


@given(SIGHTINGS, SIGHTINGS, BEARERS)
def test_which_of_two_sightings_came_first_does_not_decide(a: Sighting, b: Sighting, bearers: float) -> None:
    assert compatible(a, on_record(1, b), bearers) == compatible(b, on_record(1, a), bearers)


@given(SIGHTINGS, SIGHTINGS)
def test_a_rarer_name_never_asks_for_more_evidence(a: Sighting, b: Sighting) -> None:
    verdicts = [compatible(a, on_record(1, b), bearers) for bearers in (RARE / 2, RARE, UNCOMMON, COMMON)]
    assert verdicts == sorted(verdicts, reverse=True)


@given(SIGHTINGS, st.lists(SIGHTINGS, max_size=4), BEARERS)
def test_whoever_is_chosen_is_on_record_and_compatible(
    sighting: Sighting, others: list[Sighting], bearers: float
) -> None:
    records = [on_record(at, other) for at, other in enumerate(others)]
    chosen = choose(sighting, records, bearers)
    fitting = [record.number for record in records if compatible(sighting, record, bearers)]
    assert chosen in fitting if fitting else chosen is None


def test_a_rare_name_is_one_person_in_places_never_named_together() -> None:
    here, there = seen(post("commune", "xóm chè", DAY + YEAR)), known(1, post("district", "sông lam"))
    assert meant(here, there, bearers=RARE / 2) == 1


def test_even_a_rare_name_has_no_two_chairs_at_once() -> None:
    here, there = seen(post("commune", "xóm chè")), known(1, post("commune", "xóm lúa"))
    assert meant(here, there, bearers=RARE / 2) is None


def test_an_uncommon_name_is_one_person_where_its_line_of_work_goes_on() -> None:
    here = seen(Post("commune", "xóm chè", False, DAY + YEAR, DAY + YEAR, "front"))
    there = known(1, Post("district", "sông lam", False, DAY, DAY, "front"))
    assert [meant(here, there, bearers=bearers) for bearers in (RARE, UNCOMMON)] == [1, None]


def test_a_common_name_asks_for_more_than_a_place_that_both_name() -> None:
    here = seen(post("commune", "xóm chè", DAY + YEAR), "hà nội")
    there = known(1, post("commune", "xóm lúa"), "hà nội")
    assert [meant(here, there, bearers=bearers) for bearers in (UNCOMMON, COMMON)] == [1, None]


def test_a_common_name_is_promoted_within_a_place_that_the_articles_name() -> None:
    here = seen(post("district", "sông lam", DAY + YEAR), "sông lam")
    assert meant(here, known(1, post("commune", "xóm lúa"), "sông lam", "xóm lúa"), bearers=COMMON) == 1


def test_a_place_named_once_in_many_articles_is_no_surrounding() -> None:
    there = Known(1, 40, (post("province", "bến tra"),), {"bến tra": 40, "xóm lúa": 1})
    assert meant(seen(post("commune", "xóm lúa"), "xóm lúa"), there) is None


def test_a_school_head_is_not_the_chief_of_police_next_door() -> None:
    here = seen(Post(None, None, False, DAY, DAY, "school"), "sông lam")
    assert meant(here, known(1, Post("commune", "xóm lúa", False, DAY, DAY, "police"), "sông lam")) is None


def test_a_school_called_by_its_name_is_a_place() -> None:
    head = Official("Lê Văn Mẫu", (Office("Hiệu trưởng Trường THCS Xóm Chè"),))
    later = Official("Lê Văn Mẫu", (Office("Hiệu trưởng trường trung học cơ sở Xóm Chè", former=True),))
    one, other = sighting(head, frozenset(), DAY), sighting(later, frozenset({"bến tra"}), DAY + YEAR)
    assert meant(other, on_record(1, one), bearers=COMMON) == 1


def test_the_setting_holds_places_of_bodies_and_offices_too() -> None:
    person = Official("Lê Văn An", (Office("Chủ tịch", "Ủy ban nhân dân xã", "Xóm Lúa"),))
    named = setting(Annotations("a", (person,), (Agency("Sở Y tế", "Bến Tra"),), places=(Place("Đồi Chè"),)))
    assert named == {"xóm lúa", "bến tra", "đồi chè"}


def test_the_setting_holds_what_a_school_is_called_after() -> None:
    head = Official("Lê Văn Mẫu", (Office("Hiệu trưởng Trường THCS Xóm Chè"), Office("Hiệu trưởng trường tiểu học")))
    assert setting(Annotations("a", (head,))) == {"xóm chè"}


def test_who_heads_a_ministry_twice_is_one_person_whatever_the_name() -> None:
    minister = Official("Lê Văn Mẫu", (Office("Bộ trưởng Bộ Xây dựng", "Bộ Xây dựng"),))
    deputy = Official("Lê Văn Mẫu", (Office("Thứ trưởng Xây dựng", "Bộ Xây dựng"),))
    one, other = sighting(minister, frozenset(), 0), sighting(deputy, frozenset(), 0)
    assert meant(other, on_record(1, one), bearers=COMMON) == 1


def test_the_general_secretary_is_one_person_in_any_article() -> None:
    one = sighting(Official("Lê Văn Mẫu", (Office("Tổng Bí thư"),)), frozenset({"bến tra"}), 0)
    other = sighting(Official("Lê Văn Mẫu", (Office("Tổng bí thư"),)), frozenset({"sông lam"}), 0)
    assert meant(other, on_record(1, one), bearers=COMMON) == 1


def test_heads_of_two_provinces_are_one_who_moved_unless_the_name_is_common() -> None:
    here, there = Post("province", "bến tra", top=True), Post("province", "lam châu", top=True)
    ordinary, common = UNCOMMON, 10 * COMMON
    assert [meant(seen(here), known(1, there), bearers=bearers) for bearers in (ordinary, common)] == [1, None]


def test_heads_of_two_provinces_at_once_are_two() -> None:
    here = seen(Post("province", "bến tra", False, DAY, DAY, top=True))
    assert meant(here, known(1, Post("province", "lam châu", False, DAY, DAY, top=True))) is None


def test_a_place_taken_from_elsewhere_in_an_article_proves_nothing_against_anybody() -> None:
    said, taken = Post("district", "đồi chè"), Post("district", "sông lam", placed=False)
    here = [seen(post, "bến tra") for post in (said, taken)]
    assert [meant(one, known(1, Post("district", "xóm lúa"), "bến tra")) for one in here] == [None, 1]


def test_a_province_is_too_large_a_place_for_a_common_name() -> None:
    here, there = Post("province", "bến tra", line="school"), Post("province", "bến tra")
    assert [meant(seen(here), known(1, there), bearers=bearers) for bearers in (UNCOMMON, COMMON)] == [1, None]


def test_two_central_bodies_have_an_officer_of_an_ordinary_name_each() -> None:
    here, there = Post("central", "bộ xây dựng"), Post("central", "bộ nội vụ")
    assert [meant(seen(here), known(1, there), bearers=bearers) for bearers in (RARE / 2, UNCOMMON)] == [1, None]

"""Whether two sightings of a name are one person: a pure function of name, offices, places, days, and what is known.

Whoever holds the same office in the same place, or in the same central body, is one. Who holds two that nobody can hold
at once (two chairs of two communes, a ministry and a commune, a school and the police) is two. Between these the name
decides how much is asked; of those at the top of a province or the state few can be meant, whatever the name:

- A rare name (Khổng Hữu Đạc) is one person wherever it stands.
- An uncommon one (Lưu Thị Hậu) is one where both sightings name some place in common, or where one line of work
  (the Front, the Party's inspection …) goes on from office to office.
- An ordinary one is one where they name some place in common: a promotion (commune, district, province) and a
  transfer do, in the district or province around them.
- A common one (Nguyễn Văn Hùng) is one only where the office of the one lies in a place that the other's articles name,
  and a province is too large a place for that: it has several of the name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from corpus.sightings import Known, Post, Sighting
from corpus.standing import CENTRAL, CLOSED, COMMUNE, LOCAL, PROVINCE

# Days by which an office is taken to reach beyond the first and last day it was seen. A transfer shows sooner than a
# namesake goes unmentioned for this long.
SLACK = 60
# Officials of a country who bear a name (see corpus/bearers.py): fewer than the first make it rare, fewer than the
# second uncommon, more than the third common. Read off the namesakes found by eye in 1,500 articles from everywhere.
RARE, UNCOMMON, COMMON = 1.0, 5.0, 60.0
# Of all officials, those at the top of provinces and of the state: some two thousand in fifteen years. Two of them who
# bear one name are one person, moved from seat to seat, unless the name is so common that there may be two at the top.
TOP_SHARE = 0.02
# A place belongs to a person's surroundings if one in this many of the articles that name the person names it too:
# who is in the news daily would else be at home wherever something happened once.
SELDOM = 4


def choose(seen: Sighting, known: Sequence[Known], bearers: float, before: Collection[int] = ()) -> int | None:
    """Return the number of the person on record who was seen, None for somebody new; `bearers` is the name's.

    Of several who can be meant: who was chosen `before`, then who holds office in the same place, then who shares most
    places, then who is named most, then who is longest on record.
    """
    possible = [person for person in known if compatible(seen, person, bearers)]
    if len(possible) < 2:
        return possible[0].number if possible else None
    return max(possible, key=lambda one: _rank(seen, one, before)).number


# How sure a link is, by what it rests on; meant as an order more than as odds.
DECIDED, SAME_OFFICE, ONLY_BEARER, RARE_NAME, SAME_PLACE = 1.0, 0.98, 0.95, 0.95, 0.9
SHARED_PLACE, NOTHING_AGAINST = 0.75, 0.5


def confidence(seen: Sighting, known: Known | None, namesakes: int, bearers: float) -> float:
    """Return how sure it is that who was seen is `known` (None: somebody new); `namesakes` are others on record."""
    if known is None or not known.articles:
        return ONLY_BEARER if not namesakes else RARE_NAME if bearers < RARE else SHARED_PLACE
    if _meet(seen.posts, known.posts):
        return SAME_OFFICE
    if _others(seen.posts, known.posts, bearers) < RARE:
        return RARE_NAME
    if not _places(seen.posts).isdisjoint(_places(known.posts)):
        return SAME_PLACE
    if not (_rooted(seen.posts, seen.setting) and _rooted(known.posts, known.setting)):
        return NOTHING_AGAINST
    return SHARED_PLACE


def body_confidence(place: str | None, unit: str | None) -> float:
    """Return how sure a body is the one meant: a local one (`unit` says of what) whose place is unknown hardly is."""
    return DECIDED if place is not None or unit is None else NOTHING_AGAINST


def _rank(seen: Sighting, known: Known, before: Collection[int]) -> tuple[bool, bool, int, int, int]:
    shared = len(seen.setting & known.setting.keys())
    return known.number in before, _meet(seen.posts, known.posts), shared, known.articles, -known.number


def compatible(seen: Sighting, known: Known, bearers: float) -> bool:
    """Tell whether the person seen can be the one on record, when so many officials bear the name."""
    if _meet(seen.posts, known.posts):
        return True
    others = _others(seen.posts, known.posts, bearers)
    if _exclude(seen.posts, known.posts, undated=others >= RARE):
        return False
    if others < RARE or not ((seen.posts or seen.setting) and (known.posts or known.setting)):
        return True
    if not (_rooted(seen.posts, seen.setting) and _rooted(known.posts, known.setting)):
        return _unrooted(seen, known, others)
    if _shares_office(seen, known, others):
        return True
    if others < UNCOMMON:
        return not (seen.setting.isdisjoint(known.setting) and _lines(seen.posts).isdisjoint(_lines(known.posts)))
    return others < COMMON and any(_around(known, place) for place in seen.setting)


def _others(posts: Iterable[Post], others: Iterable[Post], bearers: float) -> float:
    """Return how many can be meant: those who bear the name, among those at the top where both sightings are."""
    return bearers * TOP_SHARE if _at_top(posts) and _at_top(others) else bearers


def _at_top(posts: Iterable[Post]) -> bool:
    return any(post.top for post in posts)


def _unrooted(seen: Sighting, known: Known, others: float) -> bool:
    """Tell whether they can be one where no office ties one of them to a place: by the places that both name."""
    if _central(seen.posts) and _central(known.posts):
        return others < UNCOMMON  # in two central bodies, or they would have met
    if others < UNCOMMON or not (seen.setting and known.setting):
        return True
    return any(_around(known, place) for place in seen.setting)


def _shares_office(seen: Sighting, known: Known, others: float) -> bool:
    """Tell whether an office of the one lies in a place of the other's; a province is too large for a common name."""
    provinces = _provinces(seen.posts) | _provinces(known.posts) if others >= COMMON else set()
    offices, there = _places(seen.posts) - provinces, _places(known.posts) - provinces
    if not offices.isdisjoint(there):
        return True
    return any(place in seen.setting for place in there) or any(_around(known, place) for place in offices)


def _meet(posts: Iterable[Post], others: Sequence[Post]) -> bool:
    """Tell whether both hold, or held, an office of the same level in the same place.

    A province has many offices: there they must be of one line of work, too.
    """
    return any(
        post.place is not None
        and (post.place, post.level) == (other.place, other.level)
        and (post.level != PROVINCE or post.line == other.line)
        for post in posts
        for other in others
    )


def _exclude(posts: Sequence[Post], others: Sequence[Post], *, undated: bool) -> bool:
    """Tell whether the offices of one leave no room for those of the other; if `undated`, even without days."""
    pairs = [(one, other) for one in posts for other in others]
    if any(_apart(one, other, undated) or _beneath(one, other) or _beneath(other, one) for one, other in pairs):
        return True
    mine, theirs = _lines(posts) & CLOSED, _lines(others) & CLOSED
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _apart(one: Post, other: Post, undated: bool) -> bool:
    """Tell whether two offices are of one level, in two places that stand with them, at the same time."""
    if not (one.placed and other.placed) or not (undated or (one.first and other.first)):
        return False
    if one.level is None or one.level == CENTRAL or one.level != other.level or one.place == other.place:
        return False
    return one.place is not None and other.place is not None and _together(one, other)


def _beneath(one: Post, other: Post) -> bool:
    """Tell whether the first is an office of the state's centre and the second one far below, seen at the same time.

    Without days an office in a district is taken for a step of one career: many a minister was its secretary first.
    """
    if one.level != CENTRAL or other.level not in LOCAL or other.place is None:
        return False
    return _together(one, other) if one.first and other.first else other.level == COMMUNE


def _together(one: Post, other: Post) -> bool:
    """Tell whether two offices were held at the same time; what has no day may have been at any."""
    if one.former or other.former:
        return False
    if not (one.first and other.first):
        return True
    return one.first <= other.last + SLACK and other.first <= one.last + SLACK


def _rooted(posts: Iterable[Post], setting: Collection[str]) -> bool:
    """Tell whether an office ties a person to a place, said or, for a local office, among those that are named."""
    return any(
        post.level != CENTRAL and (post.place is not None or (post.level in LOCAL and bool(setting))) for post in posts
    )


def _central(posts: Iterable[Post]) -> bool:
    return any(post.level == CENTRAL for post in posts)


def _places(posts: Iterable[Post]) -> set[str]:
    return {post.place for post in posts if post.place is not None and post.level != CENTRAL}


def _provinces(posts: Iterable[Post]) -> set[str]:
    return {post.place for post in posts if post.place is not None and post.level == PROVINCE}


def _around(known: Known, place: str) -> bool:
    return known.setting.get(place, 0) * SELDOM >= max(known.articles, 1)


def _lines(posts: Iterable[Post]) -> set[str]:
    return {post.line for post in posts if post.line is not None and post.level != CENTRAL}

"""A person as one article shows them, and as all on record do: what telling namesakes apart compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corpus.article import Annotations, Official
from corpus.spelling import office_key, place_key, title_key
from corpus.standing import CENTRAL, at_top, level, line_of_work, school


@dataclass(frozen=True, slots=True)
class Post:
    """An office for comparing: level, place key, line of work (None: not said), past or not, days seen.

    Days are ordinals, 0 for unknown. A school with a name of its own is a place, and so is a central body. `top` marks
    the heads of provinces and of the state; `placed` is false where the place was taken from elsewhere in the article,
    which proves nothing against anybody.
    """

    level: str | None
    place: str | None
    former: bool = False
    first: int = 0
    last: int = 0
    line: str | None = None
    top: bool = False
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person as one article shows them. `setting` holds the keys of all places that the article names."""

    posts: tuple[Post, ...] = ()
    setting: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A person on record under the same name: number, how many articles, posts, how many of them name which place."""

    number: int
    articles: int = 0
    posts: Sequence[Post] = ()
    setting: Mapping[str, int] = field(default_factory=dict)


def sighting(official: Official, places: frozenset[str], day: int) -> Sighting:
    """Return an official for comparing; `places` (as `setting` gives) and `day` (an ordinal or 0) are the article's."""
    posts = []
    for office in official.offices:
        key = office_key(office.title, office.agency)
        # A deputy of the National Assembly is not one of its heads, and holds office at home.
        where = None if "đại biểu" in key else level(office.agency or office.title, office.place)
        posts.append(post(where, office.place, office.former, key, (day, day), office.agency, office.placed))
    return Sighting(tuple(posts), places)


def post(
    level: str | None,
    place: str | None,
    former: bool,
    key: str,
    days: tuple[int, int],
    body: str | None = None,
    placed: bool = True,
) -> Post:
    """Return an office for comparing, from its place as written, the key of its title, and its body's name."""
    own = school(key)
    where = place_key(place) or (own[0] if own else None)
    if level == CENTRAL:
        where = title_key(body) if body else key  # "Tổng Bí thư" names no body
    return Post(level, where, former, *days, line_of_work(key), at_top(level, key), placed)


def setting(annotations: Annotations) -> frozenset[str]:
    """Return the keys of all places that an article names, by themselves or with a body, an office or a school."""
    offices = [office for person in annotations.officials for office in person.offices]
    names = [place.name for place in annotations.places]
    names += [body.place for body in annotations.agencies if body.place]
    names += [office.place for office in offices if office.place]
    names += [own[1] for office in offices if (own := school(office.title))]
    return frozenset(filter(None, map(place_key, names)))

"""Corrections worked out: for each slug that linking finds, the slug that people decided it to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from corpus.corrections import Correction, Forbid, Kind, Merge, Rename, Split
from corpus.spelling import name_key, title_key
from corpus.vietnamese import clean


@dataclass(frozen=True, slots=True)
class Rulings:
    """What was decided about one kind of record.

    `kept` leads from a merged slug to the one kept, `split` from article and slug to somebody else; `nobody` holds
    slugs, and `names` keys of names, that are forbidden; `shown` is by what name a record goes.
    """

    kept: dict[str, str] = field(default_factory=dict)
    split: dict[tuple[str, str], str] = field(default_factory=dict)
    nobody: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    shown: dict[str, str] = field(default_factory=dict)

    def decide(self, article: str, slug: str, name: str) -> str | None:
        """Return whom (or which body) an article names where linking found `slug` for `name`; None for nobody.

        A split of the article holds wherever on the way it is met, once: who was merged can be split off again.
        """
        if slug in self.nobody or (self.names and spelled(name) in self.names):
            return None
        seen, parted = {slug}, False
        while True:
            to = None if parted else self.split.get((article, slug))
            if to is not None:
                seen, parted = set(), True
            else:
                to = self.kept.get(slug)
            if to is None or to in seen:
                return None if slug in self.nobody else slug
            slug = to
            seen.add(slug)

    def moved(self, slug: str) -> str | None:
        """Return the slug that took the place of `slug`, None where it stands for itself or for nobody."""
        now = self.decide("", slug, "")
        return None if now == slug else now

    def leading_to(self, slugs: Iterable[str]) -> set[str]:
        """Return `slugs`, and all from which some article is led to one of them."""
        back: dict[str, set[str]] = {}
        for slug, to in (*self.kept.items(), *((who, to) for (_, who), to in self.split.items())):
            back.setdefault(to, set()).add(slug)
        found, ahead = set[str](), list(slugs)
        while ahead:
            slug = ahead.pop()
            if slug not in found:
                found.add(slug)
                ahead += back.get(slug, ())
        return found

    def targets(self) -> set[str]:
        """Return the slugs to which something was moved."""
        return {*self.kept.values(), *self.split.values()}


def rulings(corrections: Iterable[Correction], of: Kind) -> Rulings:
    """Work out the corrections of one kind; of two that contradict each other the later one stands."""
    kept: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    forbidden: set[str] = set()
    shown: dict[str, str] = {}
    for entry in corrections:
        if entry.of != of:
            continue
        match entry:
            case Merge():
                kept.update(dict.fromkeys(entry.others, entry.keep))
                kept.pop(entry.keep, None)  # kept by this later decision, wherever it went before
            case Split():
                split.update({(article, entry.who): entry.to for article in entry.articles})
            case Rename():
                shown[entry.who] = " ".join(clean(entry.name).split())
            case Forbid():
                forbidden.add(entry.who)
    names = {spelled(who) for who in forbidden if " " in who or not who.islower()}
    return Rulings(kept, split, frozenset(forbidden), frozenset(names - {""}), shown)


def spelled(name: str) -> str:
    """Return the form in which the wordings of a forbidden name meet: abbreviated or not, in any capitals."""
    return name_key(title_key(clean(name)))


def touched(corrections: Collection[Correction], of: Kind) -> tuple[set[str], set[str]]:
    """Return the slugs, and the names (as people wrote them), whose links these corrections may change."""
    slugs: set[str] = set()
    names: set[str] = set()
    for entry in corrections:  # a renaming changes no link
        if entry.of != of:
            continue
        match entry:
            case Merge():
                slugs.update((entry.keep, *entry.others))
            case Split():
                slugs.update((entry.who, entry.to))
            case Forbid():
                slugs.add(entry.who)
                names.add(entry.who)
    return slugs, names

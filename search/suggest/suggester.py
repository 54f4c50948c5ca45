"""`Suggester`: completion and "did you mean" over one engine, made anew when first asked after each commit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from corpus.eras import Eras
from corpus.vietnamese import match_key
from search.counts import NO_COUNTS
from search.deadline import NEVER, Deadline
from search.engine import Engine, TooSlow
from search.lexicon import Lexicon
from search.plan import plan
from search.query import Query
from search.suggest.complete import COMPLETIONS, Completion, Completions
from search.suggest.correct import MAX_LENGTH, correct
from search.suggest.likelihood import Speech

if TYPE_CHECKING:  # comes with the database's library, which a search does not need
    from corpus.labels import Named

T = TypeVar("T")


class Register(Protocol):
    """Who knows the people and bodies that articles name; the registry does."""

    def named(self) -> Sequence[Named]:
        """Return all of them, facet "official" or "agency"."""
        ...

    def offices(self, slugs: Sequence[str]) -> Mapping[str, str]:
        """Return the latest office of each of these people who has one."""
        ...

    def labels(self, facet: str, keys: Collection[str]) -> Mapping[str, str]:
        """Return what to call these values of a facet."""
        ...


class _PerCommit(Generic[T]):
    """What is made of a commit's lexicon. After the next commit the old one serves on while a thread makes the new."""

    def __init__(self, make: Callable[[Lexicon], T]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._made: tuple[Lexicon, T] | None = None

    def of(self, lexicon: Lexicon) -> T:
        made = self._made
        if made is None:
            return self._renewed(lexicon)
        if made[0] is not lexicon and not self._lock.locked():
            threading.Thread(target=self._renewed, args=(lexicon,), daemon=True).start()
        return made[1]

    def _renewed(self, lexicon: Lexicon) -> T:
        with self._lock:
            if self._made is None or self._made[0] is not lexicon:
                self._made = lexicon, self._make(lexicon)
            return self._made[1]


class Suggester:
    """Answers from the last commit; threads may share it."""

    def __init__(self, engine: Engine, register: Register, known: Eras | None = None) -> None:
        """Suggest from what `engine` holds and `register` knows; `known` are the places with names old and new."""
        self._engine, self._register, self._known = engine, register, known
        self._speech = _PerCommit(Speech)
        self._completions = _PerCommit(lambda lexicon: Completions(self._entries(lexicon)))
        # The register goes through all offices said of a person: 40 ms for the ten whom 100,000 articles name most.
        self._offices = _PerCommit[dict[str, str]](lambda _: {})

    def complete(self, text: str, limit: int = COMPLETIONS) -> list[Completion]:
        """Return what `text` may become, best first, people with their offices. Raises EngineError."""
        lexicon = self._engine.lexicon()
        found = self._completions.of(lexicon).of(text, limit)
        offices = self._offices.of(lexicon)
        new = [one.id for one in found if one.kind == "official" and one.id not in offices]
        if new:
            offices.update({**dict.fromkeys(new, ""), **self._register.offices(new)})
        return [replace(one, gloss=offices[one.id]) if one.kind == "official" else one for one in found]

    def did_you_mean(self, query: Query, deadline: Deadline = NEVER) -> str | None:
        """Return what was probably meant by a query's text.

        None where it is good, or nothing better would be found, or the deadline has passed.
        """
        if not query.text or len(query.text) > MAX_LENGTH or deadline.passed:
            return None
        better = correct(query.text, self._speech.of(self._engine.lexicon()))
        return better if better is not None and self._finds(replace(query, text=better), deadline) else None

    def _finds(self, query: Query, deadline: Deadline) -> bool:
        try:
            return self._engine.find(plan(replace(query, page=1, size=1), self._known), deadline).total > 0
        except TooSlow:
            return False

    def _entries(self, lexicon: Lexicon) -> Iterator[Completion]:
        known = set()
        for one in self._register.named():
            known.add(match_key(one.label))
            yield Completion(one.label, one.kind, one.id, one.articles)
        topics = self._engine.find(plan(Query(size=1))).facets.get("topic", NO_COUNTS).all()
        for id, label in self._register.labels("topic", topics).items():
            known.add(match_key(label))
            yield Completion(label, "topic", id, topics[id])
        for kind, counted in (("place", lexicon.places), ("phrase", lexicon.phrases)):
            for text, articles in counted.items():
                if match_key(text) not in known:
                    known.add(match_key(text))
                    yield Completion(text, kind, "", articles)

"""Opening a home to read it: whole, or only as far as one search needs it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.nameplates import Nameplates, Unreadable
from search.engines.whoosh import WhooshEngine
from search.home import Home

if TYPE_CHECKING:  # loaded where it is asked for: the database's library takes longer to load than a search takes
    from corpus.archive import Archive
    from corpus.corrections import Kind
    from corpus.labels import Named
    from corpus.registry import Registry


@contextmanager
def opened(home: Home) -> Iterator[tuple[Archive, WhooshEngine]]:
    """Open archive and engine of a home that has both; raises ArchiveMissing or IndexMissing."""
    from corpus.archive import Archive

    with Archive.open(home.archive, create=False) as archive, closing(WhooshEngine(home.index)) as engine:
        yield archive, engine


@contextmanager
def to_ask(home: Home) -> Iterator[tuple[Register, WhooshEngine]]:
    """Open the engine of a home and what one search asks of its registry; raises as `opened` does."""
    with closing(Register(home)) as register, closing(WhooshEngine(home.index)) as engine:
        yield register, engine


class Register:
    """The registry of a home's archive: names are read from its file, all else by the registry itself."""

    def __init__(self, home: Home) -> None:
        """Take a home; raises ArchiveMissing and the other errors of an archive that cannot be read."""
        self._home = home
        try:
            self._plates: Nameplates | None = Nameplates(home.archive)
        except Unreadable:  # the archive itself says why, or brings itself up to date
            self._plates = None
            _ = self._registry

    @cached_property
    def _registry(self) -> Registry:
        from corpus.registry import Registry

        return Registry(self._archive)

    @cached_property
    def _archive(self) -> Archive:
        from corpus.archive import Archive

        return Archive.open(self._home.archive, create=False)

    def labels(self, facet: str, keys: Collection[str]) -> dict[str, str]:
        """Return what to call these values of a facet; unknown keys are left out."""
        if self._plates is not None:
            try:
                return self._plates.labels(facet, keys)
            except Unreadable:  # as above
                self._plates = None
        return self._registry.labels(facet, keys)

    def moved(self, kind: Kind, slug: str) -> str | None:
        """Return the slug that took the place of a merged one, None where there is none."""
        return self._registry.moved(kind, slug)

    def called(self, kind: Kind, slugs: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return by which names each of these is known."""
        return self._registry.called(kind, slugs)

    def named(self) -> Sequence[Named]:
        """Return all people and bodies that articles name."""
        return self._registry.named()

    def offices(self, slugs: Sequence[str]) -> Mapping[str, str]:
        """Return the latest office of each of these people who has one."""
        return self._registry.offices(slugs)

    def close(self) -> None:
        """Let go of the archive, where it was opened."""
        if "_archive" in vars(self):
            self._archive.close()

"""Where the state of one installation lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from corpus.eras import Eras, eras


@dataclass(frozen=True, slots=True)
class Home:
    """A folder that holds one archive, the index made from it, and the lock of the indexer."""

    path: Path

    @property
    def archive(self) -> Path:
        """The archive's SQLite file: the one thing here, beside the corrections, that cannot be made again."""
        return self.path / "archive.sqlite"

    @property
    def index(self) -> Path:
        """The index folder; may be deleted at any time and rebuilt."""
        return self.path / "index"

    @property
    def corrections(self) -> Path:
        """What people decided about officials and agencies: kept by hand, never made by the machine."""
        return self.path / "corrections.jsonl"

    @property
    def units(self) -> Path:
        """Places beside those of the country, and which became which: kept by hand, in the form of units_reform.tsv."""
        return self.path / "units.tsv"

    @property
    def lock(self) -> Path:
        """Held by the one indexer that runs."""
        return self.path / "index.lock"


def known_places(home: Home) -> Eras:
    """Return the places of the country and those of a home; UnitsBroken where its file cannot be used."""
    return eras(home.units if home.units.exists() else None)


def default_home() -> Path:
    """Return the platform's folder for an application's data of this user."""
    return platformdirs.user_data_path("tratin", appauthor=False)

"""All names of one kind end to end in one text, so that a word is looked for in all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.vietnamese import fold

_END = "\n"  # no key has one


@dataclass(frozen=True, slots=True)
class Names:
    """Names numbered in the order given, with accents and without; blanks around each, so that words stand apart."""

    text: str
    folded: str
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Lay names end to end."""
        padded = [f" {name} {_END}" for name in names]
        text = "".join(padded)
        return cls(text, fold(text), np.cumsum([0, *map(len, padded)], dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        return self.text[self.starts[number] + 1 : self.starts[number + 1] - len(_END) - 1]

    def having(self, piece: str, *, bare: bool) -> npt.NDArray[np.int64]:
        """Return the numbers of the names that hold a piece, ascending; with `bare` accents do not matter."""
        inside = re.finditer(re.escape(piece), self.folded if bare else self.text)
        at = np.fromiter((match.start() for match in inside), np.int64)
        return np.unique(np.searchsorted(self.starts, at, side="right") - 1)

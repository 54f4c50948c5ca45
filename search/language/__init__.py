"""The query language: text becomes free words, a tree of conditions, and a list of slips. It never fails."""

from search.language.read import Reading, read
from search.language.slips import Slip
from search.language.tokens import without_operators

__all__ = ["Reading", "Slip", "read", "without_operators"]

"""The query language: text becomes free words, a tree of conditions, and a list of slips. It never fails."""

from search.language.read import Reading, read
from search.language.slips import Slip

__all__ = ["Reading", "Slip", "read"]

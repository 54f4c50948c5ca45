"""Why an article is a hit: which words of the query it has, how and where, which it has not, and what scores most."""

from search.why.reasons import Factor, How, Matched, View, Where, Why
from search.why.sentences import sentences
from search.why.telling import explained, why

__all__ = ["Factor", "How", "Matched", "View", "Where", "Why", "explained", "sentences", "why"]

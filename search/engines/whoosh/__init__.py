"""The embedded engine: a Whoosh index in a folder. No Whoosh type leaves this package.

Whoosh keeps the schema as a pickle: an index folder is code. Never open one that comes from somewhere else.
"""

from search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]

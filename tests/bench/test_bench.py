"""The bench itself: its collection, its means, its table, its drawings, and that a wrong engine is caught."""

from tests.bench.peers.door import Answer

FACETS = {"official": {"le-van-an": 2}, "agency": {}, "topic": {"y-te": 1}, "date": {"2023-08": 3}}
ANSWER = Answer(("a", "b"), 3, FACETS)

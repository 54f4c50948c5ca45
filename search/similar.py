"""Articles beside one: the same report elsewhere, and those that hold most of what its title and its opening say."""

from __future__ import annotations

from corpus.article import Article
from search.deadline import NEVER, Deadline
from search.engine import Document, Engine, TooSlow
from search.plan import MAX_SYLLABLES, plan
from search.query import MAX_QUERY_LENGTH, Query
from search.text.cutting import syllables

ELSEWHERE = 20  # copies named below an article: more than any report has in practice, few enough to read through
SIMILAR = 4  # offered below an article: as many as are looked at


def elsewhere(engine: Engine, article_id: str) -> tuple[Document, ...]:
    """Return other articles that are the same report as this one, the newest first, `ELSEWHERE` at most."""
    return tuple(found for found in engine.get(engine.twins(article_id)[:ELSEWHERE]) if found is not None)


def similar(engine: Engine, article: Article, deadline: Deadline = NEVER) -> tuple[Document, ...]:
    """Return the articles most like `article`, the most alike first; none where nothing is alike enough.

    Its own opening is asked for as a question would be. The article itself then has the best score, and what has less
    of that than the plan's share is no answer. Its twins are not among them, and of others that are twins only one.
    Where `deadline` passes, they are those like its first words.
    """
    words = [one.key for one in syllables(f"{article.title}\n{article.body}")[:MAX_SYLLABLES]]
    if not words:
        return ()
    query = Query(" ".join(words)[:MAX_QUERY_LENGTH], size=SIMILAR + 1, join=False)
    try:
        answer = engine.find(plan(query), deadline)
    except TooSlow:
        return ()
    same = {article.id, *engine.twins(article.id)}
    ids = [id for id in answer.ids if id not in same]
    return tuple(found for found in engine.get(ids[:SIMILAR]) if found is not None)

"""Articles like one: those that hold most of what its title and its opening say."""

from __future__ import annotations

from corpus.article import Article
from search.deadline import NEVER, Deadline
from search.engine import Document, Engine, TooSlow
from search.plan import MAX_SYLLABLES, plan
from search.query import MAX_QUERY_LENGTH, Query
from search.text.analyze import syllables

SIMILAR = 4  # offered below an article: as many as are looked at


def similar(engine: Engine, article: Article, deadline: Deadline = NEVER) -> tuple[Document, ...]:
    """Return the articles most like `article`, the most alike first; none where nothing is alike enough.

    Its own opening is asked for as a question would be. The article itself then has the best score, and what has less
    of that than the plan's share is no answer. Where `deadline` passes, they are those like its first words.
    """
    words = [one.key for one in syllables(f"{article.title}\n{article.body}")[:MAX_SYLLABLES]]
    if not words:
        return ()
    try:
        answer = engine.find(plan(Query(" ".join(words)[:MAX_QUERY_LENGTH], size=SIMILAR + 1)), deadline)
    except TooSlow:
        return ()
    ids = [id for id in answer.ids if id != article.id]
    return tuple(found for found in engine.get(ids[:SIMILAR]) if found is not None)

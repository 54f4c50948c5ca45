"""What an article says: officials, agencies, places, days, topics and documents, each with the spans that prove it."""

from __future__ import annotations

from corpus.article import Annotations, Article

# Grows whenever rules or lexicon change what annotation finds, so that the archive annotates its articles again.
VERSION = 4


def annotate(article: Article) -> Annotations:
    """Return all that annotation finds in `article`: a pure function of the article and the lexicon."""
    # Loaded here: many read a table of the lexicon and annotate nothing, and all of annotation takes longer to load
    # than a search takes.
    from corpus.annotate.agencies import find_agencies
    from corpus.annotate.context import context_of
    from corpus.annotate.dates import find_dates
    from corpus.annotate.documents import find_documents
    from corpus.annotate.items import items_of
    from corpus.annotate.officials import find_officials
    from corpus.annotate.places import find_places
    from corpus.annotate.statements import find_statements
    from corpus.annotate.tokens import text_of, words_of
    from corpus.annotate.topics import find_topics

    places = find_places(article)
    context = context_of(words_of(text_of(article)), items_of(text_of(article)), places)
    agencies = find_agencies(article, places, context)
    documents = find_documents(article, agencies)
    dates, event_date = find_dates(article, documents)
    officials = find_officials(article, places, agencies, context)
    return Annotations(
        article_id=article.id,
        officials=officials,
        agencies=agencies,
        dates=dates,
        event_date=event_date,
        topics=find_topics(article),
        places=places,
        documents=documents,
        statements=find_statements(article, officials),
    )

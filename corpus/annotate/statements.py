"""What officials are reported to have said, asked, ordered or promised, and who said it.

A statement is the whole sentence around a verb of speech; one that ends in a colon takes in the quotation below it.
What several say together is a statement of each.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.annotate.reports import Reader, is_quoted
from corpus.annotate.sentences import sentences
from corpus.annotate.tokens import text_of
from corpus.article import Article, Official, Span, Statement

_OPENS = ("“", '"', "«", "- ", "– ")
# A paragraph that ends in a colon is gone on with in so many more, while they open with a quotation or a dash.
MOST_PARAGRAPHS = 4


def find_statements(article: Article, officials: Sequence[Official]) -> tuple[Statement, ...]:
    """Return the statements of `officials`, who are those found in the same article, in the order of the text."""
    if not officials:
        return ()
    text = text_of(article)
    reader = Reader(text, officials)
    found: list[Statement] = []
    paragraphs, captions = article.paragraphs(), frozenset(article.captions)
    done = 0
    for number, paragraph in enumerate(paragraphs):
        if paragraph.start < done or number in captions:
            continue
        reader.last_said = False
        for sentence in sentences(text, paragraph):
            report = reader.report(sentence)
            if report is None:
                continue
            end = sentence.end
            if text[end - 1] == ":" and end == paragraph.end:
                end = done = _continued(text, paragraphs, number)
                if end == sentence.end:
                    continue  # a colon and nothing said
            said = Span(sentence.start, end)
            direct = is_quoted(text, said, report.end)
            found += [Statement(one, report.verb, report.kind.act, direct, said) for one in report.speakers]
    return tuple(found)


def _continued(text: str, paragraphs: Sequence[Span], number: int) -> int:
    """Return where the words end that a colon at the end of paragraph `number` announces."""
    end = paragraphs[number].end
    for following in paragraphs[number + 1 : number + 1 + MOST_PARAGRAPHS]:
        if not text.startswith(_OPENS, following.start):
            break
        end = following.end
    return end

"""What an article has of the phrases, beginnings and names that a query asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Span
from corpus.spelling import agency_label, title_key
from corpus.vietnamese import clean
from search.engine import Document
from search.language import read
from search.language.fields import condition
from search.language.marks import Wanted
from search.language.tokens import Sign, tokens
from search.language.tree import AllOf, Form, Kind, Named, Part, Phrase, Prefix, wanted
from search.layout import Called, Names
from search.text.cutting import spread, syllables
from search.why.reasons import How, Matched, Where
from search.why.texts import Form as Found
from search.why.texts import how, opening_end, told


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that articles are wanted for, its words as they were typed, and what finds them in texts."""

    leaf: Phrase | Prefix | Named
    typed: str
    wanted: Wanted


def asked_for(query: str) -> list[Asked]:
    """Return the conditions of a query that articles are wanted for, each once."""
    text = clean(query)
    leaves = [leaf for leaf in wanted(read(text).must) if isinstance(leaf, Phrase | Prefix | Named)]
    return [Asked(leaf, _typed(leaf, text), Wanted(leaf)) for leaf in dict.fromkeys(leaves)]


def _typed(leaf: Phrase | Prefix | Named, text: str) -> str:
    field: Part | Kind = leaf.kind if isinstance(leaf, Named) else leaf.part
    for token in tokens(text)[0]:
        if token.sign in (Sign.WORD, Sign.QUOTED):
            made = condition(field, token.text, dt.date.min, quoted=token.sign is Sign.QUOTED)
            if made == leaf or (isinstance(made, AllOf) and leaf in made.parts):
                return token.text
    return " ".join(form.key for form in leaf.forms) if not isinstance(leaf, Prefix) else f"{leaf.start}*"


def matched(asked: Sequence[Asked], document: Document, called: Called) -> Iterator[Matched]:
    """Yield how a document meets each condition; one that it does not meet is passed over, as alternatives may be.

    `called` are names on record of its people and bodies, which it may write otherwise.
    """
    for one in asked:
        leaf, typed = one.leaf, one.typed
        if isinstance(leaf, Named):
            yield from told(typed, _named(leaf, typed, document, called))
        else:
            yield from told(typed, _written(leaf, typed, one.wanted, document))


def _written(leaf: Phrase | Prefix, typed: str, looked_for: Wanted, document: Document) -> Iterator[Found]:
    article = document.article
    for start, end in looked_for.spans(article.title):
        if leaf.part is not Part.SAID:
            text = article.title[start:end]
            yield Found(text, _way(leaf, typed, text), Where.TITLE)
    if leaf.part is Part.TITLE:
        return
    opening, shift = opening_end(article), article.body_start
    said = [one.span for one in document.annotations.statements]
    for start, end in looked_for.spans(article.body):
        if leaf.part is Part.TEXT or any(one.start <= start + shift and end + shift <= one.end for one in said):
            text = article.body[start:end]
            yield Found(text, _way(leaf, typed, text), Where.OPENING if start < opening else Where.BODY)


def _way(leaf: Phrase | Prefix, typed: str, found: str) -> How:
    return How.PREFIX if isinstance(leaf, Prefix) else how(typed, found)


def _named(leaf: Named, typed: str, document: Document, called: Called) -> Iterator[Found]:
    """Yield the names that meet a condition: as the article writes them, else as they are on record."""
    article, own = document.article, _forms(typed.removesuffix("*"))
    opening = opening_end(article) + article.body_start
    for name, mentions in _names(leaf.kind, document):
        written = []
        for mention in mentions:
            text = mention.of(article.text)
            if _has(text, own, leaf.start):
                way = How.PREFIX if leaf.start else _spelt(own, text)
            elif _has(title_key(text), leaf.forms, leaf.start):
                way = How.ABBREVIATION
            else:
                continue
            where = (
                Where.TITLE
                if mention.end < article.body_start
                else Where.OPENING
                if mention.start < opening
                else Where.BODY
            )
            written.append(Found(text, way, where))
        if written:
            yield from written
        elif _has(name, leaf.forms, leaf.start):
            yield Found(name, How.NAME, None)
    written_names = [name for name, _ in _names(leaf.kind, document)]
    for name in _on_record(leaf.kind, document, called):
        if _has(name, leaf.forms, leaf.start) and not any(_has(one, leaf.forms, leaf.start) for one in written_names):
            yield Found(name, How.NAME, None)


def _on_record(kind: Kind, document: Document, called: Called) -> Iterator[str]:
    """Yield the names that corrections gave the people, or bodies, that a document names, each once."""
    links = document.links
    known: Mapping[Kind, tuple[Sequence[str], Names]] = {
        Kind.PERSON: (links.officials, called.people),
        Kind.AGENCY: (links.agencies, called.agencies),
    }
    ids, names = known.get(kind, ((), {}))
    yield from dict.fromkeys(name for id in ids for name in names.get(id, ()))


def _names(kind: Kind, document: Document) -> Iterator[tuple[str, Sequence[Span]]]:
    notes, links = document.annotations, document.links
    if kind is Kind.PERSON:
        yield from ((one.name, one.mentions) for one, id in zip(notes.officials, links.officials, strict=False) if id)
    elif kind is Kind.AGENCY:
        yield from (
            (agency_label(one), one.mentions) for one, id in zip(notes.agencies, links.agencies, strict=False) if id
        )
    elif kind is Kind.NUMBER:
        yield from ((one.number, one.mentions) for one in notes.documents)
    else:
        yield from ((" ".join(filter(None, (one.kind, one.name))), one.mentions) for one in notes.places)
        yield from ((one.within, ()) for one in notes.places if one.within)
        bodies = (one.place for one in notes.agencies)
        offices = (office.place for one in notes.officials for office in one.offices)
        yield from ((place, ()) for place in dict.fromkeys((*bodies, *offices)) if place)


def _forms(text: str) -> tuple[Form, ...]:
    return tuple(Form(one.key, one.folded) for one in spread(syllables(clean(text))))


def _has(name: str, forms: Sequence[Form], start: str) -> bool:
    """Tell whether a name has all of `forms`, the last of which may go on where there is a `start`."""
    inside = _forms(name)

    def meets(form: Form, goes_on: str) -> bool:
        keys = (one.folded if form.bare else one.key for one in inside)
        return any(key == form.key or (goes_on != "" and key.startswith(goes_on)) for key in keys)

    return bool(forms) and all(meets(form, start if form is forms[-1] else "") for form in forms)


def _spelt(forms: Sequence[Form], name: str) -> How:
    """Return how a name writes the syllables typed, whose order does not matter."""
    keys = {one.key for one in _forms(name)}
    return How.TYPED if all(form.key in keys for form in forms) else How.FOLDED

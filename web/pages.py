"""The pages for readers: home, results, how to search, an article, a person, an agency, a topic."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.article import Annotations, Article, Links
from corpus.corrections import Kind
from search.deadline import Deadline
from search.engine import TooSlow
from search.find import find
from search.moved import led_on
from search.page import INCOMPLETE, Bucket, Page
from search.plan import plan
from search.query import MAX_CHOICES, Query, Sort
from search.said import said
from search.similar import elsewhere, similar
from search.why import explained, sentences
from web import guide, histogram, listing, marking, params, steps, timeline, voices
from web.kept import settle
from web.paging import href, own_pager, pager_of
from web.sources import Sources, sources
from web.spelling import PAGES, WHY

LATEST = 8  # articles on the home page: a phone's two screens
WAYS_IN = 10  # people, and agencies, offered on the home page
BESIDE = 8  # topics, people and agencies listed beside a person's or an agency's articles
STATEMENTS = 5  # of a person, shown above the articles: what is read before one looks for more
PASSAGES = 3  # of one speaker, listed beside an article; the rest folds away
ABOUT = "ve"  # the address's parameter for what a person spoke about
TRIES = 8  # neighbouring queries tried where one finds nothing: each costs as much as the query did

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> str:
    """Show the search box, what is new, and the ways in."""
    at = sources()
    page = find(at.engine, Query(sort=Sort.NEWEST, size=LATEST), at.registry)
    return render_template(
        "home.html",
        page=page,
        topics=_buckets(page, "topic"),
        years=_buckets(page, "date"),
        people=at.registry.people(WAYS_IN),
        agencies=at.registry.agencies(WAYS_IN),
    )


@pages.get("/tim")
def results() -> str:
    """Show the answer to the address's query."""
    at = sources()
    pairs, explain = params.explained(request.args.items(multi=True), WHY, PAGES)
    query = led_on(params.read(pairs, PAGES), at.registry)
    deadline = at.deadline()
    page = find(at.engine, query, at.registry, at.known, deadline=deadline)
    chips = listing.chips(page)
    meant = at.suggester.did_you_mean(query, deadline)
    page, reasons = explained(at.engine, page, at.known, at.registry, deadline=deadline) if explain else (page, ())
    if not deadline.passed:
        settle()
    return render_template(
        "results.html",
        page=page,
        query=query,
        panels=listing.panels(page),
        chart=histogram.chart(page),
        chips=chips,
        orders=listing.orders(query),
        filtered=steps.is_filtered(query),
        incomplete=INCOMPLETE[0],
        meant=steps.in_words(query, meant) if meant else None,
        bare=steps.unfiltered(query),
        first=steps.at_page(query, 1),
        otherwise=steps.joining(query, not query.join),
        refolded=steps.folded(query, fold=not query.fold),
        worth_trying=[] if page.total else _worth_trying(at, page, chips, deadline),
        completable=not page.total and bool(at.suggester.complete(query.text, 1)),
        reasons=[sentences(one) if one else () for one in reasons],
        pager=pager_of(page, lambda number: href(steps.at_page(query, number))),
    )


@pages.get("/huong-dan")
def help_page() -> str:
    """Show how to search: every operator, with examples to try."""
    return render_template("guide.html", chapters=guide.GUIDE, twins=guide.TWINS)


@pages.get("/bai/<path:article_id>")
def article(article_id: str) -> str:
    """Show one article with what was found in it."""
    shown, annotations, links = _article(sources(), article_id)
    labels = sources().registry.labels("topic", [topic.id for topic in annotations.topics])
    said = voices.voices(annotations, links)
    return render_template(
        "article.html",
        article=shown,
        annotations=annotations,
        paragraphs=marking.lay_out(shown, marking.marks(annotations, links), said),
        spoken=[(one.speaker, one.passages) for one in voices.by_speaker(shown, said)],
        passages_shown=PASSAGES,
        officials=[pair for pair in zip(annotations.officials, links.officials, strict=False) if pair[1]],
        agencies=[pair for pair in zip(annotations.agencies, links.agencies, strict=False) if pair[1]],
        filed=_filed(sources(), [named.day.isoformat() for named in annotations.dates]),
        topics=[(topic.id, labels.get(topic.id, topic.id)) for topic in annotations.topics],
        elsewhere=elsewhere(sources().engine, article_id),
        similar=[found.article for found in similar(sources().engine, shown, sources().deadline())],
    )


@pages.get("/nguoi/<slug>")
def person(slug: str) -> str | Response:
    """Show who a person is: the offices held over time, and the articles."""
    found = sources().registry.person(slug)
    if found is None:
        return _moved("people", "pages.person", slug)
    deadline = sources().deadline()
    page = _articles(Query(official=(slug,), sort=Sort.NEWEST), deadline)
    about = " ".join(request.args.get(ABOUT, "").split())
    return render_template(
        "person.html",
        person=found,
        about=about,
        said=said(sources().engine, slug, about, STATEMENTS, deadline=deadline),
        scale=timeline.scale((office.first, office.last) for office in found.offices),
        page=page,
        topics=_buckets(page, "topic")[:BESIDE],
        agencies=_buckets(page, "agency")[:BESIDE],
        every=steps.at_page(page.query, 1),
        speeches=Query(about, official=(slug,), speaks=True, sort=Sort.RELEVANCE if about else Sort.NEWEST),
        pager=own_pager(page),
    )


@pages.get("/coquan/<slug>")
def agency(slug: str) -> str | Response:
    """Show what an agency is: its holders of office over time, and the articles."""
    found = sources().registry.agency(slug)
    if found is None:
        return _moved("agencies", "pages.agency", slug)
    page = _articles(Query(agency=(slug,), sort=Sort.NEWEST))
    return render_template(
        "agency.html",
        agency=found,
        scale=timeline.scale((holder.first, holder.last) for holder in found.holders),
        page=page,
        topics=_buckets(page, "topic")[:BESIDE],
        every=steps.at_page(page.query, 1),
        pager=own_pager(page),
    )


@pages.get("/chude/<topic_id>")
def topic(topic_id: str) -> str:
    """Show a topic's articles, and who and which agencies they name most."""
    label = sources().registry.labels("topic", [topic_id]).get(topic_id)
    if label is None:
        abort(404)
    page = _articles(Query(topic=(topic_id,), sort=Sort.NEWEST))
    return render_template(
        "topic.html",
        topic_id=topic_id,
        label=label,
        page=page,
        people=_buckets(page, "official")[:BESIDE],
        agencies=_buckets(page, "agency")[:BESIDE],
        every=steps.at_page(page.query, 1),
        pager=own_pager(page),
    )


def _moved(kind: Kind, endpoint: str, slug: str) -> Response:
    """Lead on to the record with which people merged this one; 404 where there is none."""
    now = sources().registry.moved(kind, slug)
    if now is None:
        abort(404)
    return redirect(url_for(endpoint, slug=now), 301)


def _articles(query: Query, deadline: Deadline | None = None) -> Page:
    """Answer a fixed query at the page number that the address asks for."""
    asked = params.read(request.args.items(multi=True), PAGES)
    at = sources()
    return find(at.engine, steps.at_page(query, asked.page), at.registry, deadline=deadline or at.deadline())


def _article(at: Sources, article_id: str) -> tuple[Article, Annotations, Links]:
    """Return an article with what was found in it: nothing yet, where it has only just arrived. 404 if unknown."""
    known = at.registry.documents([article_id])
    if known:
        return known[0]
    bare = at.archive.get(article_id)
    if bare is None:
        abort(404)
    return bare, Annotations(bare.id), Links()


def _filed(at: Sources, days: Sequence[str]) -> frozenset[str]:
    """Return those of these days under which some article is filed: only they lead anywhere."""
    months = tuple(dict.fromkeys(day[:7] for day in days))[:MAX_CHOICES]
    if months:
        with suppress(TooSlow):
            return frozenset(at.engine.find(plan(Query(date=months, size=1)), at.deadline()).days)
    return frozenset()


def _buckets(page: Page, name: str) -> Sequence[Bucket]:
    return next((facet.buckets for facet in page.facets if facet.name == name), ())


def _worth_trying(
    at: Sources, page: Page, chips: Sequence[listing.Chip], deadline: Deadline
) -> list[tuple[listing.Try, int]]:
    """Return the neighbouring queries that do find something, with how much, so that no suggestion is a dead end."""
    found = []
    for one in listing.tries(page.query, chips)[:TRIES]:
        if deadline.passed:
            break
        with suppress(TooSlow):
            if total := at.engine.find(plan(one.query, at.known), deadline).total:
                found.append((one, total))
    return found

"""`tratin people` and `tratin agencies`: looking into the registry, and correcting it by hand.

A correction is first written into the home's file of corrections, then the registry is brought to it; the search
follows with the next `tratin index`. What the commands refuse they refuse before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from corpus.archive import Archive
from corpus.corrections import Correction, Corrections, Forbid, Kind, Merge, Rename, Split, append, load, without
from corpus.registry import Registry
from corpus.rulings import rulings
from corpus.vietnamese import clean
from search.home import Home, default_home
from search.indexer import alone
from search.opening import opened
from search.said import said
from search.terminal import CommandGroup, errors_as_sentences, fail, say

_note = click.option("--note", default="", help=say("Lý do, ghi vào tệp đính chính.", "Why, kept in the corrections."))


@contextmanager
def _registry(chosen: Path | None) -> Iterator[tuple[Home, Registry]]:
    home = Home(chosen or default_home())
    with errors_as_sentences(), Archive.open(home.archive, create=False) as archive:
        yield home, Registry(archive)


@contextmanager
def _desk(chosen: Path | None) -> Iterator[tuple[Home, Registry]]:
    """As `_registry`, with nobody else at work: what is looked up holds until the decision is written."""
    with _registry(chosen) as (home, registry), alone(home):
        yield home, registry


def _known(registry: Registry, of: Kind, *slugs: str) -> None:
    """End the command where one of these was never anybody's slug."""
    probe = Corrections(tuple(Rename(of=of, on=date.today(), who=slug, name=slug) for slug in slugs))
    if missing := [slug for _, slug in registry.unknown(probe)]:
        fail(say(f"Không có mã: {', '.join(missing)}", f"Nobody is called: {', '.join(missing)}"))


def _somebody(home: Home, of: Kind, *slugs: str) -> None:
    """End the command where one of these is nobody by an earlier decision, which would make this one idle."""
    for number, entry in enumerate(load(home.corrections), start=1):
        if isinstance(entry, Forbid) and entry.of == of and entry.who in slugs:
            fail(
                say(
                    f"Đính chính {number} không coi {entry.who} là ai; hãy bỏ nó trước: tratin {of} undo {number}",
                    f"By correction {number} {entry.who} is nobody: take it back first, tratin {of} undo {number}",
                )
            )


def _words(text: str) -> str:
    """Return what was typed in one form: one line, NFC, and nothing that is no letter."""
    return " ".join(clean(text.encode("utf-8", "replace").decode()).split())


def _decide(home: Home, registry: Registry, entry: Correction) -> None:
    """Write a decision down and bring the registry to it."""
    _say_linked(registry.correct(append(home.corrections, entry)))


def _say_linked(articles: int) -> None:
    click.echo(
        say(
            f"Đã ghi; {articles} bài được gắn lại. Chạy tratin index để trang tìm kiếm theo kịp.",
            f"Noted; {articles} articles linked anew. Run tratin index for the search to follow.",
        )
    )


def _group(of: Kind, help: str) -> click.Group:
    """Return the group of commands for one kind of record."""
    group = CommandGroup(name=of, help=help)

    @group.command("list", help=say("Liệt kê theo số bài.", "List by number of articles."))
    @click.option("--name", default="", help=say("Chỉ những tên có các chữ này.", "Only names with these words."))
    @click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
    @click.pass_obj
    def _list(chosen: Path | None, name: str, limit: int) -> None:
        with _registry(chosen) as (_, registry):
            rows = registry.listed(of, name, limit)
            for slug, label, gloss, articles in rows:
                click.echo(f"{articles:6}  {slug}  {label}{f' – {gloss}' if gloss else ''}")
            if not rows:
                fail(say("Không có ai.", "There is nobody."))

    @group.command("show", help=say("Cho biết những gì đã ghi về một mã.", "Tell what is on record about a slug."))
    @click.argument("slug")
    @click.pass_obj
    def _show(chosen: Path | None, slug: str) -> None:
        with _registry(chosen) as (_, registry):
            now = registry.moved(of, slug) or slug
            shown = _person_lines(registry, now) if of == "people" else _agency_lines(registry, now)
            if not shown:
                fail(say(f"Không bài nào nêu {slug}.", f"No article names {slug}."))
            click.echo("\n".join(shown))

    @group.command("merge", help=say("Các mã sau là một với mã đầu.", "The other slugs are the same as the first."))
    @click.argument("keep")
    @click.argument("others", nargs=-1, required=True)
    @_note
    @click.pass_obj
    def _merge(chosen: Path | None, keep: str, others: tuple[str, ...], note: str) -> None:
        with _desk(chosen) as (home, registry):
            _known(registry, of, keep, *others)
            _somebody(home, of, keep, *others)
            if keep in others:
                fail(say("Không thể gộp một mã với chính nó.", "Nothing can be merged with itself."))
            if (now := rulings(load(home.corrections), of).moved(keep)) is not None:
                fail(say(f"{keep} đã gộp vào {now}; hãy gộp vào {now}.", f"{keep} was merged into {now}: keep {now}."))
            _decide(home, registry, Merge(of=of, on=date.today(), keep=keep, others=others, note=_words(note)))

    @group.command("rename", help=say("Đặt tên hiển thị; mã giữ nguyên.", "Set the name shown; the slug stays."))
    @click.argument("slug")
    @click.argument("name")
    @_note
    @click.pass_obj
    def _rename(chosen: Path | None, slug: str, name: str, note: str) -> None:
        with _desk(chosen) as (home, registry):
            _known(registry, of, slug)
            _somebody(home, of, slug)
            if not _words(name):
                fail(say("Tên không được để trống.", "A name is needed."))
            _decide(home, registry, Rename(of=of, on=date.today(), who=slug, name=_words(name), note=_words(note)))

    @group.command(
        "forbid",
        help=say(
            "Không coi là cán bộ/cơ quan: một mã, hoặc một tên.", "Count as nobody: a slug, or a name as written."
        ),
    )
    @click.argument("who")
    @_note
    @click.pass_obj
    def _forbid(chosen: Path | None, who: str, note: str) -> None:
        with _desk(chosen) as (home, registry):
            entry = Forbid(of=of, on=date.today(), who=_words(who), note=_words(note))
            if not entry.who or registry.unknown(Corrections((entry,))):
                fail(say(f"Không có mã: {who}", f"Nobody is called: {who}"))
            _somebody(home, of, entry.who)
            _decide(home, registry, entry)

    @group.command("corrections", help=say("Liệt kê các đính chính.", "List the corrections."))
    @click.pass_obj
    def _corrections(chosen: Path | None) -> None:
        with _registry(chosen) as (home, _):
            for number, entry in enumerate(load(home.corrections), start=1):
                if entry.of == of:
                    click.echo(f"{number}. {Corrections((entry,)).text().strip()}")

    @group.command("undo", help=say("Bỏ đính chính có số này.", "Take back the correction with this number."))
    @click.argument("number", type=int)
    @click.pass_obj
    def _undo(chosen: Path | None, number: int) -> None:
        with _desk(chosen) as (home, registry):
            entries = load(home.corrections).entries
            if not 1 <= number <= len(entries) or entries[number - 1].of != of:
                fail(say(f"Không có đính chính số {number}.", f"There is no correction {number}."))
            undone, left = without(home.corrections, number)
            click.echo(Corrections((undone,)).text().strip())
            _say_linked(registry.correct(left))

    return group


def _person_lines(registry: Registry, slug: str) -> list[str]:
    person = registry.person(slug)
    if person is None:
        return []
    shown = [f"{person.name} ({person.id}) – {person.articles} {say('bài', 'articles')}"]
    shown += [say(f"  còn viết: {alias}", f"  also written: {alias}") for alias in person.aliases]
    for office in person.offices:
        days = " – ".join(f"{day:%d/%m/%Y}" for day in dict.fromkeys((office.first, office.last)) if day)
        past = say("nguyên ", "former ") if office.former else ""
        shown.append(f"  {past}{office.title}, {office.place or '?'}  [{days or '?'}; {office.articles}]")
    for article, title, sure in registry.evidence(slug):
        shown.append(f"  {sure:.2f}  {article}  {title}")
    return shown


def _agency_lines(registry: Registry, slug: str) -> list[str]:
    agency = registry.agency(slug)
    if agency is None:
        return []
    shown = [f"{agency.label} ({agency.id}) – {agency.articles} {say('bài', 'articles')}"]
    shown += [say(f"  còn viết: {alias}", f"  also written: {alias}") for alias in agency.aliases]
    shown += [f"  {holder.title}: {holder.name} ({holder.person_id})" for holder in agency.holders]
    return shown


people = _group(
    "people", say("Xem và đính chính những người được nêu tên.", "Look at and correct the people on record.")
)
agencies = _group("agencies", say("Xem và đính chính các cơ quan.", "Look at and correct the bodies on record."))


@people.command(
    help=say(
        "Người mà các bài này nêu dưới mã ấy là một người khác.", "Whom these articles name by the slug is another."
    ),
)
@click.argument("slug")
@click.option("--article", "articles", multiple=True, required=True, help=say("Mã bài.", "An article's id."))
@_note
@click.pass_obj
def split(chosen: Path | None, slug: str, articles: tuple[str, ...], note: str) -> None:
    """Give the person of some articles a slug of their own."""
    with _desk(chosen) as (home, registry):
        _known(registry, "people", slug)
        _somebody(home, "people", slug)
        named = {
            found.id
            for found, _, links in registry.documents(articles)
            if slug in (*links.officials, *links.automatic_officials)
        }
        if wrong := ", ".join(id for id in articles if id not in named):
            fail(say(f"Những bài này không nêu {slug}: {wrong}", f"These articles do not name {slug}: {wrong}"))
        entry = Split(of="people", on=date.today(), who=slug, articles=articles, to="", note=_words(note))
        entry = registry.split_off(entry, load(home.corrections))
        _decide(home, registry, entry)
        click.echo(say(f"Người ấy nay là {entry.to}.", f"They are {entry.to} now."))


@people.command("said", help=say("Người này đã nói gì (về điều gì).", "What this person said (about something)."))
@click.argument("slug")
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.pass_obj
def said_by(chosen: Path | None, slug: str, words: tuple[str, ...], limit: int) -> None:
    """Print statements, those that hold most of the words first."""
    with errors_as_sentences(), opened(Home(chosen or default_home())) as (archive, engine):
        registry = Registry(archive)
        _known(registry, "people", slug)
        found = said(engine, registry.moved("people", slug) or slug, " ".join(words), limit)
        for one in found:
            day = f"{one.day:%d/%m/%Y}" if one.day else say("không rõ ngày", "no date")
            click.echo(f"{day} · {one.article} · {one.verb or one.act}\n   {one.passage}\n")
        if not found:
            fail(say("Không thấy lời nào; hãy bớt từ.", "No statement was found; try fewer words."))

"""What more than one command does: read articles into the archive, run the indexer, and say what was done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from corpus.archive import Archive
from corpus.corrections import Corrections, load
from corpus.readers import Problem, read
from corpus.registry import Registry
from search import indexer
from search.home import Home
from search.terminal import progress, say


def report(problem: Problem) -> None:
    """Name on standard error what a reader had to skip, and why."""
    click.secho(f"{say('Bỏ qua', 'Skipped')}: {problem}", err=True, fg="yellow")


def add_articles(home: Home, paths: Sequence[Path]) -> int:
    """Add what can be read, say what was done, and return how many articles were read."""
    problems: list[Problem] = []

    def note(problem: Problem) -> None:
        problems.append(problem)
        report(problem)

    home.path.mkdir(parents=True, exist_ok=True)
    with Archive.open(home.archive) as archive:
        added = archive.add(read(paths, note))
    click.echo(
        say(
            f"Bài mới: {added.new}, đã đổi: {added.changed}, như cũ: {added.unchanged}, bỏ qua: {len(problems)}.",
            f"New: {added.new}, changed: {added.changed}, unchanged: {added.unchanged}, skipped: {len(problems)}.",
        )
    )
    return added.new + added.changed + added.unchanged


def report_unknown(registry: Registry, corrections: Corrections) -> None:
    """Name on standard error the decisions that speak of slugs nobody ever had."""
    for number, slug in registry.unknown(corrections):
        click.secho(
            say(f"Đính chính {number}: chưa từng có mã {slug}", f"Correction {number}: nobody was ever called {slug}"),
            err=True,
            fg="yellow",
        )


def run_annotator(home: Home, *, every: bool) -> None:
    """Annotate what is pending in the archive, or all of it, with a progress bar, and say what was done."""
    done = indexer.annotate_archive(home, progress, every=every)
    click.echo(say(f"Đã chú giải {done} bài.", f"Annotated {done} articles."))


def run_indexer(home: Home, *, rebuild: bool) -> None:
    """Bring the index up to the archive with progress bars, and say what was done."""
    with Archive.open(home.archive, create=False) as archive:
        report_unknown(Registry(archive), load(home.corrections))
    done = indexer.update(home, progress, rebuild=rebuild)
    click.echo(
        say(
            f"Đã chú giải {done.annotated} bài, ghi {done.written}, gỡ {done.removed}; "
            f"chỉ mục có {done.total} bài ({done.seconds:.1f} giây).",
            f"Annotated {done.annotated}, wrote {done.written}, removed {done.removed}; "
            f"the index holds {done.total} articles ({done.seconds:.1f} s).",
        )
    )

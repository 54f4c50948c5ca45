"""The commands that keep a home: `tratin add`, `remove`, `index`, `annotate` and `status`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from corpus.annotate.gold import to_row
from corpus.annotate.proof import to_proof
from corpus.archive import Archive
from corpus.readers import read
from search.engines.whoosh import WhooshEngine
from search.home import Home, default_home
from search.indexer import annotated
from search.parallel import parallel_map
from search.steps import add_articles, report, run_annotator, run_indexer
from search.terminal import Command, errors_as_sentences, fail, say

_path = click.Path(path_type=Path)


@click.command(
    cls=Command,
    help=say(
        "Đọc bài từ tệp hoặc thư mục (.txt .html .jsonl, kể cả .gz .xz) vào kho.",
        "Read articles from files or folders (.txt .html .jsonl, also .gz .xz) into the archive.",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=_path)
@click.pass_obj
def add(home: Path | None, paths: Sequence[Path]) -> None:
    """Add articles; end with code 1 where nothing could be read."""
    with errors_as_sentences():
        if not add_articles(_home(home), paths):
            fail(say("Không đọc được bài nào.", "No article could be read."))


@click.command(
    cls=Command,
    help=say(
        "Đánh dấu bài đã gỡ: không tìm thấy nữa sau lần lập chỉ mục tới, nhưng vẫn còn trong kho.",
        "Mark articles as removed: no longer found after the next indexing, yet kept in the archive.",
    ),
)
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def remove(home: Path | None, ids: Sequence[str]) -> None:
    """Remove articles by id; end with code 1 where one is unknown."""
    with errors_as_sentences(), Archive.open(_home(home).archive, create=False) as archive:
        gone = archive.remove(ids)
        click.echo(say(f"Đã gỡ {len(gone)} bài.", f"{len(gone)} articles removed."))
        unknown = [article_id for article_id in ids if article_id not in gone]
        if unknown:
            fail(say(f"Không có trong kho: {', '.join(unknown)}", f"Not in the archive: {', '.join(unknown)}"))


@click.command(
    cls=Command,
    help=say(
        "Chú giải các bài mới hoặc đã đổi và cập nhật chỉ mục.",
        "Annotate new and changed articles and bring the index up to date.",
    ),
)
@click.option("--rebuild", is_flag=True, help=say("Lập lại toàn bộ chỉ mục.", "Make the whole index anew."))
@click.pass_obj
def index(home: Path | None, rebuild: bool) -> None:
    """Run the indexer."""
    with errors_as_sentences():
        run_indexer(_home(home), rebuild=rebuild)


@click.command(
    "annotate",
    cls=Command,
    help=say(
        "In chú giải của từng bài trong các tệp, mỗi bài một dòng JSON; không ghi gì. "
        "Không có TỆP thì chú giải các bài mới trong kho.",
        "Print the annotations of each article in the files, one JSON object a line; nothing is stored. "
        "Without FILE the archive's new articles are annotated.",
    ),
)
@click.argument("files", nargs=-1, type=_path)
@click.option(
    "--spans", is_flag=True, help=say("In mọi chú giải kèm vị trí và chữ.", "Print all, with positions and words.")
)
@click.option("--all", "every", is_flag=True, help=say("Chú giải lại cả kho.", "Annotate the whole archive again."))
@click.pass_obj
def annotate_files(home: Path | None, files: Sequence[Path], spans: bool, every: bool) -> None:
    """Annotate files to standard output, or the archive; end with code 1 where no file could be read."""
    if (files and every) or (spans and not files):
        raise click.UsageError(
            say("--all dùng cho kho bài, --spans cho tệp.", "--all goes with the archive, --spans with files.")
        )
    if not files:
        with errors_as_sentences():
            run_annotator(_home(home), every=every)
        return
    printed = 0
    for article, notes in parallel_map(annotated, read(files, report)):
        click.echo(json.dumps(to_proof(article, notes) if spans else to_row(notes), ensure_ascii=False))
        printed += 1
    if not printed:
        fail(say("Không đọc được bài nào.", "No article could be read."))


@click.command(cls=Command, help=say("Cho biết kho và chỉ mục đang có gì.", "Tell what archive and index hold."))
@click.pass_obj
def status(home: Path | None) -> None:
    """Print counts, and how far the index is behind."""
    place = _home(home)
    with errors_as_sentences(), Archive.open(place.archive, create=False) as archive:
        counts = archive.counts()
        click.echo(say(f"Thư mục: {place.path}", f"Home: {place.path}"))
        click.echo(
            say(
                f"Kho: {counts.articles} bài, {counts.removed} bài đã gỡ, {counts.revisions} bản",
                f"Archive: {counts.articles} articles, {counts.removed} removed, {counts.revisions} revisions",
            )
        )
        engine = WhooshEngine(place.index)  # after the archive was told of: it may be there without an index
        behind = sum(1 for _ in archive.changes(engine.upto())) + counts.pending
        click.echo(
            say(
                f"Chỉ mục: {engine.count()} bài, còn {behind} thay đổi chưa ghi",
                f"Index: {engine.count()} articles, {behind} changes not yet written",
            )
        )


def _home(chosen: Path | None) -> Home:
    return Home(chosen or default_home())

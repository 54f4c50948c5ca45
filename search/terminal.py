"""How the command speaks: its language, its progress bars, its errors, a page of hits as lines of text."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from corpus.trouble import ArchiveBusy, ArchiveError, ArchiveMissing, CorrectionsBroken
from corpus.units import UnitsBroken
from search.engine import EngineError, IndexBusy, IndexDamaged, IndexMissing, IndexOutdated, Share, TooSlow
from search.page import INCOMPLETE, Page, Snippet
from search.query import QueryError
from search.text.analyze import Field

if TYPE_CHECKING:  # loaded by the commands that show them
    from search.suggest.complete import Completion
    from search.why import Why

T = TypeVar("T")

_VIETNAMESE = {
    IndexMissing: "Chưa có chỉ mục. Hãy chạy: tratin index",
    IndexOutdated: "Chỉ mục không khớp với phiên bản hoặc kho bài này. Hãy chạy: tratin index --rebuild",
    IndexDamaged: "Không đọc được chỉ mục. Hãy chạy: tratin index --rebuild",
    TooSlow: "Câu tìm quá nặng, đã dừng mà chưa tìm được bài nào. Hãy bớt từ, dấu * hoặc điều kiện loại trừ.",
    IndexBusy: "Một tiến trình khác đang lập chỉ mục. Hãy đợi nó xong rồi chạy lại.",
    ArchiveMissing: "Chưa có kho bài. Hãy chạy: tratin add TỆP…",
    ArchiveBusy: "Một tiến trình khác đang ghi vào kho bài. Hãy đợi rồi chạy lại.",
}
_ENGLISH: Mapping[type[Exception], str] = {  # where the error itself does not say what to do
    TooSlow: "The query is too heavy and was stopped before any article was found. Use fewer words, * or exclusions.",
}


# What the views of a text are called, which terms are looked up in.
VIEWS: Mapping[Field, tuple[str, str]] = {
    Field.WORDS: ("từ", "word"),
    Field.SYLLABLES: ("tiếng", "syllable"),
    Field.FOLDED: ("không dấu", "bare"),
    Field.PAIRS: ("liền nhau", "adjacent"),
    Field.TITLE_SYLLABLES: ("tên bài", "title"),
    Field.TITLE_FOLDED: ("tên bài không dấu", "title bare"),
    Field.OPENING_SYLLABLES: ("mở đầu", "opening"),
    Field.OPENING_FOLDED: ("mở đầu không dấu", "opening bare"),
    Field.MEANINGS: ("viết tắt hoặc viết đủ", "abbreviated or in full"),
}


class Command(click.Command):
    """A command whose help stands whole in the list of commands, where click cuts it after some words."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (click's own signature)
        """Return the help."""
        return self.help or ""


class CommandGroup(click.Group):
    """The group of the project's commands."""

    command_class = Command


def in_english() -> bool:
    """Tell whether the user's locale asks for English; Vietnamese is spoken otherwise."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return locale.lower().startswith("en")


def say(vietnamese: str, english: str) -> str:
    """Return the sentence in the user's language."""
    return english if in_english() else vietnamese


def fail(sentence: str) -> NoReturn:
    """End the command with a sentence on standard error and exit code 1."""
    click.secho(sentence, err=True, fg="red")
    sys.exit(1)


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """Turn the project's errors, and the system's over files, into one sentence and exit code 1."""
    try:
        yield
    except QueryError as error:
        fail(say(str(error), f"{error.english[0].upper()}{error.english[1:]}."))
    except (EngineError, ArchiveError) as error:
        known = _VIETNAMESE.get(type(error))
        fail(say(f"{known} ({error})" if known else str(error), _ENGLISH.get(type(error), str(error))))
    except CorrectionsBroken as error:
        fail(say(f"Không đọc được tệp đính chính: {error}", f"The corrections cannot be read: {error}"))
    except UnitsBroken as error:
        fail(say(f"Không đọc được tệp đơn vị hành chính: {error}", f"The file of units cannot be read: {error}"))
    except BrokenExecutor:
        fail(
            say(
                "Một tiến trình con bị dừng giữa chừng (có thể do thiếu bộ nhớ). Hãy chạy lại: việc đã xong vẫn còn.",
                "A worker process was stopped (out of memory, perhaps). Run again: what was done is kept.",
            )
        )
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever read the output has gone: no error, and click ends quietly
            raise
        place, reason = error.filename or "", error.strerror or str(error)
        fail(say(f"Không đọc hay ghi được {place}: {reason}.", f"Cannot read or write {place}: {reason}."))


def progress(step: str, count: int, items: Iterable[T]) -> Iterator[T]:
    """Hand `items` through while a bar on standard error shows how many of `count` are done."""
    names = {
        "annotate": say("Đọc và chú giải bài", "Reading and annotating"),
        "index": say("Ghi vào chỉ mục   ", "Writing the index     "),
    }
    with click.progressbar(items, length=count, label=names.get(step, step), file=sys.stderr) as bar:
        yield from bar


def marked(snippet: Snippet) -> str:
    """Return a snippet with its marks in bold, where the terminal shows any."""
    return "".join(click.style(piece, bold=True, fg="yellow") if hit else piece for piece, hit in snippet.pieces())


def completion_lines(found: Iterable[Completion]) -> Iterator[str]:
    """Yield completions as lines for people: label, kind, number of articles, office."""
    kinds = {
        "official": say("cán bộ", "official"),
        "agency": say("cơ quan", "agency"),
        "topic": say("chủ đề", "topic"),
        "place": say("địa danh", "place"),
        "phrase": say("cụm từ", "phrase"),
    }
    for one in found:
        about = f"{kinds[one.kind]} · {one.articles} {say('bài', 'articles')}"
        yield f"{one.text}  {click.style(' · '.join(filter(None, (about, one.gloss))), dim=True)}"


def explained(score: float, shares: Sequence[Share]) -> str:
    """Return a score and the terms that make it, most first: "7.31 = 2.10 opening tiêm + 1.95 syllable tiêm + …"."""
    parts = [f"{share.score:.2f} {say(*VIEWS[share.term.field])} {share.term.text}" for share in shares]
    return f"{score:.2f} = {' + '.join(parts) or 0}"


def _places(page: Page) -> Iterator[str]:
    """Yield what other names of places were looked for, and how to leave them; nothing where no hit has one."""
    if not page.joined or not page.query.join:
        return
    names = ", ".join(name for place in page.places for name in place.names)
    cut = sum(place.cut for place in page.places)
    more = say(f" và {cut} tên nữa không tìm", f" and {cut} more that are not") if cut else ""
    yield say(
        f"Tìm cả tên cũ/mới: {names}{more}. Chỉ tìm như đã gõ: --no-join",
        f"Old and new names are searched too: {names}{more}. As typed only: --no-join",
    )


def lines(page: Page, did_you_mean: str | None = None, reasons: Sequence[Why | None] | None = None) -> Iterator[str]:
    """Yield a page of hits as lines for people, the better query first; with `reasons`, why each is a hit."""
    left = say(f", gộp còn {page.reports}", f", {page.reports} with copies folded") if page.reports < page.total else ""
    yield say(
        f"{page.total} bài{left}, trang {page.query.page}/{max(page.pages, 1)} ({page.seconds * 1000:.0f} ms)",
        f"{page.total} articles{left}, page {page.query.page} of {max(page.pages, 1)} ({page.seconds * 1000:.0f} ms)",
    )
    if did_you_mean:
        yield say(f"Có phải bạn tìm: {did_you_mean}?", f"Did you mean: {did_you_mean}?")
    if page.incomplete:
        yield click.style(say(*INCOMPLETE), fg="yellow")
    if page.relaxed and page.total:
        yield say(
            "Không bài nào có đủ các từ; dưới đây là những bài có nhiều từ nhất.",
            "No article has all the words; these have the most of them.",
        )
    if page.total and page.query.page > page.pages:
        yield say(
            f"Không có trang {page.query.page}; trang cuối là {page.pages}.",
            f"There is no page {page.query.page}; the last is {page.pages}.",
        )
    yield from _places(page)
    for slip in page.slips:
        yield click.style(say(slip.vietnamese, slip.english), fg="yellow")
    for place, hit in enumerate(page.hits):
        rank = (page.query.page - 1) * page.query.size + place + 1
        day = f"{hit.date:%d/%m/%Y}" if hit.date else say("không rõ ngày", "no date")
        yield f"\n{rank}. {marked(hit.title) or hit.id}"
        yield click.style(f"   {day} · {hit.source or '—'} · {hit.id}", dim=True)
        yield f"   {marked(hit.snippet)}"
        for twin in hit.twins:
            day = f"{twin.date:%d/%m/%Y}" if twin.date else say("không rõ ngày", "no date")
            yield click.style(f"   = {twin.title or twin.id} · {day} · {twin.source or '—'} · {twin.id}", dim=True)
        if hit.copies > len(hit.twins):
            yield click.style(say(f"   … cả thảy {hit.copies} bản khác", f"   … {hit.copies} copies in all"), dim=True)
        if reasons and (why := reasons[place]):
            from search.why import sentences

            yield from (click.style(f"   {told}", fg="cyan") for told in sentences(why, english=in_english()))
            yield click.style(f"   {explained(hit.score, why.shares)}", dim=True)
    headings = {
        "official": say("Người", "Officials"),
        "agency": say("Cơ quan", "Agencies"),
        "topic": say("Chủ đề", "Topics"),
        "date": say("Năm", "Years"),
    }
    yield ""
    for facet in page.facets:
        kept = [bucket for bucket in facet.buckets if not bucket.barred]
        values = " · ".join(f"{bucket.label} ({bucket.count})" for bucket in kept[:5])
        if values:
            yield f"{click.style(headings[facet.name], bold=True)}: {values}"

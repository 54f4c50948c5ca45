"""The commands that ask: `tratin search`, one query or a file of them, and `tratin suggest`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from search.deadline import Deadline
from search.find import find, to_json
from search.home import Home, default_home, known_places
from search.moved import led_on
from search.opening import to_ask
from search.query import MAX_PAGE_SIZE, Query, Sort
from search.suggest.suggester import Suggester
from search.terminal import Command, completion_lines, errors_as_sentences, fail, lines, say

if TYPE_CHECKING:
    from search.why import Why

_day = click.DateTime(["%Y-%m-%d"])
_CHOICES = ("official", "agency", "topic", "date")
_FILTERS = (*_CHOICES, *(f"not_{name}" for name in _CHOICES), "speaks", "since", "until")
_OF_A_PAGE = ("explain", "page", "sort", "as_json", "fold")  # what a file of queries has no use for, if asked for


@click.command(
    cls=Command,
    help=say(
        "Tìm bài. Không có CÂU TÌM thì liệt kê bài mới nhất; --batch đọc nhiều câu từ tệp JSONL.",
        "Find articles. Without QUERY the newest are listed; --batch reads many queries from a JSONL file.",
    ),
)
@click.argument("query", nargs=-1)
@click.option("--official", multiple=True, help=say("Mã người (lặp lại được).", "A person's id (repeatable)."))
@click.option("--agency", multiple=True, help=say("Mã cơ quan (lặp lại được).", "An agency's id (repeatable)."))
@click.option("--topic", multiple=True, help=say("Mã chủ đề (lặp lại được).", "A topic's id (repeatable)."))
@click.option(
    "--date",
    multiple=True,
    metavar="PERIOD",
    help=say("Năm, tháng hoặc ngày: 2023-08 (lặp lại được).", "A year, month or day: 2023-08 (repeatable)."),
)
@click.option("--not-official", multiple=True, help=say("Trừ bài nêu người này.", "Without this person."))
@click.option("--not-agency", multiple=True, help=say("Trừ bài nêu cơ quan này.", "Without this agency."))
@click.option("--not-topic", multiple=True, help=say("Trừ chủ đề này.", "Without this topic."))
@click.option(
    "--not-date", multiple=True, metavar="PERIOD", help=say("Trừ năm, tháng, ngày này.", "Without this period.")
)
@click.option(
    "--speaks",
    is_flag=True,
    help=say("Chỉ bài có lời người đã chọn.", "Only articles in which a chosen person speaks."),
)
@click.option("--since", type=_day, metavar="YYYY-MM-DD", help=say("Từ ngày.", "From this day."))
@click.option("--until", type=_day, metavar="YYYY-MM-DD", help=say("Đến hết ngày.", "Up to this day, included."))
@click.option(
    "--sort",
    type=click.Choice([str(sort) for sort in Sort]),
    default=str(Sort.RELEVANCE),
    show_default=True,
    help=say("Thứ tự kết quả.", "The order of hits."),
)
@click.option(
    "--join/--no-join",
    default=True,
    show_default=True,
    help=say(
        "Tìm cả tên cũ, tên mới của địa danh.",
        "Find places by their names before and after 1 July 2025 too.",
    ),
)
@click.option("--page", type=int, default=1, show_default=True, help=say("Trang thứ mấy.", "Which page of hits."))
@click.option(
    "--size",
    type=int,
    default=10,
    show_default=True,
    help=say(f"Số bài mỗi trang, 1–{MAX_PAGE_SIZE}.", f"Hits a page, 1–{MAX_PAGE_SIZE}."),
)
@click.option(
    "--fold/--no-fold",
    default=True,
    help=say(
        "Gộp các bài đăng lại cùng một tin, hay hiện từng bài (--batch luôn hiện từng bài).",
        "Fold copies of the same report, or show each (--batch always shows each).",
    ),
)
@click.option(
    "--json", "as_json", is_flag=True, help=say("In JSON như /api/v1/search.", "Print JSON as /api/v1/search.")
)
@click.option(
    "--explain",
    is_flag=True,
    help=say("Cho biết vì sao có từng bài và điểm từ đâu ra.", "Tell why each is a hit, and what makes its score."),
)
@click.option("--batch", type=click.File("rb"), help=say('Mỗi dòng {"id", "text"}.', 'A line: {"id", "text"}.'))
@click.pass_obj
def search(
    home: Path | None, /, query: Sequence[str], batch: Any, as_json: bool, explain: bool, **options: Any
) -> None:
    """Answer one query, or a file of them."""
    if batch and query:
        raise click.UsageError(
            say(
                "--batch đọc câu tìm từ tệp; hãy bỏ CÂU TÌM.",
                "--batch reads its queries from the file; leave out QUERY.",
            )
        )
    if batch and any(options[name] for name in _FILTERS):
        raise click.UsageError(
            say("--batch không dùng cùng bộ lọc.", "--batch takes no filters beside it."),
        )
    if batch and (name := _given(_OF_A_PAGE)):
        raise click.UsageError(say(f"--batch không dùng cùng {name}.", f"--batch takes no {name} beside it."))
    place = Home(home or default_home())
    with errors_as_sentences(), to_ask(place) as (register, engine):
        known = known_places(place) if batch or query else None
        if batch:
            from search.batch import answers  # here and below: what most searches do without is not loaded for them

            for answer in answers(engine, batch, options["size"], known, join=options["join"]):
                click.echo(json.dumps(answer, ensure_ascii=False))
            return
        days = {name: options.pop(name).date() if options[name] else options.pop(name) for name in ("since", "until")}
        asked = led_on(Query(" ".join(query), **days, **{**options, "sort": Sort(options["sort"])}), register)
        deadline = Deadline.after()
        page = find(engine, asked, register, known, deadline=deadline)
        meant = Suggester(engine, register, known).did_you_mean(asked, deadline)
        reasons: Sequence[Why | None] | None = None
        if explain:
            from search.why import explained

            page, reasons = explained(engine, page, known, register, deadline=deadline)
        if as_json:
            click.echo(json.dumps(to_json(page, meant, reasons), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(lines(page, meant, reasons)))


def _given(names: Sequence[str]) -> str | None:
    """Return the first of these options that is asked for on the command line; None where none is."""
    context = click.get_current_context()
    for option in context.command.params:
        asked = option.name in names and context.params[option.name] is not False  # which it is after --no-fold
        if asked and context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE:
            return option.opts[0]
    return None


@click.command(
    cls=Command,
    help=say(
        "Gợi ý người, cơ quan, chủ đề, địa danh và cụm từ từ những chữ đầu, có dấu hay không dấu.",
        "Complete people, agencies, topics, places and phrases from their first letters, accents optional.",
    ),
)
@click.argument("typed", nargs=-1, required=True)
@click.pass_obj
def suggest(home: Path | None, typed: Sequence[str]) -> None:
    """Print completions, best first; end with code 1 where there is none."""
    with errors_as_sentences(), to_ask(Home(home or default_home())) as (register, engine):
        found = Suggester(engine, register).complete(" ".join(typed))
        if not found:
            fail(say("Không có gợi ý nào.", "There is no completion."))
        click.echo("\n".join(completion_lines(found)))

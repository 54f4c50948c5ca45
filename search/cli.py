"""The command `tratin`: the entry, which leads on to each command's own room and loads no other.

It stands above `web`, which `serve` starts; everything else in `search` stands below.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path

import click

from search.terminal import CommandGroup, say

_path = click.Path(path_type=Path)

ROOMS = {
    "add": "search.keeping",
    "agencies": "search.clerk",
    "annotate": "search.keeping",
    "demo": "search.serving",
    "index": "search.keeping",
    "people": "search.clerk",
    "remove": "search.keeping",
    "search": "search.asking",
    "serve": "search.serving",
    "status": "search.keeping",
    "suggest": "search.asking",
}
_CALLED = {"annotate": "annotate_files"}  # where a command's function has another name than the command


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded from its room when it is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            self._loaded[name] = getattr(import_module(ROOMS[name]), _CALLED.get(name, name))
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        raise TypeError("commands are not taken away")

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*ROOMS, *self._loaded)))

    def __len__(self) -> int:
        return len({*ROOMS, *self._loaded})


@click.group(
    cls=CommandGroup,
    commands=_Commands(),
    help=say(
        "Tra Tin: tìm kiếm toàn văn tin tức chính quyền địa phương.\n\n"
        "Trình tự thường dùng: tratin add TỆP…, tratin index, tratin search CÂU, tratin serve.",
        "Tra Tin: full-text search for Vietnamese local-government news.\n\n"
        "The usual order: tratin add PATH…, tratin index, tratin search QUERY, tratin serve.",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--home",
    type=_path,
    envvar="TRATIN_HOME",
    help=say(
        "Thư mục chứa kho bài và chỉ mục; mặc định theo TRATIN_HOME hoặc thư mục dữ liệu của hệ điều hành.",
        "The folder of archive and index; by default TRATIN_HOME or the platform's data folder.",
    ),
)
@click.version_option(package_name="tratin")
@click.pass_context
def main(context: click.Context, home: Path | None) -> None:
    """Keep the home for the commands."""
    context.obj = home
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


if __name__ == "__main__":
    main(prog_name="tratin")

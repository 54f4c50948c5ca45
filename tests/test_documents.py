"""What holds the documents and the locks true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from search.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`tratin {command}" in README


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (name, option.opts[0])
        for name, command in main.commands.items()
        for option in command.params
        if isinstance(option, click.Option)
    ],
)
def test_the_readme_names_every_option(command: str, option: str) -> None:
    lines = [line for line in README.splitlines() if line.startswith(f"| `tratin {command}")]
    assert any(option in line for line in lines)


@pytest.mark.parametrize("name", re.findall(r"`tests/\w+\.py`|\]\(([\w/.]+)\)", README))
def test_files_that_the_readme_links_exist(name: str) -> None:
    assert not name or (ROOT / name).exists()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pins = re.findall(r"^[\w.-]+==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n?)+)", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 10


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_host(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize("package", ["scikit-learn", "sklearn-crfsuite", "scipy"])
def test_what_pyvi_asks_for_and_does_not_need_is_not_locked(package: str) -> None:
    assert not any(f"{package}==" in (ROOT / lock).read_text("utf-8") for lock in LOCKS)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[=><]", line)[0].replace("_", "-").lower() for line in project["dependencies"]}
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert names <= locked


def test_the_readme_explains_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[=><]", line)[0] for line in project["dependencies"]}
    table = README.split("## What is installed, and why")[1].split("##")[0]
    assert {name for name in names if name not in table} == set()

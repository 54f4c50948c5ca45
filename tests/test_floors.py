"""The floors of the house: who may import whom, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "search", "web")
# What starts the web stands above it.
ROOF = {"search/cli.py", "search/serving.py"}


def sources(*folders: str) -> list[str]:
    return sorted(
        str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).rglob("*.py") if path.is_file()
    )


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / source).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source} imports relatively"
            yield node.module or ""


def importers(of: str) -> set[str]:
    return {
        source
        for source in sources(*PACKAGES)
        if any(name == of or name.startswith(f"{of}.") for name in imports(source))
    }


@pytest.mark.parametrize("source", sources("corpus"))
def test_corpus_imports_neither_search_nor_web(source: str) -> None:
    assert not [name for name in imports(source) if name.split(".")[0] in ("search", "web")]


@pytest.mark.parametrize("source", [source for source in sources("search") if source not in ROOF])
def test_search_below_the_roof_does_not_import_web(source: str) -> None:
    assert not [name for name in imports(source) if name.split(".")[0] == "web"]


@pytest.mark.parametrize("source", sources("search/engines"))
def test_an_engine_imports_neither_find_nor_another_engine(source: str) -> None:
    own = source.split("/")[2].removesuffix(".py")
    for name in imports(source):
        assert name != "search.find"
        assert not name.startswith("search.engines.") or name.split(".")[2] == own


@pytest.mark.parametrize("source", sources("search/text"))
def test_text_stands_on_the_language_alone(source: str) -> None:
    below = ("search.text", "corpus.vietnamese", "corpus.article")
    project = [name for name in imports(source) if name.split(".")[0] in PACKAGES]
    assert [name for name in project if not name.startswith(below)] == []


def test_pyvi_is_imported_in_one_file() -> None:
    assert importers("pyvi") == {"search/text/model.py"}


def test_whoosh_is_imported_in_one_folder() -> None:
    assert [source for source in importers("whoosh") if not source.startswith("search/engines/whoosh/")] == []


def test_flask_is_imported_under_web_only() -> None:
    assert {source.split("/")[0] for source in importers("flask")} == {"web"}


def test_sqlalchemy_is_imported_under_corpus_only() -> None:
    assert {source.split("/")[0] for source in importers("sqlalchemy")} == {"corpus"}


def test_scikit_learn_is_imported_nowhere() -> None:
    assert importers("sklearn") | importers("sklearn_crfsuite") == set()


def test_the_top_level_holds_the_folders_of_the_design_only() -> None:
    tracked = {".git", ".ci", *PACKAGES, "tests"}
    made = {".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".demo", "__pycache__", "dist"}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.endswith(".egg-info")}
    assert folders - made <= tracked

"""A collection's own score.py, loaded from where it lies, and the fingerprint that floors hold for."""

import hashlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType


def scorer(folder: Path) -> ModuleType:
    """Return the score.py of a collection as a module; FileNotFoundError where there is none."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location(f"{folder.name}_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fingerprint_of(folder: Path, names: Iterable[str]) -> str:
    """Return the SHA-256 of some files of a collection, one after the other."""
    digest = hashlib.sha256()
    for name in names:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()

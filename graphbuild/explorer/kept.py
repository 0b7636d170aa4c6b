"""The index of a graph, kept beside it and made anew when the graph or the program changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.explorer.index import FORM, make
from graphbuild.scratch import remove, scratch_folder, working_folder
from graphbuild.stores.cache import roots
from graphbuild.stores.embedded import data_files
from graphbuild.version import __version__

if TYPE_CHECKING:
    from graphbuild.stores import Asker

INDEX, LIST = "index.sqlite", "list.json"
_HELD: list[tempfile.TemporaryDirectory[str]] = []


def index_of(path: Path, store: Asker) -> Path:
    """The file with the index of a graph; in a temporary folder where none can be kept."""
    merged, whole = data_files(path)
    name = _name(merged, whole)
    for root in roots(merged):
        if _is_intact(root / name):
            return root / name / INDEX
        remove(root / name)
    for root in roots(merged):
        try:
            return _make(store, root, name)
        except (OSError, sqlite3.Error):
            continue
    folder = tempfile.TemporaryDirectory(prefix="graphbuild-")  # goes when the program ends
    _HELD.append(folder)
    made = Path(folder.name) / INDEX
    make(store, made)
    return made


def forget() -> None:
    """Remove the indexes that no folder could hold."""
    while _HELD:
        _HELD.pop().cleanup()


def kept_index(path: Path) -> Path | None:
    """The index of a graph that was made before."""
    merged, whole = data_files(path)
    name = _name(merged, whole)
    return next((root / name / INDEX for root in roots(merged) if _is_intact(root / name)), None)


def _name(merged: Path, whole: Path) -> str:
    """A name that changes with the data and with what makes the index."""
    facts = [FORM, __version__]
    for file in (merged, whole):
        about = file.stat()
        facts += [file.name, about.st_size, about.st_mtime_ns]
    return f"index-{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"


def _make(store: Asker, root: Path, name: str) -> Path:
    scratch_folder(root.parent)
    with working_folder(root, "indexing") as working:
        file = working.path / INDEX
        make(store, file)
        listed = {"form": FORM, "sha256": _checksum(file)}
        (working.path / LIST).write_text(json.dumps(listed), encoding="utf-8")
        for older in sorted(root.glob("index-*")):
            if older.name != name:
                remove(older)
        working.release()
        try:
            working.path.rename(root / name)
        except OSError:
            if not _is_intact(root / name):
                raise
    return root / name / INDEX


def _is_intact(folder: Path) -> bool:
    """Whether an index is there as it was made."""
    try:
        listed = json.loads((folder / LIST).read_bytes())
        return bool(listed == {"form": FORM, "sha256": _checksum(folder / INDEX)})
    except (OSError, ValueError, RecursionError):
        return False


def _checksum(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()

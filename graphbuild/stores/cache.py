"""Stores that were made of a graph's files before, so that they are opened and not loaded.

They lie in ``.graphbuild-cache`` beside the data, else in the user's cache. Each has a list of its files
with checksums, written last. A store is believed only if it is that of just these data and engine, and
every file in it is as listed; else it is made anew, or the data are read into memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from graphbuild.scratch import FOLDER, is_ours, remove, scratch_folder, working_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pyoxigraph import Store

LIST, STORE = "list.json", "store"
"""In the folder of a store: the list of its files, and the engine's own folder."""
FORM = 1
"""Grows when the list or the stores change their form."""
KEPT = 3600
"""Seconds for which a store of earlier data stays, for a query that may still run on it."""
BLOCK, BLOCKS = 1 << 14, 64
"""Data are known again by their size, their time and so many blocks of them."""
_PASSING = ("LOCK", "LOG")
"""Files of the engine that hold nothing of the data."""


def open_cached(file: Path, load: Callable[[Store, Path], None]) -> Store | None:
    """The store of a data file, made if need be; ``None`` where no folder can hold one.

    ``load`` reads the data into a store and raises what is wrong with them.
    """
    from pyoxigraph import Store

    for root in roots(file):
        name = _name(file, root)
        for folder in [root / name, *sorted(root.glob(f"{name}-*"))]:
            if not folder.is_dir():
                continue
            if is_intact(folder, name):
                try:
                    return Store.read_only(str(folder / STORE))
                except (OSError, RuntimeError):
                    pass  # listed as it is, and yet the engine cannot take it
            remove(folder)
    for root in roots(file):
        try:
            folder = _make(file, root, load)
            return Store.read_only(str(folder / STORE))
        except (OSError, RuntimeError):  # a full disk, a folder that takes nothing
            continue
    return None


def is_intact(folder: Path, name: str) -> bool:
    """Whether a store is the one of this name, with each of its files as listed and no other."""
    try:
        listed = json.loads((folder / LIST).read_bytes())
        whole = listed.pop("checksum") == _checksum(listed)
        return bool(whole and listed["name"] == name and listed["files"] == _files(folder / STORE))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def is_cached_intact(file: Path) -> bool:
    """Whether each store of these data that lies anywhere is as it was made."""
    return all(
        is_intact(folder, name)
        for root in roots(file)
        for name in (_name(file, root),)
        for folder in [root / name, *sorted(root.glob(f"{name}-*"))]
        if is_ours(folder)
    )


def _write_list(folder: Path, listed: dict[str, Any]) -> None:
    whole = listed | {"checksum": _checksum(listed)}
    (folder / LIST).write_text(json.dumps(whole, indent=1), encoding="utf-8", newline="\n")


def _checksum(listed: dict[str, Any]) -> str:
    text = json.dumps(listed, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _files(store: Path) -> dict[str, list[Any]]:
    """Size and checksum of each file of a store."""
    found = {}
    for path in sorted(store.rglob("*")):
        if path.name.startswith(_PASSING):
            continue
        name = path.relative_to(store).as_posix()
        if path.is_symlink() or not path.is_file():
            found[name] = [-1, ""]
            continue
        with path.open("rb") as data:
            found[name] = [path.stat().st_size, hashlib.file_digest(data, "sha256").hexdigest()]
    return found


def _make(file: Path, root: Path, load: Callable[[Store, Path], None]) -> Path:
    """Load the file into a store of its own, list it, and move it into place."""
    from pyoxigraph import Store

    scratch_folder(root.parent)
    name = _name(file, root)
    with working_folder(root, "making") as working:
        making = working.path
        store = Store(str(making / STORE))
        load(store, file)
        store.flush()
        quads = len(store)
        del store
        _synchronise(making / STORE)
        listed = {"form": FORM, "name": name, "quads": quads, "files": _files(making / STORE)}
        _write_list(making, listed)
        if _name(file, root) != name:
            raise OSError("the data were changed while they were read")
        _forget_older(root, name)
        working.release()
        return _move(making, root, name)


def _move(making: Path, root: Path, name: str) -> Path:
    """Give a store its name; where that is taken by a good one, this one is not needed."""
    final = root / name
    if final.exists():
        if is_intact(final, name):
            return final
        final = root / f"{name}-{os.urandom(4).hex()}"
    try:
        making.rename(final)
    except OSError:
        # Another run was first, or (on Windows) the name cannot be given yet.
        if is_intact(root / name, name):
            return root / name
        raise
    return final


def _synchronise(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as handle:
                os.fsync(handle.fileno())


def _forget_older(root: Path, name: str) -> None:
    """Remove stores of earlier data of the same file, an hour after they were made."""
    before = time.time() - KEPT
    for folder in sorted(root.glob(f"{name[:-17]}-*")):
        if not folder.name.startswith(name) and folder.stat().st_mtime < before:
            remove(folder)


def _name(file: Path, root: Path) -> str:
    """A name that changes when the data or the engine do; a moved folder keeps its store."""
    import pyoxigraph

    where = file.name if root.parent == file.parent else str(file.resolve())
    about = file.stat()
    sample = hashlib.sha256()
    with file.open("rb") as data:
        step = max(about.st_size // BLOCKS, BLOCK)
        for start in range(0, about.st_size, step):
            data.seek(start)
            sample.update(data.read(BLOCK))
        data.seek(max(about.st_size - BLOCK, 0))
        sample.update(data.read(BLOCK))
    facts = (FORM, about.st_size, about.st_mtime_ns, pyoxigraph.__version__, sample.hexdigest())
    return f"store-{_digest(where)}-{_digest(repr(facts))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def roots(file: Path) -> list[Path]:
    """Beside the data, else in the user's cache; the engine takes no path that is not UTF-8."""
    return [root for root in (file.parent / FOLDER, user_cache() / FOLDER) if _is_utf8(str(root))]


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def user_cache() -> Path:
    """Where programs keep what they can make again, by the custom of each system."""
    named = os.environ.get("GRAPHBUILD_CACHE") or os.environ.get("XDG_CACHE_HOME")
    if named:
        return Path(named) / "graphbuild"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")
        return Path(local) / "graphbuild" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "graphbuild"
    return Path.home() / ".cache" / "graphbuild"

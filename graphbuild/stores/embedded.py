"""Opening a graph with pyoxigraph: a folder that ``build`` wrote, or any RDF file.

The first time, the data are loaded into a store on disk beside them (``.cache/`` in the folder, or the
user's cache where that cannot be written); from then on that store is opened. Its name is a fingerprint
of the data files, so changed data give a new store; it is made elsewhere and moved into place whole, so
two runs that start at once both find a complete one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import SourceError, UsageError
from graphbuild.stores.tokens import tokenize, uses

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

CACHE = ".cache"
MERGED = ("graph.ttl", "graph.nt", "graph.rdf", "graph.jsonld")
WHOLE = ("graph.nq", "graph.trig")
"""The files of a folder that hold the merged graph, and those that hold the sources' graphs too."""
SUFFIXES = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".rdf": "RDF_XML",
    ".owl": "RDF_XML",
    ".xml": "RDF_XML",
    ".jsonld": "JSON_LD",
    ".json": "JSON_LD",
    ".n3": "N3",
}
KEPT = 3600
"""Seconds for which a store of earlier data stays, for a query that may still run on it."""


class Embedded:
    """A graph opened with pyoxigraph; the default graph alone is asked, unless a query says ``GRAPH``.

    ``merged`` is the file with the merged graph, ``whole`` the one that has the sources' graphs too:
    that is many times larger, so it is opened only when a query asks for them.
    """

    def __init__(self, place: str, merged: Path, whole: Path, *, memory: bool = False) -> None:
        self.place, self._merged, self._whole, self._memory = place, merged, whole, memory
        self._opened: dict[Path, Store] = {}
        self.store(sources=False)

    @classmethod
    def of(cls, store: Store, place: str = "in memory") -> Embedded:
        """A graph that is in memory already."""
        made = cls.__new__(cls)
        made.place, made._memory = place, True
        made._merged = made._whole = Path(place)
        made._opened = {Path(place): store}
        return made

    def store(self, *, sources: bool) -> Store:
        """The engine's store: with the graphs of the sources, or the merged graph alone."""
        file = self._whole if sources else self._merged
        if file not in self._opened:
            self._opened[file] = _in_memory(file) if self._memory else _open_cached(file)
        return self._opened[file]

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query.

        :raises UsageError: where it is not SPARQL; the message has the line.
        """
        store = self.store(sources=uses(tokenize(sparql), "GRAPH"))
        try:
            return store.query(sparql)
        except SyntaxError as error:
            raise UsageError(f"the query is not valid SPARQL: {error}") from error

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT."""
        from pyoxigraph import QuerySolutions

        answer = self.query(sparql)
        assert isinstance(answer, QuerySolutions)
        return answer

    def ask(self, sparql: str) -> bool:
        """Answer an ASK."""
        return bool(self.query(sparql))


def open_graph(path: str | Path, *, memory: bool = False) -> Embedded:
    """Open a folder that ``build`` wrote, or an RDF file.

    ``memory`` loads it into memory, where many queries run faster than on disk.

    :raises SourceError: where there is no graph, or it cannot be read.
    """
    merged, whole = data_files(Path(path))
    return Embedded(str(path), merged, whole, memory=memory)


def open_files(files: Iterable[Path]) -> Embedded | None:
    """Open in memory those of a build's files that hold the graph; ``None`` where none does."""
    named = {file.name: file for file in files}
    merged = next((named[name] for name in MERGED if name in named), None)
    whole = next((named[name] for name in WHOLE if name in named), merged)
    if whole is None:
        return None
    return Embedded(str(whole.parent), merged or whole, whole, memory=True)


def data_files(path: Path) -> tuple[Path, Path]:
    """The RDF files that a path means: the merged graph's, and the one with the sources' graphs.

    :raises SourceError: where there is none.
    """
    if path.is_dir():
        merged = next((path / name for name in MERGED if (path / name).is_file()), None)
        whole = next((path / name for name in WHOLE if (path / name).is_file()), merged)
        if whole:
            return merged or whole, whole
        remedy = 'make one with "graphbuild build SOURCE..." or give --graph'
        raise SourceError(str(path), f"no graph in this folder (no {MERGED[0]})", remedy)
    if not path.is_file():
        remedy = 'make a graph with "graphbuild build SOURCE...", or give --graph'
        raise SourceError(str(path), "no such file or folder", remedy)
    if path.suffix.lower() not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise SourceError(
            str(path), f"{path.suffix or 'no suffix'!r} is no RDF file's suffix", f"known: {known}"
        )
    return path, path


def _in_memory(file: Path) -> Store:
    from pyoxigraph import Store

    store = Store()
    _load(store, file)
    return store


def _load(store: Store, file: Path) -> None:
    from pyoxigraph import RdfFormat

    try:
        store.bulk_load(path=str(file), format=getattr(RdfFormat, SUFFIXES[file.suffix.lower()]))
    except SyntaxError as error:
        raise SourceError(str(file), f"not valid RDF: {error}", "check or rebuild it") from error


def _open_cached(file: Path) -> Store:
    from pyoxigraph import Store

    name = _fingerprint(file)
    for root in _cache_folders(file):
        if (root / name).is_dir():
            try:
                return Store.read_only(str(root / name))
            except (OSError, RuntimeError):
                # Damaged, or made by another version of the engine: make it anew below.
                shutil.rmtree(root / name, ignore_errors=True)
    for root in _cache_folders(file):
        if _writable(root):
            return Store.read_only(str(_make(file, root, name)))
    return _in_memory(file)


def _fingerprint(file: Path) -> str:
    """A name that changes when the file or the engine does: from path, size and time of change."""
    import pyoxigraph

    about = file.stat()
    facts = (about.st_size, about.st_mtime_ns, pyoxigraph.__version__)
    return f"store-{_digest(str(file.resolve()))}-{_digest(repr(facts))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _cache_folders(file: Path) -> list[Path]:
    """Beside the data, else in the user's cache; the engine takes no path that is not UTF-8."""
    return [root for root in (file.parent / CACHE, user_cache()) if _is_utf8(str(root))]


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
        return (
            Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
            / "graphbuild"
            / "cache"
        )
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "graphbuild"
    return Path.home() / ".cache" / "graphbuild"


def _writable(root: Path) -> bool:
    """Whether stores can be made here; makes the folder."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=root):
            return True
    except OSError:
        return False


def _make(file: Path, root: Path, name: str) -> Path:
    """Load the file into a store of its own and move that into place."""
    from pyoxigraph import Store

    ignore = root / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    making = Path(tempfile.mkdtemp(prefix="making-", dir=root))
    try:
        store = Store(str(making))
        _load(store, file)
        store.flush()
        del store
        _forget_older(root, name)
        return _move(making, root / name)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _move(making: Path, final: Path) -> Path:
    try:
        making.chmod(0o755)  # others who may read the data may read this too
        making.rename(final)
    except OSError:
        # Another run was first; its store holds the same.
        if not final.is_dir():
            raise
    return final


def _forget_older(root: Path, name: str) -> None:
    """Remove stores of earlier data, and what a broken-off run left, an hour after they were made."""
    before = time.time() - KEPT
    same_file = name.rpartition("-")[0]
    for folder in sorted(root.glob(f"{same_file}-*")) + sorted(root.glob("making-*")):
        if folder.name != name and folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)

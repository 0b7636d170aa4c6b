"""Opening a graph with pyoxigraph in this process: a folder that ``build`` wrote, or any RDF file.

On disk it is a store that was made of the data before (:mod:`graphbuild.stores.cache`). Nothing can end
a query here: :mod:`graphbuild.stores.guarded` asks in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.changes import listed, settle, strangers
from graphbuild.errors import SourceError, UsageError
from graphbuild.stores.opening import SUFFIXES, open_store
from graphbuild.stores.outward import refuse_outward
from graphbuild.stores.tokens import asks_sources, tokenize

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

MERGED = ("graph.ttl", "graph.nt", "graph.rdf", "graph.jsonld")
WHOLE = ("graph.nq", "graph.trig")
"""The files of a folder that hold the merged graph, and those that hold the sources' graphs too."""


class Embedded:
    """A graph opened with pyoxigraph; the default graph alone is asked, unless a query says ``GRAPH``.

    ``merged`` is the file with the merged graph, ``whole`` the one that has the sources' graphs too:
    that is many times larger, so it is opened only when a query asks for them.
    """

    def __init__(
        self,
        place: str,
        merged: Path,
        whole: Path,
        *,
        memory: bool = False,
        allow_service: bool = False,
    ) -> None:
        self.place, self._merged, self._whole, self._memory = place, merged, whole, memory
        self._allow_service = allow_service
        self._opened: dict[Path, Store] = {}
        self.store(sources=False)

    @classmethod
    def of(cls, store: Store, place: str = "in memory") -> Embedded:
        """A graph that is in memory already."""
        made = cls.__new__(cls)
        made.place, made._memory, made._allow_service = place, True, False
        made._merged = made._whole = Path(place)
        made._opened = {Path(place): store}
        return made

    def store(self, *, sources: bool) -> Store:
        """The engine's store: with the graphs of the sources, or the merged graph alone."""
        file = self._whole if sources else self._merged
        if file not in self._opened:
            self._opened[file] = open_store(file, memory=self._memory)
        return self._opened[file]

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query.

        :raises UsageError: where it is not SPARQL; the message has the line.
        """
        tokens = tokenize(sparql)
        refuse_outward(tokens, allowed=self._allow_service)
        store = self.store(sources=asks_sources(tokens))
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


def open_graph(path: str | Path, *, memory: bool = False, allow_service: bool = False) -> Embedded:
    """Open a folder that ``build`` wrote, or an RDF file.

    ``memory`` loads it into memory, where many queries run faster than on disk.

    :raises SourceError: where there is no graph, or it cannot be read.
    """
    merged, whole = data_files(Path(path))
    return Embedded(str(path), merged, whole, memory=memory, allow_service=allow_service)


def graph_files(files: Iterable[Path]) -> tuple[Path, Path] | None:
    """Those of a build's files that hold the graph, as :func:`data_files` has them; or ``None``."""
    named = {file.name: file for file in files}
    merged = next((named[name] for name in MERGED if name in named), None)
    whole = next((named[name] for name in WHOLE if name in named), merged)
    if whole is None:
        return None
    return merged or whole, whole


def settled(folder: Path) -> None:
    """Let the files of a build that was cut off take their places.

    :raises SourceError: where they cannot, so that old and new ones lie side by side.
    """
    try:
        settle(folder)
    except OSError as error:
        reason = (
            f"the files of a build that was cut off cannot take their places ({error.strerror})"
        )
        raise SourceError(str(folder), reason, "open it once as one who may write there") from error


def latest(folder: Path, names: Iterable[str]) -> list[Path]:
    """The files of these names that the last build wrote; where none is known, all that are there.

    :raises SourceError: where one of them is still as it was written, and another is of something else.
    """
    there = [folder / name for name in names if (folder / name).is_file()]
    last = listed(folder)
    found = [path for path in there if path.name in last]
    others = strangers(folder, [path.name for path in found])
    if others and len(others) < len(found):
        problem = f"{others[0]} is not the file that the last build wrote beside the others"
        remedy = "build again (graphbuild build --again), or name the one file that you mean"
        raise SourceError(str(folder), problem, remedy)
    return found or there


def data_files(path: Path) -> tuple[Path, Path]:
    """The RDF files that a path means: the merged graph's, and the one with the sources' graphs.

    :raises SourceError: where there is none.
    """
    if path.is_dir():
        settled(path)
        found = graph_files(latest(path, (*MERGED, *WHOLE)))
        if found:
            return found
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

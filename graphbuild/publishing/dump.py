"""A graph taken apart for loading: one sorted file of N-Triples, without repetitions, for each graph in it.

The RDF is read once as a stream and sorted on disk, so memory stays level whatever its size.
"""

from __future__ import annotations

import gzip
import heapq
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

from graphbuild.errors import SourceError
from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.ontology.terms import PA, RDF
from graphbuild.stores.embedded import latest, settled

WHOLE = ("graph.nq", "graph.trig", "graph.ttl", "graph.nt", "graph.jsonld", "graph.rdf")
"""The files of a folder that may hold the graph, the fullest first."""
RUN = 200_000
"""Triples that are sorted in memory at a time."""
CHUNK = 1 << 16
"""Bytes that are sent at a time."""
_SOURCE = re.compile(r"(.+[/#])source/[^/#]+")


@dataclass(slots=True)
class GraphFile:
    """One graph as gzipped N-Triples; ``name`` is its IRI, ``""`` for the merged graph.

    ``size`` counts bytes before compression; ``blank`` says that there are blank nodes in it, which
    hold together only within one request.
    """

    name: str
    path: Path
    size: int = 0
    triples: int = 0
    blank: bool = False

    def __iter__(self) -> Iterator[bytes]:
        with gzip.open(self.path, "rb") as handle:
            while chunk := handle.read(CHUNK):
                yield chunk

    def lines(self) -> Iterator[bytes]:
        """Its triples in order, one a line."""
        with gzip.open(self.path, "rb") as handle:
            yield from handle

    def parts(self, size: int) -> Iterator[bytes]:
        """The same in pieces of whole lines, each of at least ``size`` bytes but the last."""
        held: list[bytes] = []
        length = 0
        for line in self.lines():
            held.append(line)
            length += len(line)
            if length >= size:
                yield b"".join(held)
                held, length = [], 0
        if held:
            yield b"".join(held)


@dataclass(slots=True)
class Dump:
    """All graphs of a file: the merged graph first, then the others by IRI, and the base of their IRIs."""

    graphs: list[GraphFile]
    base: str = DEFAULT_BASE

    @property
    def merged_name(self) -> str:
        """The IRI of the merged graph in a store that has no default graph of its own."""
        return f"{self.base}graph/merged"

    def is_ours(self, graph: str) -> bool:
        """Whether a graph of this name is one that publishing makes, and so may remove."""
        own = (self.merged_name, f"{self.base}graph/probe")
        return graph.startswith(f"{self.base}source/") or graph in own


@dataclass(slots=True)
class _Sorter:
    """Collects lines by graph; sorts them in runs on disk where they are too many."""

    folder: Path
    held: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0
    runs: dict[str, list[Path]] = field(default_factory=dict)
    written: int = 0

    def add(self, graph: str, line: str) -> None:
        self.held.setdefault(graph, []).append(line)
        self.count += 1
        if self.count >= RUN:
            self._spill()

    def _spill(self) -> None:
        for graph, lines in self.held.items():
            self.written += 1
            path = self.folder / f"run-{self.written}.gz"
            lines.sort()
            with gzip.open(path, "wb", compresslevel=1) as handle:
                handle.writelines(line.encode("utf-8") for line in lines)
            self.runs.setdefault(graph, []).append(path)
        self.held, self.count = {}, 0

    def graphs(self) -> Iterator[GraphFile]:
        """Every graph, sorted, each line once."""
        # The merged graph is there even where it is empty: it has to replace what was there.
        for number, name in enumerate(sorted({"", *self.held, *self.runs})):
            graph = GraphFile(name, self.folder / f"graph-{number}.nt.gz")
            with ExitStack() as stack:
                runs = self.runs.get(name, [])
                opened: list[Iterable[bytes]] = [
                    stack.enter_context(gzip.open(run, "rb")) for run in runs
                ]
                opened.append([line.encode("utf-8") for line in sorted(self.held.pop(name, []))])
                _write(graph, heapq.merge(*opened))
            for run in runs:
                run.unlink()
            yield graph


def _write(graph: GraphFile, lines: Iterable[bytes]) -> None:
    with gzip.open(graph.path, "wb", compresslevel=1) as handle:
        for line, _ in groupby(lines):
            handle.write(line)
            graph.size += len(line)
            graph.triples += 1
            graph.blank = graph.blank or line.startswith(b"_:") or b" _:" in line


def graph_file(path: Path) -> Path:
    """The file to publish of a folder that ``build`` wrote: the one with the most graphs in it.

    :raises SourceError: where there is none.
    """
    if path.is_dir():
        settled(path)
        for file in latest(path, WHOLE):
            return file
        raise SourceError(str(path), "no graph in this folder", 'make one with "graphbuild build"')
    if not path.is_file():
        raise SourceError(str(path), "no such file or folder", 'give what "graphbuild build" wrote')
    return path


def dump(file: Path, folder: Path) -> Dump:
    """Read an RDF file and write its graphs into a folder.

    :raises SourceError: where it is not valid RDF.
    """
    kind = RdfFormat.from_extension(file.suffix.lstrip(".").lower())
    if kind is None:
        raise SourceError(str(file), "not a suffix of RDF", "give a .nq, .trig, .ttl or .nt file")
    sorter = _Sorter(folder)
    names: dict[object, str] = {DefaultGraph(): ""}
    sources: set[str] = set()
    try:
        for quad in parse(path=str(file), format=kind):
            graph = quad.graph_name
            if graph not in names:
                if not isinstance(graph, NamedNode):
                    problem = "a graph's name is a blank node"
                    raise SourceError(str(file), problem, "give it an IRI")
                names[graph] = graph.value
            if quad.predicate == RDF.type and quad.object == PA.Source:
                sources.add(str(quad.subject)[1:-1])
            sorter.add(names[graph], f"{quad.triple} .\n")
    except SyntaxError as error:
        raise SourceError(str(file), f"not valid RDF: {error}", "check or rebuild it") from error
    return Dump(list(sorter.graphs()), _base({*names.values(), *sources}))


def _base(iris: Iterable[str]) -> str:
    """What stands before ``source/`` in the names of sources."""
    found = {match[1] for iri in sorted(iris) if (match := _SOURCE.fullmatch(iri))}
    return min(found, default=DEFAULT_BASE)

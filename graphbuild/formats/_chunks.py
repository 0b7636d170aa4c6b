from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.vocabulary import RDFS

CHUNK = 4096
_PROBE = Triple(NamedNode("urn:probe"), RDFS.label, NamedNode("urn:probe"))


class Chunked:
    """Serialises a few thousand statements at a time, so that memory stays level.

    Oxigraph writes a whole document at each call; the head that all of them share is written once.
    """

    file_name = ""
    all_graphs = False
    format: RdfFormat
    opening = b"<urn:probe>"
    """What follows the head of a document whose first subject is the probe."""
    foot = b""

    def __init__(self, handle: BinaryIO, prefixes: Mapping[str, str]) -> None:
        self.handle = handle
        self.prefixes = dict(prefixes)
        self.graph: Graph = MERGED
        self.held: list[Triple] = []
        probe = self.document([_PROBE])
        self.body_start = probe.index(self.opening)
        handle.write(probe[: self.body_start])

    def document(self, triples: Sequence[Triple]) -> bytes:
        """One document of this format."""
        out = serialize(triples, format=self.format, prefixes=self.prefixes)
        assert out is not None
        return out

    def add(self, graph: Graph, triples: Sequence[Triple]) -> None:
        """Hold a block back until there are enough of its graph."""
        if graph != self.graph or len(self.held) >= CHUNK:
            self.flush()
            self.graph = graph
        self.held += triples

    def flush(self) -> None:
        """Write what is held back."""
        if self.held:
            out = self.document(self.held)
            self.handle.write(out[self.body_start : len(out) - len(self.foot)])
            self.held = []

    def close(self) -> None:
        """Write the rest and the end."""
        self.flush()
        self.handle.write(self.foot)


class ChunkedQuads(Chunked):
    """The same for formats that name graphs."""

    all_graphs = True

    def document(self, triples: Sequence[Triple]) -> bytes:
        """One document with all statements in the present graph."""
        if not isinstance(self.graph, DefaultGraph):
            graph = self.graph
            quads = [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
            out = serialize(quads, format=self.format, prefixes=self.prefixes)
        else:
            out = serialize(triples, format=self.format, prefixes=self.prefixes)
        assert out is not None
        return out

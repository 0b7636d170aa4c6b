from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.entity import Block

CHUNK = 4096
_PROBE = "<urn:probe> <urn:probe> <urn:probe> .\n"


def statements(lines: Block) -> Iterable[Quad]:
    """Lines of N-Triples as objects; their IRIs were checked when they were made."""
    return parse("".join(lines).encode(), format=RdfFormat.N_TRIPLES, lenient=True)


def in_graph(lines: bytes, graph: NamedNode) -> bytes:
    """Lines of N-Triples as N-Quads.

    A line ends in `` .`` and a line break, and a literal holds no line break raw (N-Triples,
    section 2.4), so the ends can be rewritten.
    """
    return lines.replace(b" .\n", f" {graph} .\n".encode())


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
        self.held: Block = []
        probe = self.document([_PROBE])
        self.body_start = probe.index(self.opening)
        handle.write(probe[: self.body_start])

    def document(self, lines: Block) -> bytes:
        """One document of this format."""
        out = serialize(statements(lines), format=self.format, prefixes=self.prefixes)
        assert out is not None
        return out

    def add(self, graph: Graph, block: Block) -> None:
        """Hold a block back until there are enough of its graph."""
        if graph is not self.graph or len(self.held) >= CHUNK:
            self.flush()
            self.graph = graph
        self.held += block

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

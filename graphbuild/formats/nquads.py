from __future__ import annotations

from pyoxigraph import NamedNode

from graphbuild.formats._chunks import Chunked, in_graph
from graphbuild.graph.entity import Block


class NTriples(Chunked):
    """The merged graph as N-Triples."""

    file_name = "graph.nt"

    def document(self, lines: Block) -> bytes:
        """The lines as they are."""
        return "".join(lines).encode()


class NQuads(NTriples):
    """The merged graph as default graph, and one named graph for each source."""

    file_name = "graph.nq"
    all_graphs = True

    def document(self, lines: Block) -> bytes:
        """The lines, with the graph before each full stop."""
        out = super().document(lines)
        return in_graph(out, self.graph) if isinstance(self.graph, NamedNode) else out

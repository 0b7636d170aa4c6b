from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from graphbuild.formats.turtle import Turtle
from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.entity import Block


class TriG(Turtle):
    """The merged graph as default graph, and named graphs for the ontology and each source."""

    file_name = "graph.trig"
    all_graphs = True

    def __init__(self, handle: BinaryIO, prefixes: Mapping[str, str]) -> None:
        super().__init__(handle, prefixes)
        self.graph: Graph = MERGED

    def add(self, graph: Graph, block: Block) -> None:
        """Write one thing in its graph."""
        if graph != self.graph:
            self.close()
            self.graph = graph
            if graph != MERGED:
                self.handle.write(f"\n{self.names.short(str(graph))} {{\n".encode())
        super().add(graph, block)

    def close(self) -> None:
        """End the graph that is open."""
        if self.graph != MERGED:
            self.handle.write(b"\n}\n")
        self.graph = MERGED

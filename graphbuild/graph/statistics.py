"""Counts of the graph, taken while it is written: for ``void.ttl`` and the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.entity import Block
from graphbuild.graph.vocabulary import RDF

_TYPE = RDF.type.value


@dataclass(slots=True)
class Statistics:
    """Triples and subjects of each graph; classes and properties of the merged one."""

    triples: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)

    def add(self, graph: Graph, block: Block) -> None:
        """Count one block: one subject of one graph."""
        name = "" if graph == MERGED else str(graph)[1:-1]
        self.triples[name] += len(block)
        self.subjects[name] += 1
        if name:
            return
        for line in block:
            _, predicate, rest = line.split(" ", 2)
            predicate = predicate[1:-1]
            self.properties[predicate] += 1
            if predicate == _TYPE:
                self.classes[rest[1 : rest.index(">")]] += 1

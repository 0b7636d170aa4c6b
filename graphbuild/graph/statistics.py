"""Counts of the graph, taken while it is written: for ``void.ttl`` and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Triple

from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.vocabulary import RDF

_TYPE = RDF.type


@dataclass(slots=True)
class Statistics:
    """Triples and subjects of each graph; classes and properties of the merged one."""

    triples: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)

    def add(self, graph: Graph, block: Sequence[Triple]) -> None:
        """Count one block: one subject of one graph."""
        name = "" if graph == MERGED else str(graph)[1:-1]
        self.triples[name] += len(block)
        self.subjects[name] += 1
        if name:
            return
        for triple in block:
            predicate = triple.predicate
            self.properties[predicate.value] += 1
            if predicate == _TYPE:
                self.classes[str(triple.object)[1:-1]] += 1

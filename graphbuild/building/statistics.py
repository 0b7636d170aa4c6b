"""Counts of the graph, taken while it is written: for ``void.ttl`` and the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.entity import Block
from graphbuild.ontology.terms import RDF

_TYPE = str(RDF.type)


@dataclass(slots=True)
class Statistics:
    """Triples and subjects of each graph; classes, properties and a digest of the merged one."""

    triples: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    _said: Counter[str] = field(default_factory=Counter)
    _digest: Any = field(default_factory=sha256)
    _graph: Graph | None = None
    _name: str = ""

    def add(self, graph: Graph, block: Block) -> None:
        """Count one block: one subject of one graph."""
        if graph is not self._graph:  # they come one after the other
            self._graph, self._name = graph, "" if graph == MERGED else str(graph)[1:-1]
        self.triples[self._name] += len(block)
        self.subjects[self._name] += 1
        if self._name:
            return
        self._digest.update("\n".join(block).encode())
        said = self._said
        start = block[0].index(" ") + 1 if block else 0
        for line in block:
            end = line.index(" ", start)
            predicate = line[start:end]
            said[predicate] += 1
            if predicate == _TYPE:
                self.classes[line[end + 2 : line.index(">", end)]] += 1

    @property
    def digest(self) -> str:
        """What tells the merged graph from every other, in 16 hexadecimal digits."""
        return str(self._digest.hexdigest()[:16])

    @property
    def properties(self) -> dict[str, int]:
        """How many statements of the merged graph each property makes."""
        return {predicate[1:-1]: number for predicate, number in self._said.items()}

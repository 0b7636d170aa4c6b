"""Counts of the graph, taken while it is written: for ``void.ttl`` and the report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from graphbuild.graph.dataset import MERGED, Graph
from graphbuild.graph.entity import Block
from graphbuild.ontology.terms import RDF

_TYPE = str(RDF.type)


def _zeros() -> dict[str, int]:
    return defaultdict(int)  # a Counter asks Python for each new term


@dataclass(slots=True)
class Counts:
    """Those of one piece: of the merged graph also classes, properties and a digest."""

    triples: int = 0
    subjects: int = 0
    digest: str = ""
    classes: dict[str, int] = field(default_factory=_zeros)
    said: dict[str, int] = field(default_factory=_zeros)


@dataclass(slots=True)
class Statistics:
    """Triples and subjects of each graph; classes, properties and a digest of the merged one."""

    triples: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    _said: Counter[str] = field(default_factory=Counter)
    _digest: Any = field(default_factory=sha256)

    def add(self, graph: Graph, counts: Counts) -> None:
        """Add those of the next piece."""
        name = "" if graph == MERGED else str(graph)[1:-1]
        self.triples[name] += counts.triples
        self.subjects[name] += counts.subjects
        if not name:
            self._digest.update(counts.digest.encode())
            for own, more in ((self.classes, counts.classes), (self._said, counts.said)):
                for term, number in more.items():
                    own[term] += number

    @property
    def digest(self) -> str:
        """What tells the merged graph from every other, in 16 hexadecimal digits."""
        return str(self._digest.hexdigest()[:16])

    @property
    def properties(self) -> dict[str, int]:
        """How many statements of the merged graph each property makes."""
        return {predicate[1:-1]: number for predicate, number in self._said.items()}


def count(blocks: Iterable[Block], counts: Counts, *, merged: bool) -> Iterator[Block]:
    """Pass the blocks of a piece on, and count them: one subject each."""
    if not merged:
        for block in blocks:
            counts.triples += len(block)
            counts.subjects += 1
            yield block
        return
    digest, said = sha256(), counts.said
    for block in blocks:
        counts.triples += len(block)
        counts.subjects += 1
        digest.update("".join(block).encode())
        start = block[0].index(" ") + 1 if block else 0
        for line in block:
            end = line.index(" ", start)
            predicate = line[start:end]
            said[predicate] += 1
            if predicate == _TYPE:
                counts.classes[line[end + 2 : line.index(">", end)]] += 1
        yield block
    counts.digest = digest.hexdigest()

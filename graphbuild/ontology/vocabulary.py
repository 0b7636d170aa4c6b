"""The ontology as it travels with a graph: whole in a graph of its own, its words beside the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode

from graphbuild.ontology.namespaces import ONTOLOGY
from graphbuild.ontology.terms import RDFS, read

FILE = "pax.ttl"
GRAPH = NamedNode(ONTOLOGY.rstrip("#"))
"""The ontology's IRI, which is also the name of the graph that holds it. It is no source."""


def blocks() -> Iterator[list[str]]:
    """The whole ontology as lines of N-Triples, term by term, in its order."""
    by_subject: dict[str, list[str]] = {}
    for triple in read(FILE):
        by_subject.setdefault(str(triple.subject), []).append(f"{triple!s} .\n")
    yield from by_subject.values()


@cache
def _labels() -> dict[str, str]:
    """The label of each term, borrowed ones too, as a line of N-Triples."""
    return {
        triple.subject.value: f"{triple!s} .\n"
        for triple in read(FILE)
        if triple.predicate == RDFS.label and isinstance(triple.subject, NamedNode)
    }


def labels(iris: Iterable[str]) -> Iterator[list[str]]:
    """A block with the label for each of these classes and properties that has one, sorted by IRI."""
    known = _labels()
    for iri in sorted(set(iris)):
        if iri in known:
            yield [known[iri]]

"""The same rules asked of pySHACL, which knows all of SHACL: what ours are compared with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from pyshacl import validate as check

from graphbuild.checking.shapes import Result, Severity
from graphbuild.ontology.terms import SH, XSD
from graphbuild.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Identifier

_ORDER: dict[Severity, int] = {"Violation": 0, "Warning": 1, "Info": 2}


def validate(data: Path) -> list[Result]:
    """pySHACL's findings on the default graph of an RDF file, the gravest first.

    It is checked together with the ontology and the codebook; nothing is inferred.
    """
    ontology = folder("ontology")
    graph = _graph(data, ontology / "pax.ttl", ontology / "codebook.ttl")
    shapes = _aimed(_graph(ontology / "shapes.ttl"))
    _, found, _ = check(graph, shacl_graph=shapes, inference="none", inplace=True)
    results = (_result(found, node) for node in found.subjects(_iri(SH.resultSeverity)))
    return sorted(results, key=_rank)


def _rank(result: Result) -> tuple[int, str, str, str]:
    return _ORDER[result.severity], result.shape, result.focus, result.value


def _result(found: Graph, node: Identifier) -> Result:
    def one(predicate: ox.NamedNode) -> str:
        value = found.value(node, _iri(predicate))
        return "" if value is None else str(value)

    severity = one(SH.resultSeverity).removeprefix(SH[""].value)
    return Result(
        focus=one(SH.focusNode),
        path=one(SH.resultPath),
        value=one(SH.value),
        severity=next(known for known in _ORDER if known == severity),
        message=one(SH.resultMessage),
        shape=one(SH.sourceShape),
    )


def _aimed(shapes: Graph) -> Graph:
    """The same rules with the targets of a shape moved to its properties' rules.

    pySHACL checks a rule that has targets on all of them at once, and one that only belongs to a
    shape node by node, which takes three times as long; the findings are the same.
    """
    of_shape, targets = _iri(SH.property), (_iri(SH.targetClass), _iri(SH.targetSubjectsOf))
    for shape, _, rule in list(shapes.triples((None, of_shape, None))):
        aims = [(aim, value) for aim in targets for value in shapes.objects(shape, aim)]
        if aims:
            shapes.remove((shape, of_shape, rule))
            for aim, value in aims:
                shapes.add((rule, aim, value))
    return shapes


def _graph(*paths: Path) -> Graph:
    """Files in one graph of rdflib, read with pyoxigraph, which is many times faster at it."""
    from rdflib import Graph

    graph = Graph()
    for path in paths:
        graph.addN(
            (_term(quad.subject), _term(quad.predicate), _term(quad.object), graph)
            for quad in _quads(path)
        )
    return graph


def _quads(path: Path) -> Iterator[ox.Quad]:
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.from_extension(path.suffix[1:])):
        if isinstance(quad.graph_name, ox.DefaultGraph):
            yield quad


@cache
def _iri(node: ox.NamedNode) -> Any:
    from rdflib.term import URIRef

    return URIRef(node.value)


def _term(node: object) -> Any:
    """The same term for rdflib, which keeps plain strings and ``xsd:string`` apart."""
    if isinstance(node, ox.NamedNode):
        return _iri(node)
    from rdflib import term

    if isinstance(node, ox.Literal):
        if node.language:
            return term.Literal(node.value, lang=node.language)
        if node.datatype == XSD.string:
            return term.Literal(node.value)
        return term.Literal(node.value, datatype=_iri(node.datatype), normalize=False)
    if isinstance(node, ox.BlankNode):
        return term.BNode(node.value)
    raise ValueError(f"Unexpected term: {node!r}")

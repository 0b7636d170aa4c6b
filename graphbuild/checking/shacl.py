"""Checks a graph against the shapes in ``ontology/shapes.ttl`` with pySHACL (extra ``shacl``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from graphbuild.errors import MissingExtra, SourceError
from graphbuild.ontology.terms import SH, XSD
from graphbuild.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Identifier

Severity = Literal["Violation", "Warning", "Info"]

_ORDER: dict[Severity, int] = {"Violation": 0, "Warning": 1, "Info": 2}


@dataclass(frozen=True, slots=True)
class Result:
    """One finding of a check.

    ``focus`` is the node that it is about, ``path`` the property (``""`` where it is about the node
    itself), ``value`` what was found there (``""`` where something is missing); ``shape`` is the
    IRI of the rule, ``message`` the rule in words.
    """

    focus: str
    path: str
    value: str
    severity: Severity
    message: str
    shape: str


def validate(data: Path) -> list[Result]:
    """The findings on a graph, the gravest first; empty where there is nothing to say.

    ``data`` is a folder that ``graphbuild build`` wrote, or an RDF file. Its default graph (the
    merged graph) is checked, together with the ontology and the codebook; nothing is inferred. The
    graph conforms if no finding has the severity ``Violation``.

    Raises :class:`~graphbuild.errors.SourceError` where there is no graph or it cannot be read, and
    :class:`~graphbuild.errors.MissingExtra` without pySHACL.
    """
    try:
        from pyshacl import validate as check
    except ImportError as error:
        raise MissingExtra("Checking against the shapes", "shacl") from error
    ontology = folder("ontology")
    graph = _graph(_file(data), ontology / "pax.ttl", ontology / "codebook.ttl")
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


def _file(data: Path) -> Path:
    path = data / "graph.ttl" if data.is_dir() else data
    if not path.is_file():
        raise SourceError(str(path), "there is no graph here", "make one with: graphbuild build")
    return path


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
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        remedy = "give a file that ends in .ttl, .nt, .nq, .trig, .jsonld or .rdf"
        raise SourceError(str(path), "its name does not say which RDF format it has", remedy)
    try:
        for quad in ox.parse(path=str(path), format=form):
            if isinstance(quad.graph_name, ox.DefaultGraph):
                yield quad
    except (SyntaxError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"cannot be read as RDF ({error})") from error


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

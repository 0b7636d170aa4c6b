"""The catalogue as RDF, in the form of the SIB's SPARQL examples, to be published beside the data.

Source: https://github.com/sib-swiss/sparql-examples; SHACL Advanced Features, section 5 (``sh:SPARQLExecutable``), and
SHACL, section 6.2.1 (parameters). A parameter whose values are things, dates or ``any`` has no range there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.catalogue.library import SavedQuery
from graphbuild.catalogue.parameters import NO_LIMIT, Parameter
from graphbuild.ontology.namespaces import QUERY, some
from graphbuild.ontology.terms import DCTERMS, RDF, RDFS, SCHEMA, SH, XSD

PATHS = f"{QUERY}parameter#"
"""What the paths of parameters begin with; parameters of one name have one path."""
PREFIXES = some("rdf", "xsd", "sh", "schema", "rdfs", "dcterms")
KINDS = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    "DESCRIBE": ("SPARQLExecutable", "describe"),
}
DESCRIBE = NamedNode("https://purl.expasy.org/sparql-examples/ontology#describe")
"""SHACL has no property for the text of a DESCRIBE."""


def statements(query: SavedQuery) -> Iterator[Triple]:
    """What is said of one query: its kind, question, text, subject and parameters."""
    subject = NamedNode(QUERY + query.name)
    kind, word = KINDS[query.form]
    text = DESCRIBE if word == "describe" else SH[word]
    yield Triple(subject, RDF.type, SH.SPARQLExecutable)
    yield Triple(subject, RDF.type, SH[kind])
    yield Triple(subject, RDFS.label, Literal(query.title, language="en"))
    yield Triple(subject, RDFS.comment, Literal(query.question or query.title, language="en"))
    yield Triple(subject, DCTERMS.identifier, Literal(query.name))
    yield Triple(subject, text, Literal(query.text))
    if query.subject:
        yield Triple(subject, SCHEMA.keywords, Literal(query.subject))
    if query.texts.get("source"):
        yield Triple(subject, DCTERMS.source, Literal(query.texts["source"]))
    if query.parameters:
        yield Triple(subject, RDF.type, SH.Parameterizable)
    for parameter in query.parameters:
        yield from _parameter(
            subject, NamedNode(f"{QUERY}{query.name}/{parameter.name}"), parameter
        )


def _parameter(subject: NamedNode, node: NamedNode, parameter: Parameter) -> Iterator[Triple]:
    """One parameter: SHACL takes its name from the local name of its path."""
    path = NamedNode(f"{PATHS}{parameter.name}")
    yield Triple(path, RDF.type, RDF.Property)
    yield Triple(path, RDFS.label, Literal(parameter.name, language="en"))
    yield Triple(subject, SH.parameter, node)
    yield Triple(node, RDF.type, SH.Parameter)
    yield Triple(node, SH.path, path)
    yield Triple(node, SH.name, Literal(parameter.name))
    yield Triple(node, SH.description, Literal(parameter.meaning, language="en"))
    yield Triple(node, SH.optional, Literal(not parameter.required))
    if not parameter.repeatable:
        yield Triple(node, SH.maxCount, Literal(1))
    if parameter.allowed:
        yield from _list(node, [Literal(value) for value in parameter.allowed])
    elif parameter.type == "integer":
        yield Triple(node, SH.datatype, XSD.integer)
        yield Triple(node, SH.minInclusive, Literal(parameter.minimum))
        if parameter.maximum != NO_LIMIT:
            yield Triple(node, SH.maxInclusive, Literal(parameter.maximum))
    elif parameter.required and parameter.resolves:
        yield Triple(node, SH.nodeKind, SH.IRI)
    if parameter.default not in (None, ""):
        yield Triple(node, SH.defaultValue, _default(parameter, str(parameter.default)))


def _default(parameter: Parameter, value: str) -> Literal:
    if parameter.type != "integer":
        return Literal(value)
    return Literal(NO_LIMIT if value == "all" else int(value))


def _list(node: NamedNode, values: Sequence[Literal]) -> Iterator[Triple]:
    """The allowed values as a list; its cells have IRIs, as nothing of ours is a blank node."""
    cells = [NamedNode(f"{node.value}/in/{number}") for number in range(1, len(values) + 1)]
    yield Triple(node, SH["in"], cells[0])
    for cell, value, rest in zip(cells, values, [*cells[1:], RDF.nil], strict=True):
        yield Triple(cell, RDF.first, value)
        yield Triple(cell, RDF.rest, rest)


def as_turtle(queries: Iterable[SavedQuery]) -> str:
    """All of it as Turtle, in the order of the names."""
    found = [
        triple
        for query in sorted(queries, key=lambda item: item.name)
        for triple in statements(query)
    ]
    text = serialize(dict.fromkeys(found), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None
    return text.decode("utf-8")

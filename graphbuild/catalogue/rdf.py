"""The catalogue as RDF, in the form of the SIB's SPARQL examples, to be published beside the data.

Source: https://github.com/sib-swiss/sparql-examples; terms of SHACL, section 5 (``sh:SPARQLExecutable``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.catalogue.library import SavedQuery
from graphbuild.ontology.namespaces import QUERY, some
from graphbuild.ontology.terms import DCTERMS, RDF, RDFS, SCHEMA, SH

PREFIXES = some("sh", "schema", "rdfs", "dcterms")
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
    for parameter in query.parameters:
        node = NamedNode(f"{QUERY}{query.name}/{parameter.name}")
        yield Triple(subject, SH.parameter, node)
        yield Triple(node, RDF.type, SH.Parameter)
        yield Triple(node, SH.name, Literal(parameter.name))
        yield Triple(node, SH.description, Literal(parameter.meaning, language="en"))
        yield Triple(node, SH.optional, Literal(not parameter.required))
        if parameter.default not in (None, ""):
            yield Triple(node, SH.defaultValue, Literal(str(parameter.default)))


def as_turtle(queries: Iterable[SavedQuery]) -> str:
    """All of it as Turtle, in the order of the names."""
    found = [
        triple
        for query in sorted(queries, key=lambda item: item.name)
        for triple in statements(query)
    ]
    text = serialize(found, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None
    return text.decode("utf-8")

"""The catalogue as RDF, in the form of the SIB's SPARQL examples, to be published beside the data.

Source: https://github.com/sib-swiss/sparql-examples; terms of SHACL, section 5 (``sh:SPARQLExecutable``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.catalogue.library import SavedQuery

BASE = "https://w3id.org/peace-agreements/query/"
SH, SCHEMA = "http://www.w3.org/ns/shacl#", "https://schema.org/"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS = "http://purl.org/dc/terms/"
PREFIXES = {"sh": SH, "schema": SCHEMA, "rdfs": RDFS, "dcterms": DCTERMS}
KINDS = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    "DESCRIBE": ("SPARQLExecutable", "describe"),
}
DESCRIBE = "https://purl.expasy.org/sparql-examples/ontology#describe"


def statements(query: SavedQuery) -> Iterator[Triple]:
    """What is said of one query: its kind, question, text, subject and parameters."""
    subject = NamedNode(BASE + query.name)
    kind, word = KINDS[query.form]
    text = NamedNode(DESCRIBE if word == "describe" else SH + word)
    yield Triple(subject, NamedNode(RDF + "type"), NamedNode(SH + "SPARQLExecutable"))
    yield Triple(subject, NamedNode(RDF + "type"), NamedNode(SH + kind))
    yield Triple(subject, NamedNode(RDFS + "label"), Literal(query.title, language="en"))
    yield Triple(
        subject, NamedNode(RDFS + "comment"), Literal(query.question or query.title, language="en")
    )
    yield Triple(subject, NamedNode(DCTERMS + "identifier"), Literal(query.name))
    yield Triple(subject, text, Literal(query.text))
    if query.subject:
        yield Triple(subject, NamedNode(SCHEMA + "keywords"), Literal(query.subject))
    if query.texts.get("source"):
        yield Triple(subject, NamedNode(DCTERMS + "source"), Literal(query.texts["source"]))
    for parameter in query.parameters:
        node = NamedNode(f"{BASE}{query.name}/{parameter.name}")
        yield Triple(subject, NamedNode(SH + "parameter"), node)
        yield Triple(node, NamedNode(RDF + "type"), NamedNode(SH + "Parameter"))
        yield Triple(node, NamedNode(SH + "name"), Literal(parameter.name))
        yield Triple(node, NamedNode(SH + "description"), Literal(parameter.meaning, language="en"))
        yield Triple(node, NamedNode(SH + "optional"), Literal(not parameter.required))
        if parameter.default not in (None, ""):
            yield Triple(node, NamedNode(SH + "defaultValue"), Literal(str(parameter.default)))


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

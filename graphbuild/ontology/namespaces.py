"""Where the IRIs of the house begin, ours and those of the vocabularies that we borrow; text alone.

The project's own are fixed by its contract with its users; their prefix is not registered yet.
"""

from __future__ import annotations

from typing import Final

OURS: Final = "https://w3id.org/peace-agreements/"
"""What the project's own IRIs begin with."""
ONTOLOGY: Final = f"{OURS}ontology#"
"""Classes and properties (``ontology/pax.ttl``)."""
SCHEME: Final = f"{OURS}scheme/"
"""Coding schemes and their concepts (``ontology/codebook.ttl``)."""
DEFAULT_BASE: Final = f"{OURS}id/"
"""The things of a graph, where its builder gave no other base."""
QUERY: Final = f"{OURS}query/"
"""Saved queries, in the catalogue as RDF."""

PREFIXES: Final[dict[str, str]] = {
    "pa": ONTOLOGY,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix that the house writes, with what it stands for."""


def some(*names: str) -> dict[str, str]:
    """These prefixes alone, in this order."""
    return {name: PREFIXES[name] for name in names}


def shorten(iri: str) -> str:
    """``pa:signedOn`` for an IRI in a known namespace, else the IRI itself."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri

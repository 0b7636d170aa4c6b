from __future__ import annotations

from importlib import import_module

import pytest
from pyoxigraph import NamedNode

from graphbuild.ontology.terms import ONTOLOGY, RDF, RDFS, read, terms

# Vocabularies that rdflib has no list of: the terms that we use of them, so that a slip is seen.
LOOKED_UP = {
    "http://www.cidoc-crm.org/cidoc-crm/": {
        "E5_Event",
        "E7_Activity",
        "E13_Attribute_Assignment",
        "E21_Person",
        "E31_Document",
        "E33_Linguistic_Object",
        "E39_Actor",
        "E53_Place",
        "E73_Information_Object",
        "P67_refers_to",
    },
    "http://semanticweb.cs.vu.nl/2009/11/sem/": {
        "Actor",
        "Event",
        "Place",
        "Role",
        "actorType",
        "roleType",
    },
    "http://data.europa.eu/eli/ontology#": {"LegalResource"},
    "http://www.wikidata.org/entity/": {"P1875", "P1891", "P1932", "P710", "Q625298"},
}
LISTED = ("DCAT", "DCTERMS", "FOAF", "ORG", "OWL", "PROV", "RDF", "RDFS", "SDO", "SKOS", "XSD")


def _iris(name: str) -> set[str]:
    return {
        node.value
        for triple in read(name)
        for node in (triple.subject, triple.predicate, triple.object)
        if isinstance(node, NamedNode)
    }


@pytest.mark.parametrize("file", ["pax.ttl", "alignments.ttl"])
def test_every_borrowed_term_exists(file: str) -> None:
    listed = {str(getattr(import_module("rdflib"), name)): name for name in LISTED}
    for iri in _iris(file):
        for start, name in listed.items():
            if iri.startswith(start) and iri != start:
                assert iri[len(start) :] in getattr(import_module("rdflib"), name), iri
        for start, known in LOOKED_UP.items():
            assert not iri.startswith(start) or iri[len(start) :] in known, iri
        if iri.startswith(ONTOLOGY):
            assert iri[len(ONTOLOGY) :] in terms(), iri


def test_every_class_is_aligned() -> None:
    aligned = {triple.subject for triple in read("alignments.ttl")}
    for name, term in terms().items():
        if term.kind == "class":
            assert term.iri in aligned, name


def test_no_foreign_term_is_made_part_of_ours() -> None:
    for file in ("pax.ttl", "alignments.ttl"):
        for triple in read(file):
            if triple.predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
                assert isinstance(triple.subject, NamedNode)
                assert triple.subject.value.startswith(ONTOLOGY), triple


def test_every_term_with_a_meaning_for_reasoners_is_declared() -> None:
    """Tools of OWL guess, often wrongly, what an undeclared parent is."""
    triples = (*read("pax.ttl"), *read("alignments.ttl"))
    declared = {triple.subject for triple in triples if triple.predicate == RDF.type}
    for triple in triples:
        if triple.predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
            assert triple.object in declared, triple.object

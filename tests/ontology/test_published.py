"""What a catalogue of ontologies asks of one: twelve points, and what tools of others need."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode

from graphbuild.ontology import concepts
from graphbuild.ontology.terms import (
    DCTERMS,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    SKOS,
    VANN,
    XSD,
    read,
    terms,
)

HEADERS = {
    "pax.ttl": "https://w3id.org/peace-agreements/ontology",
    "codebook.ttl": "https://w3id.org/peace-agreements/scheme",
}


def said(file: str, subject: str) -> dict[NamedNode, list[Literal | NamedNode]]:
    out: dict[NamedNode, list[Literal | NamedNode]] = {}
    for triple in read(file):
        if triple.subject == NamedNode(subject):
            assert isinstance(triple.object, Literal | NamedNode)
            out.setdefault(triple.predicate, []).append(triple.object)
    return out


@pytest.mark.parametrize(("file", "iri"), HEADERS.items())
def test_the_header_is_complete(file: str, iri: str) -> None:
    header = said(file, iri)
    assert header[RDF.type] == [OWL.Ontology]
    (version,) = header[OWL.versionInfo]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version.value)
    assert header[OWL.versionIRI] == [NamedNode(f"{iri}/{version.value}")]
    (licence,) = header[DCTERMS.license]
    assert isinstance(licence, NamedNode)
    assert header[DCTERMS.creator]
    (created,), (modified,) = header[DCTERMS.created], header[DCTERMS.modified]
    assert isinstance(created, Literal)
    assert created.datatype == XSD.date
    assert created.value <= modified.value
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.label):
        (words,) = header[predicate]
        assert isinstance(words, Literal)
        assert words.language == "en"
    (namespace,) = header[VANN.preferredNamespaceUri]
    assert namespace.value.startswith(iri)
    assert len(header[VANN.preferredNamespacePrefix]) == 1


def test_it_says_how_to_cite_it() -> None:
    header = said("pax.ttl", HEADERS["pax.ttl"])
    (citation,) = header[DCTERMS.bibliographicCitation]
    assert HEADERS["pax.ttl"] in citation.value
    assert header[OWL.versionInfo][0].value in citation.value


def test_every_term_is_labelled_defined_and_tied_to_its_ontology() -> None:
    for name in terms():
        about = said("pax.ttl", ONTOLOGY + name)
        assert len(about[RDFS.label]) == len(about[SKOS.definition]) == 1, name
        assert about[RDFS.isDefinedBy] == [NamedNode(HEADERS["pax.ttl"])], name


def test_every_scheme_has_its_top_concepts_and_no_two_preferred_labels_alike() -> None:
    pairs = {
        (t.subject, t.object) for t in read("codebook.ttl") if t.predicate == SKOS.hasTopConcept
    }
    backwards = {
        (t.object, t.subject) for t in read("codebook.ttl") if t.predicate == SKOS.topConceptOf
    }
    assert pairs == backwards
    schemes = {found.scheme for found in concepts.concepts().values()}
    # Every substage stands below a stage, which is in another scheme.
    tops = {scheme.value.rpartition("/")[2] for scheme, _ in pairs if isinstance(scheme, NamedNode)}
    assert tops == schemes - {"substage"}
    labels = Counter(
        (concepts.concepts()[t.subject].scheme, t.object.value)
        for t in read("codebook.ttl")
        if t.predicate == SKOS.prefLabel and t.subject in concepts.concepts()
    )
    assert max(labels.values()) == 1


def test_what_is_used_is_declared_so_that_owl_tools_need_not_guess() -> None:
    for file in HEADERS:
        declared = {t.subject for t in read(file) if t.predicate == RDF.type}
        builtin = (
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "http://www.w3.org/2000/01/rdf-schema#",
            "http://www.w3.org/2002/07/owl#",
        )
        for predicate in {t.predicate for t in read(file)}:
            assert predicate in declared or predicate.value.startswith(builtin), predicate

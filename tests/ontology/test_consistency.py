"""The ontology in the eyes of an OWL reasoner (HermiT, which needs Java)."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from graphbuild.ontology.terms import PREFIXES, terms
from graphbuild.resources import folder

FILES = ("pax.ttl", "codebook.ttl", "alignments.ttl")

# What the borrowed vocabularies themselves say and a wrong alignment would run into.
THEIRS = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
prov:Activity a owl:Class ; owl:disjointWith prov:Entity .
prov:Person a owl:Class ; rdfs:subClassOf prov:Agent .
foaf:Organization a owl:Class ; rdfs:subClassOf foaf:Agent ;
    owl:disjointWith foaf:Person , foaf:Document .
foaf:Person rdfs:subClassOf foaf:Agent .
prov:actedOnBehalfOf rdfs:domain prov:Agent ; rdfs:range prov:Agent .
skos:ConceptScheme a owl:Class ; owl:disjointWith skos:Concept .
skos:inScheme a owl:ObjectProperty ; rdfs:range skos:ConceptScheme .
skos:broader a owl:ObjectProperty ; rdfs:domain skos:Concept ; rdfs:range skos:Concept .
"""

PREFIXED = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

# One of each, joined as a built graph joins them.
DATA = """
@prefix : <https://w3id.org/peace-agreements/id/> .
<https://w3id.org/peace-agreements/id/agreement/900001> pa:inProcess :process ;
    pa:addressesConflict :conflict ; pa:concernsPlace :place ; pa:hasProvision :provision ;
    pa:hasParticipation :participation ; pa:hasMention :mention ;
    pa:level <https://w3id.org/peace-agreements/scheme/level/Intra> .
:provision pa:inAgreement <https://w3id.org/peace-agreements/id/agreement/900001> ;
    pa:onTopic <https://w3id.org/peace-agreements/scheme/provision/Ce> ; pa:codedValue 3 ;
    pa:hasPassage :passage .
:participation pa:inAgreement <https://w3id.org/peace-agreements/id/agreement/900001> ;
    pa:ofActor :actor ; pa:thirdToConflict false ; pa:hasRepresentation :representation .
:representation pa:ofPerson :person .
:person pa:actsFor :actor .
:actor pa:basedIn :place ; pa:gwno "200" .
:mention pa:inAgreement <https://w3id.org/peace-agreements/id/agreement/900001> ;
    pa:mentions <https://w3id.org/peace-agreements/id/agreement/900002> .
"""


def _reasoner() -> Any:
    """The module ``owlready2``; without it or Java the tests are skipped, in CI they fail."""
    missing = [
        what
        for what, there in (
            ("owlready2 (extra 'dev')", find_spec("owlready2")),
            ("Java", shutil.which("java")),
        )
        if not there
    ]
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {' and '.join(missing)}")
    return import_module("owlready2")


def _members() -> str:
    """One member for each class: where a class can have none, this is a contradiction."""
    return "\n".join(
        f"<urn:member:{name}> a <{found.iri.value}> ."
        for name, found in terms().items()
        if found.kind == "class"
    )


def _consistent(tmp_path: Path, extra: str = "") -> bool:
    """Whether ontology, codebook, alignments and ``extra`` have a model."""
    owlready2 = _reasoner()
    ours = [(folder("ontology") / name).read_text(encoding="utf-8") for name in FILES]
    triples = [
        quad.triple
        for text in (*ours, THEIRS, _members(), PREFIXED + extra)
        for quad in parse(text, format=RdfFormat.TURTLE)
        if not quad.predicate.value.endswith("#imports")
    ]
    path = tmp_path / "ontology.nt"
    serialize(triples, str(path), format=RdfFormat.N_TRIPLES)
    world = owlready2.World(filename=str(tmp_path / "world.sqlite3"), exclusive=False)
    try:
        world.get_ontology(path.as_uri()).load()
        # OWL 2 leaves xsd:date out of its datatypes, and HermiT refuses what OWL 2 leaves out.
        owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    finally:
        world.close()
    return True


def test_ontology_codebook_and_alignments_are_consistent(tmp_path: Path) -> None:
    assert _consistent(tmp_path)


def test_data_as_built_are_consistent_with_them(tmp_path: Path) -> None:
    assert _consistent(tmp_path, DATA)


@pytest.mark.parametrize(
    "wrong",
    [
        "<urn:x> pa:inAgreement <urn:y> . <urn:z> pa:ofActor <urn:y> .",
        "pa:Agreement rdfs:subClassOf prov:Activity .",
        "pa:Actor rdfs:subClassOf pa:Place .",
    ],
)
def test_the_reasoner_sees_a_contradiction(tmp_path: Path, wrong: str) -> None:
    assert not _consistent(tmp_path, wrong)

from __future__ import annotations

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graphbuild.ontology.namespaces import SCHEME
from graphbuild.ontology.terms import DCTERMS, PA, PREFIXES, RDF, XSD, read, shorten, terms
from graphbuild.resources import folder

ID = "https://w3id.org/peace-agreements/id/"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    found = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    said: dict[str, Any] = found["@context"]
    return said


def triples(context: dict[str, Any], document: dict[str, Any]) -> set[Triple]:
    text = json.dumps({"@context": context, **document})
    return {quad.triple for quad in parse(text, format=RdfFormat.JSON_LD)}


def test_the_committed_file_is_what_the_ontology_gives(
    script: Callable[[str], ModuleType],
) -> None:
    committed = (folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    assert script("make_context").text() == committed, "run python ontology/make_context.py"


def test_short_keys_stand_for_typed_terms(context: dict[str, Any]) -> None:
    agreement = NamedNode(f"{ID}agreement/900001")
    document = {
        "id": agreement.value,
        "type": "Agreement",
        "title": "Accord",
        "signedOn": "1998-04-10",
        "inProcess": f"{ID}process/62",
        "pageCount": 35,
        "hasProvision": [f"{ID}provision/900001/Ce"],
    }
    assert triples(context, document) == {
        Triple(agreement, RDF.type, PA.Agreement),
        Triple(agreement, DCTERMS.title, Literal("Accord")),
        Triple(agreement, PA.signedOn, Literal("1998-04-10", datatype=XSD.date)),
        Triple(agreement, PA.inProcess, NamedNode(f"{ID}process/62")),
        Triple(agreement, PA.pageCount, Literal("35", datatype=XSD.integer)),
        Triple(agreement, PA.hasProvision, NamedNode(f"{ID}provision/900001/Ce")),
    }


def test_concepts_have_english_labels_and_truth_values(context: dict[str, Any]) -> None:
    node = NamedNode("https://w3id.org/peace-agreements/scheme/role/mediator")
    document = {"id": node.value, "prefLabel": "mediator", "deprecated": True}
    found = {(shorten(t.predicate.value), str(t.object)) for t in triples(context, document)}
    assert ("skos:prefLabel", '"mediator"@en') in found
    assert ("owl:deprecated", f'"true"^^<{XSD.boolean.value}>') in found


def test_every_term_and_every_predicate_of_the_codebook_has_a_key(context: dict[str, Any]) -> None:
    assert set(terms()) <= set(context)
    known = {
        value["@id"] if isinstance(value, dict) else value
        for value in context.values()
        if value != 1.1
    }
    for triple in read("codebook.ttl"):
        if triple.predicate != RDF.type and triple.subject.value.startswith(SCHEME):
            assert shorten(triple.predicate.value) in known, triple.predicate


def test_no_two_keys_stand_for_one_term(context: dict[str, Any]) -> None:
    iris = [v["@id"] if isinstance(v, dict) else v for k, v in context.items() if k != "@version"]
    assert len(iris) == len(set(iris))


def test_prefixes_are_those_of_the_graph(context: dict[str, Any]) -> None:
    assert {name: context[name] for name in PREFIXES} == PREFIXES


def test_what_can_repeat_is_always_a_list(context: dict[str, Any]) -> None:
    assert context["hasProvision"]["@container"] == "@set"
    assert context["statedRole"]["@container"] == "@set"
    assert "@container" not in context["signedOn"]
    assert "@container" not in context["ofActor"]
    assert context["altLabel"]["@container"] == "@set"

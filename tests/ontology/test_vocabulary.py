from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

import graphbuild
from graphbuild.errors import UnknownTerm
from graphbuild.ontology.terms import DCTERMS, PA, SKOS, _declared, shorten, term, terms

PACKAGE = Path(graphbuild.__file__).parent


def test_a_declared_term_is_its_iri() -> None:
    assert PA.signedOn == NamedNode("https://w3id.org/peace-agreements/ontology#signedOn")
    assert PA["level"] == PA.level
    assert DCTERMS["format"] == NamedNode("http://purl.org/dc/terms/format")


@pytest.mark.parametrize("name", ["signedOff", "Agrement", "", "signed on"])
def test_an_undeclared_term_raises_at_once(name: str) -> None:
    with pytest.raises(UnknownTerm, match=r"declares no pa:"):
        PA[name]


def test_the_message_offers_the_nearest_names() -> None:
    with pytest.raises(UnknownTerm, match=r"nearest: .*signedOn"):
        _ = PA.signedOnn


def test_a_term_carries_what_the_ontology_says() -> None:
    signed = term("signedOn")
    assert (signed.kind, signed.domain, signed.range) == (
        "datatype",
        "pa:Agreement",
        "rdfs:Literal",
    )
    assert signed.column == "Dat"
    assert signed.functional
    assert term("Country").parents == ("pa:Place",)


def test_every_term_has_a_kind_a_label_and_a_definition() -> None:
    for name, found in terms().items():
        assert found.kind, name
        assert found.label, name
        assert found.definition.endswith("."), name


def test_an_iri_is_shortened_only_in_a_known_namespace() -> None:
    assert shorten(SKOS.prefLabel.value) == "skos:prefLabel"
    assert shorten("https://example.org/x") == "https://example.org/x"


def _used(namespace: str) -> set[tuple[str, str]]:
    """Every ``NAMESPACE.term`` in the package's code, with the file it stands in."""
    return {
        (path.name, node.attr)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == namespace
    }


@pytest.mark.parametrize(
    "namespace",
    ["DCAT", "DCTERMS", "FOAF", "OWL", "PROV", "RDF", "RDFS", "SH", "SKOS", "VOID", "XSD"],
)
def test_borrowed_terms_exist_where_they_are_borrowed_from(namespace: str) -> None:
    defined = getattr(import_module("rdflib"), namespace)
    for file, name in _used(namespace):
        assert name in defined, f"{file}: {namespace}.{name}"


def test_terms_used_in_code_are_declared() -> None:
    for file, name in _used("PA"):
        assert name in terms(), f"{file}: PA.{name}"


def test_the_names_that_are_checked_are_those_that_the_file_declares() -> None:
    assert _declared() == frozenset(terms())

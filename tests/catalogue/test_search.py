"""Words and names are found however their accents and capitals are written."""

from __future__ import annotations

import re
import unicodedata

import pytest
import rdflib
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from graphbuild.catalogue.library import catalogue
from graphbuild.catalogue.run import prepare
from graphbuild.finding.resolve import resolve
from graphbuild.stores.embedded import Embedded
from graphbuild.words import pattern, plain

TURTLE = """
@prefix pa: <https://w3id.org/peace-agreements/ontology#> .
@prefix : <https://w3id.org/peace-agreements/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:agreement\\/1 a pa:Agreement ; dcterms:identifier "1" ; rdfs:label "x" ;
  dcterms:title "Declara\u00e7\u00e3o de S\u00e3o  Tom\u00e9 (a.b)" ; pa:partiesAsWritten "Stra\u00dfe; \u0160e\u0161elj\\nand C\u00d4TE" .
:process\\/1 a pa:PeaceProcess ; dcterms:identifier "1" ; rdfs:label "Processo de S\u00e3o Tom\u00e9" .
:process\\/2 a pa:PeaceProcess ; dcterms:identifier "2" ; rdfs:label "Processo de Sao Tome" .
:place\\/CIV a pa:Country ; dcterms:identifier "CIV" ; rdfs:label "C\u00f4te d'Ivoire" ; skos:altLabel "Ivory Coast" .
"""


@pytest.fixture(scope="module")
def graph() -> Embedded:
    store = Store()
    store.load(TURTLE.encode(), format=RdfFormat.TURTLE)
    return Embedded.of(store)


@pytest.fixture(scope="module")
def in_rdflib() -> rdflib.Graph:
    return rdflib.Graph().parse(data=TURTLE, format="turtle")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("s\u00e3o tom\u00e9", True),
        ("SAO TOME", True),
        (unicodedata.normalize("NFD", "S\u00e3o Tom\u00e9"), True),
        ("strasse", True),
        ("Seselj and cote", True),
        ("(a.b)", True),
        ("(a_b)", False),
        ("sa tome", False),
        ("", True),
    ],
)
def test_words_are_found_with_and_without_accents(
    graph: Embedded, in_rdflib: rdflib.Graph, text: str, found: bool
) -> None:
    query = next(query for query in catalogue() if query.name == "agreements")
    sparql = prepare(query, {"text": [text]}, graph).sparql
    assert len(list(graph.select(sparql))) == len(list(in_rdflib.query(sparql))) == found


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("process", "Processo de S\u00e3o Tom\u00e9", "process/1"),
        ("process", unicodedata.normalize("NFD", "Processo de S\u00e3o Tom\u00e9"), "process/1"),
        ("process", "PROCESSO DE S\u00c3O TOM\u00c9", "process/1"),
        ("process", "processo de sao tome", "process/2"),
        ("place", "cote d'ivoire", "place/CIV"),
        ("place", "ivory coast", "place/CIV"),
    ],
)
def test_a_name_means_the_thing_that_is_written_most_alike(
    graph: Embedded, kind: str, text: str, iri: str
) -> None:
    assert resolve(graph, kind, text).value.endswith(f"/id/{iri}")


@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=("C", "Z")), max_size=20))
def test_a_text_is_found_by_itself_and_without_accents(text: str) -> None:
    bare = "".join(f if (f := plain(char)).isalpha() else char for char in text)
    assume("sss" not in bare)  # an ess and a sharp one, or the other way round
    for written in (text, text.upper(), bare):
        assert re.search(pattern(written), text, re.IGNORECASE), (written, text)

"""Ways through the merged graph that people try first: from agreement to actor, by superclass, by code."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

import graphbuild
from graphbuild.api import Graph
from graphbuild.graph.entity import Entity
from graphbuild.graph.participants import link_directly
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.sparql import prologue
from graphbuild.ontology.terms import PA, expand, terms
from graphbuild.records import Participation

ONTOLOGY = "https://w3id.org/peace-agreements/ontology"
IRIS = Iris()
PREFIXES = prologue("pa", "rdfs", "skos", "dcterms") + (
    "PREFIX agreement: <https://w3id.org/peace-agreements/id/agreement/>\n"
)


@pytest.fixture(scope="module")
def sample() -> Graph:
    return graphbuild.build(sample=True)


def ask(graph: Graph, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row) for row in graph.sparql(PREFIXES + query)]


def links(*given: Participation) -> set[tuple[str, str]]:
    entity = Entity(IRIS.agreement("1"), PA.Agreement, "Accord", "1")
    link_directly(entity, IRIS, given)
    rows = (line.split(" ")[1:3] for line in entity.block() if "/actor/" in line)
    return {(what.rpartition("#")[2][:-1], who.rpartition("/")[2][:-1]) for what, who in rows}


def test_each_side_and_the_stated_role_are_links_of_their_own() -> None:
    party = Participation("7", "party", "coded", certainty="certain")
    third = Participation("8", "third party", "linked", certainty="likely", roles=["mediator"])
    assert links(party, third) == {
        ("party", "7"),
        ("participant", "7"),
        ("thirdParty", "8"),
        ("mediator", "8"),
        ("participant", "8"),
    }


def test_doubtful_words_give_no_link_and_take_none_from_a_row() -> None:
    doubtful = Participation("7", "party", "linked", certainty="doubtful", roles=["mediator"])
    assert links(doubtful) == set()
    row = Participation("7", "third party", "coded", certainty="doubtful", roles=["mediator"])
    assert links(row) == {("thirdParty", "7"), ("participant", "7")}


def test_direct_links_are_those_of_the_participations(sample: Graph) -> None:
    direct = ask(sample, "SELECT ?a ?who { ?a pa:party|pa:thirdParty ?who }")
    borne = ask(
        sample,
        "SELECT DISTINCT ?a ?who ?side { ?p pa:inAgreement ?a ; pa:ofActor ?who ; pa:listedAs ?side }",
    )
    assert len(direct) == len(borne) > 90
    assert {row[:2] for row in borne} == set(direct)
    assert set(direct) == set(ask(sample, "SELECT ?a ?who { ?a pa:participant ?who }"))


def test_no_source_states_a_direct_link(sample: Graph) -> None:
    assert not sample.store.ask(
        f"ASK {{ GRAPH ?g {{ ?a {PA.participant}|{PA.party}|{PA.thirdParty}|{PA.mediator} ?who }} }}"
    )


def test_a_thing_has_every_class_above_its_own(sample: Graph) -> None:
    for term in terms().values():
        for above in (name for name in term.parents if name.startswith("pa:")):
            if term.kind == "class":
                query = f"ASK {{ ?x a {term.iri} FILTER NOT EXISTS {{ ?x a {expand(above)} }} }}"
                assert not sample.store.ask(query)
    assert len(ask(sample, "SELECT ?x { ?x a pa:Place }")) == len(
        ask(sample, "SELECT DISTINCT ?x { ?a pa:concernsPlace|pa:basedIn|pa:location ?x }")
    )


def test_a_state_is_found_by_its_codes(sample: Graph) -> None:
    for code in ('pa:iso3 "RUS"', 'pa:gwno "365"'):
        assert ask(sample, f"SELECT ?id {{ ?a a pa:Actor ; {code} ; dcterms:identifier ?id }}") == [
            ("21",)
        ]
    assert not ask(
        sample,
        "SELECT ?a { ?a a pa:Actor ; pa:iso3 ?c ; pa:actorType ?t FILTER(!STRENDS(STR(?t), '/country-state')) }",
    )


def test_nothing_of_ours_is_pointed_at_that_is_not_described(sample: Graph) -> None:
    query = """SELECT DISTINCT ?property ?to {
      ?from ?property ?to FILTER(STRSTARTS(STR(?to), "https://w3id.org/peace-agreements/"))
      FILTER NOT EXISTS { ?to rdfs:label ?label } }"""
    assert ask(sample, query) == []


def test_another_iri_of_a_state_is_described_and_no_actor(sample: Graph) -> None:
    russia = "<https://w3id.org/peace-agreements/id/actor/RUS>"
    said = ask(
        sample,
        f"SELECT ?label ?id {{ {russia} a pa:Alias ; rdfs:label ?label ; skos:exactMatch ?a ."
        f" ?a a pa:Actor ; dcterms:identifier ?id ; skos:exactMatch {russia} }}",
    )
    assert said == [("Russia (RUS)", "21")]


def test_states_lead_out_by_their_codes(sample: Graph) -> None:
    out = ask(
        sample, "SELECT ?x { ?n a pa:Country ; pa:iso3 'NOR' ; skos:exactMatch ?x } ORDER BY ?x"
    )
    wikidata = "http://www.wikidata.org/entity/Q20"
    assert out == [(wikidata,), ("https://sws.geonames.org/3144096/",)]
    state = "?n a pa:Actor ; pa:iso3 'NOR' ; dcterms:identifier ?x"
    assert ask(sample, f"SELECT ?x {{ {state} ; skos:exactMatch <{wikidata}> }}") == [("9032",)]


def test_an_alias_is_no_actor(sample: Graph) -> None:
    russia = "<https://w3id.org/peace-agreements/id/actor/RUS>"
    assert not ask(sample, f"SELECT ?x {{ {russia} a pa:Actor BIND(1 AS ?x) }}")


def test_the_ontology_travels_in_a_graph_of_its_own(sample: Graph) -> None:
    inside = f"GRAPH <{ONTOLOGY}> {{ pa:party rdfs:label ?label }}"
    assert ask(sample, f"SELECT ?label {{ {inside} }}") == [("party",)]
    assert not ask(sample, f"SELECT ?kind {{ <{ONTOLOGY}> a pa:Source BIND(1 AS ?kind) }}")


def used(graph: Graph) -> Iterable[str]:
    for query in ("SELECT DISTINCT ?x { ?s ?x ?o }", "SELECT DISTINCT ?x { ?s a ?x }"):
        yield from (row[0] for row in ask(graph, query))


def test_every_term_of_ours_in_use_has_its_label_in_the_merged_graph(sample: Graph) -> None:
    labelled = {row[0] for row in ask(sample, "SELECT ?x { ?x rdfs:label ?label }")}
    ours = {iri for iri in used(sample) if iri.startswith(ONTOLOGY)}
    assert len(ours) > 70
    assert ours <= labelled
    assert f"{ONTOLOGY}#PeaceProcess" in ours
    assert f"{ONTOLOGY}#localCattle" not in labelled

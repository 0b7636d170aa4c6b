"""The graph of the two pages that the project began with, fact by fact."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphbuild
from graphbuild.api import Graph

pytestmark = pytest.mark.shared
PREFIXES = """PREFIX pa: <https://w3id.org/peace-agreements/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Graph:
    return graphbuild.build([shared / "seeds"])


def ask(graph: Graph, where: str, *names: str) -> list[tuple[str, ...]]:
    rows = graph.sparql(
        f"{PREFIXES}SELECT DISTINCT {' '.join(f'?{n}' for n in names)} WHERE {{ {where} }}"
    )
    return sorted(tuple("" if x is None else str(x) for x in row) for row in rows)


def tails(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(cell.rpartition("/")[2] for cell in row) for row in rows]


def test_the_seeds_alone_say_who_mediated_in_which_conflict(seeds: Graph) -> None:
    (row,) = seeds.query("mediators-by-conflict")
    assert (row.conflict_id, row.conflict) == (
        "nagorno-karabakh-conflict", "Nagorno-Karabakh Conflict",
    )  # fmt: skip
    assert (row.actor, row.agreements, str(row.first_date)) == ("Russia", 1, "1993-09-13")


def test_the_conflict_has_a_name_and_years(seeds: Graph) -> None:
    where = "?c a pa:Conflict ; rdfs:label ?name ; pa:startYear ?y ; dcterms:description ?d ; prov:wasDerivedFrom ?s"
    assert {row[:2] for row in ask(seeds, where, "name", "y")} == {
        ("Nagorno-Karabakh Conflict", "1991")
    }
    assert ask(seeds, "?c a pa:Conflict ; pa:endYear ?y", "y") == []
    where = "?c a pa:Conflict . ?a pa:addressesConflict ?c"
    assert len(ask(seeds, where, "c", "a")) == len(ask(seeds, "?a a pa:Agreement", "a")) - _without(
        seeds
    )


def _without(seeds: Graph) -> int:
    where = "?a a pa:Agreement FILTER NOT EXISTS { ?a pa:conflictAsWritten ?words }"
    return len(ask(seeds, where, "a"))


def test_office_and_person_of_the_mediator_are_one_representation(seeds: Graph) -> None:
    where = """?p pa:statedRole ?role ; pa:ofActor ?actor ; pa:hasRepresentation ?r .
        ?r pa:office ?office ; pa:namedBy ?by ; pa:ofPerson/rdfs:label ?person"""
    rows = tails(ask(seeds, where, "role", "actor", "office", "by", "person"))
    assert rows == [
        ("mediator", "RUS", "Russian Ministry of Foreign Affairs", "editors", "V. Kazimirov")
    ]
    assert len(ask(seeds, "?p pa:statedRole ?role ; pa:hasRepresentation ?r", "r")) == 1


def test_nobody_is_named_where_there_is_no_name(seeds: Graph) -> None:
    assert ask(seeds, "?r pa:namedBy ?by FILTER NOT EXISTS { ?r pa:ofPerson ?who }", "r") == []
    offices = ask(seeds, "?r pa:office ?o FILTER NOT EXISTS { ?r pa:ofPerson ?who }", "o")
    assert len(offices) == 2  # those of the joint statement of 2023


def test_the_source_of_a_page_is_cited_and_no_provision(seeds: Graph) -> None:
    assert ask(seeds, "?p a pa:Provision ; pa:onTopic/skos:notation 'ImSrc'", "p") == []
    ((words,),) = ask(seeds, "?a pa:sourceCitation ?words", "words")
    assert words.startswith("Kazimirov, VN. (2014)")


def test_actors_are_tied_to_their_places(seeds: Graph) -> None:
    assert tails(ask(seeds, "?a pa:basedIn ?place", "a", "place")) == [
        ("ARM", "ARM"), ("AZE", "AZE"), ("RUS", "RUS"), ("nagorno-karabakh", "nagorno-karabakh"),
    ]  # fmt: skip
    assert (
        ask(seeds, "?a pa:basedIn ?place FILTER NOT EXISTS { ?place rdfs:label ?name }", "a") == []
    )


def test_passages_have_pages_and_readable_labels(seeds: Graph) -> None:
    rows = ask(seeds, "?p a pa:Passage ; rdfs:label ?label ; dcterms:identifier ?id", "label", "id")
    assert rows
    assert not [label for label, id_ in rows if id_ in label or id_.split("/")[0] in label]
    assert {row[0] for row in ask(seeds, "?p a pa:Passage ; pa:pageLocator ?at", "at")} == {"1"}
    assert {row[0] for row in ask(seeds, "?p a pa:Passage ; pa:pageNumber ?at", "at")} == {"1"}


def test_the_guide_says_what_the_graph_says(seeds: Graph, root: Path) -> None:
    import re

    from pyoxigraph import RdfFormat, parse

    from graphbuild.ontology.iris import Iris
    from graphbuild.ontology.namespaces import SCHEME

    page = (root / "docs" / "understand" / "graph.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```turtle\n(.*?)```", page, flags=re.S)
    schemes = {
        name: f"{SCHEME}{name}/"
        for name in ("stage", "interim", "side", "basis", "role", "named-by", "signing")
    }
    known = Iris().prefixes() | schemes
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known.items())
    said = list(parse(input=head + block, format=RdfFormat.TURTLE))
    assert len(said) > 40
    missing = [str(triple) for triple in said if not seeds.store.ask(f"ASK {{ {triple.triple} }}")]
    assert missing == []


def test_the_questions_of_the_guide_are_there(root: Path) -> None:
    import re

    page = (root / "docs" / "understand" / "graph.md").read_text(encoding="utf-8")
    known = {
        query.name: {item.name for item in query.parameters} for query in graphbuild.saved_queries()
    }
    asked = re.findall(r"`graphbuild query (\S+?)((?: -p \S+)*)`", page)
    assert len(asked) == 4
    for name, given in asked:
        assert set(re.findall(r"-p (\w+)=", given)) <= known[name]

"""What rdflib is handed: the merged graph as default graph, sources beside it, answers in its terms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib import RDF, RDFS, URIRef

import graphbuild
from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from graphbuild.api import Graph

PA = rdflib.Namespace("https://w3id.org/peace-agreements/ontology#")


def statements(folder: Path) -> tuple[set[str], set[str]]:
    """The merged graph's statements and those of the sources' graphs, as the file has them."""
    quads = list(parse(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS))
    merged = {str(quad.triple) for quad in quads if quad.graph_name == DefaultGraph()}
    return merged, {str(quad.triple) for quad in quads if quad.graph_name != DefaultGraph()}


def test_the_default_graph_is_the_merged_one_and_no_union(small: Graph, small_folder: Path) -> None:
    data = small.rdflib()
    assert isinstance(data, rdflib.Dataset)
    assert not data.default_union
    merged, sources = statements(small_folder)
    assert sources - merged  # something that a union would add
    assert len(data.default_graph) == len(merged)
    assert len(list(data.triples((None, None, None)))) == len(merged)
    (row,) = data.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert row.n.toPython() == len(merged)


def test_the_graphs_of_sources_stand_beside_it(small: Graph) -> None:
    data = small.rdflib()
    names = {row.g for row in data.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}
    assert names
    assert {graph.identifier for graph in data.graphs()} >= names
    for name in names:
        assert set(rdflib.Graph(data.store, name)) == {
            (s, p, o) for s, p, o, g in data.quads((None, None, None, None)) if g == name
        }


def test_prefixes_are_bound(small: Graph) -> None:
    (row,) = small.rdflib().query("SELECT (COUNT(?a) AS ?n) WHERE { ?a a pa:Agreement }")
    assert row.n.toPython() == len(set(small.rdflib().subjects(RDF.type, PA.Agreement))) > 0


def test_rows_have_terms_that_are_found_in_the_graph(small: Graph) -> None:
    answer = small.sparql(
        "PREFIX pa: <https://w3id.org/peace-agreements/ontology#>"
        " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " SELECT ?actor ?label ?none WHERE { ?actor a pa:Actor ; rdfs:label ?label } ORDER BY ?actor"
    )
    rows = list(answer.rdflib())
    assert [str(row.label) for row in rows] == [row.label for row in answer]
    assert all(isinstance(row.actor, URIRef) and row.none is None for row in rows)
    data = small.rdflib()
    assert all((row.actor, RDFS.label, row.label) in data for row in rows)
    assert all(data.value(row.actor, RDFS.label) == row.label for row in rows)


def test_numbers_and_dates_are_pythons(small: Graph) -> None:
    answer = small.query("agreements")
    dated = [row for row in answer.rdflib() if row.date is not None]
    assert dated
    assert {str(row.date) for row in dated} <= {str(row.date) for row in answer}
    assert any(row.date.toPython() in {item.date for item in answer} for row in dated)


def test_a_graph_and_a_truth(small: Graph) -> None:
    answer = small.sparql("CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind } LIMIT 5")
    assert len(answer.rdflib().graph or ()) == len(answer.triples()) > 0
    assert small.sparql("ASK { ?s ?p ?o }").rdflib().askAnswer is True
    assert small.sparql("ASK { ?s <urn:nothing> ?o }").rdflib().askAnswer is False


def test_a_graph_on_disk_is_opened_as_it_is(own_folder: Path) -> None:
    data = graphbuild.load(own_folder, memory=False).rdflib()
    assert len(data.default_graph) == len(statements(own_folder)[0])


def test_an_endpoint_is_refused() -> None:
    graph = graphbuild.connect("http://127.0.0.1:9/sparql")
    with pytest.raises(UsageError, match="SPARQLStore"):
        graph.rdflib()


def test_rdflib_is_imported_only_when_it_is_called_for(small_folder: Path) -> None:
    code = (
        "import sys, graphbuild; graph = graphbuild.load(sys.argv[1]);"
        " list(graph.query('agreements-per-year')); print('rdflib' in sys.modules);"
        " graph.rdflib(); print('rdflib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(small_folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]

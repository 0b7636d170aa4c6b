"""Measures, backbone, slices and the table of sensitivity."""

from __future__ import annotations

import math
import random
from typing import Any

import networkx as nx
import pytest

from graphbuild.errors import UsageError
from graphbuild.networks import build
from graphbuild.networks.analysis.backbone import backbone, significance
from graphbuild.networks.analysis.measures import NAMES, measure, node_measures, sampled, whole
from graphbuild.networks.analysis.sensitivity import sensitivity
from graphbuild.networks.analysis.slices import series, table
from graphbuild.networks.drawing.layouts import positions
from tests.networks.small_graph import BASE, Small


def test_measures_are_those_of_networkx() -> None:
    graph: nx.Graph[Any] = nx.karate_club_graph()
    found = node_measures(graph)
    for name, expected in (
        ("betweenness", nx.betweenness_centrality(graph)),
        ("closeness", nx.closeness_centrality(graph)),
        ("clustering", nx.clustering(graph)),
        ("core", nx.core_number(graph)),
        ("strength", dict(graph.degree(weight="weight"))),
    ):
        assert {node: values[name] for node, values in found.items()} == pytest.approx(expected)
    assert set(found[0]) == set(NAMES)


def test_communities_do_not_hang_on_the_order_of_edges() -> None:
    graph: nx.Graph[Any] = nx.karate_club_graph()
    shuffled: nx.Graph[Any] = nx.Graph()
    edges = list(graph.edges(data=True))
    random.Random(3).shuffle(edges)
    shuffled.add_edges_from(edges)
    first, second = node_measures(graph), node_measures(shuffled)
    assert {node: values["community"] for node, values in first.items()} == {
        node: values["community"] for node, values in second.items()
    }


def test_the_largest_component_and_community_are_the_first() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from([("a", "b"), ("x", "y"), ("y", "z"), ("z", "x")])
    found = node_measures(graph)
    assert [found[node]["component"] for node in "axyz"] == [2, 1, 1, 1]
    assert [found[node]["community"] for node in "axyz"] == [2, 1, 1, 1]


def test_a_two_part_network_has_two_part_measures(small: Small) -> None:
    graph = build(small, "agreement-actor")
    found = whole(graph)
    pairs = {frozenset(edge[:2]) for edge in graph.edges()}
    assert found["density"] == pytest.approx(
        len(pairs) / (found["part_0"] * found["part_1"]), abs=1e-6
    )
    assert found["average_clustering"] > 0  # plain clustering would be 0


def test_betweenness_of_a_large_network_is_sampled_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph: nx.Graph[Any] = nx.gnm_random_graph(260, 600, seed=1)
    assert not sampled(graph)
    assert whole(graph)["betweenness"] == "exact"
    monkeypatch.setattr("graphbuild.networks.analysis.measures.EXACT_UP_TO", 100)
    assert whole(graph)["betweenness"] == "sample of 200 nodes, seed 1"
    estimate, exact = node_measures(graph), node_measures(graph, exact=True)
    assert estimate[0]["betweenness"] != exact[0]["betweenness"]
    assert estimate == node_measures(graph)


def test_measures_are_written_on_the_network(small: Small) -> None:
    graph = build(small, "co-signing")
    measure(graph)
    assert graph.graph["measures"]["nodes"] == len(graph)
    assert graph.nodes[f"{BASE}actor/9"]["degree"] == 3


def test_measures_of_nothing() -> None:
    empty: nx.Graph[str] = nx.Graph()
    assert whole(empty) == {"nodes": 0, "edges": 0}
    alone: nx.Graph[str] = nx.Graph()
    alone.add_node("a")
    assert node_measures(alone)["a"]["betweenness"] == 0
    assert positions(empty) == {}


def test_the_backbone_follows_its_formula() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 9), ("a", "c", 1), ("a", "d", 1), ("c", "d", 1)])
    found = {frozenset(edge): chance for edge, chance in significance(graph).items()}
    assert found[frozenset("ab")] == pytest.approx((1 - 9 / 11) ** 2)
    assert found[frozenset("ac")] == pytest.approx(min((1 - 1 / 11) ** 2, 1 - 1 / 2))
    kept = backbone(graph, 0.05)
    assert set(map(frozenset, kept.edges())) == {frozenset("ab")}
    assert kept.graph["left_out"] == {"weak_ties": 3, "no_tie": 2}
    assert len(backbone(graph, 0.05, isolates=True)) == 4
    assert backbone(graph, 1).number_of_edges() == 4
    for level in (0, -1, 1.5, math.nan):
        with pytest.raises(UsageError, match="above 0"):
            backbone(graph, level)


@pytest.mark.parametrize("kind", ["co-signing", "agreement-actor", "provision-similarity"])
def test_slices_share_their_nodes_and_divide_the_agreements(small: Small, kind: str) -> None:
    slices = series(small, kind, by="year")
    whole_network = build(small, kind)
    assert all(list(graph) == list(whole_network) for graph in slices.values())
    assert sum(graph.graph["agreements"] for graph in slices.values()) == (
        whole_network.graph["agreements"] - 1  # one has no date
    )
    assert all(graph.graph["left_out"]["not_in_a_slice"] == 1 for graph in slices.values())


def test_ties_of_slices_add_up(small: Small) -> None:
    slices = series(small, "co-signing", by="5years")
    assert list(slices) == ["1990-1994", "1995-1999", "2000-2004"]
    ends = (f"{BASE}actor/1", f"{BASE}actor/2")
    counts = [g.edges[ends]["agreements"] if g.has_edge(*ends) else 0 for g in slices.values()]
    assert counts == [1, 1, 0]
    assert slices["2000-2004"].nodes[ends[0]]["agreements"] == 0
    rows = table(slices)
    assert [row["nodes"] for row in rows] == [3, 5, 0]


def test_slices_by_stage(small: Small) -> None:
    assert list(series(small, "co-signing", by="stage")) == ["Ceasefire/related"]


def test_sensitivity_changes_one_choice_at_a_time(small: Small) -> None:
    rows = {row["variant"]: row for row in sensitivity(small, "co-signing", aliases={"10": "2"})}
    first = build(small, "co-signing", aliases={"10": "2"})
    assert rows["as chosen"]["edges"] == first.number_of_edges()
    assert rows["without aliases"]["edges"] == build(small, "co-signing").number_of_edges()
    capped = build(small, "co-signing", basis="coded", aliases={"10": "2"})
    assert rows["basis=coded"]["edges"] == capped.number_of_edges()
    assert rows["as chosen"]["same_top"] == rows["as chosen"]["nodes"]


def test_a_layout_is_the_same_whatever_the_order() -> None:
    graph: nx.Graph[Any] = nx.karate_club_graph()
    graph.add_edge(100, 101)
    shuffled: nx.Graph[Any] = nx.Graph()
    shuffled.add_edges_from(reversed(list(graph.edges(data=True))))
    places = positions(graph)
    assert places == positions(shuffled)
    assert len(set(places.values())) == len(graph)
    near = [math.dist(places[a], places[b]) for a, b in graph.edges()]
    far = [math.dist(places[a], places[b]) for a, b in nx.non_edges(graph)]
    assert sum(near) / len(near) < 0.7 * sum(far) / len(far)

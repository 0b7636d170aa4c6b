"""Measures, backbone, slices and the table of sensitivity."""

from __future__ import annotations

import math
import random
import sys
from typing import Any

import networkx as nx
import pytest

from graphbuild.errors import MissingExtra, UsageError
from graphbuild.networks import build
from graphbuild.networks.analysis.backbone import backbone, chance, significance
from graphbuild.networks.analysis.measures import (
    DIRECTED,
    NAMES,
    measure,
    node_measures,
    slow,
    whole,
)
from graphbuild.networks.analysis.sensitivity import sensitivity
from graphbuild.networks.analysis.slices import series, table
from graphbuild.networks.analysis.summary import summary
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
    assert set(found[0]) == set(NAMES) - set(DIRECTED)


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


def judged(graph: nx.Graph[Any]) -> None:
    found = node_measures(graph)
    for name, expected in (
        ("betweenness", nx.betweenness_centrality(graph)),
        ("closeness", nx.closeness_centrality(graph)),
    ):
        assert {node: values[name] for node, values in found.items()} == pytest.approx(expected)


def test_betweenness_is_exact_whatever_the_size_with_a_library_and_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("rustworkx")
    graph: nx.Graph[Any] = nx.gnm_random_graph(260, 600, seed=1)
    monkeypatch.setattr("graphbuild.networks.analysis.measures.SLOW_FROM", 100)
    assert slow(graph) == ""
    judged(graph)
    first = node_measures(graph)
    assert first == node_measures(graph)
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    judged(graph)
    assert first == node_measures(graph)
    assert "pip install 'graphbuild[networks]'" in slow(graph)


def test_a_summary_leaves_out_what_takes_long_and_says_so(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = build(small, "co-signing")
    assert "first by betweenness" in summary(graph)
    monkeypatch.setattr("graphbuild.networks.analysis.measures.SLOW_FROM", 1)
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    said = summary(graph)
    assert "first by betweenness" not in said
    assert "no order by betweenness: exact betweenness of" in said
    assert "first by betweenness" in summary(graph, exact=True)


def test_a_network_with_directions_has_their_measures() -> None:
    pytest.importorskip("scipy")
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from([("a", "c"), ("b", "c"), ("c", "d"), ("d", "c")], weight=1.0)
    found = node_measures(graph)
    assert [found[node]["in_degree"] for node in "abcd"] == [0, 0, 3, 1]
    assert [found[node]["out_degree"] for node in "abcd"] == [1, 1, 1, 1]
    assert [found[node]["degree"] for node in "abcd"] == [1, 1, 3, 1]
    expected = nx.pagerank(graph)
    assert {node: found[node]["pagerank"] for node in graph} == pytest.approx(expected)
    assert set(found["a"]) == set(NAMES)
    assert not set(DIRECTED) & set(node_measures(nx.path_graph(3))[0])


def test_shared_agreements_are_tested_against_chance(small: Small) -> None:
    """By the formula, counted out: three of N draws each, of which so many in common."""
    pytest.importorskip("scipy")
    graph = build(small, "co-signing")
    total = graph.graph["counted_among"]
    assert graph.graph["pairs"] == math.comb(7, 2)  # every actor of a participation that counts
    for correction in ("bonferroni", "fdr"):
        found = chance(graph, correction)
        for (one, two), (p, corrected) in found.items():
            first, second = (graph.nodes[node]["agreements"] for node in (one, two))
            least = graph.edges[one, two]["agreements"]
            ways = sum(
                math.comb(first, x) * math.comb(total - first, second - x)
                for x in range(least, min(first, second) + 1)
            )
            assert p == pytest.approx(ways / math.comb(total, second))
            assert p <= corrected <= 1
    bonferroni = chance(graph, "bonferroni")
    assert all(c == pytest.approx(min(1, p * 21)) for p, c in bonferroni.values())
    # Benjamini and Hochberg: p of rank r times pairs / r, and never more than that of a later rank
    by_p = sorted(chance(graph, "fdr").values())
    pending = 1.0
    for rank in range(len(by_p), 0, -1):
        p, corrected = by_p[rank - 1]
        same = max(at for at, (other, _) in enumerate(by_p, 1) if other == p)
        pending = min(pending, p * 21 / same)
        assert corrected == pytest.approx(pending)


def test_the_backbone_by_chance_keeps_what_is_below_the_level(small: Small) -> None:
    pytest.importorskip("scipy")
    graph: nx.Graph[str] = nx.Graph(counted_among=100, pairs=3)
    graph.add_nodes_from("abc", agreements=20)
    graph.add_edge("a", "b", agreements=15, weight=9.0)  # of twenty each: hardly chance
    graph.add_edge("b", "c", agreements=4, weight=9.0)  # what chance would give
    kept = backbone(graph, 0.01, test="bonferroni")
    assert list(kept.edges()) == [("a", "b")]
    assert kept.graph["left_out"] == {"weak_ties": 1, "no_tie": 1}
    assert kept.graph["parameters"]["backbone_test"] == "bonferroni"
    assert all({"p_value", "p_corrected"} <= data.keys() for *_, data in kept.edges(data=True))
    processes = build(small, "process-similarity", sense="listed")
    assert set(chance(processes, "fdr")) == set(processes.edges())
    with pytest.raises(UsageError, match="disparity"):
        backbone(build(small, "provision-similarity"), 0.5, test="fdr")
    with pytest.raises(UsageError, match="bonferroni"):
        backbone(graph, 0.5, test="chi")


def test_without_scipy_the_message_names_the_extra(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingExtra, match=r"graphbuild\[networks\]"):
        backbone(build(small, "co-signing"), 0.5, test="fdr")


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

"""Networks take the parameters that all questions have in common, with the same meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import graphbuild
from graphbuild.api import Graph
from graphbuild.catalogue.shared import AGREEMENTS, PARTICIPATIONS, SENSE
from graphbuild.errors import UsageError
from graphbuild.networks.registry import projections

ACTORLESS = {"agreement-mentions", "provision-similarity"}


@pytest.fixture(scope="module")
def graph(small_folder: Path) -> Graph:
    return graphbuild.load(small_folder)


def agreements(network: nx.Graph[Any]) -> set[str]:
    return {
        data["identifier"] for _, data in network.nodes(data=True) if data["kind"] == "agreement"
    }


@pytest.mark.parametrize("name", sorted(projections()))
def test_every_network_has_them(name: str) -> None:
    projection = projections()[name]
    wanted = AGREEMENTS if name in ACTORLESS else (*AGREEMENTS, *PARTICIPATIONS)
    assert set(wanted) <= set(projection.parameters)
    sense = projection.parameter("sense")
    assert sense is None or set(SENSE.allowed) <= set(sense.allowed)


def test_a_release_leaves_later_agreements_out_and_counts_the_rest(graph: Graph) -> None:
    network = graph.network("agreement-actor", release="v9", isolates="yes")
    assert agreements(network) == {"10"}
    assert network.graph["left_out"]["no_release"] == 5
    assert network.graph["left_out"]["later_release"] == 1
    everything = graph.network("agreement-actor", release=10, isolates="yes")
    assert agreements(everything) == {"10", "17"}
    with pytest.raises(UsageError, match="number of a release of PA-X"):
        graph.network("agreement-actor", release="newest")


@pytest.mark.parametrize(
    ("certainty", "links", "gone"),
    [
        (None, 2, {"doubtful": 1}),
        ("likely", 2, {"doubtful": 1}),
        ("certain", 1, {"doubtful": 1, "less_certain": 1}),
        ("any", 3, {}),
    ],
)
def test_links_count_by_their_certainty(
    certainty: str | None, links: int, gone: dict[str, int], graph: Graph
) -> None:
    network = graph.network("agreement-actor", process="3", certainty=certainty)
    assert network.number_of_edges() == links
    counted = {key: network.graph["left_out"].get(key) for key in ("doubtful", "less_certain")}
    assert {key: number for key, number in counted.items() if number} == gone


def test_coded_participations_always_count(graph: Graph) -> None:
    every = [
        graph.network("agreement-actor", process="1", certainty=certainty).number_of_edges()
        for certainty in ("any", "likely", "certain")
    ]
    assert every == [9, 9, 9]


def test_a_network_says_whom_it_understood(graph: Graph) -> None:
    network = graph.network("agreement-actor", process=["1", "Lake talks"], exclude="UN")
    assert network.graph["parameters"]["process"] == "1; Lake talks"
    said = "\n".join(graphbuild.caption(network))
    assert "process=Northland peace process (1); Lake talks (3)" in said
    assert "exclude=United Nations (General) (3)" in said

"""What a spreadsheet would run as a formula is guarded in the CSV of networks, and read back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import networkx
import pytest

import graphbuild
from graphbuild.errors import UsageError
from graphbuild.networks.files.tables import csv_bytes


@pytest.fixture
def network() -> networkx.Graph[Any]:
    graph: networkx.Graph[Any] = networkx.Graph()
    graph.add_node("a", label="=1+1")
    graph.add_node("b", label="-Front", weight=-2.5)
    graph.add_edge("a", "b", role="@SUM(A1)", weight=-1.5)
    return graph


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(("plain", "mark"), [(False, "'"), (True, "")])
def test_edges_and_nodes_are_guarded(
    network: networkx.Graph[Any], tmp_path: Path, plain: bool, mark: str
) -> None:
    edges, nodes, *_ = graphbuild.write_network(network, tmp_path / "net.csv", plain=plain)
    (edge,) = rows(edges)
    assert (edge["source_label"], edge["target_label"]) == (f"{mark}=1+1", f"{mark}-Front")
    assert (edge["role"], edge["weight"]) == (f"{mark}@SUM(A1)", "-1.5")
    assert [row["label"] for row in rows(nodes)] == [f"{mark}=1+1", f"{mark}-Front"]
    assert rows(nodes)[1]["weight"] == "-2.5"


def test_tables_of_measures_are_guarded() -> None:
    table = [{"label": "+x", "degree": -1}]
    assert csv_bytes(["label", "degree"], table) == b"label,degree\r\n'+x,-1\r\n"
    assert csv_bytes(["label", "degree"], table, plain=True) == b"label,degree\r\n+x,-1\r\n"


def test_plain_is_for_csv_alone(network: networkx.Graph[Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"plain is for \.csv"):
        graphbuild.write_network(network, tmp_path / "net.gexf", plain=True)
    assert not (tmp_path / "net.gexf").exists()


def test_aliases_are_read_without_the_guard(tmp_path: Path) -> None:
    from graphbuild.networks.scope.aliases import _read

    path = tmp_path / "same.csv"
    path.write_text("actor,same_as\n'-Front,'=Front\n", encoding="utf-8")
    assert list(_read(path)) == [("same.csv, line 2", "-Front", "=Front")]

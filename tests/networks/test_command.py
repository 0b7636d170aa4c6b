"""``graphbuild network`` and ``networks`` as they are typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

import graphbuild
from graphbuild.cli import main
from graphbuild.networks.registry import NETWORKS


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_the_list_has_every_network() -> None:
    done = run("networks")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(NETWORKS)


@pytest.mark.parametrize("name", NETWORKS)
def test_one_network_is_shown_with_its_parameters(name: str) -> None:
    done = run("networks", name)
    assert done.exit_code == 0
    assert NETWORKS[name].question in done.stdout
    assert all(f"  {item.name} (" in done.stdout for item in NETWORKS[name].parameters)


def test_a_summary_says_what_was_made_and_left_out(sample_folder: Path) -> None:
    done = run("network", "co-signing", "--graph", sample_folder, "-p", "basis=coded")
    assert done.exit_code == 0, done.output
    for words in ("first by degree", "strongest ties by weight", "no alliance", "Left out: "):
        assert words in done.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("co-singing",),
        ("co-signing", "-p", "process=nowhere"),
        ("co-signing", "-o", "net.doc"),
        ("co-signing", "--picture", "matrix"),
        ("co-signing", "--by", "month"),
        ("co-signing", "--backbone", "7"),
        ("agreement-actor", "--backbone", "0.05"),
        ("co-signing", "--sensitivity", "--by", "year"),
        ("third-party-process",),
    ],
)
def test_what_cannot_be_used_is_one_line(sample_folder: Path, args: tuple[str, ...]) -> None:
    done = run("network", *args, "--graph", sample_folder)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


def test_a_file_is_written_and_described(sample_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "net.json"
    done = run("network", "co-signing", "--graph", sample_folder, "--measures", "-o", target)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "net.json: " in done.stderr
    data = json.loads(target.read_text(encoding="utf-8"))
    graph = nx.node_link_graph(data, edges="edges")
    assert data["graph"]["select"].startswith("PREFIX")
    assert all("betweenness" in values for _, values in graph.nodes(data=True))


def test_measures_without_a_file_are_a_table(sample_folder: Path) -> None:
    done = run("network", "co-signing", "--graph", sample_folder, "--measures")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) > 5
    assert {"id", "label", "degree", "strength", "community"} <= rows[0].keys()


def test_a_series_has_the_same_nodes_in_every_file(sample_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "net.graphml"
    done = run("network", "co-signing", "--graph", sample_folder, "--by", "5years", "-o", target)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    files = sorted(tmp_path.glob("net-*.graphml"))
    assert [f"net-{row['slice']}.graphml" for row in rows] == [path.name for path in files]
    nodes = {frozenset(nx.read_graphml(path)) for path in files}
    assert len(nodes) == 1


def test_a_slice_is_named_after_its_stage(sample_folder: Path, tmp_path: Path) -> None:
    done = run(
        "network",
        "co-signing",
        "--graph",
        sample_folder,
        "--by",
        "stage",
        "-o",
        tmp_path / "n.json",
    )
    assert done.exit_code == 0, done.output
    assert "n-Pre-negotiation-process.json" in {path.name for path in tmp_path.iterdir()}


def test_sensitivity_is_a_table(sample_folder: Path) -> None:
    done = run("network", "co-signing", "--graph", sample_folder, "--sensitivity")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0]["variant"] == "as chosen"
    assert {"max_actors=10", "un=exclude", "basis=coded"} <= {row["variant"] for row in rows}


def test_a_backbone_counts_what_it_drops(sample_folder: Path, tmp_path: Path) -> None:
    done = run(
        "network",
        "co-signing",
        "--graph",
        sample_folder,
        "--backbone",
        "0.3",
        "-o",
        tmp_path / "n.json",
    )
    assert done.exit_code == 0, done.output
    about = json.loads((tmp_path / "n.json").read_text(encoding="utf-8"))["graph"]
    assert about["left_out"]["weak_ties"] > 0
    assert about["parameters"]["backbone"] == "0.3"


def test_the_same_from_python(sample_folder: Path) -> None:
    graph = graphbuild.load(sample_folder).network("co-signing", from_=1990, basis="coded")
    assert graph.graph["parameters"]["from"] == "1990"
    assert graph.number_of_edges() > 0

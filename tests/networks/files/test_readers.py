"""What Gephi and R make of our files: read by their own programs, where these are at hand.

``.ci/install-readers`` fetches both; with GRAPHBUILD_READERS set, their absence is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphbuild.networks import build
from graphbuild.networks.files import write
from tests.networks.small_graph import Small

HERE = Path(__file__).parent
WORDS = {True: "yes", False: "no", None: "unknown"}


def absent(what: str) -> None:
    """Skip, or fail where the readers are said to be there."""
    if os.environ.get("GRAPHBUILD_READERS"):
        pytest.fail(f"{what} is not installed; run .ci/install-readers")
    pytest.skip(f"there is no {what} here")


def r(code: str) -> str:
    """What R prints, igraph being loaded."""
    if shutil.which("Rscript") is None:
        absent("R")
    load = "if (!suppressWarnings(suppressMessages(require(igraph, quietly=TRUE)))) quit(status=9);"
    done = subprocess.run(
        ["Rscript", "-e", load + code], capture_output=True, text=True, check=False
    )
    if done.returncode == 9:
        absent("igraph for R")
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr, done.stderr
    return done.stdout


def opened(path: Path) -> str:
    return f"g <- read_graph({json.dumps(path.as_posix())}, format='graphml');"


def test_r_reads_graphml(small: Small, tmp_path: Path) -> None:
    """With R's igraph, as many of PA-X's users do."""
    graph = build(small, "co-signing")
    (path,) = write(graph, tmp_path / "net.graphml")
    out = r(
        opened(path) + "cat(vcount(g), ecount(g), sum(E(g)$agreements), V(g)$label[1], sep='|')"
    )
    agreements = sum(data["agreements"] for *_, data in graph.edges(data=True))
    label = next(iter(graph.nodes(data=True)))[1]["label"]
    assert out == f"{len(graph)}|{graph.number_of_edges()}|{agreements}|{label}"


def test_r_projects_a_two_part_network_and_keeps_what_is_unknown(
    small: Small, tmp_path: Path
) -> None:
    graph = build(small, "agreement-actor")
    (path,) = write(graph, tmp_path / "net.graphml")
    out = r(
        opened(path)
        + "p <- bipartite_projection(g, types = V(g)$bipartite_type);"
        + "cat(ecount(p$proj1), ecount(p$proj2), sum(is.na(V(g)$year)), '');"
        + "for (w in c('yes', 'no', 'unknown')) cat(sum(E(g)$third == w), '')"
    )
    thirds = Counter(WORDS[data.get("third")] for *_, data in graph.edges(data=True))
    plain = nx.Graph(graph)
    first = {node for node, data in graph.nodes(data=True) if data["bipartite"] == 0}
    agreements = nx.bipartite.projected_graph(plain, first).number_of_edges()
    together = build(small, "co-signing").number_of_edges()
    no_year = sum("year" not in data for _, data in graph.nodes(data=True))
    expected = [agreements, together, no_year, *(thirds[word] for word in ("yes", "no", "unknown"))]
    assert out.split() == [str(number) for number in expected]
    assert thirds["unknown"] > 0


def gephi(path: Path) -> dict[str, Any]:
    """What Gephi's own toolkit holds after opening a file."""
    toolkit = os.environ.get("GRAPHBUILD_GEPHI", "")
    if not toolkit or shutil.which("java") is None:
        absent("toolkit of Gephi")
    command = ["java", "-Djava.awt.headless=true", "-cp", toolkit]
    done = subprocess.run(
        [*command, str(HERE / "ReadGexf.java"), str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    lines = [line.rpartition(" ") for line in done.stdout.splitlines()]
    return {name: value for name, _, value in lines}


def test_gephi_reads_every_edge_with_its_kind_and_time(small: Small, tmp_path: Path) -> None:
    graph = build(small, "agreement-actor")
    (path,) = write(graph, tmp_path / "net.gexf")
    found = gephi(path)
    sides = Counter(data["side"] for *_, data in graph.edges(data=True))
    unknown = sum("third" not in data for *_, data in graph.edges(data=True))
    assert found["nodes"] == str(len(graph))
    assert found["edges"] == str(graph.number_of_edges())
    assert found["kind party"] == str(sides["party"])
    assert found["kind third party"] == str(sides["third party"])
    assert found["third_unknown"] == str(unknown)
    low, high = (float(part) for part in (found["time_from"], found["time_to"]))
    assert 0 < low < high
    assert found["issues"] == ""


def test_gephi_reads_the_direction_of_mentions(small: Small, tmp_path: Path) -> None:
    graph = build(small, "agreement-mentions")
    (path,) = write(graph, tmp_path / "net.gexf")
    found = gephi(path)
    assert found["directed"] == "true"
    assert found["edges"] == str(graph.number_of_edges())

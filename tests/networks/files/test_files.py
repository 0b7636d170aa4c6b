"""Network files: what is written can be read by others, whatever the values are."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.errors import OutputError, UsageError
from graphbuild.networks import build
from graphbuild.networks.files import write
from graphbuild.networks.registry import NETWORKS
from graphbuild.networks.values import clean, plain, safe
from tests.networks.small_graph import BASE, Small

SENSES = {"third-party-process", "mediator-conflict", "process-similarity"}


def network(store: Small, kind: str) -> nx.Graph[str]:
    return build(store, kind, {"sense": "listed"} if kind in SENSES else {})


def read(path: Path, graph: nx.Graph[str]) -> nx.Graph[str]:
    """What networkx reads back."""
    if path.suffix == ".graphml":
        return nx.read_graphml(path, force_multigraph=graph.is_multigraph())  # type: ignore[no-any-return]
    if path.suffix == ".gexf":
        return nx.read_gexf(path)  # type: ignore[no-any-return]
    data = json.loads(path.read_text(encoding="utf-8"))
    if path.suffix == ".cyjs":
        return nx.cytoscape_graph(data)  # type: ignore[no-any-return]
    return nx.node_link_graph(data, edges="edges")  # type: ignore[no-any-return]


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".json", ".cyjs"])
@pytest.mark.parametrize("kind", NETWORKS)
def test_a_round_trip_keeps_nodes_edges_and_attributes(
    small: Small, kind: str, suffix: str, tmp_path: Path
) -> None:
    graph = network(small, kind)
    (path,) = write(graph, tmp_path / f"net{suffix}")
    back = read(path, graph)
    assert back.is_directed() == graph.is_directed()
    assert set(back) == set(graph)
    for node, data in graph.nodes(data=True):
        assert data.items() <= back.nodes[node].items()
        if suffix == ".graphml" and "bipartite" in data:
            assert back.nodes[node]["bipartite_type"] is (data["bipartite"] == 1)
    edges = _edges(_in_words(safe(graph)) if suffix == ".graphml" else safe(graph))
    names = {name for *_, data in edges for name, _ in data}
    assert _edges(back, names) == edges


def _in_words(graph: nx.Graph[str]) -> nx.Graph[str]:
    """As GraphML says it, where igraph would take what is not there for false."""
    words = {True: "yes", False: "no", None: "unknown"}
    if any("third" in data for *_, data in graph.edges(data=True)):
        for *_, data in graph.edges(data=True):
            data["third"] = words[data.get("third")]
    return graph


def _edges(
    graph: nx.Graph[str], names: set[str] | None = None
) -> list[tuple[list[str], list[tuple[str, Any]]]]:
    """Every edge with the attributes of these names, in an order of its own."""
    found = []
    for source, target, data in graph.edges(data=True):
        ends = [source, target] if graph.is_directed() else sorted((source, target))
        kept = [(name, value) for name, value in data.items() if names is None or name in names]
        found.append((ends, sorted(kept)))
    return sorted(found, key=str)


def test_csv_has_nodes_and_description_beside_it(small: Small, tmp_path: Path) -> None:
    graph = network(small, "agreement-actor")
    files = write(graph, tmp_path / "net.csv")
    assert [path.name for path in files] == ["net.csv", "net-nodes.csv", "net-about.json"]
    with files[0].open(encoding="utf-8", newline="") as handle:
        edges = list(csv.DictReader(handle))
    with files[1].open(encoding="utf-8", newline="") as handle:
        nodes = {row["id"]: row for row in csv.DictReader(handle)}
    assert len(edges) == graph.number_of_edges()
    assert {row["source"] for row in edges} | {row["target"] for row in edges} == set(nodes)
    assert {row["third"] for row in edges} == {"true", "false", ""}
    assert nodes[f"{BASE}actor/1"]["country_code"] == "AAA"
    about = json.loads(files[2].read_text(encoding="utf-8"))
    assert about["left_out"] == graph.graph["left_out"]
    assert "documents" in graph.graph  # titles of all agreements, which nobody looks for there
    assert "Agreement 1" not in files[2].read_text(encoding="utf-8")


def test_parquet(small: Small, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    graph = network(small, "co-signing")
    edges, nodes = write(graph, tmp_path / "net.parquet")
    table = parquet.read_table(edges)
    assert table.num_rows == graph.number_of_edges()
    assert str(table.schema.field("weight").type) == "double"
    assert json.loads(table.schema.metadata[b"graphbuild"])["name"] == "co-signing"
    assert parquet.read_table(nodes).num_rows == len(graph)


def test_igraph_reads_graphml(small: Small, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graph = network(small, "co-signing")
    (path,) = write(graph, tmp_path / "net.graphml")
    read = igraph.Graph.Read_GraphML(str(path))
    assert (read.vcount(), read.ecount()) == (len(graph), graph.number_of_edges())
    assert set(read.vs["id"]) == set(graph)
    two = network(small, "agreement-actor")
    (path,) = write(two, tmp_path / "two.graphml")
    edges = igraph.Graph.Read_GraphML(str(path))
    expected = {True: "yes", False: "no", None: "unknown"}
    thirds = Counter(expected[data.get("third")] for *_, data in two.edges(data=True))
    assert Counter(edges.es["third"]) == thirds
    assert set(thirds) == {"yes", "no", "unknown"}
    _, actors = edges.bipartite_projection(types="bipartite_type")
    assert actors.ecount() == graph.number_of_edges()
    assert sum(read.es["weight"]) == pytest.approx(
        sum(data["weight"] for *_, data in graph.edges(data=True))
    )


def test_gexf_tells_edges_of_the_same_ends_apart(small: Small, tmp_path: Path) -> None:
    """Gephi takes two edges of the same ends and kind for one."""
    graph = network(small, "agreement-actor")
    graph.add_edge(f"{BASE}agreement/2", f"{BASE}actor/1", key="linked too", side="party")
    (path,) = write(graph, tmp_path / "net.gexf")
    edges = [item for item in ElementTree.parse(path).iter() if item.tag.endswith("}edge")]
    assert len(edges) == graph.number_of_edges()
    kinds = [(frozenset((e.get("source"), e.get("target"))), e.get("kind")) for e in edges]
    assert len(set(kinds)) == len(edges)
    assert Counter(kind for _, kind in kinds) == {"party": 9, "party 2": 1, "third party": 4}


def test_gexf_has_spans_colours_and_no_date_of_today(small: Small, tmp_path: Path) -> None:
    (path,) = write(network(small, "co-signing"), tmp_path / "net.gexf")
    text = path.read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="1994-05-01"' in text
    assert "<viz:color" in text
    assert "lastmodifieddate" not in text
    assert time.strftime("%Y-%m-%d") not in text
    assert "no alliance, influence" in text


HOSTILE: list[Any] = [
    None,
    ["abc", "def"],
    {"b": 1, "a": None},
    {3, 1, 2},
    date(1999, 4, 3),
    "bell \x07, tab \t, escape \x1b, half \ud800, not a character \uffff",
    "line\r\nline",
    '</data><script>alert("x")</script>&amp;',
    "=1+1",
    float("nan"),
    float("inf"),
    10**30,
    True,
    "",
    "🕊 Dayton · Дейтон",
]


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".json", ".cyjs", ".csv"])
def test_no_value_breaks_a_file(suffix: str, tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph()
    for at, value in enumerate(HOSTILE):
        graph.add_node(f"node {at} \x00", mixed=value, **{f"own{at}": value})
        graph.add_edge(f"node {at} \x00", "node 0 \x00", mixed=value)
    graph.graph["anything"] = HOSTILE
    path = write(graph, tmp_path / f"net{suffix}")[0]
    if suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as handle:
            assert len(list(csv.reader(handle))) == graph.number_of_edges() + 1
        return
    back = read(path, graph)
    assert set(back) == {f"node {at} " for at in range(len(HOSTILE))}
    own = back.nodes["node 1 "]["own1"]
    assert own == "abc; def"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.text(min_size=1),
        st.text() | st.floats() | st.integers() | st.booleans() | st.none() | st.dates(),
        max_size=4,
    )
)
def test_any_text_survives_graphml(tmp_path: Path, values: dict[str, Any]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", **{f"x{at}": value for at, value in enumerate(values.values())})
    graph.add_node("b", **{clean(key) or "k": 1 for key in values})
    (path,) = write(graph, tmp_path / "net.graphml")
    back = read(path, graph)
    for at, value in enumerate(values.values()):
        expected = {True: "yes", False: "no"}[value] if isinstance(value, bool) else plain(value)
        # An XML reader gives an empty element as nothing.
        if expected is not None and expected != "":
            assert back.nodes["a"][f"x{at}"] == expected


def test_attributes_have_one_type_each() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", mixed=1, weight=1, number=1)
    graph.add_node("b", mixed="one", weight=2.5, number=2.5)
    out = safe(graph)
    assert [type(out.nodes[node]["mixed"]) for node in out] == [str, str]
    assert [type(out.nodes[node]["number"]) for node in out] == [float, float]


def test_an_empty_network_is_a_file_too(small: Small, tmp_path: Path) -> None:
    graph = build(small, "co-signing", to=1950)
    assert len(graph) == 0
    for suffix in (".graphml", ".gexf", ".json", ".cyjs", ".csv"):
        assert write(graph, tmp_path / f"net{suffix}")[0].stat().st_size > 0


def test_an_unknown_suffix_is_refused(small: Small, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.graphml"):
        write(network(small, "co-signing"), tmp_path / "net.doc")


def test_a_target_stays_as_it_was_after_an_error(small: Small, tmp_path: Path) -> None:
    folder = tmp_path / "net.graphml"
    folder.mkdir()
    with pytest.raises(OutputError):
        write(network(small, "co-signing"), folder)
    assert [path.name for path in tmp_path.iterdir()] == ["net.graphml"]


def test_bytes_do_not_hang_on_the_order_of_hashes(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from tests.networks.small_graph import SMALL, Small;"
        "from graphbuild.networks import build; from graphbuild.networks.files import write;"
        "from graphbuild.networks.analysis.measures import measure; folder = Path(sys.argv[1]);"
        "graphs = [build(Small(SMALL), 'co-signing'), build(Small(SMALL), 'agreement-actor')];"
        "[measure(graph) for graph in graphs];"
        "files = [p for n, g in enumerate(graphs) for s in ('graphml','gexf','json','csv','cyjs')"
        " for p in write(g, folder / f'{n}.{s}')];"
        "print(*(hashlib.sha256(p.read_bytes()).hexdigest() for p in files))"
    )
    outputs = set()
    for seed in ("0", "1", "77"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1

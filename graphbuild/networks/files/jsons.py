"""Node-link JSON (networkx, D3) and Cytoscape JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.files import write_text
from graphbuild.networks.values import nested, safe

if TYPE_CHECKING:
    import networkx


def write_json(graph: networkx.Graph[Any], path: Path) -> list[Path]:
    """Node-link JSON; graph attributes keep their structure, the agreements with their pages too."""
    import networkx as nx

    data = nx.node_link_data(safe(graph), edges="edges")
    data["graph"] = nested(graph.graph)
    write_text(path, _dumps(data))
    return [path]


def write_cyjs(graph: networkx.Graph[Any], path: Path) -> list[Path]:
    """Cytoscape JSON, for Cytoscape and cytoscape.js."""
    import networkx as nx

    out = safe(graph)
    nx.set_node_attributes(
        out, {node: data.get("label", node) for node, data in out.nodes(data=True)}, "name"
    )
    data = nx.cytoscape_data(out)
    data["data"] = dict(out.graph)
    write_text(path, _dumps(data))
    return [path]


def _dumps(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

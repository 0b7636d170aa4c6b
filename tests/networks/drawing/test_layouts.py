from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LAYOUT = """
import networkx as nx
from graphbuild.networks.drawing.layouts import positions
graph = nx.Graph()
for part in "ab":
    for number in range(70):
        for step in (1, 7, 19):
            graph.add_edge(f"{part}{number}", f"{part}{(number * step + step) % 70}", weight=1.0)
print(sorted(positions(graph).items()))
"""


def test_nodes_stand_the_same_whatever_the_order_of_hashes() -> None:
    """In a network of several parts; each is laid out by itself, and its ties come as a set gives them."""
    pytest.importorskip("numpy")
    found = {
        subprocess.run(
            [sys.executable, "-c", LAYOUT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert len(found.pop()) > 1000

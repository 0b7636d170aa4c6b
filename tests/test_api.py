from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import graphbuild
from graphbuild.resources import folder


def test_build_opens_what_it_built_and_keeps_what_it_found() -> None:
    graph = graphbuild.build(folder("samples"))
    years = list(graph.query("agreements-per-year"))
    assert sum(row.agreements for row in years) > 10
    assert graph.report is not None


def test_a_written_graph_answers_like_one_in_memory(tmp_path: Path) -> None:
    held = graphbuild.build(folder("samples"))
    written = graphbuild.build([folder("samples")], tmp_path / "out")
    assert (tmp_path / "out" / "graph.ttl").is_file()
    for name in ("agreement-actors", "agreement-sources"):
        assert list(held.query(name)) == list(written.query(name))


def test_importing_the_package_imports_no_engine() -> None:
    code = "import sys, graphbuild; print(sorted({'rdflib', 'pyoxigraph', 'networkx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

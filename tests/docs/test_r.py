"""The page on R, run by R as Debian has it (``.ci/install-readers`` fetches R and igraph)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import graphbuild
from tools.docs.sample import Sample

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "r.md"
ADDRESS = "http://127.0.0.1:8000/"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    found = shutil.which("Rscript")
    if (
        not found
        or subprocess.run([found, "-e", "library(igraph)"], capture_output=True).returncode
    ):
        if os.environ.get("GRAPHBUILD_READERS"):
            pytest.fail("R with igraph is not installed; run .ci/install-readers")
        pytest.skip("there is no R with igraph here")
    sample = Sample(tmp_path_factory.mktemp("r"))
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.S)
    for line in "".join(blocks).splitlines():
        sample.run(line)
    return sample


def test_every_block_of_the_page_works_and_agrees_with_the_query(sample: Sample) -> None:
    blocks = re.findall(r"```r\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.S)
    assert len(blocks) == 4
    server = subprocess.Popen(
        [sys.executable, "-m", "graphbuild", "serve", "exports", "--port", "0", "--no-open"],
        cwd=sample.place,
        env={**os.environ, "PYTHONPATH": str(PAGE.parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert ADDRESS in blocks[3]
        code = "\n".join(blocks).replace(ADDRESS, address)
        code += (
            '\ncat("\\n==", toString(names(ranking)), "==", toString(ranking), "==",'
            ' sum(per_year$agreements), "==", vcount(g), "==", nrow(agreements))\n'
        )
        (sample.place / "page.R").write_text("options(warn = 2)\n" + code, encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "page.R"], cwd=sample.place, capture_output=True, encoding="utf-8"
        )
    finally:
        server.terminate()
        server.wait()
    assert done.returncode == 0, done.stderr
    names, numbers, dated, nodes, rows = done.stdout.rpartition("\n== ")[2].strip().split(" == ")
    found = dict(zip(names.split(", "), map(int, numbers.split(", ")), strict=True))
    graph = graphbuild.load(sample.place / "exports")
    asked = graph.query("third-party-ranking", sense="listed", limit="all")
    assert found == {row.actor: row.agreements for row in asked}
    assert int(rows) == int(dated) == 19
    assert int(nodes) == graph.network("agreement-actor").number_of_nodes()


def test_the_page_on_networks_reads_in_r(sample: Sample) -> None:
    page = (PAGE.parent / "networks.md").read_text(encoding="utf-8")
    for block in re.findall(r"```r\n(.*?)```", page, flags=re.S):
        command = f"setwd({json.dumps(sample.place.as_posix())});{block}"
        done = subprocess.run(["Rscript", "-e", command], capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr

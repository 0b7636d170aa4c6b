"""graphbuild: reads the table, merges its rows, and writes the merged graph. Arguments: TABLE TARGET.

As the peers do, it looks for nobody in the texts, counts nothing, and describes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graphbuild.collector import paused
from graphbuild.formats import writer
from graphbuild.graph.dataset import Dataset
from graphbuild.graph.identity import group
from graphbuild.graph.merge import merge_all
from graphbuild.ontology.iris import Iris
from graphbuild.report import Report
from graphbuild.sources import iter_sources


def main(table: Path, target: Path) -> None:
    with paused():
        report = Report()
        files = list(iter_sources([table], report))
        dataset = Dataset(Iris(), files, merge_all(group(files, report)))
        with target.open("wb") as handle:
            out = writer("ntriples")(handle, dataset.iris.prefixes())
            for graph, block in dataset.blocks(sources=False):
                out.add(graph, block)
            out.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

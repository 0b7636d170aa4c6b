"""Files for the bulk loaders of stores: sorted, split, gzipped N-Quads, and a script for each store.

The merged graph's files name no graph, so that it becomes the default graph; a store that has none is
told by its script which graph they go to. The scripts are the same for every graph: what they need of
the data they read from ``graph-names.txt``, as an IRI may hold what a shell would run. Equal graphs give
equal bytes.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from graphbuild.errors import OutputError
from graphbuild.files import replacing, together, write_text
from graphbuild.publishing.dump import Dump, GraphFile
from graphbuild.words import printable

SPLIT = 500_000
"""Quads in one file."""
NAMES = "graph-names.txt"
"""What IRIs begin with, and the merged graph's name in a store that has no default graph; a line each."""
SCRIPTS = ("load-fuseki.sh", "load-oxigraph.sh", "load-qlever.sh", "load-virtuoso.sh")


def write_bulk_files(dump: Dump, folder: Path, split: int = SPLIT) -> list[Path]:
    """Write ``merged-0001.nq.gz`` …, ``sources-0001.nq.gz`` … and the scripts; gives the paths.

    Numbered files that an earlier run left and this one does not need are removed.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{printable(str(folder))}: is a file; give a folder")
    with together(folder):
        written = _write_all(dump, folder, split)
    for path in sorted({*folder.glob("merged-*.nq.gz"), *folder.glob("sources-*.nq.gz")}):
        if path not in written:
            path.unlink()  # or a script would load it, too
    for name in SCRIPTS:
        (folder / name).chmod(0o755)
    return written


def _write_all(dump: Dump, folder: Path, split: int) -> list[Path]:
    written: list[Path] = []
    for stem, graphs in (("merged", dump.graphs[:1]), ("sources", dump.graphs[1:])):
        quads = (quad for graph in graphs for quad in _quads(graph))
        written += _write_split(folder, stem, quads, split)
    write_text(folder / NAMES, f"{dump.base}\n{dump.merged_name}\n")
    return [*written, folder / NAMES, *(_write_script(folder / name) for name in SCRIPTS)]


def _quads(graph: GraphFile) -> Iterator[bytes]:
    if not graph.name:
        return graph.lines()
    end = f" <{graph.name}> .\n".encode()
    # A line of N-Triples ends in " ." and a line feed.
    return (line[:-3] + end for line in graph.lines())


def _write_split(folder: Path, stem: str, quads: Iterable[bytes], split: int) -> list[Path]:
    """At least one file, as an empty graph has to be loaded too."""
    rest = iter(quads)
    paths: list[Path] = []
    while (lines := list(islice(rest, split))) or not paths:
        path = folder / f"{stem}-{len(paths) + 1:04}.nq.gz"
        # Neither name nor time in the head: equal graphs give equal bytes.
        with replacing(path) as (out,), gzip.GzipFile("", "wb", 6, out, mtime=0) as packed:
            packed.writelines(lines)
        paths.append(path)
    return paths


def _write_script(path: Path) -> Path:
    template = Path(__file__).parent / "loaders" / path.name
    write_text(path, template.read_text(encoding="utf-8"))
    return path

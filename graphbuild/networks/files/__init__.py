"""Network files: one module per format, chosen by suffix, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    import networkx

SUFFIXES: Final[dict[str, tuple[str, str]]] = {
    ".graphml": ("xml", "GraphML: R, igraph, yEd, Cytoscape"),
    ".gexf": ("xml", "GEXF: Gephi, with dates, colours and positions"),
    ".json": ("jsons", "node-link JSON: networkx, D3"),
    ".cyjs": ("jsons", "Cytoscape JSON"),
    ".csv": ("tables", "edges, with nodes and description beside them"),
    ".parquet": ("tables", "the same as Parquet"),
    ".html": ("html", "an interactive page, one file that needs no network"),
    ".png": ("drawn", "a picture"),
    ".svg": ("drawn", "a picture that scales"),
    ".pdf": ("drawn", "a picture for print"),
}


def check(path: Path) -> str:
    """The suffix of a file to write.

    :raises UsageError: where it is none that is known.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"{path}: {suffix or 'no suffix'} is no format of networks; use {' '.join(SUFFIXES)}"
        )
    return suffix


def write(
    graph: networkx.Graph[Any], path: str | Path, *, plain: bool = False, **options: str
) -> list[Path]:
    """Write a network in the format of the path's suffix; the files written, the named one first.

    Nothing is left half-written. Values are made safe (see ``values``), so that any graph whose
    nodes are texts can be written, not ours alone.

    :param plain: leave formulas in CSV as they are, which are guarded else.
    :param options: ``picture`` for drawings: ``drawing matrix timeline heatmap``.
    :raises UsageError: for an unknown suffix.
    :raises OutputError: where it cannot be written.
    """
    target = Path(path)
    suffix = check(target)
    given: dict[str, str | bool] = {**options}
    if plain:
        if suffix != ".csv":
            raise UsageError(f"{path}: plain is for .csv, where formulas are guarded")
        given["plain"] = True
    module = import_module(f"{__name__}.{SUFFIXES[suffix][0]}")
    files: list[Path] = getattr(module, f"write_{suffix[1:]}")(graph, target, **given)
    return files

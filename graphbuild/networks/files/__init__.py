"""Network files: one module per format, chosen by suffix, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
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


_PICTURES: Final = (".png", ".svg", ".pdf")
OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "picture": _PICTURES,
    "colour": (".gexf", ".html", *_PICTURES),
    "title": _PICTURES,
    "no_caption": _PICTURES,
    "dpi": (".png",),
    "size": _PICTURES,
    "plain": (".csv",),
}
"""What can be asked of a file, and of which."""

Option = str | int | bool


def check(path: Path, options: Mapping[str, Option] | None = None) -> str:
    """The suffix of a file to write.

    :raises UsageError: where it is none that is known, or an option means nothing for it.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"{path}: {suffix or 'no suffix'} is no format of networks; use {' '.join(SUFFIXES)}"
        )
    for name in options or ():
        if name not in OPTIONS:
            raise UsageError(f"{path}: there is no option {name!r}; use {', '.join(OPTIONS)}")
        if suffix not in OPTIONS[name]:
            said = name.replace("_", "-")
            raise UsageError(f"{path}: {said} is for {' '.join(OPTIONS[name])}; leave it out")
    if colour := (options or {}).get("colour"):
        from graphbuild.networks.drawing.looks import check_colour

        check_colour(str(colour))
    return suffix


def write(graph: networkx.Graph[Any], path: str | Path, **options: Option | None) -> list[Path]:
    """Write a network in the format of the path's suffix; the files written, the named one first.

    Nothing is left half-written. Values are made safe (see ``values``), so that any graph whose
    nodes are texts can be written, not ours alone.

    :param options: for pictures ``picture`` (``drawing matrix timeline heatmap``), ``title``,
        ``no_caption``, ``dpi`` and ``size`` (inches, as ``7x5``); for pictures, pages and GEXF
        ``colour`` (``type community stage process``); for CSV ``plain``, which leaves formulas as
        they are.
    :raises UsageError: for an unknown suffix, or an option that it does not have.
    :raises OutputError: where it cannot be written.
    """
    target = Path(path)
    given = {
        name: value for name, value in options.items() if value is not None and value is not False
    }
    suffix = check(target, given)
    module = import_module(f"{__name__}.{SUFFIXES[suffix][0]}")
    files: list[Path] = getattr(module, f"write_{suffix[1:]}")(graph, target, **given)
    return files

"""Edges and nodes as tables: CSV for Excel, R and Gephi, Parquet for data frames."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.delimited import guarded
from graphbuild.errors import MissingExtra
from graphbuild.files import replacing
from graphbuild.networks.about import DOCUMENTS
from graphbuild.networks.attributes import EDGE, NODE
from graphbuild.networks.values import Plain, nested, safe

if TYPE_CHECKING:
    import networkx

Row = dict[str, Plain]


def beside(path: Path, what: str) -> Path:
    """``net-nodes.csv`` for ``net.csv``."""
    return path.with_name(f"{path.stem}-{what}{path.suffix}")


def edge_rows(graph: networkx.Graph[Any]) -> Iterator[Row]:
    """Each edge of a safe graph with the names of its ends; edges in the order of the graph."""
    names = {node: data.get("label", node) for node, data in graph.nodes(data=True)}
    for source, target, data in graph.edges(data=True):
        ends = {"source": source, "target": target}
        labels = {"source_label": names[source], "target_label": names[target]}
        yield ends | labels | data


def node_rows(graph: networkx.Graph[Any]) -> Iterator[Row]:
    """Each node of a safe graph."""
    for node, data in graph.nodes(data=True):
        yield {"id": node} | data


def columns(
    rows: Iterable[Mapping[str, Plain]], first: Iterable[str], table: Iterable[str]
) -> list[str]:
    """The columns in use: ``first`` always, then in the order of the table, then any others."""
    used = {name for row in rows for name in row}
    ordered = [*first, *(name for name in table if name in used)]
    return list(dict.fromkeys([*ordered, *sorted(used)]))


_FIRST = {"edges": ("source", "target", "source_label", "target_label"), "nodes": ("id", "label")}


def _tables(graph: networkx.Graph[Any]) -> dict[str, tuple[list[str], list[Row]]]:
    out = safe(graph)
    edges, nodes = list(edge_rows(out)), list(node_rows(out))
    return {
        "edges": (columns(edges, _FIRST["edges"], EDGE), edges),
        "nodes": (columns(nodes, _FIRST["nodes"], NODE), nodes),
    }


def _about(graph: networkx.Graph[Any]) -> bytes:
    """The description, without the titles of all agreements: nodes name theirs by number."""
    told = {name: value for name, value in graph.graph.items() if name != DOCUMENTS}
    text = json.dumps(nested(told), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")


def write_csv(graph: networkx.Graph[Any], path: Path, plain: bool = False) -> list[Path]:
    """``net.csv`` with the edges, ``net-nodes.csv``, and ``net-about.json`` with the description.

    Formulas are guarded unless ``plain`` says otherwise.
    """
    tables = _tables(graph)
    targets = [path, beside(path, "nodes"), path.with_name(f"{path.stem}-about.json")]
    with replacing(*targets) as (edges, nodes, about):
        edges.write(csv_bytes(*tables["edges"], plain=plain))
        nodes.write(csv_bytes(*tables["nodes"], plain=plain))
        about.write(_about(graph))
    return targets


def csv_bytes(
    names: list[str], rows: Iterable[Mapping[str, Plain]], *, plain: bool = False
) -> bytes:
    """CSV in UTF-8; truth as ``true`` and ``false``, nothing where there is no value.

    Texts that a spreadsheet would take for formulas are guarded, unless ``plain``.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name), plain=plain) for name in names])
    return out.getvalue().encode("utf-8")


def _cell(value: Plain | None, *, plain: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if plain else guarded(value)
    return "" if value is None else str(value)


def write_parquet(graph: networkx.Graph[Any], path: Path) -> list[Path]:
    """``net.parquet`` with the edges, ``net-nodes.parquet``; the description is in their metadata."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error
    targets = {"edges": path, "nodes": beside(path, "nodes")}
    tables = _tables(graph)
    with replacing(*targets.values()) as handles:
        for what, handle in zip(targets, handles, strict=True):
            names, rows = tables[what]
            table = pyarrow.table({name: [row.get(name) for row in rows] for name in names})
            table = table.replace_schema_metadata({"graphbuild": _about(graph)})
            parquet.write_table(table, handle)
    return list(targets.values())

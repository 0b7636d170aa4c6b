"""The merged graph as tables of nodes, edges and values in Apache Parquet, for DuckDB, pandas, polars, Spark.

Below ``graph.parquet`` lie three tables, each divided into folders that name a column's value (Hive's
layout), so that a reader opens only what a question needs:

========  =================================  ==================================================
table     divided by                         columns
========  =================================  ==================================================
nodes     ``class``, as ``Agreement``        ``id`` (IRI), ``identifier``, ``label``, ``types``
edges     ``relationship``, as ``ofActor``   ``src``, ``dst``, ``predicate`` (all IRIs)
values    ``property``, as ``agreementDate`` ``id``, ``value``, ``datatype``, ``language``
========  =================================  ==================================================

``id``, ``src`` and ``dst`` are the names that Spark's GraphFrames takes. A node has one row, under the
narrowest of its classes. Terms that are not ours have their prefix before them (``dcterms_source``). An
edge may lead out of the graph, as to Wikidata.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graphbuild.errors import MissingExtra
from graphbuild.files import replacing
from graphbuild.formats._chunks import statements
from graphbuild.graph.entity import Block
from graphbuild.ontology.namespaces import ONTOLOGY, shorten
from graphbuild.ontology.terms import DCTERMS, RDF, RDFS, term

if TYPE_CHECKING:
    from graphbuild.graph.dataset import Dataset

FOLDER = "graph.parquet"
COLUMNS = {
    "nodes": ("id", "identifier", "label", "types"),
    "edges": ("src", "dst", "predicate"),
    "values": ("id", "value", "datatype", "language"),
}
DIVIDED_BY = {"nodes": "class", "edges": "relationship", "values": "property"}
BATCH = 20_000
"""Rows of one folder that are held before they are written; they make one row group."""

Row = tuple[Any, ...]


def write_parquet(data: Dataset, folder: Path, *, plain: bool = False) -> list[Path]:  # noqa: ARG001
    """Write ``graph.parquet`` below the folder; returns that folder of files. Nothing needs a guard.

    :raises MissingExtra: where pyarrow is not installed.
    """
    with ExitStack() as stack:
        parts = _Parts(folder / FOLDER, stack)
        for block in data.merged_blocks():
            for table, part, row in _rows(block):
                parts.add(table, part, row)
        parts.close()
    return [folder / FOLDER]


def _rows(block: Block) -> list[tuple[str, str, Row]]:
    """The rows of one subject with the table and the part that each belongs to."""
    out: list[tuple[str, str, Row]] = []
    types: list[str] = []
    known: dict[str, str] = {}
    node = ""
    for quad in statements(block):
        node, predicate, value = str(quad.subject.value), quad.predicate, quad.object  # type: ignore[union-attr]
        if predicate == RDF.type and isinstance(value, NamedNode):
            types.append(value.value)
        elif isinstance(value, Literal):
            known.setdefault(predicate.value, value.value)
            row = (node, value.value, shorten(value.datatype.value), value.language)
            out.append(("values", _name(predicate.value), row))
        elif isinstance(value, NamedNode):
            out.append(("edges", _name(predicate.value), (node, value.value, predicate.value)))
    identifier, label = known.get(DCTERMS.identifier.value), known.get(RDFS.label.value)
    out.append(("nodes", _name(_narrowest(tuple(types))), (node, identifier, label, types)))
    return out


@cache
def _name(iri: str) -> str:
    """A term as the name of a folder: ours by its own name, others with their prefix."""
    return shorten(iri).removeprefix("pa:").replace(":", "_")


@cache
def _narrowest(types: tuple[str, ...]) -> str:
    """The class of a node that is above none of its others; of several the first by name."""
    own = sorted(iri.removeprefix(ONTOLOGY) for iri in types if iri.startswith(ONTOLOGY))
    above = {parent.removeprefix("pa:") for name in own for parent in term(name).parents}
    return next((ONTOLOGY + name for name in own if name not in above), min(types))


class _Parts:
    """The files that are open, one for each part of each table, and the rows held for them."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise MissingExtra("Parquet", "parquet") from error
        self._arrow, self._parquet = pyarrow, parquet
        self._root, self._stack = root, stack
        text = pyarrow.string()
        listed = {"types": pyarrow.list_(text)}
        self._schemas = {
            table: pyarrow.schema([(name, listed.get(name, text)) for name in columns])
            for table, columns in COLUMNS.items()
        }
        self._held: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._open: dict[tuple[str, str], Any] = {}

    def add(self, table: str, part: str, row: Row) -> None:
        held = self._held[table, part]
        held.append(row)
        if len(held) >= BATCH:
            self._write(table, part)

    def close(self) -> None:
        """Write what is held back, and every file's end."""
        for table, part in sorted(self._held):
            self._write(table, part)
        for writer in self._open.values():
            writer.close()

    def _write(self, table: str, part: str) -> None:
        rows, schema = self._held[table, part], self._schemas[table]
        if not rows:
            return
        if (table, part) not in self._open:
            path = self._root / table / f"{DIVIDED_BY[table]}={part}" / f"{table}-{part}.parquet"
            (handle,) = self._stack.enter_context(replacing(path))
            self._open[table, part] = self._parquet.ParquetWriter(handle, schema)
        columns = dict(zip(schema.names, zip(*rows, strict=True), strict=True))
        self._open[table, part].write_table(self._arrow.table(columns, schema=schema))
        rows.clear()

"""The formats in which an answer is written, by name: to a binary file, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from graphbuild.catalogue.results import Asked
from graphbuild.catalogue.style import CHARTS
from graphbuild.catalogue.style import Style as Style
from graphbuild.delimited import guarded
from graphbuild.errors import UsageError
from graphbuild.files import replacing
from graphbuild.ontology.namespaces import some
from graphbuild.tabular import markdown_lines, table_lines

GRAPH_FORMATS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD"}
RESULT_FORMATS = {"tsv": "TSV", "json": "JSON", "xml": "XML"}
SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".md": "markdown",
    ".xlsx": "xlsx",
    ".txt": "table",
    ".png": "png",
    ".svg": "svg",
    ".html": "html",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
}


Writer = Callable[[Asked, IO[bytes], Style], int]


def format_for(answer: Asked, path: Path | None) -> str:
    """The format of a file's suffix; without file or suffix the plain one of rows or of a graph.

    :raises UsageError: for a suffix that none fits.
    """
    suffix = path.suffix.lower() if path is not None else ""
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix:
        known = " ".join(SUFFIXES)
        raise UsageError(f"{path}: {suffix} is no format of answers; use {known}")
    return "turtle" if answer.form in ("CONSTRUCT", "DESCRIBE") else "csv"


def write_file(answer: Asked, path: Path, format: str = "", style: Style | None = None) -> int:
    """Write an answer to a file, whole or not at all; by default in the format of its suffix."""
    chosen = format or format_for(answer, path)
    with replacing(path) as (out,):
        return write(answer, out, chosen, style)


def write(answer: Asked, out: IO[bytes], format: str, style: Style | None = None) -> int:
    """Write an answer; the number of rows or triples.

    :raises UsageError: for a format that does not fit the answer.
    """
    style = style or Style()
    style.check(format)
    rows = answer.form in ("SELECT", "ASK")
    fitting = ROW_WRITERS if rows else GRAPH_FORMATS
    if format not in fitting:
        what = "rows" if rows else "a graph"
        raise UsageError(f"this query gives {what}, not {format}; choose {', '.join(fitting)}")
    if answer.form == "ASK":
        return _write_truth(answer, out, format)
    if rows:
        return ROW_WRITERS[format](answer, out, style)
    return _write_graph(answer, out, format)


def _write_truth(answer: Asked, out: IO[bytes], format: str) -> int:
    from pyoxigraph import QueryResultsFormat

    truth = answer.fresh()
    if format in ("json", "xml"):
        truth.serialize(out, getattr(QueryResultsFormat, format.upper()))
    else:
        out.write(b"yes\n" if truth else b"no\n")
    return 1


def _write_graph(answer: Asked, out: IO[bytes], format: str) -> int:
    from pyoxigraph import RdfFormat, serialize

    triples = answer.triples()
    kind = getattr(RdfFormat, GRAPH_FORMATS[format])
    prefixes = {**_PREFIXES, **_own_prefixes(answer)} if format != "ntriples" else {}
    serialize(triples, out, kind, prefixes=prefixes)
    return len(triples)


_PREFIXES = some("pa", "dcterms", "foaf", "prov", "rdfs", "skos", "xsd")


def _own_prefixes(answer: Asked) -> dict[str, str]:
    from graphbuild.stores.tokens import prefixes

    return prefixes(answer.prepared.query.tokens)


def _write_standard(name: str) -> Writer:
    def writer(answer: Asked, out: IO[bytes], style: Style) -> int:  # noqa: ARG001
        from pyoxigraph import QueryResultsFormat

        answer.fresh().serialize(out, getattr(QueryResultsFormat, RESULT_FORMATS[name]))
        return -1

    return writer


def _write_csv(answer: Asked, out: IO[bytes], style: Style) -> int:
    """SPARQL 1.1 CSV: lexical forms, CRLF, unbound empty."""
    solutions = answer.solutions()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    if style.bom:
        text.write("\ufeff")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([variable.value for variable in solutions.variables])
    width, count = range(len(solutions.variables)), 0
    for solution in solutions:
        terms = (solution[at] for at in width)
        lines.writerow([_cell(term, safe=style.safe) for term in terms])
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(term: Any, *, safe: bool) -> str:
    if term is None:
        return ""
    text: str = term.value
    return guarded(text) if safe else text


def _write_lines(lines: Iterable[str], out: IO[bytes]) -> None:
    for line in lines:
        out.write(line.encode("utf-8") + b"\n")


class _Counted:
    """Rows that count themselves as they pass."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self.rows:
            self.count += 1
            yield row


def _write_table(answer: Asked, out: IO[bytes], style: Style) -> int:
    columns, rows = answer.stream()
    counted = _Counted(rows)
    _write_lines(table_lines(columns, counted, style.width), out)
    return counted.count


def _write_markdown(answer: Asked, out: IO[bytes], style: Style) -> int:  # noqa: ARG001
    columns, rows = answer.stream()
    counted = _Counted(rows)
    _write_lines(markdown_lines(columns, counted), out)
    return counted.count


def _write_xlsx(answer: Asked, out: IO[bytes], style: Style) -> int:  # noqa: ARG001
    from graphbuild.catalogue.spreadsheet import write_workbook

    return write_workbook(answer, out)


def _write_chart(name: str) -> Writer:
    def writer(answer: Asked, out: IO[bytes], style: Style) -> int:
        from graphbuild.catalogue.charts import write_page, write_picture

        if name == "html":
            return write_page(answer, out, style)
        return write_picture(answer, out, name, style)

    return writer


ROW_WRITERS: dict[str, Writer] = {
    "table": _write_table,
    "csv": _write_csv,
    **{name: _write_standard(name) for name in RESULT_FORMATS},
    "markdown": _write_markdown,
    "xlsx": _write_xlsx,
    **{name: _write_chart(name) for name in CHARTS},
}

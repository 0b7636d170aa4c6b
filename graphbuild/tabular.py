"""Tables for people: one that fits the terminal, aligned lines, Markdown, and HTML for notebooks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from graphbuild.ontology.namespaces import DEFAULT_BASE, SCHEME, some
from graphbuild.words import one_line

MEASURED = 500
"""Rows that are looked at before the columns' widths are set; the rest streams."""
NARROWEST = 6
_SHOWN = some("pa", "rdf", "rdfs", "dcterms", "skos", "prov", "foaf")
NAMESPACES = {
    **{iri: f"{prefix}:" for prefix, iri in _SHOWN.items()},
    DEFAULT_BASE: "",
    SCHEME: "",
}
# Control characters could drive a terminal, bidirectional marks could reorder what is read.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def shown(value: Any) -> str:
    """A value in one line; IRIs of the project without their long beginning."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    text = str(value)
    for namespace, prefix in NAMESPACES.items():
        if text.startswith(namespace):
            text = prefix + text[len(namespace) :]
            break
    return one_line(_UNSEEN.sub(" ", text))


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fit(text: str, width: int, *, right: bool) -> str:
    if _width(text) > width:
        while text and _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank


def widths(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is drawn: as its content, the widest cut until all fit."""
    wanted = [
        max([_width(name), *(_width(row[at]) for row in cells)]) for at, name in enumerate(columns)
    ]
    room = width - 2 * (len(columns) - 1)
    while sum(wanted) > room and max(wanted, default=0) > NARROWEST:
        widest = max(range(len(wanted)), key=lambda at: wanted[at])
        second = max([NARROWEST, *(size for at, size in enumerate(wanted) if at != widest)])
        excess = sum(wanted) - room
        wanted[widest] = max(wanted[widest] - excess, min(second, wanted[widest] - 1), NARROWEST)
    return wanted


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> Iterator[str]:
    """The lines of a table; numbers stand right."""
    remaining = iter(rows)
    first = list(islice(remaining, MEASURED))
    numeric = [any(_is_number(row[at]) for row in first) for at in range(len(columns))]
    sizes = widths(columns, [[shown(value) for value in row] for row in first], width)
    layout = list(zip(sizes, numeric, strict=True))
    yield _line(columns, layout)
    yield "  ".join("─" * size for size in sizes)
    for row in chain(first, remaining):
        yield _line([shown(value) for value in row], layout)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _line(cells: Sequence[str], layout: Sequence[tuple[int, bool]]) -> str:
    fitted = (
        _fit(cell, size, right=right) for cell, (size, right) in zip(cells, layout, strict=True)
    )
    return "  ".join(fitted).rstrip()


def text_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> str:
    """The whole table as one text."""
    return "\n".join(table_lines(columns, rows, width))


def aligned(
    rows: Iterable[Sequence[str]], right: Collection[int] = (), least: Sequence[int] = ()
) -> list[str]:
    """Rows of texts as lines whose cells stand below each other, without heading and never cut.

    Columns in ``right`` stand right; ``least`` are the least widths of the first columns.
    """
    held = list(rows)
    sizes = [max(map(_width, column)) for column in zip(*held, strict=True)]
    sizes[: len(least)] = [max(pair) for pair in zip(sizes, least, strict=False)]
    layout = [(size, at in right) for at, size in enumerate(sizes)]
    return [_line(row, layout) for row in held]


def markdown_lines(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], rules: Sequence[str] = ()
) -> Iterator[str]:
    """A pipe table; nothing in a cell can end the cell or begin markup of a table or HTML.

    ``rules`` are the dashes below each heading; ``---:`` sets a column right.
    """
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "".join(f"{rule}|" for rule in rules or [" --- "] * len(columns))
    for row in rows:
        yield "| " + " | ".join(map(markdown_cell, row)) + " |"


def markdown_cell(value: Any) -> str:
    """A value as a cell of a pipe table."""
    return html.escape(shown(value), quote=False).replace("\\", "\\\\").replace("|", "\\|")


def html_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], most: int) -> str:
    """The first rows, at most so many; where there are more, it says so."""
    first = list(islice(iter(rows), most + 1))
    head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(shown(value))}</td>" for value in row) + "</tr>"
        for row in first[:most]
    )
    more = "<p>… more rows</p>" if len(first) > most else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

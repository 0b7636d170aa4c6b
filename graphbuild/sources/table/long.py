"""Long ("tidy") tables of codes: a row for each agreement and code, turned into a row an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from graphbuild.ontology.columns import own_name, own_names
from graphbuild.ontology.topics import topics
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings

_VALUES = frozenset({"value", "values", "score", "weight", "coding", "coded", "level"})
"""What the column beside the codes is called, where it has no name of PA-X's."""
_SAMPLE = 50
_MOST = 0.8
"""Share of the cells that are codes, from which on a column is one of codes."""

Rows = Iterator[tuple[int, list[str]]]


def widened(sheet: Sheet, findings: Findings) -> Sheet:
    """The table with a column for each code, if it is a long one; else the table as it is."""
    own = own_names(sheet.header)
    others = [at for at, name in enumerate(own) if not name]
    values = [at for at in others if sheet.header[at].strip().casefold() in _VALUES]
    ids = [at for at, name in enumerate(own) if name == "AgtId"]
    if len(values) != 1 or len(others) < 2 or not ids:
        return sheet
    head = list(islice(sheet.rows, _SAMPLE))
    rows = chain(head, sheet.rows)
    codes = [at for at in others if at != values[0] and _holds_codes(head, at)]
    if len(codes) != 1:
        return replace(sheet, rows=rows)
    return _turned(sheet, rows, (ids[0], codes[0], values[0]), findings)


def _code(cell: str) -> str:
    name = own_name(cell.strip()) or ""
    return name if name in topics() else ""


def _holds_codes(head: list[tuple[int, list[str]]], at: int) -> bool:
    cells = [row[at] for _, row in head if row[at].strip()]
    return bool(cells) and sum(bool(_code(cell)) for cell in cells) >= _MOST * len(cells)


def _turned(sheet: Sheet, rows: Rows, at: tuple[int, int, int], findings: Findings) -> Sheet:
    """One row for each agreement, with the number of its first row."""
    identity, code_at, value_at = at
    kept = [n for n in range(len(sheet.header)) if n not in (code_at, value_at)]
    first: dict[str, tuple[int, list[str]]] = {}
    coded: dict[str, dict[str, str]] = {}
    for number, row in rows:
        own, cell, value = row[identity].strip(), row[code_at], row[value_at].strip()
        plain = [row[n] for n in kept]
        if first.setdefault(own, (number, plain))[1] != plain:
            message = "rows of one agreement that differ beside the code; the first row counts"
            findings.add("warning", "uneven-agreement", message, number, own)
        code, given = _code(cell), coded.setdefault(own, {})
        if not code:
            if cell.strip():
                message = f"{cell.strip()[:40]!r} is no code of the coding scheme, left out"
                findings.add("error", "unknown-code", message, number, own)
        elif given.setdefault(code, value) != value:
            message = f"{code} stands twice with different values; the first row counts"
            findings.add("warning", "uneven-code", message, number, own)
    found = [code for code in topics() if any(code in given for given in coded.values())]
    message = (
        f"a long table of codes, turned into a row for each of {len(first)} agreements; a code"
        " without a row is taken as not coded"
    )
    findings.add("info", "long-table", message)
    header = (*(sheet.header[n] for n in kept), *found)
    made = (
        (number, [*plain, *(coded[own].get(code, "0") for code in found)])
        for own, (number, plain) in first.items()
    )
    return replace(sheet, header=header, rows=made)

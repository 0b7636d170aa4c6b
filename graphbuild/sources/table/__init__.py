"""PA-X's bulk tables of every release: columns by name, cells by meaning, rows to agreements."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from graphbuild.records import Agreement
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings
from graphbuild.sources.table.columns import read_columns
from graphbuild.sources.table.rows import Rows


def read_table(
    sheet: Sheet, findings: Findings, date_format: str = ""
) -> tuple[str, frozenset[str], list[Agreement]]:
    """The release of a table, the PA-X columns it has, and an agreement for every row."""
    columns = read_columns(sheet.header, findings)
    with _collector_paused():
        release, agreements = Rows(sheet, columns, findings).read(date_format)
    if not release:
        message = "the release cannot be told from the columns; processes go by name, not number"
        findings.add("warning", "unknown-release", message)
    return release, columns.names, agreements


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python's collector from looking through the records again and again while they grow.

    They hold no cycles; without this, reading 214,400 rows takes twice the time per row.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

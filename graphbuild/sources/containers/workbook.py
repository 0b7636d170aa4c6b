"""Excel workbooks: their sheets, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from graphbuild.sources.containers.apart import sheets_apart
from graphbuild.sources.containers.archive import Measured
from graphbuild.sources.containers.calamine import Rows, open_workbook, sheet_rows
from graphbuild.sources.findings import Findings

LARGEST_HERE = 2**26
"""Bytes that a workbook may have unpacked to be read in this process."""


def read_workbook(
    stream: BinaryIO, file: str, measured: Measured, findings: Findings
) -> Iterator[tuple[str, Rows]]:
    """The sheets by name, with their rows numbered as Excel does; error cells are reported.

    What could not be measured (sheets that are not XML), or is large, is read in a process of its
    own, so that it takes nothing with it.
    """
    _report_error_cells(measured.error_cells, findings)
    if measured.has_sheets and measured.size <= LARGEST_HERE:
        workbook = open_workbook(stream, file)
        for name in workbook.sheet_names:
            yield name, sheet_rows(workbook, name, file)
    else:
        yield from sheets_apart(stream, file)


def _report_error_cells(cells: list[str], findings: Findings) -> None:
    """Report cells that hold an error of Excel: the library reads them as empty."""
    if cells:
        shown = ", ".join(cells[:10]) + (", ..." if len(cells) > 10 else "")
        message = f"{len(cells)} cells hold an error of Excel in place of a value: {shown}"
        findings.add("warning", "excel-damage", message)

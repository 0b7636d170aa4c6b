"""A file of PA-X's tables to its records: sheet by sheet, row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graphbuild.collector import paused
from graphbuild.errors import SourceError
from graphbuild.records import Agreement, SourceFile
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings
from graphbuild.sources.table.columns import read_columns, tell_missing
from graphbuild.sources.table.dates import EPOCH
from graphbuild.sources.table.local import is_local
from graphbuild.sources.table.long import widened
from graphbuild.sources.table.rows import Rows

if TYPE_CHECKING:
    from graphbuild.sources.given import Given


def read_tables(given: Given) -> SourceFile:
    """The agreements of all sheets of a file; raises ``SourceError`` where there is none."""
    source = given.source("PA-X table")
    for _, sheet in given.tables:
        release, columns, agreements = read_table(
            sheet, given.findings, given.date_format, given.epoch
        )
        source.release = source.release or release
        source.columns |= columns
        source.agreements += agreements
    if not source.agreements:
        raise SourceError(given.name, "no usable row below the header", _why(given.findings))
    return source


def _why(findings: Findings) -> str:
    ragged = [message for _, kind, message in findings.groups if kind == "ragged-row"]
    if ragged:
        return f"every row is uneven ({ragged[0]}); from R, write with row.names = FALSE"
    return "get it again"


def read_table(
    sheet: Sheet, findings: Findings, date_format: str = "", epoch: date = EPOCH
) -> tuple[str, frozenset[str], list[Agreement]]:
    """The release of a table, the PA-X columns it has, and an agreement for every row."""
    sheet = widened(sheet, findings)
    columns = read_columns(sheet.header, findings)
    with paused():
        release, agreements = Rows(sheet, columns, findings, epoch).read(date_format)
    local = is_local(columns)
    tell_missing(columns, local, findings)
    if not release:
        message = "the release cannot be told from the columns; processes go by name, not number"
        findings.add("warning", "unknown-release", message)
    return release, columns.names | ({"Agtp"} if local else set()), agreements

"""Small tables written by hand, and the reading of one file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import pytest

from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report
from graphbuild.sources import Options, read_sources

ROW = {
    "Con": "Ireland/United Kingdom/(Northern Ireland)",
    "Contp": "Government/territory",
    "PP": "66",
    "PPName": "Northern Ireland peace process",
    "Reg": "Europe and Eurasia",
    "AgtId": "556",
    "Ver": "9",
    "Agt": "Good Friday Agreement",
    "Dat": "1998-04-10",
    "Status": "Multiparty signed/agreed",
    "Agtp": "Intra",
    "Stage": "SubComp",
    "StageSub": "FrAg",
    "Part": "Two governments and eight parties",
}

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Write a CSV of the row above with other values; one row for each of ``rows``."""

    def write(
        *rows: dict[str, str],
        name: str = "table.csv",
        without: Sequence[str] = (),
        encoding: str = "utf-8",
        separator: str = ",",
    ) -> Path:
        full = [{**ROW, **row} for row in rows or [{}]]
        header = [column for column in dict.fromkeys(chain(*full)) if column not in without]
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as handle:
            writer = csv.writer(handle, delimiter=separator)
            writer.writerow(header)
            writer.writerows([row.get(column, "") for column in header] for row in full)
        return path

    return write


@pytest.fixture
def read() -> Read:
    """Read one file."""

    def one(path: Path, **options: str) -> tuple[SourceFile, Report]:
        report = Report()
        (source,) = read_sources([path], report, options=Options(**options))
        return source, report

    return one


@pytest.fixture
def only(table: Write, read: Read) -> Callable[..., tuple[Agreement, Report]]:
    """The agreement of a table of one row."""

    def one(without: Sequence[str] = (), **cells: str) -> tuple[Agreement, Report]:
        source, report = read(table(cells, without=without))
        (agreement,) = source.agreements
        return agreement, report

    return one

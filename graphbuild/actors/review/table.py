"""A user's table of judgements, read as strictly as any table: with any separator, every line whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graphbuild.delimited import SEPARATORS, unguarded
from graphbuild.errors import SourceError

MAX_BYTES = 50_000_000
_AGAIN = "save it again as CSV"


class Line(NamedTuple):
    """A row by column, and the line of the file in which it begins."""

    number: int
    cells: dict[str, str]


class Table(NamedTuple):
    """The names of the columns in their order, and the rows."""

    columns: tuple[str, ...]
    lines: list[Line]


def read_table(path: Path, needed: Sequence[str]) -> Table:
    """The rows of a CSV file that has these columns.

    Raises :class:`SourceError` with the line where a quote is not closed, where a row has more
    cells than there are columns, where a name runs over the end of a line, and where a column is
    missing or stands twice.
    """
    text = _text(path)
    first = text.split("\n", 1)[0].strip().casefold()
    lines = 1 if first.startswith("sep=") else 0  # Excel's own hint at the separator
    text = text.split("\n", 1)[-1] if lines else text
    separator, header = max(
        ((mark, _header(text, mark)) for mark in SEPARATORS),
        key=lambda item: len(set(needed).intersection(item[1])),
    )
    missing = [column for column in needed if column not in header]
    if missing:
        problem = f"no column {', '.join(missing)}"
        raise SourceError(path.name, problem, "take the file that the build wrote")
    named = [column for column in header if column]
    if len(set(named)) < len(named):
        twice = next(column for column in named if named.count(column) > 1)
        raise SourceError(path.name, f"column {twice} stands twice", "rename one of the two")
    found = list(_lines(text, separator, header, path.name, lines))
    return Table(tuple(named), found)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(path.name, "larger than 50 MB", "give the file of open names")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path.name, "not UTF-8 text", "save it as CSV UTF-8") from error
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise SourceError(str(path), problem, "check the path") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _header(text: str, separator: str) -> list[str]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [cell.strip() for cell in next(rows, [])]
    except csv.Error:
        return []


def _lines(
    text: str, separator: str, header: Sequence[str], file: str, before: int
) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 0
    try:
        while True:
            start = before + rows.line_num + 1
            row = next(rows, None)
            if row is None:
                return
            if start == before + 1 or not any(cell.strip() for cell in row):
                continue
            if any(cell.strip() for cell in row[len(header) :]):
                problem = f"{len(row)} cells under {len(header)} columns"
                raise SourceError(f"{file}, line {start}", problem, f"{_AGAIN}, one row a line")
            cells = [unguarded(cell) for cell in row] + [""] * len(header)
            line = {column: cell for column, cell in zip(header, cells, strict=False) if column}
            if "\n" in line.get("name", "").strip():
                problem = "a name that runs over the end of the line; is a quote not closed?"
                raise SourceError(f"{file}, line {start}", problem, f"close it, or {_AGAIN}")
            yield Line(start, line)
    except csv.Error as error:
        unclosed = "end of data" in str(error)
        problem = "a quote that is not closed" if unclosed else f"broken quoting ({error})"
        remedy = f"close it, or {_AGAIN} with quotes doubled inside cells"
        raise SourceError(f"{file}, line {start}", problem, remedy) from None

"""CSV files of any separator and size, read record by record."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from graphbuild.errors import SourceError
from graphbuild.sources.containers import text
from graphbuild.sources.findings import Findings

SEPARATORS = (",", ";", "\t", "|")
LARGEST_CELL = 4_194_304
"""Characters; the longest real cell has 20,460. A longer one is a quote that nobody closed."""

_LIMIT = threading.Lock()


def head_records(head: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The records at the start of a text, blank ones and Excel's ``sep=;`` left out; errors end it."""
    lines = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        for number, record in enumerate(lines, 1):
            if any(cell.strip() for cell in record) and not _is_hint(record):
                yield number, record
    except csv.Error:
        return


def csv_records(
    stream: BinaryIO, file: str, encoding: str, separator: str, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file with their numbers, read as they are asked for."""
    lines = io.TextIOWrapper(stream, encoding=encoding, newline="")
    return _records(lines, file, separator, findings)


def _is_hint(record: list[str]) -> bool:
    return record[0].lower().startswith("sep=")


def _records(
    lines: io.TextIOWrapper, file: str, separator: str, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    number = 0
    reader = csv.reader(_without_nul(lines, findings), delimiter=separator, strict=True)
    with _cell_limit():
        try:
            for number, record in enumerate(reader, 1):
                yield number, record
        except csv.Error as error:
            problem, remedy = _in_words(str(error))
            raise SourceError(f"{file}, row {number + 1}", problem, remedy) from None
        except UnicodeError as error:
            line = text.undecodable_line(cast("BinaryIO", lines.buffer), lines.encoding)
            raise SourceError(
                f"{file}, line {line}", text.wrong_encoding(error), text.REMEDY
            ) from None


def _without_nul(lines: io.TextIOWrapper, findings: Findings) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            findings.add("warning", "nul", "NUL characters, removed")
            line = line.replace("\0", "")
        yield line


@contextmanager
def _cell_limit() -> Iterator[None]:
    """Raise the csv module's limit, which holds for the whole process, and put it back."""
    with _LIMIT:
        before = csv.field_size_limit(LARGEST_CELL)
    try:
        yield
    finally:
        with _LIMIT:
            csv.field_size_limit(before)


def _in_words(error: str) -> tuple[str, str]:
    if "limit" in error:
        return f"a cell of more than {LARGEST_CELL:,} characters", "is a quote not closed there?"
    if "end of data" in error:
        return "the file ends inside a quoted cell", "it was cut off: get it again"
    return f"broken quoting ({error})", "save it again as CSV with quotes doubled inside cells"

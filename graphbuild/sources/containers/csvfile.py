"""CSV files of any separator and size, read record by record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from graphbuild.delimited import SEPARATORS, head_records, records
from graphbuild.errors import SourceError
from graphbuild.sources.containers import text
from graphbuild.sources.findings import Findings

__all__ = ["SEPARATORS", "csv_records", "head_records"]


def csv_records(
    stream: BinaryIO, file: str, encoding: str, separator: str, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file with their numbers, read as they are asked for."""
    lines = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from records(_without_nul(lines, findings), file, separator)
    except UnicodeError as error:
        line = text.undecodable_line(lines.buffer, lines.encoding)
        raise SourceError(f"{file}, line {line}", text.wrong_encoding(error), text.REMEDY) from None


def _without_nul(lines: io.TextIOWrapper, findings: Findings) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            findings.add("warning", "nul", "NUL characters, removed")
            line = line.replace("\0", "")
        yield line

"""Stata's files as tables, with pandas (``pip install graphbuild[stata]``)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from graphbuild.errors import MissingExtra, SourceError

Rows = Iterator[tuple[int, list[str]]]

_BROKEN = (ValueError, KeyError, IndexError, OverflowError, EOFError, struct.error, MemoryError)
"""What pandas raises for damaged files."""


def is_stata(head: bytes) -> bool:
    """Whether a file begins as Stata's do, releases 8 and later."""
    if head.startswith(b"<stata_dta>"):
        return True
    return len(head) > 4 and head[0] in range(0x69, 0x74) and head[1] in (1, 2) and head[2] == 1


def stata_rows(data: bytes, file: str) -> Rows:
    """The observations below the names of the variables; labelled values by their labels."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra(f"{file}: reading Stata files", "stata") from error
    try:
        try:
            frame = pandas.read_stata(BytesIO(data))
        except ValueError:  # two values with one label cannot be shown by it
            frame = pandas.read_stata(BytesIO(data), convert_categoricals=False)
    except _BROKEN as error:
        problem = f"a damaged Stata file ({error})"
        raise SourceError(file, problem, "save it again in Stata, or as CSV") from None
    yield 0, [str(name) for name in frame.columns]
    for number, row in enumerate(frame.astype(object).itertuples(index=False, name=None), 1):
        yield number, [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)

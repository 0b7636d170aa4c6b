"""JSON: a list of objects is a table whose columns are their keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graphbuild.errors import SourceError
from graphbuild.sources.findings import Findings

Rows = Iterator[tuple[int, list[str]]]


def json_rows(content: str, file: str, findings: Findings) -> Rows | None:
    """The objects of a list as rows below their keys, numbered from 1; ``None`` for any other JSON.

    A list that is all that an object holds (``{"agreements": [...]}``) is taken too. Raises
    ``SourceError`` where the text is not JSON.
    """
    try:
        given = json.loads(content.lstrip("\ufeff"))
    except RecursionError:
        raise SourceError(file, "JSON nested too deep for a table", "get it again") from None
    except ValueError as error:
        lines = "; of several JSON texts, one a line, make a list" if "Extra" in str(error) else ""
        raise SourceError(file, f"broken JSON ({error}){lines}", "get it again") from None
    if isinstance(given, dict) and len(given) == 1:
        (given,) = given.values()
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        return None
    return _rows(given, findings)


def _rows(objects: list[dict[str, Any]], findings: Findings) -> Rows:
    header = list(dict.fromkeys(key for one in objects for key in one))
    yield 0, header
    for number, one in enumerate(objects, 1):
        row = [_text(one.get(key)) for key in header]
        nested = [key for key, text in zip(header, row, strict=True) if text is None]
        for key in nested:
            message = f"{key}: a list or object in place of a value, not taken over"
            findings.add("warning", "nested-value", message, number)
        yield number, [text or "" for text in row]


def _text(value: object) -> str | None:
    """A value as a cell of a CSV file would hold it; ``None`` for what no cell can hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else None

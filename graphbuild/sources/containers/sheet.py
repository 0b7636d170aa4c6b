from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.sources.findings import Findings


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its file gives it: the header, and rows of as many cells, all as text.

    Each row comes with the number that Excel shows for it (the header of a plain file is row 1).
    ``name`` is that of the worksheet, ``""`` in a CSV file.
    """

    file: str
    name: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


def even_rows(
    rows: Iterator[tuple[int, list[str]]], header: tuple[str, ...], findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """The rows that have a cell for every header; blank ones are passed over, others reported.

    Columns without a header may be missing or superfluous at the end as long as they are empty.
    """
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    full = len(header)
    for number, row in rows:
        if len(row) == full:
            if any(row):
                yield number, row
        elif not any(row):
            continue
        elif len(row) < width or any(cell.strip() for cell in row[full:]):
            message = f"a row of {len(row)} cells under {full} headers, left out"
            findings.add("error", "ragged-row", message, number)
        else:
            yield number, (row + [""] * full)[:full]

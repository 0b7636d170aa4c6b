from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.ontology.columns import own_name
from graphbuild.sources.findings import Findings

LEAST_SHARE = 4 / 5
"""A row with fewer of the header's cells is broken, not merely without its last ones."""

Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its file gives it: the header, and rows of as many cells, all as text.

    Each row comes with the number that Excel shows for it (the header of a plain file is row 1).
    ``name`` is that of the worksheet, ``""`` in a CSV file.
    """

    file: str
    name: str
    header: tuple[str, ...]
    rows: Rows


def even_rows(rows: Rows, header: tuple[str, ...], findings: Findings) -> Rows:
    """The rows that have a cell for every header; blank ones are passed over, others reported.

    Columns without a header may be missing or superfluous at the end as long as they are empty.
    Where the last cells of a row are missing and it still says what it is about, they are empty.
    """
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    full, needed = len(header), _needed(header)
    held: tuple[int, list[str]] | None = None
    for number, row in rows:
        if not any(map(str.strip, row)):
            continue
        if held:
            yield from _completed(held, row, width, full, needed, findings)
            held = None
        if len(row) == full:
            yield number, row
        elif len(row) < width and _is_sound(row, width, needed):
            held = number, row
        elif len(row) < width or any(cell.strip() for cell in row[full:]):
            _leave_out(number, row, full, findings)
        else:
            yield number, (row + [""] * full)[:full]
    if held:
        yield from _completed(held, [], width, full, needed, findings)


def _needed(header: Sequence[str]) -> tuple[int, ...]:
    """The columns that say what a row is about: its number, else title and date."""
    names = [own_name(name.strip()) or name.strip().casefold() for name in header]
    for wanted in (("AgtId",), ("signatory_id",), ("actor_id", "actor_name"), ("Agt", "Dat")):
        if all(name in names for name in wanted):
            return tuple(names.index(name) for name in wanted)
    return ()


def _is_sound(row: Sequence[str], width: int, needed: tuple[int, ...]) -> bool:
    """Whether a row says what it is about: by a number where one column is enough."""
    if not needed or len(row) < LEAST_SHARE * width or len(row) <= max(needed):
        return False
    cells = [row[at].strip() for at in needed]
    if len(cells) == 1:
        return cells[0].removesuffix(".0").isdecimal()
    return all(cells)


def _completed(
    held: tuple[int, list[str]],
    following: Sequence[str],
    width: int,
    full: int,
    needed: tuple[int, ...],
    findings: Findings,
) -> Rows:
    """A short row with empty cells at its end, unless the next one is the other half of it."""
    number, row = held
    broken = 0 < len(following) < width and not _is_sound(following, width, needed)
    if broken and len(row) + len(following) > width:
        _leave_out(number, row, full, findings)
        return
    message = f"a row of {len(row)} cells under {full} headers, the missing ones taken as empty"
    findings.add("warning", "short-row", message, number)
    yield number, row + [""] * (full - len(row))


def _leave_out(number: int, row: Sequence[str], full: int, findings: Findings) -> None:
    message = f"a row of {len(row)} cells under {full} headers, left out"
    findings.add("error", "ragged-row", message, number)

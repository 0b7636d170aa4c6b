"""Cells of UCDP's tables by the names of their columns, which older versions write without lines."""

from __future__ import annotations

import re

from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.signs import column_name
from graphbuild.sources.table import cells
from graphbuild.sources.ucdp.pairing import several

_RELEASE = re.compile(r"v?\D?(\d{2})[._](\d)(?!\d)")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T].*)?")


def getter(sheet: Sheet) -> cells.Get:
    """What gives a row's cell below a column (``side_a_id``, in older versions ``SideAID``)."""
    return cells.getter(sheet.header, _bare)


def _bare(name: str) -> str:
    return column_name(name).replace("_", "")


def numbers(cell: str) -> tuple[str, ...]:
    """The whole numbers in a cell, of which there may be several; ``388.0`` is ``388``."""
    return tuple(found for part in several(cell) if (found := cells.whole(part)))


def number(cell: str) -> str:
    """The one whole number in a cell, ``""`` if there is none or several."""
    found = numbers(cell)
    return found[0] if len(found) == 1 else ""


def day(cell: str) -> str:
    """An ISO date, whatever time of day stands behind it; ``""`` for anything else."""
    match = _DATE.fullmatch(cell)
    return match[1] if match else ""


def release(cell: str, file: str) -> str:
    """``22.1``: as a row writes it (with a comma in some files), else as the file's name has it."""
    stated = cell.replace(",", ".")
    if re.fullmatch(r"\d{2}\.\d", stated):
        return stated
    match = _RELEASE.search(file)
    return f"{match[1]}.{match[2]}" if match else ""

"""Which chart fits an answer.

A series over time has a column ``year``, ``period`` or ``decade``; a ranking has names and a number. A
list of dated documents is neither, whatever numbers stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graphbuild.catalogue.figure import Figure
from graphbuild.catalogue.measures import TIMES, Measured, Rows
from graphbuild.catalogue.ranking import ranked
from graphbuild.catalogue.series import over_time

DATED: Final = ("date", "from_date", "to_date")
"""A column of these makes rows documents of a list."""
WHAT_CAN: Final = (
    "a series has a column year, period or decade and a number; a ranking has names and a number"
)


def figure_of(columns: Sequence[str], rows: Rows, most: int = 25) -> Figure | None:
    """The chart of an answer, with at most so many bars in a ranking; ``None`` where none fits it."""
    if len(rows) < 2 or any(name in columns for name in DATED):
        return None
    answer = Measured(columns, rows)
    if not answer.measures:
        return None
    time = next((name for name in TIMES if name in columns), "")
    return over_time(answer, time) if time else ranked(answer, most)

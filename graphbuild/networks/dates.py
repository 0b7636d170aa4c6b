"""Days for drawing and for formats that know nothing else, of dates of which less may be known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(known: str) -> date:
    """The first day that a date may mean: that of the year ``1996``, of the month ``1996-08``."""
    return date.fromisoformat(f"{known}-01-01"[: len("yyyy-mm-dd")])


def last_day(known: str) -> date:
    """The last day that a date may mean."""
    if len(known) == len("yyyy-mm-dd"):
        return date.fromisoformat(known)
    year, month = int(known[:4]), int(known[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])


def middle_day(known: str) -> date:
    """The day in the middle of what a date may mean: where it stands on a line of time."""
    first, last = first_day(known).toordinal(), last_day(known).toordinal()
    return date.fromordinal((first + last) // 2)

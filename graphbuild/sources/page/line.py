"""One line of a page without markup."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Line:
    """One line without markup.

    ``mark``: how many of its first characters are set off as a label (bold, first cell, left
    column). ``indent``: it stands where values stand. ``opens``: a blank line or a cell's edge is
    before it. ``runs_on``: it was cut out of a longer line, which goes on with it. ``row``: the
    table's row to which all of its cells belong (0: none). ``number``: its line in the file.
    """

    text: str
    number: int
    mark: int = 0
    heading: bool = False
    indent: bool = False
    opens: bool = False
    runs_on: bool = False
    row: int = 0

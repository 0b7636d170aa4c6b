"""The table in a sheet: the row that is its header, and the kind that the header shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from graphbuild.sources.containers.sheet import Sheet, even_rows
from graphbuild.sources.findings import Findings
from graphbuild.sources.kinds import Kind
from graphbuild.sources.recognition import Verdict, recognise
from graphbuild.sources.signs import SAMPLE, Look

TITLE_ROWS = 20
"""Rows above a header at the most: titles, notes, blank ones."""

Rows = Iterator[tuple[int, list[str]]]


class Table(NamedTuple):
    """What a sheet was found to be; without a header that any kind knows there is no ``sheet``."""

    verdict: Verdict
    sheet: Sheet | None


def find_table(
    rows: Rows, file: str, name: str, kinds: Sequence[Kind], findings: Findings
) -> Table:
    """The first row, from the top, that is the header of one of ``kinds``, and what is below it."""
    head = list(islice(rows, TITLE_ROWS + 1 + SAMPLE))
    nearest = Verdict(None)
    for at, (_, row) in enumerate(head[: TITLE_ROWS + 1]):
        below = tuple(cells for _, cells in head[at + 1 : at + 1 + SAMPLE])
        verdict = recognise(Look(tuple(row), below), kinds)
        if verdict.kind:
            header, rest = tuple(row), chain(head[at + 1 :], rows)
            return Table(verdict, Sheet(file, name, header, even_rows(rest, header, findings)))
        if verdict.nearest and verdict.weight.near > nearest.weight.near:
            nearest = verdict
    return Table(nearest, None)

"""Which name belongs to which number, where one cell holds several names and another several numbers.

Rows with one of each prove a pair, and what is known is taken away from the others. Only where every
pair that is proved so stands at one place in its cells do places count for the rest: the Armed
Conflict Dataset sorts names by letter and numbers by size, so that there the first name need not be
the first number's. What remains open is said to be open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Cells = tuple[tuple[str, ...], tuple[str, ...]]
"""The names and the numbers of one row."""


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell, parted by commas that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(cell):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0:
            parts.append(cell[start:at])
            start = at + 1
    return tuple(filter(None, (part.strip() for part in (*parts, cell[start:]))))


def names_of(cell: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """The names in a cell that goes with so many numbers: one name may hold commas of its own."""
    return (cell.strip(),) if len(numbers) == 1 and cell.strip() else several(cell)


def paired(rows: Iterable[Cells]) -> dict[str, tuple[str, ...]]:
    """The names that each number may have: one where the rows show which, else all that are left.

    Rows with unequally many names and numbers show nothing.
    """
    even = {row for row in rows if len(row[0]) == len(row[1])}
    left: dict[str, set[str]] = {}
    for names, numbers in sorted(even):
        for number in numbers:
            left[number] = left.get(number, set(names)) & set(names) or set(names)
    known: dict[str, str] = {}
    while new := {n: min(s) for n, s in left.items() if len(s) == 1 and n not in known}:
        known |= new
        for _, numbers in even:
            taken = {known[number] for number in numbers if number in known}
            for number in numbers:
                if number not in known and left[number] - taken:
                    left[number] -= taken
    if len(known) < len(left) and _at_one_place(even, known):
        for names, numbers in sorted(even):
            known = dict(zip(numbers, names, strict=True)) | known
    return {n: (known[n],) if n in known else tuple(sorted(left[n])) for n in left}


def _at_one_place(rows: Iterable[Cells], known: dict[str, str]) -> bool:
    """Whether all proved pairs of rows with several stand at the same place, and there are some."""
    told = [
        known[number] == name
        for names, numbers in rows
        for name, number in zip(names, numbers, strict=True)
        if len(numbers) > 1 and number in known
    ]
    return bool(told) and all(told)
